using System.Diagnostics;
using System.Text;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Webhooks;

/// <summary>
/// <c>tell-webhooks</c>: writes down what time brings, and tells every address what is owed to it. Each message is claimed before it
/// is sent, so two nodes send it once; who does not take it is asked again after growing pauses, for three days. An address that
/// took nothing for five days is switched off, and the administrators hear of it.
/// </summary>
internal sealed class TellWebhooks(IDbContextFactory<PlannerDb> databases, DueNotices due, WebhookStore webhooks, GuardedHttp http, HoldMode hold, Outbox outbox, IClock clock) : IJob
{
    /// <summary>Pauses between attempts, as standardwebhooks.com proposes; after the last it is given up.</summary>
    internal static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(14), Duration.FromHours(20), Duration.FromHours(24),
    ];

    internal static readonly Duration Patience = Duration.FromDays(5);

    /// <summary>Longer than an attempt may take: whose node died in between goes to another.</summary>
    private static readonly Duration Claim = Duration.FromMinutes(2);

    private static readonly FetchLimits Limits = new(TimeSpan.FromSeconds(15), 2000, Cut: true);

    private const int AtOnce = 8, Batch = 40;

    public async Task<JobReport> RunAsync(JobContext context)
    {
        // A restored copy must not tell what the original tells.
        if (await hold.ReadAsync(context.Stop) is { } held) return JobReport.Nothing with { Message = $"the installation is on hold: {held.Why}" };
        var written = await due.WriteAsync(context.DryRun, context.Stop);
        if (context.DryRun) return JobReport.Of(("to be told", written + await OwedAsync(context.Stop)));
        var counts = new Counts();
        while (!context.TimeIsUp)
        {
            context.Stop.ThrowIfCancellationRequested();
            var batch = await ClaimAsync(context.Stop);
            if (batch.Count == 0) break;
            // One address after the other, several addresses at once: who is slow keeps nobody else waiting.
            await Parallel.ForEachAsync(batch.GroupBy(n => n.WebhookId), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = context.Stop }, async (of, stop) =>
            {
                foreach (var notice in of) counts.Add(await TellAsync(notice, stop));
            });
        }
        return counts.Report();
    }

    private async Task<int> OwedAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await Owed(db, clock.GetCurrentInstant()).CountAsync(stop);
    }

    private static IQueryable<NoticeRow> Owed(PlannerDb db, Instant now) => db.WebhookNotices
        .Where(n => (n.Status == NoticeStatus.Due || n.Status == NoticeStatus.Retrying) && n.NextAttemptAt <= now && db.Webhooks.Any(w => w.Id == n.WebhookId && (w.DisabledAt == null || n.Event == WebhookEvent.Test)));

    private async Task<List<NoticeRow>> ClaimAsync(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        var claimed = new List<NoticeRow>();
        foreach (var notice in await Owed(db, now).AsNoTracking().OrderBy(n => n.NextAttemptAt).ThenBy(n => n.Id).Take(Batch).ToListAsync(stop))
            if (await db.WebhookNotices.Where(n => n.Id == notice.Id && n.Version == notice.Version).ExecuteUpdateAsync(n => n
                    .SetProperty(r => r.NextAttemptAt, now + Claim).SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.LastAttemptAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1)
            {
                notice.Attempts++;
                claimed.Add(notice);
            }
        return claimed;
    }

    /// <returns>What became of it, in a word for the run.</returns>
    private async Task<string> TellAsync(NoticeRow notice, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == notice.WebhookId, stop) is not { } webhook) return "gone";
        var at = clock.GetCurrentInstant();
        var began = Stopwatch.GetTimestamp();
        var fetched = await http.PostAsync(new(webhook.Url), Encoding.UTF8.GetBytes(notice.Payload), "application/json", Limits, headers =>
        {
            headers.Add("webhook-id", Signature.Id(notice.Id));
            headers.Add("webhook-timestamp", Signature.Time(at));
            headers.Add("webhook-signature", Signature.Of(webhooks.SecretOf(webhook), notice.Id, at, notice.Payload));
        }, stop);
        var status = fetched is Fetched.Answered answered ? (int)answered.Status : (int?)null;
        var taken = status is >= 200 and < 300;
        var words = fetched switch
        {
            Fetched.Answered { Body: var body } => Plain(Encoding.UTF8.GetString(body)),
            Fetched.Refused refused => refused.Why,
            Fetched.Failed failed => failed.Why,
            _ => "",
        };
        var now = clock.GetCurrentInstant();
        // 410 says for good that nobody is there; an address that may not be asked is not asked again.
        var given = taken || notice.Attempts > Pauses.Length || status == 410 || fetched is Fetched.Refused;
        var (became, next) = taken ? (NoticeStatus.Delivered, now) : given ? (NoticeStatus.Failed, now) : (NoticeStatus.Retrying, now + Pauses[notice.Attempts - 1]);
        await db.WebhookNotices.Where(n => n.Id == notice.Id).ExecuteUpdateAsync(n => n
            .SetProperty(r => r.Status, became).SetProperty(r => r.NextAttemptAt, next).SetProperty(r => r.LastStatus, status).SetProperty(r => r.LastWords, words)
            .SetProperty(r => r.LastMilliseconds, (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds).SetProperty(r => r.EndedAt, given ? now : (Instant?)null).SetProperty(r => r.Version, r => r.Version + 1), CancellationToken.None);
        await RememberAsync(db, webhook, taken, status == 410, now, words);
        return taken ? "told" : given ? "given up" : "to be tried again";
    }

    private async Task RememberAsync(PlannerDb db, WebhookRow webhook, bool taken, bool gone, Instant now, string words)
    {
        if (taken)
        {
            if (webhook.FailingSince is not null)
                await db.Webhooks.Where(w => w.Id == webhook.Id).ExecuteUpdateAsync(w => w.SetProperty(r => r.FailingSince, (Instant?)null).SetProperty(r => r.Version, r => r.Version + 1), CancellationToken.None);
            return;
        }
        var since = webhook.FailingSince ?? now;
        await db.Webhooks.Where(w => w.Id == webhook.Id && w.FailingSince == null).ExecuteUpdateAsync(w => w.SetProperty(r => r.FailingSince, now).SetProperty(r => r.Version, r => r.Version + 1), CancellationToken.None);
        if (webhook.DisabledAt is not null || !(gone || now - since >= Patience)) return;
        var because = gone ? "it answered that it is gone for good (410)" : $"it took nothing for five days; the last time: {(words.Length == 0 ? "no words" : words)}";
        if (await db.Webhooks.Where(w => w.Id == webhook.Id && w.DisabledAt == null).ExecuteUpdateAsync(w => w.SetProperty(r => r.DisabledAt, now).SetProperty(r => r.DisabledBecause, because).SetProperty(r => r.Version, r => r.Version + 1), CancellationToken.None) == 0) return;
        var key = await db.Workspaces.Where(w => w.Id == webhook.WorkspaceId).Select(w => w.Key).FirstOrDefaultAsync(CancellationToken.None);
        await outbox.AlarmAsync($"webhook {webhook.Id}", NodaTime.Text.InstantPattern.ExtendedIso.Format(now), $"The webhook “{webhook.Name}” was switched off",
            [$"{new Uri(webhook.Url).Host} hears no more of {key}: {because}.", "When it works again, switch it on: what it missed is in its log and can be sent again."], $"/w/{key}/webhooks", CancellationToken.None);
    }

    private static string Plain(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(500)]);
}
