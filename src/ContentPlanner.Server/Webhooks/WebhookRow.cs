using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Webhooks;

/// <summary>What somebody else's program may want to hear of.</summary>
public enum WebhookEvent { TaskDue, MarkCrossed, PiecePublished, MoveApplied, Test }

public enum NoticeStatus { Due, Retrying, Delivered, Failed }

/// <summary>An address of somebody else's program that hears of what happens to a client.</summary>
public sealed class WebhookRow : IVersioned
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public string Name { get; set; } = "";
    public string Url { get; set; } = "";

    /// <summary>What it hears of, with commas between: <c>task-due,piece-published</c>.</summary>
    public string Events { get; set; } = "";

    /// <summary>What its messages are signed with, protected by the installation's keys: it has to be used, so a hash would not do.</summary>
    public string Secret { get; set; } = "";

    public Instant CreatedAt { get; set; }

    /// <summary>The first failure since it last took a message; null: it works.</summary>
    public Instant? FailingSince { get; set; }

    public Instant? DisabledAt { get; set; }

    /// <summary>In words.</summary>
    public string? DisabledBecause { get; set; }

    public int Version { get; set; }

    public bool Hears(WebhookEvent happened) => happened == WebhookEvent.Test || Events.Split(',').Contains(WebhookWords.Of(happened));
}

/// <summary>
/// Something to be told to one address: written in the transaction of what happened, told by a job afterwards, and its log. Once
/// for each address and happening, whoever notices it and however often.
/// </summary>
public sealed class NoticeRow : IVersioned
{
    /// <summary>The message's own id: the same at every attempt, so that who hears it twice knows.</summary>
    public Guid Id { get; set; }

    public Guid WebhookId { get; set; }
    public Guid WorkspaceId { get; set; }
    public WebhookEvent Event { get; set; }

    /// <summary>What happened, so that it is told once: <c>{task id}/2027-05-11</c>.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The JSON that is sent.</summary>
    public string Payload { get; set; } = "";

    public Instant CreatedAt { get; set; }
    public NoticeStatus Status { get; set; }
    public int Attempts { get; set; }

    /// <summary>When it may be claimed; while one is under way, when its claim has run out.</summary>
    public Instant NextAttemptAt { get; set; }

    public Instant? LastAttemptAt { get; set; }

    /// <summary>Of HTTP; null: there was no answer.</summary>
    public int? LastStatus { get; set; }

    /// <summary>Why there was none, or the beginning of what was answered.</summary>
    public string? LastWords { get; set; }

    public int? LastMilliseconds { get; set; }
    public Instant? EndedAt { get; set; }
    public int Version { get; set; }
}

internal static class WebhookWords
{
    /// <summary><c>task-due</c>.</summary>
    public static string Of(WebhookEvent happened) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(happened.ToString());

    /// <summary>Those one can ask for.</summary>
    public static IReadOnlyList<WebhookEvent> Offered { get; } = [WebhookEvent.TaskDue, WebhookEvent.MarkCrossed, WebhookEvent.PiecePublished, WebhookEvent.MoveApplied];

    public static WebhookEvent? Named(string word) => Offered.Where(e => Of(e) == word).Select(e => (WebhookEvent?)e).FirstOrDefault();
}

internal sealed class WebhookMapping : IEntityTypeConfiguration<WebhookRow>
{
    public void Configure(EntityTypeBuilder<WebhookRow> row)
    {
        row.ToTable("webhook");
        row.Property(w => w.Id).ValueGeneratedNever();
        row.HasIndex(w => w.WorkspaceId);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(w => w.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
        row.Property(w => w.Version).IsConcurrencyToken();
    }
}

internal sealed class NoticeMapping : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> row)
    {
        row.ToTable("webhook_notice");
        row.Property(n => n.Id).ValueGeneratedNever();
        row.HasIndex(n => new { n.WebhookId, n.Event, n.Subject }).IsUnique();
        row.HasIndex(n => new { n.Status, n.NextAttemptAt });
        row.HasOne<WebhookRow>().WithMany().HasForeignKey(n => n.WebhookId).OnDelete(DeleteBehavior.Cascade);
        row.Property(n => n.Version).IsConcurrencyToken();
    }
}
