using System.Collections.Concurrent;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Workspaces;

public sealed partial class WorkspaceStore
{
    private readonly ConcurrentDictionary<Guid, WorkspaceSnapshot> _known = new();

    /// <summary>The workspace's id by its key; null: there is none.</summary>
    public async Task<Guid?> FindAsync(string key, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Workspaces.Where(w => w.Key == key).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(stop);
    }

    /// <summary>The workspace's id by its key or by itself; null: there is none.</summary>
    public async Task<Guid?> FindAnyAsync(string keyOrId, CancellationToken stop)
    {
        if (await FindAsync(keyOrId, stop) is { } found) return found;
        if (!Guid.TryParse(keyOrId, out var id)) return null;
        await using var db = databases.CreateDbContext();
        return await db.Workspaces.AnyAsync(w => w.Id == id, stop) ? id : null;
    }

    /// <summary>
    /// The workspace as it is now; null: there is none. What is known from before is brought up to date by the changes made
    /// since, here or elsewhere.
    /// </summary>
    public async Task<WorkspaceSnapshot?> ReadAsync(Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await ReadAsync(db, id, stop);
    }

    private async Task<WorkspaceSnapshot?> ReadAsync(PlannerDb db, Guid id, CancellationToken stop)
    {
        while (true)
        {
            var row = await db.Workspaces.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, stop);
            if (row is null)
            {
                _known.TryRemove(id, out _);
                return null;
            }
            var known = _known.GetValueOrDefault(id);
            if (known?.Revision == row.Revision) return known;
            if ((known is null ? null : await Follow(db, known, row, stop)) is { } followed) return Remember(followed);
            if (await Load(db, row, stop) is { } loaded) return Remember(loaded);
        }
    }

    /// <summary>What was known, with the changes made since. Null: they are not kept any more, or are not of what was known.</summary>
    private static async Task<WorkspaceSnapshot?> Follow(PlannerDb db, WorkspaceSnapshot known, WorkspaceRow row, CancellationToken stop)
    {
        var rows = await db.Changes.AsNoTracking()
            .Where(c => c.WorkspaceId == known.Id && c.Revision > known.Revision && c.Revision <= row.Revision)
            .OrderBy(c => c.Revision)
            .ToListAsync(stop);
        // A revision without changes, or one whose texts were erased, cannot be followed.
        if (rows.Exists(c => c.Before is null && c.After is null)) return null;
        if (rows.Select(c => c.Revision).Distinct().LongCount() != row.Revision - known.Revision) return null;
        var (workspace, positions) = (known.Workspace, known.Positions);
        foreach (var revision in rows.GroupBy(c => c.Revision))
        {
            var changes = revision.Select(c => c.Change()).ToList();
            workspace = Difference.Apply(workspace, changes, positions);
            positions = positions.With(changes);
        }
        return new(known.Id, row.Revision, row.ChangedAt, workspace, positions);
    }

    /// <summary>Every item read. Null: it was changed in the meantime, so what was read is not of one revision.</summary>
    private static async Task<WorkspaceSnapshot?> Load(PlannerDb db, WorkspaceRow row, CancellationToken stop)
    {
        var items = await db.Items.AsNoTracking().Where(i => i.WorkspaceId == row.Id).ToListAsync(stop);
        var revision = await db.Workspaces.Where(w => w.Id == row.Id).Select(w => (long?)w.Revision).FirstOrDefaultAsync(stop);
        if (revision != row.Revision) return null;
        var stored = items.ConvertAll(i => i.Stored());
        return new(row.Id, row.Revision, row.ChangedAt, StoredWorkspace.Assemble(stored), Positions.Of(stored));
    }

    /// <summary>The newer of two readings stays: they may come in any order.</summary>
    private WorkspaceSnapshot Remember(WorkspaceSnapshot snapshot)
    {
        _known.AddOrUpdate(snapshot.Id, snapshot, (_, known) => known.Revision > snapshot.Revision ? known : snapshot);
        return snapshot;
    }
}
