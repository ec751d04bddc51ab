using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Deeds;

/// <summary>What people do with milestones of launches and projects, through whichever door. Doing it twice is doing it once.</summary>
public sealed class MilestoneDeeds(TaskBook book)
{
    public Deed Begin(Milestone milestone) => Of(milestone, "began", (workspace, now) =>
        now.Status == MilestoneStatus.InProgress ? workspace : IsClosed(now) is { } why ? Verdict.Refused(why) : workspace.Begin(now));

    public Deed Done(Milestone milestone, LocalDate on) => Of(milestone, "finished", (workspace, now) =>
        Closing(now, MilestoneStatus.Done) is { } verdict ? verdict(workspace) : workspace.Complete(now, on));

    public Deed Skip(Milestone milestone, LocalDate on) => Of(milestone, "decided against", (workspace, now) =>
        Closing(now, MilestoneStatus.Skipped) is { } verdict ? verdict(workspace) : workspace.Skip(now, on));

    public Deed Cancel(Milestone milestone, LocalDate on) => Of(milestone, "called off", (workspace, now) =>
        Closing(now, MilestoneStatus.Cancelled) is { } verdict ? verdict(workspace) : workspace.Cancel(now, on));

    public Deed Reopen(Milestone milestone) => Of(milestone, "reopened", (workspace, now) => now.Status.IsClosed() ? workspace.Reopen(now) : workspace);

    /// <summary>A day of its own; the drift from the planned one is shown.</summary>
    public Deed Pin(Milestone milestone, LocalDate day) => Of(milestone, "moved", (workspace, now) =>
        IsClosed(now) is { } why ? Verdict.Refused(why) : workspace.Pin(now, day), $" to {day}");

    /// <summary>It keeps its day and has nothing to do with its anchor any more.</summary>
    public Deed Detach(Milestone milestone) => Of(milestone, "detached", (workspace, now) => workspace.Detach(now));

    /// <summary>It follows its anchor again.</summary>
    public Deed Relink(Milestone milestone) => Of(milestone, "let follow the plan again:", (workspace, now) => workspace.Relink(now));

    /// <summary>A rule it breaks is broken on purpose.</summary>
    public Deed Accept(Milestone milestone, string reason) => Of(milestone, "accepted a broken rule of", (workspace, now) =>
        string.IsNullOrWhiteSpace(reason) ? Verdict.Refused("say why the rule may be broken") : workspace.Accept(now, reason), $": {reason}");

    /// <param name="member">Null: whoever holds its role.</param>
    public Deed Assign(Milestone milestone, string? member) => Of(milestone, "gave", (workspace, now) =>
        workspace.RefusalOf(member) is { } why ? Verdict.Refused(why) : workspace.Assign(now, member), member is null ? $" to whoever holds its role" : (FormattableString)$" to {member}");

    /// <summary>Null: nothing derives such a milestone any more.</summary>
    /// <param name="milestone">Its key, or its id.</param>
    public static Milestone? Find(Schedule schedule, string milestone) =>
        Guid.TryParse(milestone, out var id) ? schedule.Milestones.FirstOrDefault(m => m.Id == id) : schedule.Milestone(milestone);

    private Deed Of(Milestone milestone, string did, Func<Workspace, Milestone, Verdict> verb, FormattableString? how = null) => new($"{did} “{milestone.Title}”{how}", workspace =>
        book.Step(workspace, milestone.Key) is { } now ? verb(workspace, now) : Verdict.Refused("it is not on the list any more"));

    /// <summary>Null: it is open and can be closed.</summary>
    private static Func<Workspace, Verdict>? Closing(Milestone now, MilestoneStatus wanted) =>
        now.Status == wanted ? workspace => workspace : IsClosed(now) is { } why ? _ => Verdict.Refused(why) : null;

    private static string? IsClosed(Milestone milestone) => milestone.Status switch
    {
        MilestoneStatus.Done => "it is done; reopen it first",
        MilestoneStatus.Skipped => "it was decided against; reopen it first",
        MilestoneStatus.Cancelled => "it was called off; reopen it first",
        _ => null,
    };
}
