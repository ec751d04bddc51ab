using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Workspaces;

public sealed partial class WorkspaceStore
{
    /// <summary>
    /// Brings a plan in: as a new workspace, or in place of the plan of the one that has its id or its key, as one change that
    /// can be undone. Items of the plan without ids are those of the same key; change data the plan does not know stays, and so do
    /// the client's own templates when none come with it.
    /// </summary>
    /// <param name="key">Into the workspace of this key, or as a new one of this key, whosever plan it is; null: the plan says it.</param>
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
        if (byKey is null && key is not null) return await CreateAsync(wanted with { Id = Guid.CreateVersion7() }, actor, $"imported the plan of '{byId!.Key}'", fresh: false, stop);
        if (byKey is not null && byId is not null && byKey.Id != byId.Id && key is null)
            return new ChangeResult.Refused($"the plan is that of the workspace '{byId.Key}', but its key is that of another one; say with --as which of the two is meant");
        var id = key is null ? (byId ?? byKey)!.Id : byKey!.Id;
        return await TakeInAsync(id, actor, "imported the plan", now => Replacement.Of(now, wanted.Templates.Count == 0 ? wanted with { Templates = now.Templates } : wanted), stop);
    }

    /// <summary>A change by a document: what in it has the id of another client's item gets one of its own.</summary>
    public Task<ChangeResult> TakeInAsync(Guid id, Actor actor, string what, Func<Workspace, Verdict> verb, CancellationToken stop) => ChangeAsync(id, actor, what, async (db, before) =>
    {
        var verdict = verb(before.Workspace);
        return (verdict.After is { } after && !ReferenceEquals(after, before.Workspace) ? await WithOwnIds(db, after, before.Workspace, stop) : verdict, null);
    }, [], stop);

    /// <summary>
    /// No two clients have an item of one id: mails and calendars would take them for one. Items that somebody had and removed count, for they may
    /// be brought back.
    /// </summary>
    private static async Task<Workspace> WithOwnIds(PlannerDb db, Workspace plan, Workspace? before, CancellationToken stop)
    {
        var ids = Ids(plan).ToHashSet();
        if (before is not null) ids.ExceptWith(Ids(before));
        ids.Remove(plan.Id!.Value);
        if (ids.Count == 0) return plan;
        var (workspace, some) = (plan.Id!.Value, ids.ToList());
        var taken = await db.Items.Where(i => i.WorkspaceId != workspace && some.Contains(i.Id)).Select(i => i.Id)
            .Union(db.Changes.Where(c => c.WorkspaceId != workspace && some.Contains(c.ItemId)).Select(c => c.ItemId)).ToListAsync(stop);
        return taken.Count == 0 ? plan : Identity.Anew(plan, [.. taken], Guid.CreateVersion7);
    }

    private static IEnumerable<Guid> Ids(PlanItem item) =>
        ItemKinds.Of(item).Lists.SelectMany(list => list.In(item).SelectMany(Ids)).Concat(item.Id is { } id ? [id] : []);
}
