using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Calendar;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using NodaTime;
using NodaTime.Text;
using Pick = ContentPlanner.Core.Digests.Pick;

namespace ContentPlanner.Server.Today;

/// <summary>Makes one client's part of the page from what follows from the plan: the digest's rules, looked at any day.</summary>
/// <param name="reader">Whose day it is.</param>
/// <param name="whose">"everybody", where that was asked for.</param>
/// <param name="locale">How the reader writes days.</param>
internal sealed class Looking(Client client, DayPlan day, Reader reader, string? whose, Locale locale)
{
    private const int MostGates = 3, MostLate = 12, MostDue = 30;

    private readonly Schedule _schedule = day.Schedule;
    private readonly string _root = $"/w/{client.Key}";

    /// <summary>Tasks and ideas are for who works on the plan: nobody else is led to them.</summary>
    private bool Works => client.May(Access.Contributor);

    /// <summary>The person's own day; somebody the plan does not know sees everybody's.</summary>
    public static Reader ReaderOf(Workspace workspace, Client client, Person person, bool everybody, Instant now)
    {
        var zone = person.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;
        var member = client.Member is { } key ? Reader.Of(workspace, key, now, zone) : null;
        var reader = member ?? Reader.Outside(person.Name, now, zone ?? workspace.Zone, keepsPlan: true);
        return reader with { SeesAll = everybody || member is null };
    }

    /// <param name="part">All of one part and nothing else; null: the first of everything.</param>
    public ClientToday Look(DayPart? part)
    {
        var until = reader.Today.PlusDays(DayReading.DaysAhead);
        var picks = part is null ? Picks.For(reader, _schedule, until, day.Gaps) : [];
        var due = DueItem.For(reader, _schedule, until, new HashSet<TaskKey>()).Where(d => Works || !IsPrivate(d)).ToArray();
        var (late, soon) = (due.Where(d => d.IsLate).ToArray(), due.Where(d => !d.IsLate).ToArray());
        var shownLate = late.Take(part switch { null => MostLate, DayPart.Late => ClientToday.Many, _ => 0 }).ToArray();
        var shownSoon = soon.Take(part switch { null => MostDue, DayPart.Week => ClientToday.Many, _ => 0 }).ToArray();
        return new()
        {
            Key = client.Key,
            Name = client.Name,
            MayAct = Works,
            MayPlan = client.May(Access.Strategist),
            IsUnplanned = _schedule.Workspace is { Pieces.Count: 0, Launches.Count: 0, Cadences.Count: 0 },
            Late = [.. shownLate.Select(Line)],
            LateCount = Counted(late, day.Late),
            Due = [.. shownSoon.Select(Line)],
            DueCount = Counted(soon, day.Soon),
            Whose = whose,
            Launches = part is not null ? [] : [.. LaunchOutlook.Underway(_schedule.Workspace, _schedule.Launches, reader.Today, reader.Today, MostGates).Select(Line)],
            Picks = [.. picks.Where(p => !p.IsPromised || shownLate.Concat(shownSoon).All(d => d.Task != p.Task.Key)).Select(Line)],
            Gaps = part is not null ? [] : [.. day.Gaps.Where(g => reader.SeesAll || reader.IsStrategist || reader.Owns(g.Owner)).Select(Line)],
        };
    }

    private bool IsPrivate(DueItem item) => item.Task is { } key ? _schedule.Tasks.Any(t => t.Key == key && t.Private) : _schedule.Workspace.Pieces.Any(p => p.Private && p.Title == item.Title && p.Day == item.Day);

    /// <summary>How many there are in all: tasks are counted in the rows, everything else is known whole.</summary>
    private static int Counted(DueItem[] known, int tasks) => Math.Max(known.Length, known.Count(d => d.Task is null) + tasks);

    private DueLine Line(DueItem item)
    {
        var when = item.IsLate ? DueWords.Days(item.DaysLate) + " late" : When(item.Day, item.Time);
        var about = string.Join(" · ", new[] { item.Kind == DueKind.Task && item.Context is { } source ? $"from {locale.Quoted(source)}" : item.Context, What(item), item.Who }.Where(w => !string.IsNullOrEmpty(w)));
        var line = new DueLine(KindOf(item), item.Kind == DueKind.OpenRole ? $"Role to fill: {item.Title}" : item.Title, about, when, item.IsLate, item.Critical, null);
        return item switch
        {
            { Task: { } key } when _schedule.Tasks.FirstOrDefault(t => t.Key == key) is { } task =>
                line with { Task = task.Id, Href = Works ? $"{_root}/tasks/{task.Id}" : null, CanWait = task.Source.Kind != SourceKind.Mark, InDialog = true },
            { Step: { } key } => line with { Step = key, Href = _schedule.Milestone(key)?.Launch is { } launch ? $"{_root}/launches/{launch}" : $"{_root}/plan" },
            { Kind: DueKind.Unready or DueKind.Unpublished } when _schedule.Workspace.Pieces.FirstOrDefault(p => p.Title == item.Title && p.Day == item.Day) is { } piece =>
                line with { Href = $"{_root}/pieces/{Identity.Of(_schedule.Workspace, piece)}" },
            _ => line with { Href = $"{_root}/plan" },
        };
    }

