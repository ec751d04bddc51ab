using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Deeds;

/// <summary>
/// Something a person does to a workspace, through whichever door: what the audit trail calls it, and what it makes of the
/// workspace. It looks at the workspace as it is when it is done, which may be another than the one it was thought of in.
/// </summary>
/// <param name="What">As a sentence without a full stop: "finished “Reel 3”".</param>
public sealed record Deed(string What, Func<Workspace, Verdict> Verb);

internal static class Doing
{
    /// <param name="seen">What the person saw, where it matters that nobody changed it since.</param>
    public static Task<ChangeResult> DoAsync(this WorkspaceStore workspaces, Guid workspace, Actor actor, Deed deed, CancellationToken stop, params IReadOnlyList<Seen> seen) =>
        workspaces.ChangeAsync(workspace, actor, deed.What, deed.Verb, stop, seen);

    /// <summary>Null: there is such a member, or nobody is meant.</summary>
    public static string? RefusalOf(this Workspace workspace, string? member) =>
        member is null || workspace.Members.Any(m => m.Key == member) ? null
        : $"there is no member '{member}'; there are {string.Join(", ", workspace.Members.Select(m => m.Key))}";

    public static string NameOf(this Workspace workspace, string member) => workspace.Members.FirstOrDefault(m => m.Key == member)?.Name ?? member;
}
