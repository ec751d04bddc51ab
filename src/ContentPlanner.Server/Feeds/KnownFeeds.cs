using System.Collections.Concurrent;
using System.Diagnostics;
using ContentPlanner.Core;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Telemetry;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// The feeds this node has been asked for. An unchanged one is answered from memory: the <see cref="Pulse"/> tells without a
/// query that nothing was written; when something was, one query tells whether it concerns the feed; only then it is drawn
/// again (requirement 22).
/// </summary>
internal sealed partial class KnownFeeds(
    IDbContextFactory<PlannerDb> databases, DatabaseGate gate, WorkspaceStore store, MemberRights rights, FeedDrawing drawing, Pulse pulse, Settings settings, IClock clock, ILogger<KnownFeeds> log)
{
    /// <summary>So long a request waits for a database that is being opened, as at start.</summary>
    private static readonly TimeSpan ForTheGate = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<TokenHash, KnownFeed> _known = new();

    /// <summary>Octets of all copies in memory, roughly.</summary>
    private long _held;

    public IEnumerable<KnownFeed> All => _known.Values;

    public KnownFeed? Find(TokenHash token) => _known.GetValueOrDefault(token);

    /// <summary>What can be sent at once: it is current, by a look at memory alone. Null: look closer.</summary>
    public FeedCopy? AtOnce(KnownFeed feed, string narrowing, Instant now) =>
        feed.Seen is { Gone: false } seen && seen.HoldsOn(now) && seen.Pulse == pulse.Now
        && feed.Copy(narrowing) is { } copy && ReferenceEquals(copy.Version, seen.Version) ? copy : null;

    /// <summary>The same for those who ask far too often: what was current within the last second.</summary>
    public static FeedCopy? AtOnceForTheHasty(KnownFeed feed, string narrowing, Instant now) =>
        feed.Seen is { Gone: false } seen && seen.HoldsOn(now) && Environment.TickCount64 - seen.At < 1000
        && feed.Copy(narrowing) is { } copy && ReferenceEquals(copy.Version, seen.Version) ? copy : null;

    /// <summary>Looks a token up that this node does not know; null: there is no such feed.</summary>
    public async Task<KnownFeed?> LookUpAsync(TokenHash token, CancellationToken stop)
    {
        await gate.OpenedAsync(stop).WaitAsync(ForTheGate, stop);
        var hash = token.ToArray();
        await using var db = databases.CreateDbContext();
        var id = await db.Feeds.Where(f => f.TokenHash == hash).Select(f => (Guid?)f.Id).FirstOrDefaultAsync(stop);
        return id is { } found ? _known.GetOrAdd(token, new KnownFeed(token, found)) : null;
    }

    /// <summary>
    /// Learns which feeds there are, without drawing any: a subscriber is then never mistaken for one who guesses, whoever
    /// else shares her address.
    /// </summary>
    public async Task KnowAllAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await foreach (var feed in db.Feeds.Select(f => new { f.TokenHash, f.Id }).AsAsyncEnumerable().WithCancellation(stop))
            _known.TryAdd(TokenHash.Of(feed.TokenHash), new(TokenHash.Of(feed.TokenHash), feed.Id));
    }

    /// <summary>
    /// Draws what somebody fetched since <paramref name="since"/>, so that the next reader does not wait for it; how many
    /// there were. Right whenever it runs, and as often.
    /// </summary>
    public async Task<int> WarmUpAsync(Instant since, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var wanted = await db.Feeds.Where(f => f.RevokedAt == null && f.LastFetchedAt >= since).Select(f => f.TokenHash).ToListAsync(stop);
        foreach (var hash in wanted)
            if ((Find(TokenHash.Of(hash)) ?? await LookUpAsync(TokenHash.Of(hash), stop)) is { } feed)
                await CurrentAsync(feed, FeedNarrowing.None, octets: true, stop);
        return wanted.Count;
    }

    /// <summary>The feed as it is now; <see cref="CurrentFeed.Copy"/> is null when it is gone, the whole answer when there is no such feed any more.</summary>
    public async Task<CurrentFeed?> CurrentAsync(KnownFeed feed, FeedNarrowing asked, bool octets, CancellationToken stop)
    {
        await feed.Turn.WaitAsync(stop);
        try
        {
            var now = clock.GetCurrentInstant();
            var seen = feed.Seen;
            if (seen is null || !seen.HoldsOn(now) || seen.Pulse != pulse.Now)
            {
                seen = await LookAsync(feed, now, stop);
                if (seen is null)
                {
                    _known.TryRemove(feed.Token, out _);
                    return null;
                }
                feed.Seen = seen;
            }
            if (seen.Gone) return new(seen.Row, null);
            if (feed.Copy(asked.Canonical) is { } known && ReferenceEquals(known.Version, seen.Version) && (!octets || known.Held > 0)) return new(seen.Row, known);
            if (await DrawAsync(seen, asked, stop) is not { } copy)
            {
                feed.Seen = seen with { Gone = true };
                return new(seen.Row, null);
            }
            if (copy.Report.Cut is { IsCut: true } cut && feed.Copy(asked.Canonical)?.Report.Cut != cut) Cut(feed.Id, cut.Words);
            feed.Keep(asked.Canonical, copy);
            copy.LastUsed = Environment.TickCount64;
            MakeRoom(copy);
            return new(seen.Row, copy);
        }
        finally
        {
            feed.Turn.Release();
        }
    }

    private async Task<FeedCopy?> DrawAsync(Sight seen, FeedNarrowing asked, CancellationToken stop)
    {
        using var span = Measures.Activities.StartActivity("draw feed");
        span?.SetTag("feed.id", seen.Row.Id);
        var began = Stopwatch.GetTimestamp();
        var copy = await drawing.DrawAsync(seen.Row, seen.Version, asked, stop);
        span?.SetTag("feed.octets", copy?.Size);
        Measures.FeedDrawing.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return copy;
    }

    /// <summary>What a reader would get now, for its owner's page; null: there is no such feed, or it is gone.</summary>
    public async Task<FeedReport?> PreviewAsync(Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Feeds.Where(f => f.Id == id).Select(f => f.TokenHash).FirstOrDefaultAsync(stop) is not { } hash) return null;
        var token = TokenHash.Of(hash);
        var feed = Find(token) ?? _known.GetOrAdd(token, new KnownFeed(token, id));
        return (await CurrentAsync(feed, FeedNarrowing.None, octets: false, stop))?.Copy?.Report;
    }

    /// <summary>What the database says of the feed now; null: it is not there any more.</summary>
    private async Task<Sight?> LookAsync(KnownFeed feed, Instant now, CancellationToken stop)
    {
        await gate.OpenedAsync(stop).WaitAsync(ForTheGate, stop);
        var beat = pulse.Now;
        await using var db = databases.CreateDbContext();
        if (await db.Feeds.AsNoTracking().FirstOrDefaultAsync(f => f.Id == feed.Id, stop) is not { } row) return null;
        var workspaces = await db.Workspaces
            .Where(w => row.WorkspaceId == null || w.Id == row.WorkspaceId)
            .OrderBy(w => w.Key)
            .Select(w => new { w.Id, w.Revision, w.Derivation, w.ChangedAt, w.Zone })
            .ToListAsync(stop);

        var (from, until) = (Instant.MinValue, Instant.MaxValue);
        var versions = new List<WorkspaceVersion>();
        foreach (var workspace in workspaces)
        {
            // Access is given and taken without a change of the plan: asked each time, and what is not the owner's to read is not in the version.
            if (!await MayRead(row, workspace.Id, stop)) continue;
            var zone = DateTimeZoneProviders.Tzdb[workspace.Zone];
            var today = now.InZone(zone).Date;
            versions.Add(new(workspace.Id, workspace.Revision, workspace.Derivation, workspace.ChangedAt, today));
            from = Instant.Max(from, zone.AtStartOfDay(today).ToInstant());
            until = Instant.Min(until, zone.AtStartOfDay(today.PlusDays(1)).ToInstant());
        }
        var gone = row.RevokedAt is not null || row.ExpiresAt <= now;
        if (row.ExpiresAt is { } expiry && !gone) until = Instant.Min(until, expiry);
        // The version that is known stays the same object, so that copies made of it are known by it.
        var version = new FeedVersion(row.Version, versions.ToValueList());
        var unchanged = feed.Seen is { } before && before.Version == version;
        if (unchanged) version = feed.Seen!.Version;
        gone = gone || (row.OwnerId is not null && versions.Count == 0) || (unchanged && feed.Seen!.Gone);
        return new(beat, Environment.TickCount64, row, version, from, until, gone);
    }

    private async Task<bool> MayRead(FeedRow row, Guid workspace, CancellationToken stop) =>
        row.OwnerId is null || (await store.ReadAsync(workspace, stop) is { } snapshot && FeedScope.MayRead(row, snapshot.Workspace, await rights.OfAsync(workspace, stop)));

    [LoggerMessage(LogLevel.Warning, "Feed {Feed} is larger than calendar programs take: {What}")]
    private partial void Cut(Guid feed, string what);

    /// <summary>Beyond what memory allows, what was not asked for longest goes; its hash stays, so "not modified" needs no octets.</summary>
    private void MakeRoom(FeedCopy added)
    {
        if (Interlocked.Add(ref _held, added.Held) <= settings.Feeds.MemoryBytes) return;
        var copies = _known.Values.SelectMany(feed => feed.Copies).OrderByDescending(copy => copy.LastUsed).ToList();
        var held = 0L;
        foreach (var copy in copies)
        {
            if (copy != added && held + copy.Held > settings.Feeds.MemoryBytes / 2) copy.LetGo();
            held += copy.Held;
        }
        Interlocked.Exchange(ref _held, held);
    }
}

/// <param name="Copy">Null: it is gone.</param>
internal sealed record CurrentFeed(FeedRow Row, FeedCopy? Copy);
