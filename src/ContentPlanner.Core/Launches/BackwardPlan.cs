using System.Globalization;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// Planning one launch backward from its anchors: each step's day is worked out from the anchor it hangs on, rolled to a
/// working day, and then what people decided is laid over it. Always recomputed from the anchors, never moved along, so
/// that moving an anchor there and back restores every day.
/// </summary>
internal sealed class BackwardPlan(Workspace workspace, Launch launch, Blueprint blueprint, IReadOnlyDictionary<string, MilestoneDecision> decisions, LocalDate today)
{
    /// <summary>The name steps of each session use for the session's day.</summary>
    private const string SessionAnchorName = "session";

    private readonly Guid _id = Identity.Of(workspace, "launch", launch);
    private readonly AnchorDays _anchors = new(workspace, launch, blueprint, Identity.Of(workspace, "launch", launch));
    private readonly WorkCalendar _calendar = workspace.Calendar;
    private readonly List<Finding> _findings = [];
    private readonly List<ConstraintCheck> _checks = [];

    public LaunchSchedule Schedule()
    {
        var anchors = _anchors.All();
        foreach (var anchor in anchors) Check(anchor.Constraints, anchor.Key, anchor.Title, anchor.Day, anchor.OverrideReason, _anchors.Of, anchor.Announced);
        var milestones = Milestones();
        if (launch.Status == LaunchStatus.Planned)
        {
            _findings.AddRange(_anchors.Findings());
            _findings.AddRange(_checks.Select(c => c.Finding).OfType<Finding>());
            _findings.AddRange(milestones.SelectMany(m => FindingsOf(m)));
            _findings.AddRange(UnheldRoles(milestones));
            _findings.AddRange(OnBlackouts(anchors));
            if (_anchors.Sessions is { } sessions && sessions.Sessions.Count < launch.Sessions!.Count)
                _findings.Add(new(FindingKind.SessionsCutShort, FindingSeverity.Serious, launch.Key,
                    string.Create(CultureInfo.InvariantCulture, $"{launch.Title} has room for {sessions.Sessions.Count} of its {DayWords.Counted(launch.Sessions.Count, "session")}: too many days are skipped")));
        }
        return new()
        {
            Id = _id,
            Launch = launch,
            Blueprint = blueprint,
            Anchors = anchors,
            Milestones = milestones,
            Sessions = _anchors.Sessions,
            Marks = Marks(),
            Checks = _checks.ToValueList(),
            Runway = Runway(),
            Findings = _findings.ToValueList(),
        };
    }

    private ValueList<Milestone> Milestones() =>
        Steps().SelectMany(step => step.EachSession ? ForEachSession(step) : Once(step)).InOrder().ToValueList();

    /// <summary>The blueprint's steps as this launch has them, then its own; an own step of the same key takes the place.</summary>
    private IEnumerable<BlueprintStep> Steps()
    {
        var own = launch.Steps.Select(s => s.Key).ToHashSet();
        foreach (var step in blueprint.Steps.Where(s => !own.Contains(s.Key)).Concat(launch.Steps))
        {
            var change = launch.Overrides.FirstOrDefault(o => o.Step == step.Key);
            if (change is null) yield return step;
            else if (!change.LeaveOut)
                yield return step with
                {
                    Offset = change.Offset ?? step.Offset,
                    Title = change.Title ?? step.Title,
                    Role = change.Role ?? step.Role,
                    Time = change.Time ?? step.Time,
                    Roll = change.Roll ?? step.Roll,
                };
        }
    }

    private IEnumerable<Milestone> Once(BlueprintStep step)
    {
        var key = $"{launch.Key}/{step.Key}";
        if (_anchors.Of(step.Offset) is not { } day)
        {
            if (launch.Status == LaunchStatus.Planned && blueprint.Anchor(step.Offset.Anchor) is null)
                _findings.Add(new(FindingKind.UnresolvedAnchor, FindingSeverity.Serious, key,
                    $"“{step.Title}” of {launch.Title} hangs on {step.Offset.Anchor}, which this launch does not have, and is left out"));
            return [];
        }
        var isMain = step.Offset.Anchor == blueprint.MainAnchor;
        return [Planned(step, key, step.Key, day, _anchors.Of(step.Offset.Anchor)!.Value, _anchors.TitleOf(step.Offset.Anchor), isMain, _anchors.Of, lost: false)];
    }

