using ContentPlanner.Core.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Launches;

/// <summary>The rules a move would break, or break by more than before.</summary>
internal static class BrokenConstraints
{
    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM yyyy");

    /// <param name="accepted">Somebody wrote down why this very move may break them; a reason given for an earlier one does not count.</param>
    public static IEnumerable<MoveRow> Between(Schedule before, Schedule after, string launch, bool accepted)
    {
        if (after.Launch(launch) is not { } now) return [];
        var was = before.Launch(launch);
        return OverTheirBound(was, now, accepted).Concat(OnlyAMoveCanBreak(was, now, after.Today, accepted));
    }

    private static IEnumerable<MoveRow> OverTheirBound(LaunchSchedule? was, LaunchSchedule now, bool accepted)
    {
        foreach (var check in now.Checks)
        {
            var old = was?.Checks.FirstOrDefault(c => c.Subject == check.Subject && c.Constraint == check.Constraint);
            if (check.DaysOver > (old?.DaysOver ?? 0)) yield return Row(now, check.Subject, check.Title, old?.Day, check.Day, check.Message,
                accepted || (was is null && check.IsOverridden));
        }
    }

    /// <summary>
    /// Two rules are about moving and cannot be seen from where things stand: a second slip after a first one, and a
    /// frozen day that was never announced.
    /// </summary>
    private static IEnumerable<MoveRow> OnlyAMoveCanBreak(LaunchSchedule? was, LaunchSchedule now, LocalDate today, bool accepted)
    {
        foreach (var anchor in now.Anchors)
        {
            if (was?.Anchor(anchor.Name) is not { } old || old.Day == anchor.Day) continue;
            foreach (var constraint in anchor.Constraints)
            {
                var why = constraint.Kind switch
                {
                    ConstraintKind.MaxSlipOnce when old.Announced is { } announced && old.Day > announced && anchor.Day > old.Day =>
                        $"“{anchor.Title}” has slipped once already, from {Written.Format(announced)} to {Written.Format(old.Day)}: {constraint.Why}",
                    ConstraintKind.Frozen when old.Announced is null && now.Launch.FrozenOn is { } frozen && frozen <= today =>
                        $"“{anchor.Title}” has been frozen on {Written.Format(old.Day)} since {Written.Format(frozen)}: {constraint.Why}",
                    _ => null,
                };
                if (why is not null) yield return Row(now, anchor.Key, anchor.Title, old.Day, anchor.Day, why, accepted);
            }
        }
    }

    private static MoveRow Row(LaunchSchedule launch, string key, string title, LocalDate? from, LocalDate to, string reason, bool accepted) => new()
    {
        Group = MoveGroup.BreaksConstraint,
        Kind = launch.Anchors.Any(a => a.Key == key) ? MovedKind.Anchor : MovedKind.Milestone,
        Key = key,
        Title = title,
        OldDay = from,
        RuleDay = to,
        NewDay = to,
        Outside = launch.Milestones.FirstOrDefault(m => m.Key == key)?.Outside,
        Owner = launch.Milestones.FirstOrDefault(m => m.Key == key)?.Owner ?? launch.Launch.Owner,
        IsAccepted = accepted,
        Reason = reason,
    };
}
