using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Workspaces;

/// <summary>
/// One client. The revision counts every change of it: who wants to change writes "revision n + 1 if it still is n", so
/// changes of one workspace come one after the other, whichever node makes them.
/// </summary>
public sealed class WorkspaceRow : IVersioned
{
    public Guid Id { get; set; }

    /// <summary>Readable name in addresses: <c>/w/{key}</c>; unique.</summary>
    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>IANA id: what today is there, without reading the whole workspace.</summary>
    public string Zone { get; set; } = "";

    public long Revision { get; set; }
    public Instant CreatedAt { get; set; }

    /// <summary>When anything of it last changed: strictly growing.</summary>
    public Instant ChangedAt { get; set; }

    /// <summary>The workspace's own today that derived rows were last brought up to; null: never.</summary>
    public LocalDate? ReconciledOn { get; set; }

    /// <summary>The library (blueprints, recipes, channels) that derived rows were made with.</summary>
    public string? ReconciledWith { get; set; }

    /// <summary>
    /// Counts what made derived rows anew without a change of the plan: a new day, another library. Together with
    /// <see cref="Revision"/> it says which state a feed shows.
    /// </summary>
    public long Derivation { get; set; }

    /// <summary>When a line of the timeline last vanished: a feed's Last-Modified is never before it (ical.md section 5, requirement 19).</summary>
    public Instant? LinesGoneAt { get; set; }

    public int Version { get; set; }
}

internal sealed class WorkspaceMapping : IEntityTypeConfiguration<WorkspaceRow>
{
    public void Configure(EntityTypeBuilder<WorkspaceRow> row)
    {
        row.ToTable("workspace");
        row.Property(w => w.Id).ValueGeneratedNever();
        row.HasIndex(w => w.Key).IsUnique();
        row.Property(w => w.Version).IsConcurrencyToken();
    }
}
