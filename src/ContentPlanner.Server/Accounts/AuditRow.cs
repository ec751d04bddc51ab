using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// A line of the audit trail of accounts and access: written in the transaction of what it tells of, never changed, and without any
/// secret. What is done to a client's plan is a <see cref="ChangeSetRow"/> instead.
/// </summary>
public sealed class AuditRow
{
    public Guid Id { get; set; }
    public Instant At { get; set; }

    /// <summary>Who did it, as people knew them then.</summary>
    public string Actor { get; set; } = "";

    /// <summary>Their account's id; null: nobody's in particular.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>Through which door, as <see cref="Workspaces.Actor.Door"/>.</summary>
    public string Door { get; set; } = "";

    /// <summary>What was done, without naming anybody and without a full stop: "invited as contributor".</summary>
    public string What { get; set; } = "";

    /// <summary>Whose account or access it is about; null: they have none, or it is about nobody.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Their name or address, and nothing else, so that it can be erased.</summary>
    public string? Whom { get; set; }

    /// <summary>The client it is about; null: the installation. It goes with the client, into its archive first.</summary>
    public Guid? WorkspaceId { get; set; }

    public static AuditRow Of(Actor actor, string what, Instant at, Guid? account = null, string? whom = null, Guid? workspace = null) => new()
    {
        Id = Guid.CreateVersion7(), At = at, Actor = actor.Name, ActorId = actor.Id, Door = actor.Door, What = what, AccountId = account, Whom = whom, WorkspaceId = workspace,
    };
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> row)
    {
        row.ToTable("audit");
        row.Property(a => a.Id).ValueGeneratedNever();
        row.HasIndex(a => new { a.At, a.Id });
        row.HasIndex(a => new { a.WorkspaceId, a.At });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(a => a.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
