using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core.Timelines;

/// <summary>The dated steps of launches and projects. Suspended ones are off the calendar until their launch has a date again.</summary>
internal static class MilestoneLines
{
    public static IEnumerable<Entry> Of(Frame frame)
    {
        var projects = new Dictionary<string, Project>(StringComparer.Ordinal);
        foreach (var project in frame.Workspace.Periods.SelectMany(p => p.Projects)) projects[project.Key] = project;

        return frame.Schedule.Milestones
            .Select(milestone => Of(frame, milestone, milestone.Project is { } key ? projects.GetValueOrDefault(key) : null))
            .OfType<Entry>();
    }

    /// <summary>Null: it is not on the calendar, or not within the window.</summary>
    public static Entry? Of(Frame frame, Milestone milestone, Project? project) =>
        milestone.Status != MilestoneStatus.Suspended && frame.Window.Contains(milestone.Day)
            ? Line(frame, milestone, frame.Launch(milestone.Launch), project)
            : null;

    private static Entry Line(Frame frame, Milestone milestone, LaunchSchedule? launch, Project? project) => frame.Stamped(new()
    {
        Uid = frame.Uid("milestone", milestone.Id, Facet.Milestone),
        Type = "milestone",
        Key = milestone.Key,
        Facet = Facet.Milestone,
        When = frame.When(milestone.Day, milestone.Time, milestone.Zone, milestone.DurationMinutes),
        Title = TitleOf(milestone, launch, project),
        Category = launch is null ? Categories.Plan : Categories.Launch,
        Status = StatusOf(milestone.Status),
        State = Wording.State(milestone.Status),
        Owner = milestone.Owner,
        Outside = milestone.Outside,
        Reason = milestone.Reason,
        Description = Wording.Lines([
            milestone.Note,
            milestone.Critical ? "Other steps wait for this one." : null,
            Wording.Labelled("Phase", milestone.Phase),
            Wording.Role(milestone.Role, isPlayed: milestone is not { Owner: null, Outside: null } || milestone.Status.IsClosed()),
            Wording.Effort(milestone.EffortMinutes),
            Wording.Labelled("Outcome", project?.Outcome),
            .. milestone.Constraints.Select(c => Wording.Labelled("Keep in mind", c.Why)),
            Wording.Labelled("Note", milestone.Decision?.Note)]),
        Url = launch?.Launch.Url,
        Launch = milestone.Launch,
        Pillar = launch?.Launch.Pillar,
        Critical = milestone.Critical,
        ClosedOn = milestone.ClosedOn,
    }, launch?.Launch, project, milestone.Decision);

    private static string TitleOf(Milestone milestone, LaunchSchedule? launch, Project? project) =>
        launch is not null ? $"{launch.Launch.Title}: {milestone.Title}{Place(milestone, launch)}"
        : project is not null && project.Title != milestone.Title ? $"{project.Title}: {milestone.Title}"
        : milestone.Title;

    /// <summary>
    /// " (T-120)": where in the launch it belongs. Said only while it is true: of a step that follows the launch's own day.
    /// </summary>
    private static string Place(Milestone milestone, LaunchSchedule launch) => milestone switch
    {
        { Link: Link.Linked, Rule: { Offset.Amount: not 0 } rule } when rule.Anchor == launch.Blueprint.MainAnchor => $" ({rule.Offset.Label})",
        _ => "",
    };

    private static EntryStatus StatusOf(MilestoneStatus status) => status switch
    {
        MilestoneStatus.InProgress => EntryStatus.InProgress,
        MilestoneStatus.Done => EntryStatus.Done,
        MilestoneStatus.Skipped or MilestoneStatus.Cancelled => EntryStatus.Cancelled,
        _ => EntryStatus.Confirmed,
    };
}
