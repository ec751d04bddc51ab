using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// Writes down once a minute, and at the end, who fetched which feed: never within a request (requirement 30), and without
/// touching the feed's version, for nothing of it changed.
/// </summary>
internal sealed partial class FeedHealth(IDbContextFactory<PlannerDb> databases, DatabaseGate gate, KnownFeeds feeds, KeptFeeds kept, ILogger<FeedHealth> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(Pause);
        try
        {
            await gate.OpenedAsync(stoppingToken);
            await feeds.KnowAllAsync(stoppingToken);
            while (await minute.WaitForNextTickAsync(stoppingToken)) await WriteDownAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The end; what is left is written below.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteDownAsync(cancellationToken);
    }

    public async Task WriteDownAsync(CancellationToken stop)
    {
        if (!gate.IsOpen) return;
        var trouble = false;
        foreach (var (id, counts) in feeds.All.Select(f => (f.Id, f.Fetches)).Concat(kept.Fetches.Select(f => (f.Key, f.Value))))
            foreach (var (client, fetched) in counts.Take())
            {
                try
                {
                    if (!trouble) await WriteAsync(id, client, fetched, stop);
                    else counts.PutBack(client, fetched);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    trouble = true;
                    counts.PutBack(client, fetched);
                    NotWritten(id, e);
                }
            }
    }

    private async Task WriteAsync(Guid feed, string client, Fetched fetched, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var day = fetched.LastAt.InUtc().Date;
        if (await AddTo(db, feed, day, client, fetched, stop) == 0)
        {
            try
            {
                db.FeedFetches.Add(new()
                {
                    FeedId = feed,
                    Day = day,
                    Client = client,
                    Fetches = fetched.Fetches,
                    NotModified = fetched.NotModified,
                    Failures = fetched.Failures,
                    LastStatus = fetched.LastStatus,
                    LastBytes = fetched.LastOctets,
                    LastAt = fetched.LastAt,
                });
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateException)
            {
                // Another node was the first of the day, or the feed is gone and has no health any more.
                await AddTo(db, feed, day, client, fetched, stop);
            }
        }
        await db.Feeds.Where(f => f.Id == feed && (f.LastFetchedAt == null || f.LastFetchedAt < fetched.LastAt))
            .ExecuteUpdateAsync(f => f.SetProperty(r => r.LastFetchedAt, fetched.LastAt).SetProperty(r => r.LastClient, client), stop);
    }

    private static Task<int> AddTo(PlannerDb db, Guid feed, LocalDate day, string client, Fetched fetched, CancellationToken stop) =>
        db.FeedFetches.Where(f => f.FeedId == feed && f.Day == day && f.Client == client).ExecuteUpdateAsync(f => f
            .SetProperty(r => r.Fetches, r => r.Fetches + fetched.Fetches)
            .SetProperty(r => r.NotModified, r => r.NotModified + fetched.NotModified)
            .SetProperty(r => r.Failures, r => r.Failures + fetched.Failures)
            .SetProperty(r => r.LastStatus, fetched.LastStatus)
            .SetProperty(r => r.LastBytes, fetched.LastOctets)
            .SetProperty(r => r.LastAt, fetched.LastAt), stop);

    [LoggerMessage(LogLevel.Warning, "Fetches of feed {Feed} could not be written down; next time")]
    private partial void NotWritten(Guid feed, Exception e);
}
