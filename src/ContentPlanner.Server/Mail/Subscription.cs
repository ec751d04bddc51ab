using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>Who of a workspace is owed which kind of mail, and when: derived from the plan alone.</summary>
public sealed record Subscription(Guid Id, DeliveryKind Kind, Member Person, Guid PersonId, Guid? LaunchId, Rhythm Rhythm)
{
    /// <summary>A digest is worth something for two days (reliability.md 2.5).</summary>
    public static readonly Duration DigestGrace = Duration.FromHours(48);

    /// <summary>The day itself: what was late on Thursday morning is told on Thursday.</summary>
    private static readonly Duration OverdueGrace = Duration.FromHours(14);

    /// <summary>"Today is the day" is true on one day.</summary>
    private static readonly Duration LastMarkGrace = Duration.FromHours(16);

    /// <summary>Countdowns and reminders arrive with the morning (design rule 9).</summary>
    private static readonly LocalTime Morning = new(8, 0);

    /// <summary>How far ahead reviews are looked for.</summary>
    private const int ReviewDays = 400;

    /// <summary>Every subscription of a workspace. People without an address have none.</summary>
    public static IEnumerable<Subscription> Of(Workspace workspace, Library library, Instant at)
    {
        var people = workspace.Members.Where(m => m.Email is not null).ToDictionary(m => m.Key, StringComparer.Ordinal);
        return Digests(workspace, people).Concat(Countdowns(workspace, library, people)).Concat(Reviews(workspace, people, at)).Concat(Overdue(workspace, people));
    }

    public static Guid IdOf(DeliveryKind kind, Guid person, Guid about) => Identity.Derived(about, kind.ToString(), person.ToString("N"));

    private static IEnumerable<Subscription> Digests(Workspace workspace, Dictionary<string, Member> people) =>
        from digest in workspace.Digests
        let person = people.GetValueOrDefault(digest.Person)
        where person is not null
        select new Subscription(Identity.Of(workspace, digest), DeliveryKind.Digest, person, Identity.Of(workspace, person), null,
            new WeeklyRhythm(digest.Weekday, digest.Time, digest.Zone ?? person.Zone ?? workspace.Zone, digest.PausedUntil, DigestGrace));

    /// <summary>Person × launch: the launch's owner and the strategist unless the plan says who.</summary>
    private static IEnumerable<Subscription> Countdowns(Workspace workspace, Library library, Dictionary<string, Member> people) =>
        from launch in workspace.Launches
        where launch.Status == LaunchStatus.Planned
        let readers = CountdownLetter.Readers(workspace, launch).Select(people.GetValueOrDefault).OfType<Member>().Distinct().ToArray()
        where readers.Length > 0
        let schedule = LaunchSchedule.Of(workspace, library, launch.Key)
        where schedule is { Marks.Count: > 0 }
        from person in readers
        let id = Identity.Of(workspace, person)
        select new Subscription(IdOf(DeliveryKind.Countdown, id, schedule.Id), DeliveryKind.Countdown, person, id, schedule.Id,
            new ListedRhythm(MarksOf(schedule, person.Zone ?? workspace.Zone)));

    private static List<Owed> MarksOf(LaunchSchedule launch, DateTimeZone zone)
    {
        var marks = launch.Marks.OrderBy(m => m.Day).ToList();
        var moments = marks.ConvertAll(m => m.Day.At(Morning).InZoneLeniently(zone).ToInstant());
        return [.. marks.Select((mark, i) => new Owed(
            PeriodOf(launch, mark), moments[i],
            i + 1 < marks.Count && moments[i + 1] > moments[i] ? moments[i + 1] : moments[i] + LastMarkGrace))];
    }

    /// <summary>Launch, mark and run: moving the launch's date never makes a mark a new one (design rule 10).</summary>
    public static string PeriodOf(LaunchSchedule launch, Mark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{launch.Id:N}/{mark.Label}/{launch.Launch.CountdownRun}");

    /// <summary>The agenda comes on the last working morning before people meet; those who take part, else the strategist.</summary>
    private static IEnumerable<Subscription> Reviews(Workspace workspace, Dictionary<string, Member> people, Instant at)
    {
        var today = at.InZone(workspace.Zone).Date;
        var moments = new Dictionary<string, List<Owed>>(StringComparer.Ordinal);
        foreach (var review in ReviewDate.Within(workspace, new(today.PlusDays(-1), today.PlusDays(ReviewDays))))
        {
            var takingPart = review.Period.Reviews.First(r => r.Title == review.Title).Participants;
            foreach (var key in takingPart.Count > 0 ? takingPart : new[] { workspace.Strategist }.OfType<string>().ToValueList())
            {
                if (people.GetValueOrDefault(key) is not { } person) continue;
                var morning = workspace.Calendar.Roll(review.Day.PlusDays(-1), Roll.Previous);
                var moment = morning.At(Morning).InZoneLeniently(person.Zone ?? workspace.Zone).ToInstant();
                var begins = review.When.BeginsAt(workspace.Zone);
                var period = $"{LocalDatePattern.Iso.Format(review.Day)}/{review.Title}";
                if (!moments.TryGetValue(key, out var theirs)) moments[key] = theirs = [];
                if (theirs.All(m => m.Period != period)) theirs.Add(new(period, moment, Instant.Max(moment, begins)));
            }
        }
        foreach (var (key, theirs) in moments)
        {
            var id = Identity.Of(workspace, people[key]);
            yield return new(IdOf(DeliveryKind.Review, id, Identity.Of(workspace)), DeliveryKind.Review, people[key], id, null, new ListedRhythm([.. theirs.OrderBy(m => m.At)]));
        }
    }

    /// <summary>In the middle of the week, between two digests that most people read on Monday.</summary>
    private static IEnumerable<Subscription> Overdue(Workspace workspace, Dictionary<string, Member> people) =>
        from person in people.Values
        let id = Identity.Of(workspace, person)
        select new Subscription(IdOf(DeliveryKind.Overdue, id, Identity.Of(workspace)), DeliveryKind.Overdue, person, id, null,
            new WeeklyRhythm(IsoDayOfWeek.Thursday, Morning, person.Zone ?? workspace.Zone, null, OverdueGrace));
}
