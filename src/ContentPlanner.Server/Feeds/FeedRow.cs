using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// A feed people subscribe to: a name, a secret of which only the hash is kept, and what it may show. The scope stands
/// here; an address may only narrow it (ical.md section 5, requirements 26 and 27).
/// </summary>
public sealed class FeedRow : IVersioned
{
    public Guid Id { get; set; }

    /// <summary>Null: every workspace its owner may see.</summary>
    public Guid? WorkspaceId { get; set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash { get; set; } = [];

    public string Name { get; set; } = "";

    /// <summary>Last part of its address, without ending.</summary>
    public string Slug { get; set; } = "";

    /// <summary>Member, or account, whose rights it is read with; null: the administrator's.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>Key of the ready-made or the plan's own feed it follows; null: filter and options stand here.</summary>
    public string? Definition { get; set; }

    /// <summary>JSON of the filter, when <see cref="Definition"/> is null.</summary>
    public string? Filter { get; set; }

    /// <summary>JSON of the options, when they differ from the definition's.</summary>
    public string? Options { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>When filter, options or token last changed: part of Last-Modified.</summary>
    public Instant ChangedAt { get; set; }

    public Instant? ExpiresAt { get; set; }
    public Instant? RevokedAt { get; set; }

    /// <summary>The feed whose address this one replaced.</summary>
    public Guid? Replaces { get; set; }

    public Instant? LastFetchedAt { get; set; }
    public string? LastClient { get; set; }
    public int Version { get; set; }
}

/// <summary>What a client did with a feed on a day, for its health: counted, not listed one by one.</summary>
public sealed class FeedFetchRow
{
    public Guid FeedId { get; set; }

    /// <summary>In UTC.</summary>
    public LocalDate Day { get; set; }

    /// <summary>The program as people know it: "Google Calendar", "Apple Calendar" …</summary>
    public string Client { get; set; } = "";

    public int Fetches { get; set; }
    public int NotModified { get; set; }
    public int Failures { get; set; }
    public int LastStatus { get; set; }
    public long LastBytes { get; set; }
    public Instant LastAt { get; set; }
}

internal sealed class FeedMapping : IEntityTypeConfiguration<FeedRow>
{
    public void Configure(EntityTypeBuilder<FeedRow> row)
    {
        row.ToTable("feed");
        row.Property(f => f.Id).ValueGeneratedNever();
        row.HasIndex(f => f.TokenHash).IsUnique();
        row.HasIndex(f => f.WorkspaceId);
        row.Property(f => f.Version).IsConcurrencyToken();
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(f => f.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FeedFetchMapping : IEntityTypeConfiguration<FeedFetchRow>
{
    public void Configure(EntityTypeBuilder<FeedFetchRow> row)
    {
        row.ToTable("feed_fetch");
        row.HasKey(f => new { f.FeedId, f.Day, f.Client });
        row.HasOne<FeedRow>().WithMany().HasForeignKey(f => f.FeedId).OnDelete(DeleteBehavior.Cascade);
    }
}