    private IEnumerable<Milestone> ForEachSession(BlueprintStep step)
    {
        foreach (var session in _anchors.Sessions?.Sessions ?? [])
        {
            LocalDate? DayOf(OffsetRule rule) => rule.Anchor == SessionAnchorName ? rule.Offset.From(session.Day, _calendar) : _anchors.Of(rule);
            if (DayOf(step.Offset) is not { } day) continue;
            var n = session.Number.ToString(CultureInfo.InvariantCulture);
            var onSession = step.Offset.Anchor == SessionAnchorName;
            yield return Planned(step with { Title = TitleOf(step, n) }, $"{launch.Key}/{step.Key}/{n}", $"{step.Key}/{n}", day,
                onSession ? session.Day : _anchors.Of(step.Offset.Anchor)!.Value,
                onSession ? $"session {n}" : _anchors.TitleOf(step.Offset.Anchor),
                step.Offset.Anchor == blueprint.MainAnchor, DayOf, session.IsLost);
        }
    }

    private static string TitleOf(BlueprintStep step, string session) => step.Title.Contains("{n}", StringComparison.Ordinal)
        ? step.Title.Replace("{n}", session, StringComparison.Ordinal)
        : $"{step.Title} (session {session})";

    private Milestone Planned(BlueprintStep step, string key, string name, LocalDate unrolled, LocalDate anchorDay, string anchorTitle, bool isMain,
        Func<OffsetRule, LocalDate?> dayOf, bool lost)
    {
        var planned = _calendar.Roll(unrolled, step.Roll);
        var rule = Reason.Of(step.Offset.Offset, anchorTitle, isMain);
        var milestone = new Milestone
        {
            Id = Identity.Derived(_id, "milestone", name),
            Key = key,
            Title = step.Title,
            Launch = launch.Key,
            RuleDay = unrolled,
            Planned = planned,
            Day = planned,
            Time = step.Time,
            Zone = step.Time is null ? null : workspace.Zone,
            DurationMinutes = step.DurationMinutes ?? 30,
            Rule = step.Offset,
            Roll = step.Roll,
            Reason = planned == unrolled ? $"{rule} · {step.Title}" : rule + Reason.Rolled(unrolled, planned, step.Roll),
            Role = step.Role,
            Phase = step.Phase,
            Critical = step.Critical,
            Note = step.Note,
            EffortMinutes = step.EffortMinutes,
            Constraints = step.Constraints,
        }.Decided(decisions.GetValueOrDefault(key));

        if (milestone.Link != Link.Linked && !milestone.Status.IsClosed())
            milestone = milestone with
            {
                Reason = milestone.Link == Link.Detached
                    ? "has a day of its own"
                    : $"pinned; planned {rule}, now {Reason.Distance(milestone.Day, anchorDay, anchorTitle, isMain)}",
            };
        milestone = Standing(milestone, lost).OwnedBy(workspace, launch, launch.Owner);
        if (!milestone.Status.IsClosed()) Check(step.Constraints, key, step.Title, milestone.Day, milestone.OverrideReason, dayOf, announced: null);
        return milestone;
    }

    /// <summary>A cancelled launch, or a lost session, takes its open steps with it; a postponed one takes them off the calendar.</summary>
    private Milestone Standing(Milestone milestone, bool lost)
    {
        if (milestone.Status.IsClosed()) return milestone;
        if (launch.Status == LaunchStatus.Cancelled) return milestone with { Status = MilestoneStatus.Cancelled, ClosedOn = launch.StatusSince };
        if (lost) return milestone with { Status = MilestoneStatus.Cancelled };
        return launch.Status == LaunchStatus.Postponed ? milestone with { Status = MilestoneStatus.Suspended } : milestone;
    }

