using ContentPlanner.Server.Jobs;
using Microsoft.EntityFrameworkCore;
using ContentPlanner.Server.Database;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// <c>warm-up-feeds</c>: what somebody fetched within a week is drawn where it changed, or a new day began, so that the next reader
/// does not wait. It is this node's memory that is warmed: beside a running service, as a verb of the command line, it only shows that all can be drawn.
/// </summary>
internal sealed class WarmUpFeeds(KnownFeeds feeds, IDbContextFactory<PlannerDb> databases) : IJob
{
    private static readonly Duration Lately = Duration.FromDays(7);

    public async Task<JobReport> RunAsync(JobContext context)
    {
        var since = context.Now - Lately;
        if (!context.DryRun) return JobReport.Of(("ready", await feeds.WarmUpAsync(since, context.Stop)));
        await using var db = databases.CreateDbContext();
        return JobReport.Of(("ready", await db.Feeds.CountAsync(f => f.RevokedAt == null && f.LastFetchedAt >= since, context.Stop)));
    }
}
