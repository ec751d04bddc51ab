using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Workspaces;

/// <summary>Who wants to know that a workspace changed, on this node and on others.</summary>
public sealed class WorkspaceChanges(Databases databases)
{
    /// <summary>The channel that nodes on PostgreSQL listen to; the payload is <c>{workspace id}:{revision}</c>.</summary>
    public const string Channel = "contentplanner_workspace";

    /// <summary>A workspace has a newer revision: told after the commit, on the node that made it at once.</summary>
    public event Action<Guid, long>? Changed;

    /// <summary>Within the transaction: PostgreSQL tells the other nodes when it commits. SQLite has only this node.</summary>
    public async Task AnnounceAsync(PlannerDb db, Guid workspace, long revision, CancellationToken stop)
    {
        if (databases.IsSqlite) return;
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {$"{workspace}:{revision}"})", stop);
    }

    public void Happened(Guid workspace, long revision) => Changed?.Invoke(workspace, revision);
}
