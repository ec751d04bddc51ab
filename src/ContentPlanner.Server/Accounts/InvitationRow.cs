using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>Somebody asked into a workspace who has not come yet. Whether they have an account already is nobody's to know.</summary>
public sealed class InvitationRow : IVersioned
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Email { get; set; } = "";
    public Access Access { get; set; }

    /// <summary>Key of the member of the plan they are; null: the one with that address.</summary>
    public string? Member { get; set; }

    /// <summary>SHA-256 of the link's token.</summary>
    public byte[] TokenHash { get; set; } = [];

    /// <summary>Who asked, as people know them.</summary>
    public string InvitedBy { get; set; } = "";

    public Instant CreatedAt { get; set; }
    public Instant ExpiresAt { get; set; }

    /// <summary>They came, or it was taken back.</summary>
    public Instant? EndedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> row)
    {
        row.ToTable("invitation");
        row.Property(i => i.Id).ValueGeneratedNever();
        row.HasIndex(i => i.TokenHash).IsUnique();
        row.HasIndex(i => i.WorkspaceId);
        row.Property(i => i.Version).IsConcurrencyToken();
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(i => i.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