    private void Check(ValueList<Constraint> constraints, string key, string title, LocalDate day, string? overrideReason, Func<OffsetRule, LocalDate?> dayOf, LocalDate? announced)
    {
        var frozen = launch.FrozenOn is { } since && since <= today;
        foreach (var constraint in constraints)
            if (ConstraintCheck.Of(constraint, key, title, day, overrideReason, dayOf, announced, frozen) is { } check) _checks.Add(check);
    }

    private ValueList<Mark> Marks()
    {
        if (blueprint.Countdown is not { } countdown || _anchors.Of(countdown.Anchor) is not { } day) return [];
        return countdown.Marks.OrderByDescending(m => m.DaysBefore).Select(m => new Mark
        {
            Id = Identity.Derived(_id, "mark", m.Label),
            Key = string.Create(CultureInfo.InvariantCulture, $"{launch.Key}/t-{m.DaysBefore}"),
            Launch = launch.Key,
            Definition = m,
            Day = day.PlusDays(-m.DaysBefore),
            Status = launch.StatusOn(day.PlusDays(-m.DaysBefore)),
        }).ToValueList();
    }

    private DateInterval? Runway()
    {
        if (_anchors.Of(blueprint.MainAnchor) is not { } day) return null;
        var (from, to) = (blueprint.RunwayFrom.From(day, _calendar), blueprint.RunwayTo.From(day, _calendar));
        return from <= to ? new(from, to) : null;
    }

    private IEnumerable<Finding> FindingsOf(Milestone milestone)
    {
        if (milestone.IsLate(today))
            yield return new(FindingKind.Late, milestone.Critical ? FindingSeverity.Serious : FindingSeverity.Warning, milestone.Key,
                $"“{milestone.Title}” of {launch.Title} is late by {Reason.Days(Period.DaysBetween(milestone.Day, today))}", milestone.Day);
        if (milestone is { Link: Link.Pinned, Rule: { Offset.Amount: <= 0 } rule } && !milestone.Status.IsClosed()
            && _anchors.Of(rule.Anchor) is { } anchor && milestone.Day > anchor)
            yield return new(FindingKind.PinnedPastAnchor, FindingSeverity.Warning, milestone.Key,
                $"“{milestone.Title}” of {launch.Title} is pinned {Reason.Days(Period.DaysBetween(anchor, milestone.Day))} after {_anchors.TitleOf(rule.Anchor)}, but belongs before it", milestone.Day);
    }

    private IEnumerable<Finding> UnheldRoles(ValueList<Milestone> milestones) => milestones
        .Where(m => m is { Role: not null, Owner: null, Outside: null } && !m.Status.IsClosed())
        .GroupBy(m => m.Role!)
        .Select(role => new Finding(FindingKind.UnheldRole, FindingSeverity.Warning, role.Key,
            $"Nobody plays the role {role.Key}: {(role.Count() == 1 ? $"“{role.First().Title}” has" : string.Create(CultureInfo.InvariantCulture, $"{role.Count()} milestones have"))} no owner in {launch.Title}",
            role.Min(m => m.Day)));

    private IEnumerable<Finding> OnBlackouts(ValueList<Anchor> anchors)
    {
        var days = anchors.Where(a => blueprint.Anchor(a.Name)?.Session is null).Select(a => (a.Key, a.Title, a.Day))
            .Concat((_anchors.Sessions?.Sessions ?? []).Where(s => s.IsHeld && s.IsMoved).Select(s => (s.Key, s.Title, s.Day)));
        foreach (var (key, title, day) in days)
            if (day >= today && _calendar.BlackoutOn(day) is { } blackout)
                yield return new(FindingKind.OnBlackout, FindingSeverity.Warning, key, $"“{title}” of {launch.Title} falls in “{blackout.Name}”", day);
    }
}
