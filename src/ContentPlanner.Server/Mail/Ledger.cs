using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// The deliveries and who works on which (reliability.md 2.2). Every statement after a claim names the claim's owner and
/// epoch: who was overtaken writes nothing.
/// </summary>
public sealed class Ledger(Databases databases, Settings settings, IClock clock)
{
    /// <summary>Minutes until the next attempt after the first, second … refusal for now; a fifth is added or taken at random.</summary>
    private static readonly int[] Pauses = [1, 5, 15, 60, 180];

    /// <summary>A mail whose processing ended the process as often is given up, so that others still flow.</summary>
    public const int MostUnfinished = 3;

    /// <summary>What a person asks for is worth something for two days.</summary>
    private static readonly Duration Patience = Duration.FromHours(48);

    /// <summary>As often a mail is sent again because nobody knows whether it arrived; then a person looks at it.</summary>
    public const int MostUnknowns = 3;

    /// <summary>Five minutes as things are usually set; longer than the longest send, and taken anew when it begins.</summary>
    private readonly Duration _lease = Duration.FromTimeSpan(SmtpMailer.LongestSend(settings.Mail.Smtp)) * 5 / 3;

    /// <summary>Which process this is.</summary>
    public string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Takes the delivery that has waited longest: by nobody else from now on until the lease ends. Null: nothing waits, or everything is held.</summary>
    public async Task<DeliveryRow?> ClaimAsync(IReadOnlyCollection<DeliveryKind> kinds, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetCurrentInstant();
        var (names, leased) = (string.Join(',', kinds.Select(k => $"'{k}'")), now + _lease);
        // Kinds are words of ours, not of a person. Leases end where the index looks: a claim that was left behind is found like what is due.
        var sql = $$"""
            UPDATE delivery SET "Status" = 'Claimed', "LeaseOwner" = {0}, "LeaseUntil" = {1}, "NextAttemptAt" = {1},
                "Epoch" = "Epoch" + 1, "Attempts" = "Attempts" + 1, "Unfinished" = "Unfinished" + 1, "Version" = "Version" + 1
            WHERE "Id" = (
                SELECT "Id" FROM delivery
                WHERE "Status" IN ('Due', 'Claimed', 'Retrying', 'Unknown') AND "NextAttemptAt" <= {2} AND "Kind" IN ({{names}})
                    AND NOT EXISTS (SELECT 1 FROM setting WHERE "Key" = '{{HoldMode.Key}}')
                ORDER BY "NextAttemptAt", "WorkspaceId", "Id" LIMIT 1{{(databases.IsSqlite ? "" : " FOR UPDATE SKIP LOCKED")}})
            RETURNING *
            """;
        var claimed = await db.Deliveries.FromSqlRaw(sql, Owner, Moment(leased), Moment(now)).AsNoTracking().ToListAsync(stop);
        return claimed.SingleOrDefault();
    }

    /// <summary>Takes one delivery that a person asks for; null: somebody is at it, it is not open, or everything is held.</summary>
    public async Task<DeliveryRow?> ClaimAsync(Guid delivery, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetCurrentInstant();
        var leased = now + _lease;
        var won = await db.Deliveries.Where(d => d.Id == delivery && (d.Status == DeliveryStatus.Due || d.Status == DeliveryStatus.Retrying || d.Status == DeliveryStatus.Unknown))
            .Where(_ => !db.Settings.Any(s => s.Key == HoldMode.Key))
            .ExecuteUpdateAsync(d => d
                .SetProperty(r => r.Status, DeliveryStatus.Claimed).SetProperty(r => r.LeaseOwner, Owner).SetProperty(r => r.LeaseUntil, leased)
                .SetProperty(r => r.NextAttemptAt, leased).SetProperty(r => r.Epoch, r => r.Epoch + 1).SetProperty(r => r.Attempts, r => r.Attempts + 1)
                .SetProperty(r => r.Unfinished, r => r.Unfinished + 1).SetProperty(r => r.Version, r => r.Version + 1), stop);
        return won == 1 ? await db.Deliveries.AsNoTracking().FirstAsync(d => d.Id == delivery, stop) : null;
    }

    public enum Start { Begun, Suppressed, Unsubscribed, Lost }

    /// <summary>
    /// Stores the mail and marks that it is on its way, in one transaction that looks once more at whether its reader wants
    /// it. Committed immediately before MAIL FROM: from here on only the server knows.
    /// </summary>
    /// <param name="mail">Null: it is stored already.</param>
    public async Task<Start> BeginTransmissionAsync(DeliveryRow claim, StoredMailRow? mail, IReadOnlyCollection<MailLinkRow> links)
    {
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = clock.GetCurrentInstant();
        var until = now + _lease;
        var address = AddressKey(claim.Address);
        var begun = await Mine(db, claim)
            .Where(d => !db.Suppressions.Any(s => s.Address == address) && !db.Subscriptions.Any(s => s.Id == d.SubscriptionId && s.UnsubscribedAt != null))
            .ExecuteUpdateAsync(d => d
                .SetProperty(r => r.TransmitStartedAt, now).SetProperty(r => r.Address, claim.Address).SetProperty(r => r.Name, claim.Name)
                .SetProperty(r => r.LeaseUntil, until).SetProperty(r => r.NextAttemptAt, until).SetProperty(r => r.Version, r => r.Version + 1));
        if (begun == 1)
        {
            if (mail is not null)
            {
                db.StoredMails.Add(mail);
                db.MailLinks.AddRange(links);
                await db.SaveChangesAsync();
            }
            await transaction.CommitAsync();
            return Start.Begun;
        }
        if (await db.Suppressions.AnyAsync(s => s.Address == address)) return Start.Suppressed;
        return await db.Subscriptions.AnyAsync(s => s.Id == claim.SubscriptionId && s.UnsubscribedAt != null) ? Start.Unsubscribed : Start.Lost;
    }

