using ContentPlanner.Core.Leverage;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>
/// A content task as it follows from plan and decisions: for lists over many workspaces, and for jobs. Rebuildable at any
/// time; the truth is the item it follows from and the decision about it.
/// </summary>
public sealed record TaskRow
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }

    /// <summary><c>{source}/{step}/{channel}/{cycle}[/{part}]</c>, unique in a sound plan.</summary>
    public string Key { get; set; } = "";

    /// <summary>The item it follows from: a piece, or the launch of a session or mark.</summary>
    public Guid SourceId { get; set; }

    /// <summary>It brings its piece back into an empty slot, so it follows from everything that competes for the slot.</summary>
    public bool Offered { get; set; }

    public SourceKind SourceKind { get; set; }
    public string Title { get; set; } = "";
    public string Channel { get; set; } = "";
    public string Recipe { get; set; } = "";
    public string Step { get; set; } = "";

    /// <summary>What the rule says.</summary>
    public LocalDate Planned { get; set; }

    public LocalDate Day { get; set; }

    /// <summary>The day it wants attention: not before it is snoozed until.</summary>
    public LocalDate Due { get; set; }

    public ContentTaskStatus Status { get; set; }

    /// <summary>Member key.</summary>
    public string? Owner { get; set; }

    public string? Launch { get; set; }
    public int EffortMinutes { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>An edited draft was made from another text than its source has now.</summary>
    public bool SourceChanged { get; set; }

    public bool Private { get; set; }
}

internal sealed class TaskMapping : IEntityTypeConfiguration<TaskRow>
{
    public void Configure(EntityTypeBuilder<TaskRow> row)
    {
        row.ToTable("content_task");
        row.HasKey(t => new { t.WorkspaceId, t.Id });
        row.HasIndex(t => new { t.WorkspaceId, t.Key });
        row.HasIndex(t => new { t.WorkspaceId, t.SourceId });
        row.HasIndex(t => new { t.WorkspaceId, t.Due });
        row.HasIndex(t => new { t.WorkspaceId, t.Status, t.Due });
        row.HasIndex(t => new { t.Status, t.Due });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(t => t.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
