using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// What a move runs into and did not before: a blackout, the weeks of another launch, or a day on which the same person
/// already has something of another launch that cannot simply give way (critical, or at an hour).
/// </summary>
internal static class Collisions
{
    /// <summary>Something that claims a person's day.</summary>
    private sealed record Claim(MovedKind Kind, string Key, string Title, string? Of, string? Owner, LocalDate Day)
    {
        public string? Outside { get; init; }
    }

    public static IEnumerable<MoveRow> Between(Schedule before, Schedule after, string launch) =>
        WithBlackouts(before, after).Concat(WithPeople(before, after)).Concat(WithRunways(before, after, launch));

    private static IEnumerable<MoveRow> WithBlackouts(Schedule before, Schedule after)
    {
        var was = Days(before).ToDictionary(c => c.Key, c => c.Day);
        foreach (var claim in Days(after))
        {
            var old = was.TryGetValue(claim.Key, out var day) ? day : (LocalDate?)null;
            if (old != claim.Day && after.Workspace.Calendar.BlackoutOn(claim.Day) is { } blackout)
                yield return Row(claim, old, $"falls in “{blackout.Name}”");
        }
    }

    private static IEnumerable<MoveRow> WithPeople(Schedule before, Schedule after)
    {
        var was = Firm(before).ToDictionary(c => c.Key);
        foreach (var sameDay in Firm(after).Where(c => c.Owner is not null).GroupBy(c => (c.Owner, c.Day)))
            foreach (var claim in sameDay)
            {
                var old = was.GetValueOrDefault(claim.Key);
                if (old?.Day == claim.Day) continue;
                var others = sameDay.Where(o => o.Of != claim.Of && !(was.GetValueOrDefault(o.Key) is { } o1 && o1.Day == old?.Day && o1.Owner == old.Owner)).ToList();
                if (others.Count > 0)
                    yield return Row(claim, old?.Day, $"{NameOf(claim.Owner!, after)} has {string.Join(" and ", others.Select(o => $"“{o.Title}”"))} that day");
            }
    }

    private static IEnumerable<MoveRow> WithRunways(Schedule before, Schedule after, string launch)
    {
        if (after.Launch(launch) is not { } moved || moved.Anchor(moved.Blueprint.MainAnchor) is not { } anchor) yield break;
        foreach (var other in after.Launches)
        {
            if (other.Key == launch || Runways.Overlap(moved, other) is not { } shared) continue;
            var was = before.Launch(launch) is { } m && before.Launch(other.Key) is { } o ? Runways.Overlap(m, o) : null;
            if (shared.Length > (was?.Length ?? 0) && shared.End >= after.Today)
                yield return new()
                {
                    Group = MoveGroup.Collides,
                    Kind = MovedKind.Anchor,
                    Key = anchor.Key,
                    Title = anchor.Title,
                    OldDay = before.Launch(launch)?.Day,
                    RuleDay = anchor.Day,
                    NewDay = anchor.Day,
                    Owner = moved.Launch.Owner,
                    Reason = $"asks for the same {Runways.Words(shared)} as {other.Launch.Title}",
                };
        }
    }

    private static MoveRow Row(Claim claim, LocalDate? old, string reason) => new()
    {
        Group = MoveGroup.Collides,
        Kind = claim.Kind,
        Key = claim.Key,
        Title = claim.Title,
        OldDay = old,
        RuleDay = claim.Day,
        NewDay = claim.Day,
        Owner = claim.Owner,
        Outside = claim.Outside,
        Reason = reason,
    };

    private static string NameOf(string member, Schedule schedule) => schedule.Workspace.Members.FirstOrDefault(m => m.Key == member)?.Name ?? member;

    /// <summary>Everything that should keep clear of blackouts.</summary>
    private static IEnumerable<Claim> Days(Schedule schedule) => schedule.Launches
        .SelectMany(l => l.Anchors.Where(a => a.Status == LaunchStatus.Planned && l.Blueprint.Anchor(a.Name)?.Session is null).Select(a => new Claim(MovedKind.Anchor, a.Key, a.Title, l.Key, l.Launch.Owner, a.Day)))
        .Concat(Sessions(schedule))
        .Concat(Milestones(schedule));

    /// <summary>What does not simply give way: sessions, critical milestones, and those at an hour. What somebody outside does fills nobody's day here.</summary>
    private static IEnumerable<Claim> Firm(Schedule schedule) => Sessions(schedule).Concat(Milestones(schedule, m => m.Outside is null && (m.Critical || m.Time is not null))).DistinctBy(c => c.Key);

    private static IEnumerable<Claim> Sessions(Schedule schedule) => schedule.Launches
        .SelectMany(l => l.Sessions?.Sessions ?? [])
        .Where(s => s.IsHeld)
        .Select(s => new Claim(MovedKind.Session, s.Key, s.Title, s.Launch, s.Owner, s.Day));

    private static IEnumerable<Claim> Milestones(Schedule schedule, Func<Milestone, bool>? which = null) => schedule.Milestones
        .Where(m => m.Status is MilestoneStatus.Open or MilestoneStatus.InProgress && which?.Invoke(m) != false)
        .Select(m => new Claim(MovedKind.Milestone, m.Key, m.Title, m.Launch ?? m.Project, m.Owner, m.Day) { Outside = m.Outside });
}
