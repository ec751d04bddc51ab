using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// When a subscription is due next: a digest's weekday and hour, or a countdown's next mark, as an instant, so that a tick
/// with nothing to do is one look at an index. Derived from the plan, or from what an account chose; rewritten whenever that or zone
/// data change.
/// </summary>
public sealed class SubscriptionRow : IVersioned
{
    /// <summary>A digest's item id; for a countdown a name-based id of person and launch, for reminders one of the person, for the digest of all clients one of the account.</summary>
    public Guid Id { get; set; }

    /// <summary>Null: of all clients of an account.</summary>
    public Guid? WorkspaceId { get; set; }

    /// <summary>Whose digest of all clients it is; null: it is a member's of one client.</summary>
    public Guid? AccountId { get; set; }

    public DeliveryKind Kind { get; set; }

    /// <summary>A member; of the digest of all clients the account.</summary>
    public Guid PersonId { get; set; }

    /// <summary>A countdown's launch.</summary>
    public Guid? LaunchId { get; set; }

    /// <summary>The period the next due moment belongs to.</summary>
    public string? NextPeriod { get; set; }

    /// <summary>Null: nothing is due any more.</summary>
    public Instant? NextDueAt { get; set; }

    /// <summary>Everything due up to here was looked at.</summary>
    public Instant? DoneUntil { get; set; }

    /// <summary>The period that was owed last.</summary>
    public string? LastPeriod { get; set; }

    /// <summary>When that was noticed: two digests lie at least 72 hours apart.</summary>
    public Instant? LastAt { get; set; }

    /// <summary>The zone data it was computed with.</summary>
    public string TzdbVersion { get; set; } = "";

    /// <summary>Since when the person does not want it any more (one click, no account).</summary>
    public Instant? UnsubscribedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>An address that a server refused for good, or whose owner does not want mail.</summary>
public sealed class SuppressionRow
{
    /// <summary>Lower case.</summary>
    public string Address { get; set; } = "";

    public string Reason { get; set; } = "";
    public Instant Since { get; set; }
}

public enum MailLinkKind
{
    /// <summary>About a content task.</summary>
    Task,

    /// <summary>About a step of a launch or project.</summary>
    Step,

    Unsubscribe,
}

/// <summary>
/// What a link in a mail is about: random, stored hashed, and expiring unless it unsubscribes (design rule 5). One for each
/// thing in a mail; what is to be done about it stands in the link and is chosen once more on the page it opens.
/// </summary>
public sealed class MailLinkRow
{
    public byte[] TokenHash { get; set; } = [];
    public MailLinkKind Kind { get; set; }
    public Guid? WorkspaceId { get; set; }
    public Guid? PersonId { get; set; }

    /// <summary>In the digest of all clients: the account that acts, with the access it has at that moment.</summary>
    public Guid? AccountId { get; set; }

    public Guid? SubscriptionId { get; set; }

    /// <summary>Who reads it: unsubscribing from a mail nobody subscribes to suppresses the address.</summary>
    public string Address { get; set; } = "";

    /// <summary>Key of the content task or step it acts on.</summary>
    public string? Target { get; set; }

    /// <summary>The delivery it was made for: a mail rendered again has the same links.</summary>
    public Guid? DeliveryId { get; set; }

    /// <summary>Null: never.</summary>
    public Instant? ExpiresAt { get; set; }

    public Instant? UsedAt { get; set; }
}

internal sealed class SubscriptionMapping : IEntityTypeConfiguration<SubscriptionRow>
{
    public void Configure(EntityTypeBuilder<SubscriptionRow> row)
    {
        row.ToTable("subscription");
        row.Property(s => s.Id).ValueGeneratedNever();
        row.Property(s => s.Version).IsConcurrencyToken();
        row.HasIndex(s => s.NextDueAt);
        row.HasIndex(s => s.WorkspaceId);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<AccountRow>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SuppressionMapping : IEntityTypeConfiguration<SuppressionRow>
{
    public void Configure(EntityTypeBuilder<SuppressionRow> row)
    {
        row.ToTable("suppression");
        row.HasKey(s => s.Address);
    }
}

internal sealed class MailLinkMapping : IEntityTypeConfiguration<MailLinkRow>
{
    public void Configure(EntityTypeBuilder<MailLinkRow> row)
    {
        row.ToTable("mail_link");
        row.HasKey(l => l.TokenHash);
        row.HasIndex(l => l.DeliveryId);
        row.HasIndex(l => l.ExpiresAt);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(l => l.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<AccountRow>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
