using ContentPlanner.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Workspaces;

public sealed partial class WorkspaceStore
{
    /// <summary>
    /// Brings a plan in: as a new workspace, or in place of the plan of the one that has its id or its key, as one change that
    /// can be undone. Items of the plan without ids are those of the same key; change data the plan does not know stays, and so do
    /// the client's own templates when none come with it.
    /// </summary>
    /// <param name="key">Into the workspace of this key, or as a new one of this key; null: the plan says it.</param>
    /// <param name="fresh">As a new workspace with ids of its own (design rule 2).</param>
    public async Task<ChangeResult> ImportAsync(Workspace plan, string? key, bool fresh, Actor actor, CancellationToken stop)
    {
        var wanted = Replacement.Storable(key is null ? plan : plan with { Key = key });
        await using var db = databases.CreateDbContext();
        var there = await db.Workspaces.Where(w => w.Key == wanted.Key || w.Id == wanted.Id).Select(w => new { w.Id, w.Key }).ToListAsync(stop);
        var (byKey, byId) = (there.Find(w => w.Key == wanted.Key), there.Find(w => w.Id == wanted.Id));
        if (fresh)
        {
            return byKey is null ? await CreateAsync(wanted, actor, "began with the plan", fresh: true, stop)
                : new ChangeResult.Refused($"there is a workspace '{wanted.Key}' already; name the new one with --as KEY, or leave --fresh out to replace the plan of '{wanted.Key}'");
        }
        if (byKey is null && byId is null) return await CreateAsync(wanted, actor, "imported the plan", fresh: false, stop);
        if (byKey is null && key is not null)
            return new ChangeResult.Refused($"the plan is that of the workspace '{byId!.Key}'; add --fresh for a copy with ids of its own, or leave --as out to replace it");
        if (byKey is not null && byId is not null && byKey.Id != byId.Id && key is null)
            return new ChangeResult.Refused($"the plan is that of the workspace '{byId.Key}', but its key is that of another one; say with --as which of the two is meant");
        var id = key is null ? (byId ?? byKey)!.Id : byKey!.Id;
        return await ChangeAsync(id, actor, "imported the plan", now => Replacement.Of(now, wanted.Templates.Count == 0 ? wanted with { Templates = now.Templates } : wanted), stop);
    }
}
