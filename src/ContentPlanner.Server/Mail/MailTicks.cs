using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// What jobs call, every minute or so: makes due mails rows of the ledger and works them off. Correct when run twice, late,
/// on two nodes: the tables say what is owed. An idle one looks at one index.
/// </summary>
public sealed partial class MailTicks(
    Databases databases, Materialising materialising, Delivering delivering, WorkspaceStore workspaces, Libraries libraries, DigestsOfAll all,
    HoldMode hold, ClockWatch clockWatch, Circuit circuit, IClock clock, ILogger<MailTicks> log)
{
    /// <summary>A tick comes every minute; the next one goes on.</summary>
    private static readonly TimeSpan Box = TimeSpan.FromSeconds(50);

    /// <summary>Mails somebody or something asked for go with the digests.</summary>
    private static readonly DeliveryKind[] Digests = [DeliveryKind.Digest, DeliveryKind.DigestOfAll, DeliveryKind.PlanSummary, DeliveryKind.JobAlarm, DeliveryKind.Test, DeliveryKind.Approval, DeliveryKind.ApprovalAnswer, DeliveryKind.Invitation, DeliveryKind.Password];

    private Guid _recoverAfter = Guid.Empty;

    public Task<Counts> DigestTickAsync(bool dryRun, CancellationToken stop) => TickAsync(Digests, dryRun, stop);

    public Task<Counts> CountdownTickAsync(bool dryRun, CancellationToken stop) => TickAsync([DeliveryKind.Countdown], dryRun, stop);

    /// <summary>The agenda, on the last working morning before people meet.</summary>
    public Task<Counts> ReviewReminderAsync(bool dryRun, CancellationToken stop) => TickAsync([DeliveryKind.Review], dryRun, stop);

    /// <summary>On Thursday morning, once a week, to those with something late.</summary>
    public Task<Counts> OverdueReminderAsync(bool dryRun, CancellationToken stop) => TickAsync([DeliveryKind.Overdue], dryRun, stop);

    /// <summary>
    /// Derives every subscription's next moment anew, whatever the rows say: after new zone data, a new blueprint, rows that
    /// were lost. Then sends what was missed, up to 48 hours late; what is older is recorded.
    /// </summary>
    public async Task<Counts> DigestRecoveryAsync(bool dryRun, CancellationToken stop)
    {
        var counts = new Counts();
        var began = TimeProvider.System.GetTimestamp();
        while (!stop.IsCancellationRequested && TimeProvider.System.GetElapsedTime(began) < Box)
        {
            await using var look = databases.CreateDbContext();
            var after = _recoverAfter;
            var next = await look.Workspaces.Where(w => w.Id > after).OrderBy(w => w.Id).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(stop);
            _recoverAfter = next ?? Guid.Empty;
            if (next is not { } workspace) break;
            counts.Add("recomputed", await RewriteAsync(workspace, dryRun, stop));
        }
        counts.Add("recomputed", await all.RecoverAsync(dryRun, stop));
        foreach (var (word, n) in (await TickAsync(Enum.GetValues<DeliveryKind>(), dryRun, stop)).Words) counts.Add(word, n);
        return counts;
    }

    private async Task<int> RewriteAsync(Guid workspace, bool dryRun, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(workspace, stop) is not { } snapshot) return 0;
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var before = await db.Subscriptions.AsNoTracking().Where(s => s.WorkspaceId == workspace).ToDictionaryAsync(s => s.Id, s => (s.NextPeriod, s.NextDueAt), stop);
        await SubscriptionFollower.RewriteAsync(db, workspace, Subscription.Of(snapshot.Workspace, libraries.Of(snapshot.Workspace).Library, now), now, stop);
        var other = db.ChangeTracker.Entries<SubscriptionRow>().Count(e => e.State == EntityState.Deleted || !before.TryGetValue(e.Entity.Id, out var was) || was != (e.Entity.NextPeriod, e.Entity.NextDueAt));
        if (dryRun) return other;
        try
        {
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        catch (DbUpdateException)
        {
            // Somebody changed the plan, or another node recovers it, at this moment: theirs is newer.
            return 0;
        }
        return other;
    }

    private async Task<Counts> TickAsync(IReadOnlyCollection<DeliveryKind> kinds, bool dryRun, CancellationToken stop)
    {
        var counts = new Counts();
        clockWatch.Look();
        var now = clock.GetCurrentInstant();
        if (!await AnythingAsync(kinds, now, stop)) return counts;
        if (await hold.ReadAsync(stop) is not null)
        {
            counts.Add("held until an administrator confirms", (await materialising.DueAsync(kinds, now, stop)).Due + await OpenAsync(kinds, now, stop));
            return counts;
        }
        if (await clockWatch.ObjectionAsync(stop) is { } objection)
        {
            Held(objection);
            throw new InvalidOperationException(objection);
        }
        var (due, all) = await materialising.DueAsync(kinds, now, stop);
        if (dryRun)
        {
            counts.Add("due", due);
            counts.Add("open", await OpenAsync(kinds, now, stop));
            return counts;
        }
        if (clockWatch.Brake(due, all) is { } brake)
        {
            Held(brake);
            throw new InvalidOperationException(brake);
        }
        if (due > 0)
        {
            var outcome = await materialising.RunAsync(kinds, now, stop);
            counts.Add("due", outcome.Due);
            counts.Add("skipped", outcome.Skipped);
        }
        if (circuit.IsOpen) counts.Add("waiting for the mail server", await OpenAsync(kinds, now, stop));
        else await delivering.RunAsync(kinds, counts, Box, stop);
        return counts;
    }

    private async Task<bool> AnythingAsync(IReadOnlyCollection<DeliveryKind> kinds, Instant now, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Subscriptions.Where(s => s.NextDueAt <= now && kinds.Contains(s.Kind)).Select(_ => 1).Take(1)
            .Concat(Open(db, kinds, now).Select(_ => 1).Take(1)).AnyAsync(stop);
    }

    private async Task<int> OpenAsync(IReadOnlyCollection<DeliveryKind> kinds, Instant now, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await Open(db, kinds, now).CountAsync(stop);
    }

    private static IQueryable<DeliveryRow> Open(PlannerDb db, IReadOnlyCollection<DeliveryKind> kinds, Instant now) => db.Deliveries
        .Where(d => (d.Status == DeliveryStatus.Due || d.Status == DeliveryStatus.Claimed || d.Status == DeliveryStatus.Retrying || d.Status == DeliveryStatus.Unknown)
            && d.NextAttemptAt <= now && kinds.Contains(d.Kind));

    [LoggerMessage(LogLevel.Error, "No mail is sent: {Why}")]
    private partial void Held(string why);
}