    public Task SentAsync(DeliveryRow claim, int? code) => EndAsync(claim, DeliveryStatus.Sent, null, code);

    /// <summary>Never sent, and never to be: with the reason, in words.</summary>
    public Task SkipAsync(DeliveryRow claim, string reason) => EndAsync(claim, DeliveryStatus.Skipped, reason, null);

    public Task SupersedeAsync(DeliveryRow claim, string reason) => EndAsync(claim, DeliveryStatus.Superseded, reason, null);

    public Task FailAsync(DeliveryRow claim, string reason, int? code = null) => EndAsync(claim, DeliveryStatus.Failed, reason, code);

    /// <summary>Its moment was moved: it waits for the new one.</summary>
    public Task PostponeAsync(DeliveryRow claim, Owed owed) => WriteAsync(claim, d => d
        .SetProperty(r => r.Status, DeliveryStatus.Due).SetProperty(r => r.DueAt, owed.At).SetProperty(r => r.NotAfter, owed.NotAfter).SetProperty(r => r.NextAttemptAt, owed.At)
        .SetProperty(r => r.Attempts, claim.Attempts - 1).SetProperty(r => r.Unfinished, 0));

    /// <summary>The server says not now: later, until it is worth nothing any more.</summary>
    public Task RetryAsync(DeliveryRow claim, string error, int? code)
    {
        var next = clock.GetCurrentInstant() + Pause(claim.Attempts);
        return next >= claim.NotAfter ? FailAsync(claim, error, code) : WriteAsync(claim, d => d
            .SetProperty(r => r.Status, DeliveryStatus.Retrying).SetProperty(r => r.Error, error).SetProperty(r => r.SmtpCode, code).SetProperty(r => r.NextAttemptAt, next)
            .SetProperty(r => r.TransmitStartedAt, (Instant?)null).SetProperty(r => r.Unfinished, 0));
    }

    /// <summary>Handed back untried, as if it had not been claimed: nobody could be reached, or the program is told to stop.</summary>
    public Task ReleaseAsync(DeliveryRow claim, string? error, Instant next) => WriteAsync(claim, d => d
        .SetProperty(r => r.Status, claim.Attempts > 1 ? DeliveryStatus.Retrying : DeliveryStatus.Due).SetProperty(r => r.Error, r => error ?? r.Error)
        .SetProperty(r => r.NextAttemptAt, next).SetProperty(r => r.TransmitStartedAt, (Instant?)null)
        .SetProperty(r => r.Attempts, claim.Attempts - 1).SetProperty(r => r.Unfinished, 0));

    /// <summary>Only the server knows whether it took it: sent again under the same Message-ID, or left for a person, as is set.</summary>
    public Task UnknownAsync(DeliveryRow claim, string error, bool resend)
    {
        var again = resend && claim.Unknowns < MostUnknowns;
        var next = clock.GetCurrentInstant() + Pause(claim.Unknowns + 1);
        return WriteAsync(claim, d => d
            .SetProperty(r => r.Status, again ? DeliveryStatus.Unknown : DeliveryStatus.Parked).SetProperty(r => r.Error, error).SetProperty(r => r.NextAttemptAt, next)
            .SetProperty(r => r.Reason, again ? null : "nobody knows whether it arrived; look at the server's log or ask, then send it again or mark it as sent")
            .SetProperty(r => r.Unknowns, r => r.Unknowns + 1).SetProperty(r => r.Unfinished, 0));
    }

    /// <summary>Noticed at a claim: the one before ended with its process while the mail was on its way.</summary>
    /// <returns>Whether this claim may go on.</returns>
    public async Task<bool> ResumeUnknownAsync(DeliveryRow claim, bool resend)
    {
        if (claim.Unfinished <= 1) return true;
        if (!resend || claim.Unknowns >= MostUnknowns)
        {
            await UnknownAsync(claim, "the program ended while it was being sent", resend: false);
            return false;
        }
        return await Mine(claim, d => d.SetProperty(r => r.Unknowns, r => r.Unknowns + 1)) == 1;
    }