    private static string KindOf(DueItem item) => item.Kind switch
    {
        DueKind.Step => "launch",
        DueKind.Task => "social",
        DueKind.Unready or DueKind.Unpublished => "article",
        _ => "plan",
    };

    private static string? What(DueItem item) => item.Kind switch
    {
        DueKind.Unready => "goes out on this day and is not ready",
        DueKind.Unpublished => "its day has passed; is it out?",
        _ => null,
    };

    private LaunchLine Line(LaunchOutlook launch) => new(
        launch.Title, launch.Kind, $"{launch.DayTitle}, {locale.Format(launch.Day, DayStyle.Full)}", launch.DaysLeft == 0 ? "Today" : FormattableString.Invariant($"{Math.Abs(launch.DaysLeft)}"),
        launch.DaysLeft switch { 0 => "is the day", 1 => "day to go", > 1 => "days to go", -1 => "day since", _ => "days since" },
        launch.Done, launch.Steps, $"{_root}/launches/{launch.Key}",
        [
            .. launch.Late.Shown.Take(1).Select(g => new GateLine(g.Title, DueWords.Days(g.DaysLate) + " late", true)),
            .. launch.Next.Shown.Where(g => g.Title != launch.DayTitle || g.Day != launch.Day).Take(2).Select(g => (g.Day, Line: new GateLine(g.Title, When(g.Day, g.Time), false))).Concat(Marks(launch).Take(1)).OrderBy(n => n.Day).Select(n => n.Line),
        ]);

    /// <summary>The marks of its countdown that are still to come.</summary>
    private IEnumerable<(LocalDate Day, GateLine Line)> Marks(LaunchOutlook launch) =>
        from schedule in new[] { _schedule.Launch(launch.Key)! }
        from mark in schedule.Marks
        where mark.Day >= reader.Today && !schedule.IsSaidByItsDate(mark)
        orderby mark.Day
        select (mark.Day, new GateLine(schedule.CountdownTitle(mark), When(mark.Day, null), false));

    private PickLine Line(Pick pick) => new(
        pick.Task.Id, pick.What, pick.Source, pick.Channel, pick.Task.EffortMinutes >= 60 && pick.Task.EffortMinutes % 60 == 0 ? $"{pick.Task.EffortMinutes / 60} h" : $"{pick.Task.EffortMinutes} min",
        [.. pick.Reasons.Select(Why)], Works ? $"{_root}/tasks/{pick.Task.Id}" : null);

    /// <summary>The digest's words (templates/layout/digest-words.txt).</summary>
    private string Why(PickReason reason) => reason.Kind switch
    {
        PickReasonKind.NeverUsedAgain => $"Out since {locale.Format(reason.Day!.Value)} and never used again",
        PickReasonKind.ChannelShort => $"{reason.Name} has {(reason.Number == 1 ? "one empty slot" : $"{reason.Number} empty slots")} in the next four weeks",
        PickReasonKind.IntentionBehind => $"{locale.Quoted(reason.Name!)} is behind its pace",
        PickReasonKind.LaunchNear => reason.Number == 0 ? $"{reason.Name} is today" : $"{reason.Name} is {DueWords.Days(reason.Number)} away",
        PickReasonKind.Rested => $"Has rested for {DueWords.Days(reason.Number)}",
        PickReasonKind.ServesIntention => $"Serves {locale.Quoted(reason.Name!)}",
        _ => $"Came out on {locale.Format(reason.Day!.Value, DayStyle.DayMonthShort)}, people still have it in mind",
    };

    private GapLine Line(Gap gap) => new(
        CalendarKinds.OfSlot(gap.Format, gap.Channel).Key(), gap.Title, gap.ChannelName, string.Join(", ", gap.Days.Shown.Select(d => locale.Format(d, DayStyle.WeekdayShort))) + (gap.Days.More > 0 ? $" and {gap.Days.More} more" : ""), Works ? gap.Idea : null,
        $"{_root}/pieces/new?channel={Uri.EscapeDataString(gap.Channel)}&day={LocalDatePattern.Iso.Format(gap.Days.Shown[0])}{(gap.Format is { } format ? $"&format={Uri.EscapeDataString(format)}" : "")}",
        Works && _schedule.Workspace.Pieces.FirstOrDefault(p => p.Day is null && p.Title == gap.Idea) is { } idea ? $"{_root}/pieces/{Identity.Of(_schedule.Workspace, idea)}" : null,
        gap.Days.Shown[0] == reader.Today);

    /// <summary>"Tomorrow, 14:30"; on the reader's clock, with the client's beside it where that says something else.</summary>
    private string When(LocalDate day, LocalTime? time)
    {
        if (time is not { } hour) return Near(day);
        var home = _schedule.Workspace.Zone;
        var place = new ReadersClock(reader.Zone, home).Of(new When.At(day + hour, home, 30));
        return $"{Near(place.Day)}, {locale.Format(place.Time!.Value)}{(place.AtHome is { } there ? $" ({locale.Format(there.TimeOfDay)} in {ReaderTime.City(home)})" : "")}";
    }

    private string Near(LocalDate day) => Period.DaysBetween(reader.Today, day) switch { 0 => "Today", 1 => "Tomorrow", _ => locale.Format(day, DayStyle.WeekdayShort) };
}
