using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Webhooks;

/// <summary>A webhook with its secret, which nobody can be shown again.</summary>
public sealed record IssuedWebhook(WebhookRow Webhook, string Secret);

/// <summary>The webhooks of clients: added, changed, switched off and on, tried out; and the log of what they were told.</summary>
public sealed class WebhookStore(IDbContextFactory<PlannerDb> databases, IDataProtectionProvider keys, GuardedHttp http, IClock clock)
{
    private readonly IDataProtector _protector = keys.CreateProtector("ContentPlanner.Webhooks");

    /// <summary>Null with what is wrong.</summary>
    public async Task<(IssuedWebhook? Issued, string? Why)> AddAsync(Guid workspace, string name, string url, IReadOnlyCollection<WebhookEvent> events, CancellationToken stop)
    {
        if (Refusal(name, url, events) is { } why) return (null, why);
        var secret = Signature.NewSecret();
        var row = new WebhookRow
        {
            Id = Guid.CreateVersion7(),
            WorkspaceId = workspace,
            Name = name.Trim(),
            Url = url.Trim(),
            Events = Written(events),
            Secret = _protector.Protect(secret),
            CreatedAt = clock.GetCurrentInstant(),
        };
        await using var db = databases.CreateDbContext();
        db.Webhooks.Add(row);
        await db.SaveChangesAsync(stop);
        return (new(row, secret), null);
    }

    /// <summary>Null with what is wrong; null without: there is none.</summary>
    public async Task<(WebhookRow? Webhook, string? Why)> ChangeAsync(Guid workspace, Guid id, string name, string url, IReadOnlyCollection<WebhookEvent> events, CancellationToken stop)
    {
        if (Refusal(name, url, events) is { } why) return (null, why);
        await using var db = databases.CreateDbContext();
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.Id == id && w.WorkspaceId == workspace, stop) is not { } row) return (null, null);
        (row.Name, row.Url, row.Events) = (name.Trim(), url.Trim(), Written(events));
        await db.SaveChangesAsync(stop);
        return (row, null);
    }

    /// <summary>Another secret from now on; null: there is no such webhook.</summary>
    public async Task<IssuedWebhook?> RotateAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.Id == id && w.WorkspaceId == workspace, stop) is not { } row) return null;
        var secret = Signature.NewSecret();
        row.Secret = _protector.Protect(secret);
        await db.SaveChangesAsync(stop);
        return new(row, secret);
    }

    /// <summary>It hears again; what happened while it was off is not told.</summary>
    public async Task<bool> EnableAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.Id == id && w.WorkspaceId == workspace, stop) is not { } row) return false;
        (row.DisabledAt, row.DisabledBecause, row.FailingSince) = (null, null, null);
        await db.SaveChangesAsync(stop);
        return true;
    }

    public async Task<bool> DisableAsync(Guid workspace, Guid id, string because, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.Id == id && w.WorkspaceId == workspace, stop) is not { } row) return false;
        (row.DisabledAt, row.DisabledBecause) = (row.DisabledAt ?? clock.GetCurrentInstant(), because);
        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>With its log.</summary>
    public async Task<bool> RemoveAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Webhooks.Where(w => w.Id == id && w.WorkspaceId == workspace).ExecuteDeleteAsync(stop) == 1;
    }

    /// <summary>A message that says only that it is one; told with the next ones. Null: there is no such webhook.</summary>
    public async Task<NoticeRow?> TestAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id && w.WorkspaceId == workspace, stop) is not { } row) return null;
        var now = clock.GetCurrentInstant();
        var key = await db.Workspaces.Where(w => w.Id == workspace).Select(w => w.Key).FirstAsync(stop);
        var notice = Notices.New(row, WebhookEvent.Test, Guid.NewGuid().ToString("N"), key, now, json => json.WriteString("words", "This is a test from ContentPlanner."));
        db.WebhookNotices.Add(notice);
        await db.SaveChangesAsync(stop);
        return notice;
    }

    /// <summary>It is told once more, as it was, whatever became of it. False: there is no such message.</summary>
    public async Task<bool> AgainAsync(Guid workspace, Guid notice, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        return await db.WebhookNotices.Where(n => n.Id == notice && n.WorkspaceId == workspace && n.EndedAt != null).ExecuteUpdateAsync(n => n
            .SetProperty(r => r.Status, NoticeStatus.Due).SetProperty(r => r.Attempts, 0).SetProperty(r => r.NextAttemptAt, now).SetProperty(r => r.EndedAt, (Instant?)null).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;
    }

    public async Task<IReadOnlyList<WebhookRow>> ListAsync(Guid workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Webhooks.AsNoTracking().Where(w => w.WorkspaceId == workspace).OrderBy(w => w.CreatedAt).ThenBy(w => w.Id).ToListAsync(stop);
    }

    /// <summary>What it was told, the latest first.</summary>
    /// <param name="before">Only what was written down before this message.</param>
    public async Task<IReadOnlyList<NoticeRow>> LogAsync(Guid workspace, Guid webhook, Guid? before, int most, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var lines = db.WebhookNotices.AsNoTracking().Where(n => n.WorkspaceId == workspace && n.WebhookId == webhook);
        if (before is { } id)
        {
            var at = await lines.Where(n => n.Id == id).Select(n => (Instant?)n.CreatedAt).FirstOrDefaultAsync(stop);
            if (at is { } moment) lines = lines.Where(n => n.CreatedAt < moment || (n.CreatedAt == moment && n.Id.CompareTo(id) > 0));
        }
        return await lines.OrderByDescending(n => n.CreatedAt).ThenBy(n => n.Id).Take(most).ToListAsync(stop);
    }

    internal string SecretOf(WebhookRow webhook) => _protector.Unprotect(webhook.Secret);

    private string? Refusal(string name, string url, IReadOnlyCollection<WebhookEvent> events) =>
        string.IsNullOrWhiteSpace(name) ? "give it a name, so that people know what it is for"
        : !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) ? $"'{url}' is no address such as https://example.org/hook"
        : http.Refusal(address) is { } refusal ? refusal
        : events.Count == 0 ? "choose what it shall hear of"
        : null;

    private static string Written(IReadOnlyCollection<WebhookEvent> events) => string.Join(',', WebhookWords.Offered.Where(events.Contains).Select(WebhookWords.Of));
}
