using ContentPlanner.Core.Leverage;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Resources;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Webhooks;

/// <summary>
/// Writes down what time alone brings: tasks whose day has come, marks of countdowns that are crossed. A day counts where the
/// workspace is; what was missed while the program was off is told up to two days late.
/// </summary>
internal sealed class DueNotices(IDbContextFactory<PlannerDb> databases, Desks desks, IClock clock)
{
    private const int DaysLate = 2;

    /// <returns>How many there are to be told, or would be.</returns>
    public async Task<int> WriteAsync(bool dryRun, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var (due, crossed) = (WebhookWords.Of(WebhookEvent.TaskDue), WebhookWords.Of(WebhookEvent.MarkCrossed));
        var listening = await db.Webhooks.AsNoTracking().Where(w => w.DisabledAt == null && (w.Events.Contains(due) || w.Events.Contains(crossed))).ToListAsync(stop);
        var written = 0;
        foreach (var webhooks in listening.GroupBy(w => w.WorkspaceId))
        {
            stop.ThrowIfCancellationRequested();
            written += await WriteAsync(db, webhooks.Key, [.. webhooks], dryRun, stop);
        }
        return written;
    }

    private async Task<int> WriteAsync(PlannerDb db, Guid workspace, IReadOnlyList<WebhookRow> webhooks, bool dryRun, CancellationToken stop)
    {
        if (await desks.OfAsync(workspace, stop) is not { } desk) return 0;
        var (schedule, now, zone) = (desk.Schedule, clock.GetCurrentInstant(), desk.Workspace.Zone);
        var written = new List<NoticeRow>();
        foreach (var webhook in webhooks)
        {
            // What was due before anybody listened is no news.
            var since = LocalDate.Max(schedule.Today.PlusDays(-DaysLate), webhook.CreatedAt.InZone(zone).Date);
            var wanted = new List<NoticeRow>();
            if (webhook.Hears(WebhookEvent.TaskDue))
                wanted.AddRange(schedule.Tasks.Where(t => t.Status is ContentTaskStatus.Open or ContentTaskStatus.InProgress && t.Due >= since && t.Due <= schedule.Today).Select(t =>
                    Notices.New(webhook, WebhookEvent.TaskDue, $"{t.Id:N}/{LocalDatePattern.Iso.Format(t.Due)}", desk.Workspace.Key, now, json => Say(json, TaskView.Of(t, schedule.Today)))));
            if (webhook.Hears(WebhookEvent.MarkCrossed))
                wanted.AddRange(schedule.Launches.Where(l => l.Launch.Status == Core.Launches.LaunchStatus.Planned).SelectMany(l => l.Marks.Where(m => m.Day >= since && m.Day <= schedule.Today).Select(m =>
                    Notices.New(webhook, WebhookEvent.MarkCrossed, $"{m.Id:N}/{LocalDatePattern.Iso.Format(m.Day)}", desk.Workspace.Key, now, json => Say(json, new CrossedMarkView(l.Key, l.Launch.Title, m.Label, m.Day, l.Day))))));
            var subjects = wanted.ConvertAll(n => n.Subject);
            var known = subjects.Count == 0 ? [] : (await db.WebhookNotices.Where(n => n.WebhookId == webhook.Id && subjects.Contains(n.Subject)).Select(n => new { n.Event, n.Subject }).ToListAsync(stop)).Select(n => (n.Event, n.Subject)).ToHashSet();
            written.AddRange(wanted.Where(n => !known.Contains((n.Event, n.Subject))));
        }
        if (dryRun || written.Count == 0) return written.Count;
        db.WebhookNotices.AddRange(written);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (Exception fault) when (fault is DbUpdateException || fault.InnerException is DbUpdateException)
        {
            // Another node was as fast: the unique key keeps each once, and the next tick looks again. Two that write the same rows in
            // another order may wait for each other until PostgreSQL sends one away, which comes wrapped as a passing fault.
            written.Clear();
        }
        db.ChangeTracker.Clear();
        return written.Count;
    }

    private static void Say<T>(System.Text.Json.Utf8JsonWriter json, T view)
    {
        using var document = System.Text.Json.JsonDocument.Parse(ApiJson.Bytes(view));
        foreach (var property in document.RootElement.EnumerateObject()) property.WriteTo(json);
    }
}

/// <summary>A day of a countdown that has come.</summary>
/// <param name="LaunchDay">The launch's own.</param>
internal sealed record CrossedMarkView(string Launch, string Title, string Mark, LocalDate Day, LocalDate? LaunchDay);
