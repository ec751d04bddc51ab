using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// A role that nobody plays is one gap to fill, however many launches, projects and tasks miss it: in a report it stands once.
/// </summary>
internal static class UnheldRoles
{
    /// <summary>Places named before "and 2 more".</summary>
    private const int Named = 3;

    /// <summary>The findings of a schedule, with those about one role put into one, where the first stood.</summary>
    public static IEnumerable<Finding> Together(Schedule schedule)
    {
        var roles = schedule.Findings.Where(f => f.Kind == FindingKind.UnheldRole).ToLookup(f => f.Subject, StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var finding in schedule.Findings)
        {
            if (finding.Kind != FindingKind.UnheldRole || roles[finding.Subject].Count() == 1) yield return finding;
            else if (told.Add(finding.Subject)) yield return finding with { Message = Message(schedule, finding.Subject), Day = roles[finding.Subject].Min(f => f.Day) };
        }
    }

    private static string Message(Schedule schedule, string role)
    {
        var milestones = schedule.Milestones.Where(m => m is { Owner: null, Outside: null } && m.Role == role && !m.Status.IsClosed()).ToList();
        var tasks = schedule.Tasks.Count(t => t is { IsOpen: true, Owner: null } && t.Role == role
            && schedule.Workspace.HolderOf(role, t.Day, t.Launch is { } launch ? schedule.Launch(launch)?.Launch : null) is null);
        var places = milestones.Select(m => TitleOf(schedule, m)).Distinct(StringComparer.Ordinal).ToList();
        var where = places.Count <= Named ? string.Join(", ", places) : FormattableString.Invariant($"{string.Join(", ", places.Take(Named))} and {places.Count - Named} more");
        var also = tasks > 0 ? $", and {DayWords.Counted(tasks, "content task")}" : "";
        return $"Nobody plays the role {role}: {DayWords.Counted(milestones.Count, "milestone")} {(milestones.Count == 1 ? "has" : "have")} no owner in {where}{also}";
    }

    private static string TitleOf(Schedule schedule, Milestone milestone) =>
        milestone.Launch is { } launch ? schedule.Launch(launch)?.Launch.Title ?? launch
        : schedule.Workspace.Periods.SelectMany(p => p.Projects).FirstOrDefault(p => p.Key == milestone.Project)?.Title ?? milestone.Project ?? "";
}
