using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary>How a job stands.</summary>
/// <param name="LastRun">That was no dry run.</param>
/// <param name="Next">When it is due next; null: it is switched off.</param>
/// <param name="Warning">Why somebody should look; null: nobody need.</param>
public sealed record JobLine(Job Job, JobRow? State, JobRunRow? LastRun, Instant? Next, string? Warning);

/// <summary>Every job with its last and next run, for the command line and the administration's page.</summary>
public sealed class JobBoard(JobFiles files, JobWatch watch, IDbContextFactory<PlannerDb> databases, IClock clock)
{
    public async Task<IReadOnlyList<JobLine>> ReadAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var states = await db.Jobs.AsNoTracking().ToDictionaryAsync(j => j.Id, stop);
        var lines = new List<JobLine>();
        foreach (var job in files.All)
        {
            var last = await db.JobRuns.AsNoTracking().Where(r => r.JobId == job.Id && !r.DryRun).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(stop);
            var state = states.GetValueOrDefault(job.Id);
            lines.Add(new(job, state, last, job.Enabled ? CronText.Next(job.Cron, clock.GetCurrentInstant()) : null, watch.Warning(job, state)));
        }
        return lines;
    }

    /// <summary>The latest runs of a job, dry ones among them, the newest first.</summary>
    public async Task<IReadOnlyList<JobRunRow>> RunsAsync(string id, int most, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.JobRuns.AsNoTracking().Where(r => r.JobId == id).OrderByDescending(r => r.StartedAt).Take(most).ToListAsync(stop);
    }
}
