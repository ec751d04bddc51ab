using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentPlanner.Server.Leverage;

/// <summary>What a source's derived rows were last made from; the same again means there is nothing to do.</summary>
public sealed class SourceRow
{
    public Guid WorkspaceId { get; set; }
    public Guid SourceId { get; set; }
    public string Fingerprint { get; set; } = "";
}

internal sealed class SourceMapping : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> row)
    {
        row.ToTable("source");
        row.HasKey(s => new { s.WorkspaceId, s.SourceId });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
