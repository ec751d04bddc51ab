using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>A milestone of a launch or project as it follows from plan and decisions. Rebuildable at any time.</summary>
public sealed record MilestoneRow
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }

    /// <summary><c>{launch or project}/{step}</c>, unique in a sound plan.</summary>
    public string Key { get; set; } = "";

    /// <summary>The launch, or the period that holds the project.</summary>
    public Guid SourceId { get; set; }

    public string Title { get; set; } = "";
    public LocalDate RuleDay { get; set; }
    public LocalDate Day { get; set; }
    public MilestoneStatus Status { get; set; }
    public Link Link { get; set; }
    public string? Owner { get; set; }
    public string? Launch { get; set; }
    public bool Critical { get; set; }
    public string Reason { get; set; } = "";
}

internal sealed class MilestoneMapping : IEntityTypeConfiguration<MilestoneRow>
{
    public void Configure(EntityTypeBuilder<MilestoneRow> row)
    {
        row.ToTable("milestone");
        row.HasKey(m => new { m.WorkspaceId, m.Id });
        row.HasIndex(m => new { m.WorkspaceId, m.Key });
        row.HasIndex(m => new { m.WorkspaceId, m.SourceId });
        row.HasIndex(m => new { m.Status, m.Day });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(m => m.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
