using ContentPlanner.Server.Database;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>
/// Brings what follows from a workspace up to a day and to this installation's library: every night, at start, and whenever
/// somebody asks. Each batch is a transaction of its own and each source remembers what it was made from, so a run that is
/// cut short is taken up where it ended, and a second one finds little to do.
/// </summary>
public sealed class Reconciliation(IDbContextFactory<PlannerDb> databases, WorkspaceStore store, WorkspaceChanges changes, Libraries libraries, IClock clock)
{
    /// <param name="today">The workspace's own; null: what it is there now.</param>
    /// <param name="dryRun">Says what would be done and writes nothing.</param>
    /// <param name="everything">Derive also what has the same inputs as last time.</param>
    /// <param name="stop">Heard between batches; what was written until then stays.</param>
    /// <returns>Null: there is no such workspace.</returns>
    public async Task<ReconcileCounts?> ReconcileAsync(Guid workspace, LocalDate? today, bool dryRun, CancellationToken stop, bool everything = false)
    {
        var counts = new ReconcileCounts();
        var done = new HashSet<Guid>();
        while (true)
        {
            if (await store.ReadAsync(workspace, stop) is not { } snapshot) return null;
            var run = new Run(databases, snapshot, new Derivation(snapshot.Workspace, libraries.Of(snapshot.Workspace).Library, today ?? snapshot.Today(clock)), clock, dryRun, everything, done);
            var whole = await run.GoAsync(stop);
            counts += run.Counts;
            if (!dryRun && run.Counts.AnythingWritten) changes.Happened(workspace, snapshot.Revision);
            if (whole) return counts;
        }
    }

    /// <summary>One run over one revision.</summary>
    /// <param name="done">Sources that <paramref name="everything"/> has derived already, in a run that a change cut short.</param>
    private sealed class Run(
        IDbContextFactory<PlannerDb> databases, WorkspaceSnapshot snapshot, Derivation derivation, IClock clock, bool dryRun, bool everything, HashSet<Guid> done)
    {
        public ReconcileCounts Counts { get; private set; }

        /// <summary>False: somebody changed the workspace in between.</summary>
        public async Task<bool> GoAsync(CancellationToken stop)
        {
            await using var db = databases.CreateDbContext();
            var revisions = await Revisions.ReadAsync(db, snapshot.Workspace, stop);
            var known = await db.Sources.AsNoTracking().Where(s => s.WorkspaceId == snapshot.Id).ToDictionaryAsync(s => s.SourceId, stop);
            var whole = new WholeWorkspace(derivation, revisions);
            var skipped = 0;
            var batches = whole.Batches(source =>
            {
                var row = known.GetValueOrDefault(source.Source);
                known.Remove(source.Source);
                var isDue = everything ? !done.Contains(source.Source) : row?.Holds(source.Fingerprint, derivation.Today) != true;
                if (!isDue) skipped++;
                return isDue;
            });
            foreach (var batch in batches)
            {
                stop.ThrowIfCancellationRequested();
                var derived = whole.Derive(batch);
                if (!await Write(db, r => r.SourcesAsync(derived, [], withMilestones: batch.Others is not null, stop), stop)) return false;
                done.UnionWith(derived.Select(d => d.Lines.Source));
            }
            stop.ThrowIfCancellationRequested();
            Counts += new ReconcileCounts { Skipped = skipped };

            known.Remove(Inputs.ProposalsOf(snapshot.Id), out var proposals);
            if (known.Count > 0 && !await Write(db, r => r.SourcesAsync([], known.Keys, withMilestones: true, stop), stop)) return false;
            var print = whole.ProposalsPrint(snapshot.Revision);
            if (everything || proposals?.Holds(print, derivation.Today) != true)
            {
                var offered = await whole.ProposalsAsync(db, stop);
                if (!await Write(db, r => r.ProposalsAsync(offered, derivation.ProposalsRow(print), stop), stop)) return false;
            }
            return dryRun || await Finish(db, stop);
        }

        /// <summary>In a transaction of its own, and only while the workspace is the one that was derived.</summary>
        private async Task<bool> Write(PlannerDb db, Func<Rewriting, Task> write, CancellationToken stop)
        {
            if (dryRun)
            {
                var look = new Rewriting(db, snapshot.Id, clock.GetCurrentInstant(), isNew: false, dryRun: true);
                await write(look);
                Counts += look.Counts;
                return true;
            }
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (await db.Workspaces.Where(w => w.Id == snapshot.Id && w.Revision == snapshot.Revision).ExecuteUpdateAsync(w => w.SetProperty(r => r.Derivation, r => r.Derivation + 1), stop) == 0) return false;
            var rewriting = new Rewriting(db, snapshot.Id, clock.GetCurrentInstant(), isNew: false);
            await write(rewriting);
            if (rewriting.LinesGoneAt is { } gone)
                await db.Workspaces.Where(w => w.Id == snapshot.Id && (w.LinesGoneAt == null || w.LinesGoneAt < gone)).ExecuteUpdateAsync(w => w.SetProperty(r => r.LinesGoneAt, gone), stop);
            await transaction.CommitAsync(stop);
            Counts += rewriting.Counts;
            return true;
        }

        private async Task<bool> Finish(PlannerDb db, CancellationToken stop)
        {
            var library = Inputs.LibraryPrint(derivation.Library);
            var row = await db.Workspaces.AsNoTracking().FirstOrDefaultAsync(w => w.Id == snapshot.Id, stop);
            if (row is null || (row.ReconciledOn == derivation.Today && row.ReconciledWith == library)) return true;
            return await db.Workspaces.Where(w => w.Id == snapshot.Id && w.Revision == snapshot.Revision).ExecuteUpdateAsync(w => w
                .SetProperty(r => r.ReconciledOn, derivation.Today)
                .SetProperty(r => r.ReconciledWith, library)
                .SetProperty(r => r.Derivation, r => r.Derivation + 1), stop) == 1;
        }
    }
}
