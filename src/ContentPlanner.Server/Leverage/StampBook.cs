using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>The stored change data of a workspace, and the state of the workspace it belongs to.</summary>
/// <param name="Stamps">By uid, of every line that is there; what <see cref="Timeline.Of"/> takes.</param>
/// <param name="Day">The day everything was derived as of: a feed's schedule is of this day, so that lines and stamps agree.</param>
/// <param name="Revision">Of the workspace.</param>
/// <param name="Derivation">See <see cref="Workspaces.WorkspaceRow.Derivation"/>.</param>
/// <param name="LinesGoneAt">When a line last vanished; null: never.</param>
public sealed record StampedState(IReadOnlyDictionary<string, Stamp> Stamps, LocalDate? Day, long Revision, long Derivation, Instant? LinesGoneAt);

/// <summary>Reads change data: for feeds, and for plans that are written out.</summary>
public sealed class StampBook(IDbContextFactory<PlannerDb> databases)
{
    /// <summary>All of one moment. Null: there is no such workspace.</summary>
    public async Task<StampedState?> ReadStateAsync(Guid workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        while (true)
        {
            var before = await Row(db, workspace, stop);
            if (before is null) return null;
            var stamps = await db.Stamps.Where(s => s.WorkspaceId == workspace && s.GoneAt == null).Select(s => new { s.Uid, s.Sequence, s.ChangedAt }).ToListAsync(stop);
            // Whoever writes stamps moves one of the two counters in the same transaction.
            if (await Row(db, workspace, stop) is not { } after || after.Revision != before.Revision || after.Derivation != before.Derivation) continue;
            return new(stamps.ToDictionary(s => s.Uid, s => new Stamp(s.Sequence, s.ChangedAt), StringComparer.Ordinal), after.ReconciledOn, after.Revision, after.Derivation, after.LinesGoneAt);
        }
    }

    public async Task<IReadOnlyDictionary<string, Stamp>> ReadAsync(Guid workspace, CancellationToken stop) =>
        (await ReadStateAsync(workspace, stop))?.Stamps ?? new Dictionary<string, Stamp>();

    /// <summary>
    /// The workspace as a document of it shall be written: each item with the highest sequence and the latest change of its
    /// lines, vanished ones included, so that calendars who read the document elsewhere count on (design rule 1).
    /// </summary>
    public async Task<Workspace> WithChangeDataAsync(Workspace workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var id = workspace.Id!.Value;
        var stamps = await db.Stamps.Where(s => s.WorkspaceId == id).Select(s => new { s.Uid, s.SourceId, s.Sequence, s.ChangedAt }).ToListAsync(stop);
        return ChangeData.On(workspace, stamps.Select(s => (s.Uid, s.SourceId, new Stamp(s.Sequence, s.ChangedAt))));
    }

    private static Task<Workspaces.WorkspaceRow?> Row(PlannerDb db, Guid workspace, CancellationToken stop) =>
        db.Workspaces.AsNoTracking().FirstOrDefaultAsync(w => w.Id == workspace, stop);
}
