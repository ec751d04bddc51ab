using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>What a source's derived rows were last made from; the same again means there is nothing to do.</summary>
public sealed record SourceRow
{
    public Guid WorkspaceId { get; set; }

    /// <summary>A piece, a launch, a period, the workspace for its notes, or <see cref="Inputs.ProposalsOf"/> it.</summary>
    public Guid SourceId { get; set; }

    /// <summary>Of what it was made from, apart from the day.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The day it was made on.</summary>
    public LocalDate Since { get; set; }

    /// <summary>The day from which on time alone makes it another; null: it stays.</summary>
    public LocalDate? Until { get; set; }

    /// <summary>A piece's day and channel: pieces of one place decide together who fills which slot.</summary>
    public string? Place { get; set; }

    /// <summary>A published piece with an evergreen rule.</summary>
    public bool ComesBack { get; set; }

    public bool Holds(string fingerprint, LocalDate today) => Fingerprint == fingerprint && Since <= today && !(Until <= today);
}

internal sealed class SourceMapping : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> row)
    {
        row.ToTable("source");
        row.HasKey(s => new { s.WorkspaceId, s.SourceId });
        row.HasIndex(s => new { s.WorkspaceId, s.Place });
        row.HasIndex(s => new { s.WorkspaceId, s.ComesBack }).HasFilter("\"ComesBack\"");
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
