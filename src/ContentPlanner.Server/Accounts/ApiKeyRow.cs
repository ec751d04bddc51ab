using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>What an API key lets a program do in its person's name; never more than the person may do.</summary>
[Flags]
public enum ApiScopes
{
    Read = 1,

    /// <summary>Change what is in plans.</summary>
    Write = 2,

    /// <summary>What only owners and administrators may: people, keys, webhooks, archives, deletion, the installation.</summary>
    Manage = 4,
}

/// <summary>A key that a program signs in with as a person. The key itself is shown once; its hash is kept.</summary>
public sealed class ApiKeyRow : IVersioned
{
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }

    /// <summary>The only workspace it opens; null: each that its person has access to.</summary>
    public Guid? WorkspaceId { get; set; }

    /// <summary>What its person knows it by: "Zapier".</summary>
    public string Name { get; set; } = "";

    /// <summary>How it begins, to know it again: <c>cpk_Ab3d</c>.</summary>
    public string Start { get; set; } = "";

    public byte[] KeyHash { get; set; } = [];
    public ApiScopes Scopes { get; set; }
    public Instant CreatedAt { get; set; }

    /// <summary>Null: until it is revoked.</summary>
    public Instant? ExpiresAt { get; set; }

    /// <summary>To the minute.</summary>
    public Instant? LastUsedAt { get; set; }

    public Instant? RevokedAt { get; set; }
    public int Version { get; set; }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> row)
    {
        row.ToTable("api_key");
        row.Property(k => k.Id).ValueGeneratedNever();
        row.HasIndex(k => k.KeyHash).IsUnique();
        row.HasIndex(k => k.AccountId);
        row.HasIndex(k => k.WorkspaceId);
        row.Property(k => k.Version).IsConcurrencyToken();
        row.HasOne<AccountRow>().WithMany().HasForeignKey(k => k.AccountId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(k => k.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
