using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// What people decide about a milestone, written into the workspace. Only the decision is kept; everything else stays
/// derived, and a decision taken back leaves no trace.
/// </summary>
public static class MilestoneVerbs
{
    /// <summary>It is being worked on.</summary>
    public static Workspace Begin(this Workspace workspace, Milestone milestone) =>
        workspace.Decide(milestone.Key, d => d with { Status = MilestoneStatus.InProgress });

    /// <summary>Done on a day; it keeps the day it stands on, and never moves again.</summary>
    public static Workspace Complete(this Workspace workspace, Milestone milestone, LocalDate on) => workspace.Close(milestone, MilestoneStatus.Done, on);

    /// <summary>Decided against.</summary>
    public static Workspace Skip(this Workspace workspace, Milestone milestone, LocalDate on) => workspace.Close(milestone, MilestoneStatus.Skipped, on);

    /// <summary>Called off.</summary>
    public static Workspace Cancel(this Workspace workspace, Milestone milestone, LocalDate on) => workspace.Close(milestone, MilestoneStatus.Cancelled, on);

    /// <summary>Open again, linked or pinned as it was before it was closed.</summary>
    public static Workspace Reopen(this Workspace workspace, Milestone milestone) => workspace.Decide(milestone.Key, d => d with
    {
        Status = null,
        ClosedOn = null,
        Day = d.Link is Link.Pinned or Link.Detached ? d.Day : null,
    });

    /// <summary>A person sets its day; the drift from the planned one is shown.</summary>
    public static Workspace Pin(this Workspace workspace, Milestone milestone, LocalDate day) =>
        workspace.Decide(milestone.Key, d => d with { Link = Link.Pinned, Day = day });

    /// <summary>It keeps the day it stands on and has nothing to do with its anchor any more.</summary>
    public static Workspace Detach(this Workspace workspace, Milestone milestone) =>
        workspace.Decide(milestone.Key, d => d with { Link = Link.Detached, Day = milestone.Day });

    /// <summary>It follows its anchor again. A closed one keeps its day.</summary>
    public static Workspace Relink(this Workspace workspace, Milestone milestone) =>
        workspace.Decide(milestone.Key, d => d with { Link = null, Day = milestone.Status.IsClosed() ? milestone.Day : null });

    /// <summary>A rule it breaks is broken on purpose.</summary>
    public static Workspace Accept(this Workspace workspace, Milestone milestone, string reason) =>
        workspace.Decide(milestone.Key, d => d with { OverrideReason = reason });

    /// <summary>Somebody does it, whoever holds its role; null: who holds it.</summary>
    public static Workspace Assign(this Workspace workspace, Milestone milestone, string? member) =>
        workspace.Decide(milestone.Key, d => d with { Owner = member });

    private static Workspace Close(this Workspace workspace, Milestone milestone, MilestoneStatus status, LocalDate on) => workspace.Decide(milestone.Key, d => d with
    {
        Status = status,
        Day = milestone.Day,
        ClosedOn = on,
        // Without its link a decision with a day says "pinned" once it is reopened.
        Link = milestone.Link == Link.Linked ? null : milestone.Link,
    });

    private static Workspace Decide(this Workspace workspace, string key, Func<MilestoneDecision, MilestoneDecision> decide) =>
        workspace with { Milestones = workspace.Milestones.Decide(new() { Key = key }, decide) };
}
