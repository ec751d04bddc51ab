using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>
/// Reconciles the workspaces that something made due, one after the other. Two copies at once do no harm: each batch is written
/// only while the workspace is the one that was derived. One that cannot be derived does not keep the others waiting.
/// </summary>
internal abstract class ReconcileJob(IDbContextFactory<PlannerDb> databases, Reconciliation reconciliation) : IJob
{
    protected sealed record Candidate(Guid Id, string Key, string Zone, LocalDate? ReconciledOn, bool ProposalsDue);

    protected abstract bool IsDue(Candidate workspace, JobContext context);

    protected virtual bool Everything(JobContext context) => false;

    public async Task<JobReport> RunAsync(JobContext context)
    {
        var after = Guid.TryParse(context.Bookmark, out var bookmark) ? bookmark : Guid.Empty;
        var due = (await Candidates(context.Stop)).Where(w => w.Id.CompareTo(after) > 0 && IsDue(w, context)).OrderBy(w => w.Id).ToList();
        var (total, workspaces, failures) = (new ReconcileCounts(), 0, new List<string>());
        foreach (var workspace in due)
        {
            if (context.TimeIsUp) return Report(total, workspaces, failures) with { Bookmark = after.ToString(), Message = FormattableString.Invariant($"{due.Count - workspaces} workspaces are left for the next run") };
            try
            {
                if (await reconciliation.ReconcileAsync(workspace.Id, today: null, context.DryRun, context.Stop, Everything(context)) is { } counts) total += counts;
            }
            catch (Exception e) when (e is not OutOfMemoryException && !context.Stop.IsCancellationRequested)
            {
                failures.Add($"{workspace.Key}: {e.Message}");
            }
            workspaces++;
            after = workspace.Id;
        }
        return Report(total, workspaces, failures);
    }

    /// <exception cref="InvalidOperationException">Some could not be reconciled: the run counts as failed, so that somebody hears of it.</exception>
    private static JobReport Report(ReconcileCounts counts, int workspaces, List<string> failures) => failures.Count == 0
        ? JobReport.Of(("workspaces", workspaces), ("made", counts.Made), ("changed", counts.Changed), ("removed", counts.Removed))
        : throw new InvalidOperationException($"what follows from a plan could not be derived: {string.Join("; ", failures)}");

    private async Task<List<Candidate>> Candidates(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Workspaces.Select(w => new Candidate(w.Id, w.Key, w.Zone, w.ReconciledOn, db.Sources.Any(s => s.WorkspaceId == w.Id && s.Fingerprint == ""))).ToListAsync(stop);
    }
}

/// <summary><c>reconcile-plans</c>: every workspace is compared with what is stored of it; a new version of the library shows here.</summary>
internal sealed class ReconcilePlans(IDbContextFactory<PlannerDb> databases, Reconciliation reconciliation) : ReconcileJob(databases, reconciliation)
{
    /// <summary>Parameter: <c>yes</c> derives also what has the same inputs as last time.</summary>
    public const string All = "everything";

    protected override bool IsDue(Candidate workspace, JobContext context) => true;

    protected override bool Everything(JobContext context) => context.Parameter(All) == "yes";
}

/// <summary>
/// <c>extend-series</c>: in a workspace where a new day has begun, what time alone changes is derived up to it: slots and sessions that
/// come into view, tasks that become backlog, proposals for the slots of the next weeks (docs/decisions/0010).
/// </summary>
internal sealed class ExtendSeries(IDbContextFactory<PlannerDb> databases, Reconciliation reconciliation) : ReconcileJob(databases, reconciliation)
{
    protected override bool IsDue(Candidate workspace, JobContext context) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(workspace.Zone) is { } zone && !(workspace.ReconciledOn >= context.Now.InZone(zone).Date);
}

/// <summary>
/// <c>propose-evergreens</c>: where a change touched so much that the proposals for empty slots were only marked as due, they are
/// looked at again. Each piece is offered once at most, for slots still to come, so a week away ends in no burst.
/// </summary>
internal sealed class ProposeEvergreens(IDbContextFactory<PlannerDb> databases, Reconciliation reconciliation) : ReconcileJob(databases, reconciliation)
{
    protected override bool IsDue(Candidate workspace, JobContext context) => workspace.ProposalsDue;
}
