using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary>What became of every run, and how each job stands. Writing does not hear of a shutdown: what happened is written down.</summary>
public sealed class JobLedger(IDbContextFactory<PlannerDb> databases)
{
    /// <summary>This process, as a run's line names it.</summary>
    internal static string Node { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    public async Task<JobRunRow> BeginAsync(string id, bool dryRun, Instant now)
    {
        await KnowAsync(id, now);
        await using var db = databases.CreateDbContext();
        var run = new JobRunRow { Id = Guid.CreateVersion7(), JobId = id, StartedAt = now, Outcome = JobOutcome.Running, DryRun = dryRun, Node = Node };
        db.JobRuns.Add(run);
        await db.SaveChangesAsync();
        if (!dryRun) await db.Jobs.Where(j => j.Id == id).ExecuteUpdateAsync(j => j.SetProperty(r => r.LastStartedAt, now).SetProperty(r => r.Version, r => r.Version + 1));
        return run;
    }

    public async Task EndAsync(JobRunRow run, string? bookmark)
    {
        await using var db = databases.CreateDbContext();
        db.JobRuns.Update(run);
        await db.SaveChangesAsync();
        if (run.DryRun || run.Outcome != JobOutcome.Succeeded) return;
        await db.Jobs.Where(j => j.Id == run.JobId).ExecuteUpdateAsync(j => j
            .SetProperty(r => r.LastSuccessAt, run.EndedAt)
            .SetProperty(r => r.Bookmark, bookmark)
            .SetProperty(r => r.AlarmedAt, (Instant?)null)
            .SetProperty(r => r.Version, r => r.Version + 1));
    }

    /// <summary>Whether a due moment has passed since the job last succeeded, or became known.</summary>
    public async Task<bool> MissedAsync(Job job, Instant now)
    {
        await using var db = databases.CreateDbContext();
        var since = await db.Jobs.Where(j => j.Id == job.Id).Select(j => j.LastSuccessAt ?? j.KnownSince).FirstAsync();
        return CronText.Next(job.Cron, since) <= now;
    }

    public async Task<string?> BookmarkAsync(string id)
    {
        await using var db = databases.CreateDbContext();
        return await db.Jobs.Where(j => j.Id == id).Select(j => j.Bookmark).FirstOrDefaultAsync();
    }

    /// <summary>From here on the job is expected to be done in time.</summary>
    public async Task KnowAsync(string id, Instant now)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Jobs.AnyAsync(j => j.Id == id)) return;
        db.Jobs.Add(new() { Id = id, KnownSince = now });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Another node knew it first.
            if (!await db.Jobs.AnyAsync(j => j.Id == id)) throw;
        }
    }
}
