using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Approvals;

/// <summary>
/// How the asking for an approval goes on: whom it was mailed to, when they are reminded. What was asked and answered is an
/// item of the plan.
/// </summary>
public sealed class ApprovalRow : IVersioned
{
    /// <summary>The item's.</summary>
    public Guid Id { get; set; }

    public Guid WorkspaceId { get; set; }
    public string Address { get; set; } = "";
    public Instant AskedAt { get; set; }

    /// <summary>Sent so far, at most two.</summary>
    public int Reminders { get; set; }

    /// <summary>When to remind them next, or to tell who asked that nothing came; null: nothing is left to do.</summary>
    public Instant? NextAt { get; set; }

    public int Version { get; set; }
}

/// <summary>The secret of an address that an approval can be given at. Each mail has its own.</summary>
public sealed class ApprovalLinkRow
{
    public byte[] TokenHash { get; set; } = [];
    public Guid WorkspaceId { get; set; }
    public Guid ApprovalId { get; set; }
    public Instant ExpiresAt { get; set; }
}

internal sealed class ApprovalMapping : IEntityTypeConfiguration<ApprovalRow>
{
    public void Configure(EntityTypeBuilder<ApprovalRow> row)
    {
        row.ToTable("approval");
        row.Property(a => a.Id).ValueGeneratedNever();
        row.HasIndex(a => a.NextAt);
        row.HasIndex(a => a.WorkspaceId);
        row.Property(a => a.Version).IsConcurrencyToken();
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(a => a.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApprovalLinkMapping : IEntityTypeConfiguration<ApprovalLinkRow>
{
    public void Configure(EntityTypeBuilder<ApprovalLinkRow> row)
    {
        row.ToTable("approval_link");
        row.HasKey(l => l.TokenHash);
        row.HasIndex(l => l.ApprovalId);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(l => l.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
