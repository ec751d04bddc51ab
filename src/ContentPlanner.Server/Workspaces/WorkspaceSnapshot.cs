using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using NodaTime;

namespace ContentPlanner.Server.Workspaces;

/// <summary>A workspace as it was at a revision: a value that nobody changes any more.</summary>
/// <param name="Workspace">With ids on every item.</param>
/// <param name="Positions">Of every item.</param>
public sealed record WorkspaceSnapshot(Guid Id, long Revision, Instant ChangedAt, Workspace Workspace, Positions Positions)
{
    public LocalDate Today(IClock clock) => Workspace.Today(clock);
}

/// <summary>
/// The item somebody saw when they began to edit, and the workspace's revision they saw it at: what a page was made of
/// (<see cref="WorkspaceSnapshot.Revision"/>), or the one that had last written the item.
/// </summary>
public sealed record Seen(Guid Item, long Revision);

/// <summary>The workspace as it shall be, or why not: what a verb gives. A workspace is a verdict by itself.</summary>
public readonly record struct Verdict(Workspace? After, string? Refusal)
{
    public static implicit operator Verdict(Workspace after) => new(after, null);

    public static Verdict Refused(string why) => new(null, why);
}

/// <summary>What became of a change.</summary>
public abstract record ChangeResult
{
    private ChangeResult() { }

    /// <param name="ChangeSet">What undo names; null: everything was so already.</param>
    public sealed record Done(WorkspaceSnapshot After, Guid? ChangeSet) : ChangeResult;

    /// <summary>Somebody else changed an item in between; nothing was written.</summary>
    /// <param name="Words">For the person: what, by whom, when.</param>
    public sealed record Conflict(Guid Item, string Words) : ChangeResult;

    /// <summary>The plan's own rules say no; nothing was written.</summary>
    public sealed record Refused(string Why) : ChangeResult;

    /// <summary>There is no such workspace, item or change set.</summary>
    public sealed record Missing : ChangeResult;
}

/// <summary>What followers are told of a change, within its transaction.</summary>
/// <param name="Before">Null: the workspace is new.</param>
/// <param name="After">With ids on every item.</param>
/// <param name="At">Strictly later than the change before.</param>
public sealed record WorkspaceChange(Guid Workspace, WorkspaceSnapshot? Before, Workspace After, IReadOnlyList<ItemChange> Items, long Revision, Instant At);

public static class WorkspaceDays
{
    /// <summary>The day it is where the client is at home.</summary>
    public static LocalDate Today(this Workspace workspace, IClock clock) => clock.GetCurrentInstant().InZone(workspace.Zone).Date;
}
