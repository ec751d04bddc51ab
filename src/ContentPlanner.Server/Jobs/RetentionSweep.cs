using ContentPlanner.Server.Database;
using Hangfire;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary>
/// <c>sweep</c>: what has outlived its use goes, in batches, each a transaction of its own, so that nobody waits long. What is gone
/// is gone whoever took it: two sweeps at once share the work. Mails have a job of their own.
/// </summary>
internal sealed class RetentionSweep(IDbContextFactory<PlannerDb> databases, IServiceProvider services) : IJob
{
    private const int Batch = 1000;

    public async Task<JobReport> RunAsync(JobContext context)
    {
        var counts = new List<(string, long)>();
        var finished = true;

        async Task Sweep<T>(string word, Func<PlannerDb, IQueryable<T>> old, Func<IQueryable<T>, CancellationToken, Task<int>> away)
        {
            await using var db = databases.CreateDbContext();
            if (context.DryRun)
            {
                counts.Add((word, await old(db).LongCountAsync(context.Stop)));
                return;
            }
            long swept = 0;
            for (var some = Batch; some == Batch && (finished = finished && !context.TimeIsUp); swept += some)
            {
                context.Stop.ThrowIfCancellationRequested();
                some = await away(old(db).Take(Batch), context.Stop);
            }
            counts.Add((word, swept));
        }

        Task Delete<T>(string word, Func<PlannerDb, IQueryable<T>> old) => Sweep(word, old, (rows, stop) => rows.ExecuteDeleteAsync(stop));

        Instant Before(int days) => context.Now - Duration.FromDays(days);
        var (day, month, quarter) = (Before(1), Before(30), Before(90));

        // A line that comes back within 30 days counts on; after that nobody remembers it as cancelled.
        await Delete("gone lines", db => db.Stamps.Where(s => s.GoneAt < month).OrderBy(s => s.GoneAt));
        await Sweep("change texts", db => db.Changes.Where(c => (c.Before != null || c.After != null) && db.ChangeSets.Any(s => s.Id == c.ChangeSetId && s.At < month)).OrderBy(c => c.ChangeSetId),
            (rows, stop) => rows.ExecuteUpdateAsync(c => c.SetProperty(r => r.Before, (string?)null).SetProperty(r => r.After, (string?)null), stop));
        // One that was applied is what its undoing goes by.
        await Delete("moves", db => db.Moves.Where(m => m.AppliedAs == null ? m.ExpiresAt < context.Now : m.ExpiresAt < month).OrderBy(m => m.ExpiresAt));
        // An applied one is how it is taken back.
        await Delete("imports", db => db.Imports.Where(i => i.ExpiresAt < context.Now).OrderBy(i => i.ExpiresAt));
        await Delete("webhook messages", db => db.WebhookNotices.Where(n => n.EndedAt < month).OrderBy(n => n.EndedAt));
        await Delete("sign-in links", db => db.SignInLinks.Where(l => l.ExpiresAt < day).OrderBy(l => l.ExpiresAt));
        await Delete("approval links", db => db.ApprovalLinks.Where(l => l.ExpiresAt < day).OrderBy(l => l.ExpiresAt));
        await Delete("invitations", db => db.Invitations.Where(i => i.ExpiresAt < month).OrderBy(i => i.ExpiresAt));
        await Delete("API keys", db => db.ApiKeys.Where(k => k.RevokedAt < quarter || k.ExpiresAt < quarter).OrderBy(k => k.CreatedAt));
        // Ticks that found nothing to do are many and tell nothing.
        await Delete("job runs", db => db.JobRuns
            .Where(r => r.StartedAt < quarter || (r.StartedAt < day && r.Outcome == JobOutcome.Succeeded && r.Counts == "{}" && r.Message == null))
            .OrderBy(r => r.StartedAt));
        var fetched = Before(180).InUtc().Date;
        await Delete("feed fetches", db => db.FeedFetches.Where(f => f.Day < fetched).OrderBy(f => f.Day));
        counts.Add(("failed calls", FailedCalls(month, context)));

        return JobReport.Of(counts) with { Message = finished ? null : "there is more; the next run goes on" };
    }

    /// <summary>Hangfire keeps what failed for ever. Only a running service has its storage.</summary>
    private int FailedCalls(Instant before, JobContext context)
    {
        if (services.GetService<Scheduler>()?.Storage is not { } storage) return 0;
        var monitor = storage.GetMonitoringApi();
        var client = new BackgroundJobClient(storage);
        var old = new List<string>();
        // The newest come first.
        for (var from = (int)monitor.FailedCount() / Batch * Batch; from >= 0 && !context.TimeIsUp; from -= Batch)
        {
            var page = monitor.FailedJobs(from, Batch).Where(f => f.Value?.FailedAt is { } at && Instant.FromDateTimeUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc)) < before).ToList();
            old.AddRange(page.Select(f => f.Key));
            if (page.Count < Batch && old.Count > 0) break;
        }
        if (!context.DryRun)
            foreach (var id in old) client.ChangeState(id, new DeletedState(), FailedState.StateName);
        return old.Count;
    }
}
