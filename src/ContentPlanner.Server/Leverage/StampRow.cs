using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>
/// Change data of one line of the timeline (design rule 3; ical.md section 5, requirements 9 and 10): compared and written
/// in the transaction of the change.
/// </summary>
public sealed record StampRow
{
    public Guid WorkspaceId { get; set; }
    public string Uid { get; set; } = "";

    /// <summary>The item the line follows from: a piece, a launch, a period, the workspace itself.</summary>
    public Guid SourceId { get; set; }

    /// <summary>The line of a proposal, see <see cref="TaskRow.Offered"/>.</summary>
    public bool Offered { get; set; }

    /// <summary>Of start, end, rule, exceptions, status, summary and location.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Of everything else a reader sees: description, address, categories. It moves LAST-MODIFIED, not SEQUENCE.</summary>
    public string Shown { get; set; } = "";

    public int Sequence { get; set; }

    /// <summary>Strictly growing for a line.</summary>
    public Instant ChangedAt { get; set; }

    /// <summary>Since when the line is no more; kept so that a line that returns counts on. Swept by retention.</summary>
    public Instant? GoneAt { get; set; }
}

internal sealed class StampMapping : IEntityTypeConfiguration<StampRow>
{
    public void Configure(EntityTypeBuilder<StampRow> row)
    {
        row.ToTable("stamp");
        row.HasKey(s => new { s.WorkspaceId, s.Uid });
        row.HasIndex(s => new { s.WorkspaceId, s.SourceId });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
