using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>A move of an anchor that was looked at and perhaps applied (design rule 12).</summary>
public sealed class StoredMove
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Launch { get; set; } = "";
    public string Anchor { get; set; } = "";
    public LocalDate? From { get; set; }
    public LocalDate To { get; set; }
    public string? OverrideReason { get; set; }
    public LateChoice Late { get; set; }

    /// <summary>Of every row that was shown: applying names it, so that nobody applies what they did not see.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What was shown, as JSON, see <see cref="MoveJson"/>.</summary>
    public string Rows { get; set; } = "";

    public Instant CreatedAt { get; set; }
    public Instant ExpiresAt { get; set; }
    public string CreatedBy { get; set; } = "";

    /// <summary>The change set that applied it.</summary>
    public Guid? AppliedAs { get; set; }
}

internal sealed class MoveMapping : IEntityTypeConfiguration<StoredMove>
{
    public void Configure(EntityTypeBuilder<StoredMove> row)
    {
        row.ToTable("move");
        row.Property(m => m.Id).ValueGeneratedNever();
        row.HasIndex(m => new { m.WorkspaceId, m.Launch });
        row.HasIndex(m => m.ExpiresAt);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(m => m.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
