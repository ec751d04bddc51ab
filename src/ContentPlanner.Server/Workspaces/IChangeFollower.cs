using ContentPlanner.Server.Database;

namespace ContentPlanner.Server.Workspaces;

/// <summary>
/// Something stored that follows from a workspace and is rewritten in the transaction of each change: derived rows and
/// stamps, due moments of subscriptions. What it cannot write, the change does not happen.
/// </summary>
public interface IChangeFollower
{
    /// <param name="db">Within the change's transaction; tracked rows are saved after all followers.</param>
    Task FollowAsync(PlannerDb db, WorkspaceChange change, CancellationToken stop);
}
