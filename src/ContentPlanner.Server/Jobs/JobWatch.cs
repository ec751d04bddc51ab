using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Jobs;

/// <summary>
/// Notices jobs that do not get done. Success is what counts: a job that fails, hangs, or is never called is overdue alike, after
/// two periods, counted from the start of the program at the earliest.
/// </summary>
public sealed partial class JobWatch(JobFiles files, IDbContextFactory<PlannerDb> databases, Outbox outbox, IClock clock, ILogger<JobWatch> log)
{
    /// <summary>A run that wrote no end so long after its timeout has no process any more.</summary>
    private static readonly Duration Forsaken = Duration.FromMinutes(5);

    /// <summary>A mail that could not be written when the alarm was raised is tried again so long.</summary>
    private static readonly Duration Insistent = Duration.FromHours(1);

    private readonly Instant _began = clock.GetCurrentInstant();

    /// <summary>What to say about a job to administrators; null: it gets done, or need not.</summary>
    public string? Warning(Job job, JobRow? state)
    {
        if (!job.Enabled || state is null) return null;
        var since = state.LastSuccessAt ?? state.KnownSince;
        if (!IsOverdue(job, since > _began ? since : _began)) return null;
        return state.LastSuccessAt is { } success
            ? $"has not succeeded since {Words.Moment(success)}, for more than two of its periods"
            : "has never succeeded, for more than two of its periods";
    }

    /// <summary>
    /// Raises the alarm once for each job that is overdue: <see cref="JobRow.AlarmedAt"/> is the mark, which the next success takes
    /// away, and the period under which the mail to administrators is owed once.
    /// </summary>
    public async Task LookAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetCurrentInstant();
        foreach (var state in await db.Jobs.AsNoTracking().Where(j => j.AlarmedAt == null || j.AlarmedAt > now - Insistent).ToListAsync(stop))
        {
            if (files.Find(state.Id) is not { } job || Warning(job, state) is not { } warning) continue;
            if (state.AlarmedAt is not { } alarmed)
            {
                var first = await db.Jobs.Where(j => j.Id == state.Id && j.AlarmedAt == null && j.LastSuccessAt == state.LastSuccessAt)
                    .ExecuteUpdateAsync(j => j.SetProperty(r => r.AlarmedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;
                if (!first) continue;
                Overdue(state.Id, warning);
                alarmed = now;
            }
            await outbox.AlarmAsync($"job {state.Id}", InstantPattern.ExtendedIso.Format(alarmed), $"{state.Id} does not get done",
                [$"The job {state.Id} {warning}.", "What its last run says may tell why. You get no other mail about it before it has succeeded."], $"/admin/jobs/{state.Id}", stop);
        }
        await CloseForsaken(db, now, stop);
    }

    private bool IsOverdue(Job job, Instant since) =>
        CronText.Next(job.Cron, since) is { } first && CronText.Next(job.Cron, first) is { } second && clock.GetCurrentInstant() > second + Duration.FromSeconds(job.TimeoutSeconds);

    private async Task CloseForsaken(PlannerDb db, Instant now, CancellationToken stop)
    {
        var open = await db.JobRuns.AsNoTracking().Where(r => r.Outcome == JobOutcome.Running && r.StartedAt < now - Forsaken).ToListAsync(stop);
        foreach (var run in open.Where(r => r.StartedAt + Duration.FromSeconds(files.Find(r.JobId)?.TimeoutSeconds ?? 0) + Forsaken < now))
            await db.JobRuns.Where(r => r.Id == run.Id && r.Outcome == JobOutcome.Running)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Outcome, JobOutcome.Stopped).SetProperty(x => x.Message, "its process ended in between"), stop);
    }

    [LoggerMessage(LogLevel.Error, "The job {Id} {Warning}")]
    private partial void Overdue(string id, string warning);
}
