using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Feeds;

/// <summary>Once a minute, and at the end: what is sent from memory is kept for the next start, and what is kept and outdated goes.</summary>
internal sealed partial class FeedKeeper(IDbContextFactory<PlannerDb> databases, DatabaseGate gate, KnownFeeds feeds, KeptFeeds kept, ILogger<FeedKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenedAsync(stoppingToken);
            using var minute = new PeriodicTimer(Pause);
            do await LookAsync(stoppingToken);
            while (await minute.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The end; what is known is kept below.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        kept.Keep(feeds.All);
    }

    public async Task LookAsync(CancellationToken stop)
    {
        try
        {
            await using var db = databases.CreateDbContext();
            var on = await db.Feeds.Where(f => f.RevokedAt == null && f.ExpiresAt == null && f.OwnerId == null).ToDictionaryAsync(f => f.Id, f => new { f.Version, f.WorkspaceId }, stop);
            var clients = await db.Workspaces.ToDictionaryAsync(w => w.Id, w => (w.Revision, w.Derivation, w.ChangedAt), stop);
            var edits = await db.InstallationTexts.CountAsync(t => !t.IsDraft, stop);
            kept.Tidy(file => on.TryGetValue(file.Id, out var feed) && feed.Version == file.Version.Row && file.Edits == edits
                && file.Version.Workspaces.Count == (feed.WorkspaceId is null ? clients.Count : 1)
                && file.Version.Workspaces.All(w => clients.TryGetValue(w.Id, out var now) && now == (w.Revision, w.Derivation, w.ChangedAt)));
            kept.Keep(feeds.All);
        }
        catch (Exception e) when (e is not OperationCanceledException && !stop.IsCancellationRequested)
        {
            NotTidied(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is kept of feeds could not be looked at ({Reason}); next time")]
    private partial void NotTidied(string reason);
}