    /// <summary>A person decides that a mail that was not sent shall be: as it is stored, under its Message-ID. False: it is under way, or was sent.</summary>
    public async Task<bool> SendAgainAsync(Guid delivery, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        return await Undelivered(db, delivery).ExecuteUpdateAsync(d => d
            .SetProperty(r => r.Status, DeliveryStatus.Due).SetProperty(r => r.Reason, (string?)null).SetProperty(r => r.NextAttemptAt, now).SetProperty(r => r.NotAfter, now + Patience)
            .SetProperty(r => r.TransmitStartedAt, (Instant?)null).SetProperty(r => r.EndedAt, (Instant?)null)
            .SetProperty(r => r.Attempts, 0).SetProperty(r => r.Unfinished, 0).SetProperty(r => r.Unknowns, 0).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;
    }

    /// <summary>A person found out that it arrived. False: it is under way, or is known as sent.</summary>
    public async Task<bool> MarkAsSentAsync(Guid delivery, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        return await Undelivered(db, delivery).ExecuteUpdateAsync(d => d
            .SetProperty(r => r.Status, DeliveryStatus.Sent).SetProperty(r => r.Reason, "marked as sent by the administrator")
            .SetProperty(r => r.SentAt, r => r.TransmitStartedAt ?? now).SetProperty(r => r.EndedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;
    }

    private static IQueryable<DeliveryRow> Undelivered(PlannerDb db, Guid delivery) => db.Deliveries.Where(d => d.Id == delivery
        && (d.Status == DeliveryStatus.Parked || d.Status == DeliveryStatus.Failed || d.Status == DeliveryStatus.Unknown || d.Status == DeliveryStatus.Skipped || d.Status == DeliveryStatus.Superseded));

    /// <summary>The stored mail, or null: it was not rendered yet.</summary>
    public async Task<StoredMailRow?> StoredAsync(Guid delivery, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == delivery, stop);
    }

    /// <summary>Whether the stored mail tells of other clients than these.</summary>
    public async Task<bool> TellsOfOthersAsync(Guid delivery, IReadOnlyCollection<Guid> clients, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.ToldClients.AnyAsync(t => t.DeliveryId == delivery && !clients.Contains(t.WorkspaceId), stop);
    }

    /// <summary>A mail is rendered anew: for another address, or without a client its reader may not see any more.</summary>
    public async Task ForgetStoredAsync(Guid delivery, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await db.MailLinks.Where(l => l.DeliveryId == delivery).ExecuteDeleteAsync(stop);
        await db.StoredMails.Where(m => m.DeliveryId == delivery).ExecuteDeleteAsync(stop);
    }

    /// <summary>No mail to this address from now on.</summary>
    public async Task SuppressAsync(string address, string reason)
    {
        await using var db = databases.CreateDbContext();
        var (key, now) = (AddressKey(address), Moment(clock.GetCurrentInstant()));
        await db.Database.ExecuteSqlRawAsync("INSERT INTO suppression (\"Address\", \"Reason\", \"Since\") VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING", key, reason, now);
    }

    public static string AddressKey(string address) => address.Trim().ToLowerInvariant();

    /// <summary>An instant as a parameter of a statement written by hand.</summary>
    private object Moment(Instant instant) => databases.IsSqlite ? instant.ToUnixTimeTicks() / 10 : instant;

    private static Duration Pause(int attempt)
    {
        var minutes = Pauses[Math.Clamp(attempt, 1, Pauses.Length) - 1];
        return Duration.FromSeconds(minutes * 60 * (0.8 + 0.4 * Random.Shared.NextDouble()));
    }

    private Task EndAsync(DeliveryRow claim, DeliveryStatus status, string? reason, int? code)
    {
        var now = clock.GetCurrentInstant();
        return WriteAsync(claim, d => d
            .SetProperty(r => r.Status, status).SetProperty(r => r.Reason, reason).SetProperty(r => r.SmtpCode, r => code ?? r.SmtpCode)
            .SetProperty(r => r.SentAt, status == DeliveryStatus.Sent ? (Instant?)now : null).SetProperty(r => r.EndedAt, now).SetProperty(r => r.Unfinished, 0));
    }

    /// <summary>
    /// Writes an outcome. A database that is away for a moment is waited for: what is not written after a mail was accepted
    /// would be a mail nobody knows of.
    /// </summary>
    private async Task WriteAsync(DeliveryRow claim, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<DeliveryRow>> set)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Mine(claim, set);
                return;
            }
            catch (System.Data.Common.DbException) when (attempt <= 6)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250 << attempt));
            }
        }
    }

    private async Task<int> Mine(DeliveryRow claim, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<DeliveryRow>> set)
    {
        await using var db = databases.CreateDbContext();
        return await Mine(db, claim).ExecuteUpdateAsync(d =>
        {
            set(d);
            d.SetProperty(r => r.Version, r => r.Version + 1);
        });
    }

    private static IQueryable<DeliveryRow> Mine(PlannerDb db, DeliveryRow claim) =>
        db.Deliveries.Where(d => d.Id == claim.Id && d.LeaseOwner == claim.LeaseOwner && d.Epoch == claim.Epoch && d.Status == DeliveryStatus.Claimed);
}
