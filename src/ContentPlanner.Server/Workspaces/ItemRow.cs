using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Workspaces;

/// <summary>One item of a workspace: a member, a piece, a launch, an intention (docs/decisions/0009).</summary>
public sealed class ItemRow
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }

    /// <summary>What it is, in the word of its uid: <c>piece</c>, <c>launch</c> …</summary>
    public string Kind { get; set; } = "";

    public string Key { get; set; } = "";
    public Guid? Parent { get; set; }

    /// <summary>Order among siblings; gaps are left for what comes between.</summary>
    public long Position { get; set; }

    public int? Sequence { get; set; }
    public Instant? Changed { get; set; }

    /// <summary>What to find it by: a piece's format, the source of a decision.</summary>
    public string? Group { get; set; }

    /// <summary>The item's own fields as JSON.</summary>
    public string Body { get; set; } = "";

    /// <summary>The workspace's revision that last wrote it: what somebody saw when they began to edit.</summary>
    public long Revision { get; set; }
}

internal sealed class ItemMapping : IEntityTypeConfiguration<ItemRow>
{
    public void Configure(EntityTypeBuilder<ItemRow> row)
    {
        row.ToTable("item");
        row.HasKey(i => new { i.WorkspaceId, i.Id });
        row.HasIndex(i => new { i.WorkspaceId, i.Kind, i.Group });
        row.HasIndex(i => new { i.WorkspaceId, i.Kind, i.Key });
        row.HasIndex(i => new { i.WorkspaceId, i.Revision });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(i => i.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
