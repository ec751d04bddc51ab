using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>A feed to be added.</summary>
/// <param name="Workspace">Null: all clients, for the administrator.</param>
/// <param name="Slug">Last part of the address; for a followed feed its own.</param>
/// <param name="Follows">Slug of a ready-made feed or of one of the plan's own; null: <see cref="Filter"/> decides.</param>
/// <param name="Owner">Member whose rights it is read with; null: the administrator.</param>
public sealed record NewFeed(Guid? Workspace, string Name, string Slug, string? Follows = null, Guid? Owner = null)
{
    public FeedFilter? Filter { get; init; }

    /// <summary>Null: those of the followed feed, or the usual ones.</summary>
    public FeedOptions? Options { get; init; }

    public Instant? ExpiresAt { get; init; }
}

/// <summary>A feed with its secret, which nobody can be shown again.</summary>
public sealed record IssuedFeed(FeedRow Feed, string Token);

/// <summary>A feed as its owner looks at it.</summary>
/// <param name="Workspace">Key of the client; null: all of them.</param>
/// <param name="Week">What programs did with it in the last seven days, the busiest first.</param>
public sealed record FeedStanding(FeedRow Feed, string? Workspace, IReadOnlyList<FeedClientStanding> Week)
{
    public int Fetches => Week.Sum(c => c.Fetches);

    /// <summary>Share of fetches, 0 to 1, that were answered with “you have it already”; null: none.</summary>
    public double? NotModified => Fetches == 0 ? null : (double)Week.Sum(c => c.NotModified) / Fetches;
}

public sealed record FeedClientStanding(string Client, int Fetches, int NotModified, int Failures, int LastStatus, long LastBytes, Instant LastAt);

/// <summary>
/// The feeds people subscribe to: added, replaced by one with another address, switched off. What is done here shows in the
/// next fetch on this node, and within a second on others.
/// </summary>
public sealed class FeedStore(IDbContextFactory<PlannerDb> databases, WorkspaceChanges changes, IClock clock)
{
    private static readonly Duration Week = Duration.FromDays(7);

    public async Task<IssuedFeed> AddAsync(NewFeed feed, CancellationToken stop)
    {
        var (token, hash) = NewToken();
        var now = clock.GetCurrentInstant();
        var row = new FeedRow
        {
            Id = Guid.CreateVersion7(),
            WorkspaceId = feed.Workspace,
            TokenHash = hash,
            Name = feed.Name,
            Slug = InAnAddress(feed.Slug),
            OwnerId = feed.Owner,
            Definition = feed.Follows,
            Filter = feed is { Follows: null, Filter: { } filter } ? ItemJson.WritePart(filter) : null,
            Options = feed.Options is { } options ? ItemJson.WritePart(options) : null,
            CreatedAt = now,
            ChangedAt = now,
            ExpiresAt = feed.ExpiresAt,
        };
        await using var db = databases.CreateDbContext();
        db.Feeds.Add(row);
        await SaveAsync(db, feed.Workspace, stop);
        return new(row, token);
    }

    /// <summary>
    /// The same feed at a new address; the old address is switched off at once. Null: there is no such feed, or it is
    /// switched off already.
    /// </summary>
    public async Task<IssuedFeed?> RotateAsync(Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Feeds.FirstOrDefaultAsync(f => f.Id == id && f.RevokedAt == null, stop) is not { } old) return null;
        var (token, hash) = NewToken();
        var now = clock.GetCurrentInstant();
        var row = new FeedRow
        {
            Id = Guid.CreateVersion7(),
            WorkspaceId = old.WorkspaceId,
            TokenHash = hash,
            Name = old.Name,
            Slug = old.Slug,
            OwnerId = old.OwnerId,
            Definition = old.Definition,
            Filter = old.Filter,
            Options = old.Options,
            CreatedAt = now,
            ChangedAt = now,
            ExpiresAt = old.ExpiresAt,
            Replaces = old.Id,
        };
        (old.RevokedAt, old.ChangedAt) = (now, now);
        db.Feeds.Add(row);
        await SaveAsync(db, old.WorkspaceId, stop);
        return new(row, token);
    }

    /// <summary>Calls a feed something else, in lists and in calendar programs; its address stays. False: there is none, or it is off.</summary>
    public async Task<bool> RenameAsync(Guid id, string name, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Feeds.FirstOrDefaultAsync(f => f.Id == id && f.RevokedAt == null, stop) is not { } feed) return false;
        (feed.Name, feed.ChangedAt) = (name, clock.GetCurrentInstant());
        await SaveAsync(db, feed.WorkspaceId, stop);
        return true;
    }

    /// <summary>Switches a feed off for good; false: there is none, or it is off already.</summary>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Feeds.FirstOrDefaultAsync(f => f.Id == id && f.RevokedAt == null, stop) is not { } feed) return false;
        var now = clock.GetCurrentInstant();
        (feed.RevokedAt, feed.ChangedAt) = (now, now);
        await SaveAsync(db, feed.WorkspaceId, stop);
        return true;
    }

    /// <summary>Every feed, the newest last, with its health.</summary>
    /// <param name="workspace">Only this client's; null: all, those of all clients included.</param>
    public async Task<IReadOnlyList<FeedStanding>> ListAsync(Guid? workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var since = (clock.GetCurrentInstant() - Week).InUtc().Date;
        var feeds = await db.Feeds.AsNoTracking().Where(f => workspace == null || f.WorkspaceId == workspace).ToListAsync(stop);
        var keys = await db.Workspaces.ToDictionaryAsync(w => w.Id, w => w.Key, stop);
        var fetches = (await db.FeedFetches.AsNoTracking().Where(f => f.Day > since).ToListAsync(stop)).ToLookup(f => f.FeedId);
        return
        [
            .. from feed in feeds
               orderby feed.CreatedAt, feed.Id
               let clients = from fetch in fetches[feed.Id]
                             group fetch by fetch.Client into days
                             let last = days.MaxBy(d => d.LastAt)!
                             orderby days.Sum(d => d.Fetches) descending, days.Key
                             select new FeedClientStanding(days.Key, days.Sum(d => d.Fetches), days.Sum(d => d.NotModified), days.Sum(d => d.Failures), last.LastStatus, last.LastBytes, last.LastAt)
               select new FeedStanding(feed, feed.WorkspaceId is { } id ? keys.GetValueOrDefault(id) : null, [.. clients]),
        ];
    }

    /// <summary>Saved, and told: feeds are looked at again when their workspace may have changed.</summary>
    private async Task SaveAsync(PlannerDb db, Guid? workspace, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.SaveChangesAsync(stop);
        await changes.AnnounceAsync(db, workspace ?? Guid.Empty, 0, stop);
        await transaction.CommitAsync(stop);
        changes.Happened(workspace ?? Guid.Empty, 0);
    }

    /// <summary>Small letters, digits and dashes: it stands in addresses, headers and names of files.</summary>
    private static string InAnAddress(string slug)
    {
        var plain = string.Concat(slug.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return plain.Length == 0 ? "calendar" : plain;
    }

    private static (string Token, byte[] Hash) NewToken()
    {
        var token = FeedToken.New();
        return (token, FeedToken.Hash(token)!.Value.ToArray());
    }
}
