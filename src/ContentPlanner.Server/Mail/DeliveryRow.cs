using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Mail;

public enum DeliveryStatus { Due, Claimed, Sent, Retrying, Unknown, Parked, Skipped, Superseded, Failed }

/// <summary>What a mail is: with its subscription and period it makes the key under which it is owed once.</summary>
public enum DeliveryKind { Digest, DigestOfAll, Countdown, Review, Overdue, PlanSummary, JobAlarm, Test, Approval, ApprovalAnswer, Invitation, Password }

/// <summary>
/// One mail owed to one person for one period. The row is what makes it exactly one (design rule 10; reliability.md 2.2):
/// unique by kind, subscription and period; claimed under a lease with an epoch that counts on at each claim.
/// </summary>
public sealed class DeliveryRow : IVersioned
{
    public Guid Id { get; set; }
    public DeliveryKind Kind { get; set; }

    /// <summary>The subscription it is owed to; for mails without one a name-based id of what asked for it.</summary>
    public Guid SubscriptionId { get; set; }

    /// <summary><c>2026-W48</c>; <c>{launch id}/T-30/1</c> for launch, mark and run.</summary>
    public string Period { get; set; } = "";

    /// <summary>Null: of the installation, or of all clients of a person.</summary>
    public Guid? WorkspaceId { get; set; }

    /// <summary>Member it is for; of the digest of all clients the account.</summary>
    public Guid? PersonId { get; set; }

    public string Address { get; set; } = "";
    public string? Name { get; set; }

    /// <summary>Deterministic: <c>&lt;{kind}.{subscription}.{period}@{domain}&gt;</c>; a mail sent again carries it again.</summary>
    public string MessageId { get; set; } = "";

    public DeliveryStatus Status { get; set; }

    /// <summary>Why it was skipped, parked or failed, in words.</summary>
    public string? Reason { get; set; }

    public Instant DueAt { get; set; }

    /// <summary>After this it is worth nothing.</summary>
    public Instant NotAfter { get; set; }

    /// <summary>When it may be claimed: for the first time when due, then after a pause, and once a lease has run out.</summary>
    public Instant NextAttemptAt { get; set; }

    public Instant? LeaseUntil { get; set; }
    public string? LeaseOwner { get; set; }

    /// <summary>Counts on at each claim; who holds an older one has lost it.</summary>
    public int Epoch { get; set; }

    /// <summary>Claims so far, without those that met a mail server nobody could reach: they say nothing about this mail.</summary>
    public int Attempts { get; set; }

    /// <summary>Claims in a row that came to no outcome, because the process ended: what kills the program is not tried for ever.</summary>
    public int Unfinished { get; set; }

    /// <summary>How often only the server knew whether it had taken the mail.</summary>
    public int Unknowns { get; set; }

    /// <summary>Committed immediately before MAIL FROM: from here on only the server knows.</summary>
    public Instant? TransmitStartedAt { get; set; }

    public Instant? SentAt { get; set; }

    /// <summary>When it came to its end, sent or not: 30 days later what was in it is erased.</summary>
    public Instant? EndedAt { get; set; }

    public int? SmtpCode { get; set; }
    public string? Error { get; set; }
    public int Version { get; set; }
}

/// <summary>The mail as it was rendered, sent again byte for byte; erased 30 days after its outcome.</summary>
public sealed class StoredMailRow
{
    public Guid DeliveryId { get; set; }
    public string Subject { get; set; } = "";

    /// <summary>The whole message (RFC 5322), without transport signature.</summary>
    public byte[] Message { get; set; } = [];

    public Instant RenderedAt { get; set; }

    /// <summary>Of a mail about several clients: which it tells of.</summary>
    public List<ToldClientRow> Told { get; } = [];
}

/// <summary>
/// A client that a stored mail of several tells of. Whoever may not see one of them any more is not sent that mail, but another; and what
/// is erased with a client is found.
/// </summary>
public sealed class ToldClientRow
{
    public Guid DeliveryId { get; set; }
    public Guid WorkspaceId { get; set; }
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> row)
    {
        row.ToTable("delivery");
        row.Property(d => d.Id).ValueGeneratedNever();
        row.Property(d => d.Version).IsConcurrencyToken();
        row.HasIndex(d => new { d.Kind, d.SubscriptionId, d.Period }).IsUnique();
        // In the order of claiming: what is due first, and mails of one workspace together, which share what they are made of.
        row.HasIndex(d => new { d.NextAttemptAt, d.WorkspaceId, d.Id }).HasFilter("\"Status\" IN ('Due', 'Claimed', 'Retrying', 'Unknown')").HasDatabaseName("IX_delivery_open");
        row.HasIndex(d => new { d.Status, d.DueAt });
        row.HasIndex(d => new { d.WorkspaceId, d.DueAt });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(d => d.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StoredMailMapping : IEntityTypeConfiguration<StoredMailRow>
{
    public void Configure(EntityTypeBuilder<StoredMailRow> row)
    {
        row.ToTable("stored_mail");
        row.HasKey(m => m.DeliveryId);
        row.Property(m => m.DeliveryId).ValueGeneratedNever();
        row.HasOne<DeliveryRow>().WithOne().HasForeignKey<StoredMailRow>(m => m.DeliveryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ToldClientMapping : IEntityTypeConfiguration<ToldClientRow>
{
    public void Configure(EntityTypeBuilder<ToldClientRow> row)
    {
        row.ToTable("told_client");
        row.HasKey(t => new { t.DeliveryId, t.WorkspaceId });
        row.HasIndex(t => t.WorkspaceId);
        row.HasOne<StoredMailRow>().WithMany(m => m.Told).HasForeignKey(t => t.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(t => t.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}
