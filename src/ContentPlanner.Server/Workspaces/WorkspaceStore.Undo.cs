using ContentPlanner.Formats.Items;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Workspaces;

public sealed partial class WorkspaceStore
{
    /// <summary>How long a change can be undone (design rule 12).</summary>
    public static readonly Duration Undoable = Duration.FromDays(30);

    /// <summary>
    /// Takes a change back where nobody touched the items since; what was touched stays as it is. Undoing an undo does the
    /// change again.
    /// </summary>
    /// <returns>Refused when it is too old, was taken back already, or everything it changed was changed again.</returns>
    public async Task<ChangeResult> UndoAsync(Guid id, Guid changeSet, Actor actor, CancellationToken stop)
    {
        await using var look = databases.CreateDbContext();
        if (await look.ChangeSets.AsNoTracking().FirstOrDefaultAsync(c => c.Id == changeSet && c.WorkspaceId == id, stop) is not { } set) return new ChangeResult.Missing();
        return await ChangeAsync(id, actor, $"took back: {set.What}", async (db, before) =>
        {
            var current = await db.ChangeSets.AsNoTracking().FirstAsync(c => c.Id == changeSet, stop);
            if (current.UndoneBy is not null) return (Verdict.Refused("it was taken back already"), null);
            var rows = await db.Changes.AsNoTracking().Where(c => c.ChangeSetId == changeSet).ToListAsync(stop);
            if (rows.Count == 0 || rows.Exists(r => r.Before is null && r.After is null)) return (Verdict.Refused("it is more than 30 days old"), null);
            if (rows.Exists(r => r is { Kind: "workspace", Before: null })) return (Verdict.Refused("it made the workspace; delete the workspace instead"), null);
            var now = await db.Items.AsNoTracking().Where(i => i.WorkspaceId == id).Where(i => db.Changes.Any(c => c.ChangeSetId == changeSet && c.ItemId == i.Id))
                .ToDictionaryAsync(i => i.Id, i => i.Revision, stop);
            var untouched = rows.Where(r => r.After is null ? !now.ContainsKey(r.ItemId) : now.GetValueOrDefault(r.ItemId) == set.Revision).ToList();
            if (untouched.Count == 0) return (Verdict.Refused("everything it changed was changed again since"), null);
            var back = Difference.Reversed(untouched.Select(r => r.Change()));
            try
            {
                return (Difference.Apply(before.Workspace, back, before.Positions), (Guid?)changeSet);
            }
            catch (ArgumentException)
            {
                return (Verdict.Refused("what it changed belongs to something that is gone"), null);
            }
        }, [], stop);
    }
}
