using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary>A file somebody brought, with what they decided about it: looked at, and perhaps applied.</summary>
public sealed class StoredImport : Database.IVersioned
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }

    /// <summary>The file's name, or the address it came from.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it was fetched: relative links start there; null: it was a file.</summary>
    public string? Address { get; set; }

    /// <summary>The file, compressed; empty once it was applied.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary><see cref="ImportChoices"/> as JSON.</summary>
    public string Choices { get; set; } = "{}";

    public Instant CreatedAt { get; set; }

    /// <summary>Looked at and not applied, it is forgotten then.</summary>
    public Instant ExpiresAt { get; set; }

    public string CreatedBy { get; set; } = "";

    /// <summary>The change set that applied it.</summary>
    public Guid? AppliedAs { get; set; }

    /// <summary>What it did, in words: "12 new, 3 changed".</summary>
    public string? Did { get; set; }

    public int Version { get; set; }
}

/// <summary>How it stands with an address that is looked at again and again. The address itself is in the plan.</summary>
public sealed class SourcePollRow : Database.IVersioned
{
    public Guid WorkspaceId { get; set; }

    /// <summary>Id of the plan's source.</summary>
    public Guid SourceId { get; set; }

    /// <summary>The address this was learnt of: another one in the plan begins anew.</summary>
    public string Address { get; set; } = "";

    /// <summary>The feed that a blog's page named, or where it moved for good; null: the address itself.</summary>
    public string? Found { get; set; }

    /// <summary>What the answer said of its version, sent along the next time.</summary>
    public string? ETag { get; set; }
    public string? LastModified { get; set; }

    public Instant? LookedAt { get; set; }

    /// <summary>When it last brought anything.</summary>
    public Instant? BroughtAt { get; set; }

    /// <summary>Not before this moment.</summary>
    public Instant NextAt { get; set; }

    /// <summary>In a row.</summary>
    public int Failures { get; set; }

    /// <summary>What went wrong the last time, for people; null: nothing.</summary>
    public string? Error { get; set; }

    /// <summary>What it brought the last time, and what was lost, line by line.</summary>
    public string? Losses { get; set; }

    public int Version { get; set; }
}

internal sealed class StoredImportMapping : IEntityTypeConfiguration<StoredImport>
{
    public void Configure(EntityTypeBuilder<StoredImport> row)
    {
        row.ToTable("import");
        row.Property(i => i.Id).ValueGeneratedNever();
        row.Property(i => i.Version).IsConcurrencyToken();
        row.HasIndex(i => new { i.WorkspaceId, i.CreatedAt });
        row.HasIndex(i => i.ExpiresAt);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(i => i.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SourcePollMapping : IEntityTypeConfiguration<SourcePollRow>
{
    public void Configure(EntityTypeBuilder<SourcePollRow> row)
    {
        row.ToTable("source_poll");
        row.HasKey(p => new { p.WorkspaceId, p.SourceId });
        row.Property(p => p.Version).IsConcurrencyToken();
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(p => p.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
