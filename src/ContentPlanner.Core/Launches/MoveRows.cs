using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Launches;

/// <summary>The difference of two schedules, thing by thing: what moves, what stays although its rule moved, what lands in the past.</summary>
internal static class MoveRows
{
    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM yyyy");

    /// <summary>One thing on a day, whatever it is.</summary>
    private sealed record Thing(MovedKind Kind, string Key, string Title, LocalDate Day, LocalDate? RuleDay, LocalDate? Planned, Standing Standing, string? Owner, string Reason)
    {
        public string? Outside { get; init; }
    }

    private enum Standing { Open, InProgress, Pinned, Closed, OffCalendar }

    public static IEnumerable<MoveRow> Between(Schedule before, Schedule after)
    {
        var old = Things(before).ToDictionary(t => (t.Kind, t.Key));
        foreach (var thing in Things(after))
        {
            old.Remove((thing.Kind, thing.Key), out var was);
            if (Row(was, thing, after) is { } row) yield return row;
        }
        foreach (var gone in old.Values)
            if (gone.Standing is Standing.Open or Standing.InProgress)
                yield return RowOf(gone, MoveGroup.Moves, gone.Day, null, "not there any more");
    }

    private static MoveRow? Row(Thing? was, Thing now, Schedule after) => (was, now.Standing) switch
    {
        (_, Standing.OffCalendar) => null,
        ({ Standing: not Standing.Closed } w, Standing.Closed) => RowOf(now, MoveGroup.StaysClosed, w.Day, now.Day, "is skipped: its day has passed"),
        ({ } w, Standing.Closed) when w.Planned != now.Planned => RowOf(now, MoveGroup.StaysClosed, w.Day, now.Day, "stays; it has happened"),
        (_, Standing.Closed) => null,
        ({ } w, Standing.Pinned) when w.Day == now.Day => w.Planned == now.Planned ? null
            : RowOf(now, MoveGroup.StaysPinned, w.Day, now.Day, now.Planned is { } planned ? $"stays; the rule now gives {Written.Format(planned)}" : "stays"),
        ({ } w, _) when w.Day == now.Day => null,
        _ when now.Day < after.Today && now.Kind != MovedKind.Mark && Period.DaysBetween(now.Day, after.Today) is var days =>
            RowOf(now, MoveGroup.LandsInThePast, was?.Day, now.Day, $"late by {Reason.Days(days)} · {now.Reason}") with { DaysLate = days },
        _ => RowOf(now, MoveGroup.Moves, was?.Day, now.Day, now.Reason + (now.Day < after.Today ? "; its day has passed" : Tell(now, after))),
    };

    private static string Tell(Thing thing, Schedule after) => thing.Standing != Standing.InProgress ? ""
        : after.Workspace.Members.FirstOrDefault(m => m.Key == thing.Owner) is { } owner ? $"; in progress, tell {owner.Name}"
        : "; in progress";

    private static MoveRow RowOf(Thing thing, MoveGroup group, LocalDate? from, LocalDate? to, string reason) => new()
    {
        Group = group,
        Kind = thing.Kind,
        Key = thing.Key,
        Title = thing.Title,
        OldDay = from,
        RuleDay = to is null ? null : thing.RuleDay,
        NewDay = to,
        Owner = thing.Owner,
        Outside = thing.Outside,
        Reason = reason,
    };

    private static IEnumerable<Thing> Things(Schedule schedule) => schedule.Launches.SelectMany(Things)
        .Concat(schedule.Milestones.Select(ThingOf))
        .Concat(schedule.Tasks.Select(t => ThingOf(t) with { Outside = schedule.Workspace.OutsideOf(t, t.Launch is { } of ? schedule.Launch(of)?.Launch : null) }))
        .DistinctBy(t => (t.Kind, t.Key));

    private static IEnumerable<Thing> Things(LaunchSchedule launch)
    {
        foreach (var a in launch.Anchors)
            yield return new(MovedKind.Anchor, a.Key, a.Title, a.Day, a.RuleDay, a.RuleDay,
                Of(a.Status, pinned: a is { IsGiven: true, RuleDay: not null }), launch.Launch.Owner, a.Reason);
        foreach (var s in launch.Sessions?.Sessions ?? [])
            yield return new(MovedKind.Session, s.Key, s.Title, s.Day, s.RuleDay, s.RuleDay, Of(s.Status, s.IsMoved), s.Owner,
                $"session {FormattableString.Invariant($"{s.Number}")} of {launch.Launch.Title}");
        foreach (var m in launch.Marks)
            yield return new(MovedKind.Mark, m.Key, launch.CountdownTitle(m), m.Day, m.Day, m.Day, Of(m.Status, pinned: false), launch.Launch.Owner, $"{m.Label} of {launch.Launch.Title}");
    }

    private static Thing ThingOf(Milestone m) => new(MovedKind.Milestone, m.Key, m.Title, m.Day, m.RuleDay, m.Planned, m.Status switch
    {
        MilestoneStatus.Suspended => Standing.OffCalendar,
        _ when m.Status.IsClosed() => Standing.Closed,
        _ when m.Link != Link.Linked => Standing.Pinned,
        MilestoneStatus.InProgress => Standing.InProgress,
        _ => Standing.Open,
    }, m.Owner, m.Reason)
    { Outside = m.Outside };

    private static Thing ThingOf(ContentTask t) => new(MovedKind.Task, t.Key.ToString(), t.Title, t.Day, null, t.Planned, t.Status switch
    {
        _ when t.Status.IsClosed() => Standing.Closed,
        _ when t.Decision?.Day is not null => Standing.Pinned,
        ContentTaskStatus.InProgress => Standing.InProgress,
        _ => Standing.Open,
    }, t.Owner, t.Reason);

    private static Standing Of(LaunchStatus status, bool pinned) => status switch
    {
        LaunchStatus.Postponed => Standing.OffCalendar,
        LaunchStatus.Cancelled => Standing.Closed,
        _ => pinned ? Standing.Pinned : Standing.Open,
    };
}
