using ContentPlanner.Server.Leverage;
using System.Globalization;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>How long until a launch's day, as a big number and a few words beside it.</summary>
public sealed record Countdown(string Number, string Words)
{
    public static Countdown? Of(LaunchSchedule launch, LocalDate today)
    {
        if (launch.Launch.Status != LaunchStatus.Planned || launch.Day is not { } day) return null;
        var left = Period.DaysBetween(today, day);
        return left switch
        {
            0 => new("Today", "is the day"),
            > 0 => new(left.ToString(CultureInfo.InvariantCulture), left == 1 ? "day to go" : "days to go"),
            _ => new((-left).ToString(CultureInfo.InvariantCulture), left == -1 ? "day ago" : "days ago"),
        };
    }
}

/// <summary>A launch among the others: how far away it is, how far along, what comes next.</summary>
/// <param name="Status">In a word, when it is not simply on.</param>
/// <param name="Next">The next open steps, late ones first.</param>
public sealed record LaunchCard(string Key, string Kind, string Title, string Day, string? Status, int Done, int Steps, int Late, Countdown? Countdown, Track? Track, IReadOnlyList<StepLine> Next, bool IsOver)
{
    private const int MostNext = 4;

    public static LaunchCard Of(LaunchSchedule launch, Workspace workspace, LocalDate today, ReaderTime times)
    {
        var locale = times.Locale;
        var counted = launch.Milestones.Where(m => m.Status is not (MilestoneStatus.Skipped or MilestoneStatus.Cancelled)).ToList();
        var open = counted.Where(m => m.Status is MilestoneStatus.Open or MilestoneStatus.InProgress).OrderBy(m => m.Day).ToList();
        var last = launch.Sessions?.Ends is { } ends && launch.Day is { } own ? LocalDate.Max(ends, own) : launch.Day;
        return new(
            launch.Key, launch.Blueprint.Kind, launch.Launch.Title,
            launch.Day is { } day ? locale.Format(day, DayStyle.Full) : "no day yet",
            StatusOf(launch.Launch, locale),
            counted.Count(m => m.Status == MilestoneStatus.Done), counted.Count, counted.Count(m => m.IsLate(today)),
            Launches.Countdown.Of(launch, today), Track.Of(launch, today, locale),
            StepLine.Of(open.Take(MostNext), launch.Key, workspace, today, times),
            launch.Launch.Status == LaunchStatus.Cancelled || (last < today && open.TrueForAll(m => m.Day < today.PlusDays(-60))));
    }

    public static string? StatusOf(Launch launch, Locale locale) => launch.Status switch
    {
        LaunchStatus.Postponed => launch.StatusSince is { } since ? $"Postponed since {locale.Format(since, DayStyle.Medium)}" : "Postponed",
        LaunchStatus.Cancelled => launch.StatusSince is { } since ? $"Cancelled on {locale.Format(since, DayStyle.Medium)}" : "Cancelled",
        _ => null,
    };
}

/// <summary>All launches of a client: the ones on their way, how they share the weeks, and those that are over.</summary>
public sealed record LaunchesView(IReadOnlyList<LaunchCard> Ahead, IReadOnlyList<LaunchCard> Over, RunwayPicture? Runways, IReadOnlyList<string> Unknown)
{
    public static LaunchesView Of(Core.Timelines.Schedule schedule, ReaderTime times)
    {
        var cards = schedule.Launches.OrderBy(l => l.Day ?? LocalDate.MaxIsoValue).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => LaunchCard.Of(l, schedule.Workspace, schedule.Today, times)).ToList();
        return new(
            cards.FindAll(c => !c.IsOver), cards.FindAll(c => c.IsOver), RunwayPicture.Of(schedule.Launches, schedule.Today, times.Locale),
            [.. schedule.Findings.Where(f => f.Kind == Core.Timelines.FindingKind.UnknownBlueprint).Select(f => f.Message)]);
    }
}

/// <summary>A step as a line: when, why then, what, who, how it stands.</summary>
/// <param name="State">done, late, next, open, off: the dot before it.</param>
/// <param name="Badge">"Done", "3 days late", "in 7 days"; null: nothing to say.</param>
/// <param name="Tone">Of the badge.</param>
public sealed record StepLine(Milestone Step, string Name, string Day, string Why, string? Owner, string State, string? Badge, string? Tone)
{
    public bool IsClosed => Step.Status.IsClosed();

    public bool IsOpen => Step.Status is MilestoneStatus.Open or MilestoneStatus.InProgress;

    /// <summary>The first open step of those to come is the next one.</summary>
    public static IReadOnlyList<StepLine> Of(IEnumerable<Milestone> steps, string launch, Workspace workspace, LocalDate today, ReaderTime times)
    {
        var lines = new List<StepLine>();
        var nextSeen = false;
        foreach (var step in steps)
        {
            var open = step.Status is MilestoneStatus.Open or MilestoneStatus.InProgress;
            var isNext = open && !nextSeen && step.Day >= today;
            nextSeen |= isNext;
            lines.Add(Of(step, launch, workspace, today, times, isNext));
        }
        return lines;
    }

    private static StepLine Of(Milestone step, string launch, Workspace workspace, LocalDate today, ReaderTime times, bool isNext)
    {
        var left = Period.DaysBetween(today, step.Day);
        var (state, badge, tone) = step.Status switch
        {
            MilestoneStatus.Done => ("done", "Done", (string?)"ok"),
            MilestoneStatus.Skipped => ("off", "Skipped", null),
            MilestoneStatus.Cancelled => ("off", "Called off", null),
            MilestoneStatus.Suspended => ("off", "On hold", null),
            _ when left < 0 => ("late", DueWords.Days(-left) + " late", "late"),
            _ when left == 0 => ("next", "Today", "accent"),
            MilestoneStatus.InProgress => ("next", "In progress", "accent"),
            _ when isNext => ("next", "in " + DueWords.Days(left), "accent"),
            _ => ("open", null, null),
        };
        var style = step.Day.Year != today.Year && Math.Abs(left) > 300 ? DayStyle.Medium : DayStyle.WeekdayShort;
        return new(step, step.Key[(launch.Length + 1)..], step.Time is { } time ? times.There(step.Day + time, style) : times.Locale.Format(step.Day, style), Shortened(step), step.Outside ?? workspace.NameOf(step.Owner), state, badge, tone);
    }

    /// <summary>The reason without the title, which stands beside it, and without how it was rolled, which stands below: "T-30".</summary>
    private static string Shortened(Milestone step)
    {
        var reason = step.Reason.EndsWith($" · {step.Title}", StringComparison.Ordinal) ? step.Reason[..^(step.Title.Length + 3)] : step.Reason;
        var rolled = reason.IndexOf(", moved from ", StringComparison.Ordinal);
        return rolled < 0 ? reason : reason[..rolled];
    }
}
