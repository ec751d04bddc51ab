using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// The milestones of the projects of every period: on a day of their own, or so long before the project's deadline.
/// What people decided about them is laid over as over a launch's.
/// </summary>
internal static class ProjectMilestones
{
    /// <summary>The one anchor a project has.</summary>
    private const string Deadline = "deadline";

    public static IReadOnlyList<Milestone> Of(
        Workspace workspace, IEnumerable<Project> projects, IReadOnlyDictionary<string, MilestoneDecision> decisions, LocalDate today, List<Finding> findings)
    {
        var found = new List<Milestone>();
        foreach (var project in projects)
            foreach (var step in project.Milestones)
            {
                var key = $"{project.Key}/{step.Key}";
                if (DayOf(project, step, workspace.Calendar) is not { } planned)
                {
                    findings.Add(new(FindingKind.UnresolvedAnchor, FindingSeverity.Serious, key,
                        $"“{step.Title}” of {project.Title} has no day: give it one, or give the project a deadline"));
                    continue;
                }
                var milestone = Planned(workspace, project, step, key, planned).Decided(decisions.GetValueOrDefault(key));
                if (milestone.Link == Link.Pinned && !milestone.Status.IsClosed()) milestone = milestone with { Reason = Pinned(milestone, project) };
                milestone = milestone.OwnedBy(workspace, null, project.Owner);
                found.Add(milestone);
                findings.AddRange(FindingsOf(milestone, project, today));
            }
        return found;
    }

    private static (LocalDate Unrolled, LocalDate Rolled)? DayOf(Project project, ProjectMilestone step, WorkCalendar calendar) => (step.On, step.Offset, project.Deadline) switch
    {
        ({ } on, _, _) => (on, on),
        (null, { Anchor: Deadline, Offset: var offset }, { } deadline) when offset.From(deadline, calendar) is var day => (day, calendar.Roll(day, Roll.Previous)),
        _ => null,
    };

    private static Milestone Planned(Workspace workspace, Project project, ProjectMilestone step, string key, (LocalDate Unrolled, LocalDate Rolled) day) => new()
    {
        Id = step.Id ?? Identity.Derived(Identity.Of(workspace, "project", project), "milestone", step.Key),
        Key = key,
        Title = step.Title,
        Project = project.Key,
        RuleDay = day.Unrolled,
        Planned = day.Rolled,
        Day = day.Rolled,
        Rule = step.On is null ? step.Offset : null,
        Roll = step.On is null ? Roll.Previous : Roll.None,
        Reason = Why(step) is { } why
            ? day.Unrolled == day.Rolled ? $"{why} · {step.Title}" : why + Reason.Rolled(day.Unrolled, day.Rolled, Roll.Previous)
            : project.Title == step.Title ? project.Title : $"{project.Title} · {step.Title}",
        Role = step.Role,
        Owner = step.Owner,
        Critical = step.Critical,
        Note = step.Outcome,
    };

    private static string? Why(ProjectMilestone step) => step is { On: null, Offset: { } rule } ? Reason.Of(rule.Offset, "the deadline", isMain: false) : null;

    private static string Pinned(Milestone milestone, Project project) => milestone.Rule is { } rule && project.Deadline is { } deadline
        ? $"pinned; planned {Reason.Of(rule.Offset, "the deadline", isMain: false)}, now {Reason.Distance(milestone.Day, deadline, "the deadline", isMain: false)}"
        : "pinned; the plan had another day";

    private static IEnumerable<Finding> FindingsOf(Milestone milestone, Project project, LocalDate today)
    {
        if (milestone.IsLate(today))
            yield return new(FindingKind.Late, milestone.Critical ? FindingSeverity.Serious : FindingSeverity.Warning, milestone.Key,
                $"“{milestone.Title}” of {project.Title} is late by {Reason.Days(Period.DaysBetween(milestone.Day, today))}", milestone.Day);
        if (milestone is { Role: { } role, Owner: null, Outside: null } && !milestone.Status.IsClosed())
            yield return new(FindingKind.UnheldRole, FindingSeverity.Warning, role,
                $"Nobody plays the role {role}: “{milestone.Title}” has no owner in {project.Title}", milestone.Day);
    }
}
