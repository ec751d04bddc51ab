using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// Makes what is due a row of the ledger, once: the newest period, when it is still worth something; older ones are recorded,
/// never sent. The row and the subscription's next moment are written in one transaction, on whichever node comes first.
/// </summary>
public sealed class Materialising(Databases databases, WorkspaceStore workspaces, Libraries libraries, Settings settings)
{
    private const int WorkspacesAtOnce = 50;

    /// <summary>What was written; the brake's figures come from <see cref="DueAsync"/>.</summary>
    public sealed record Outcome(int Due, int Skipped);

    /// <summary>How many subscriptions of these kinds are due, and how many there are.</summary>
    public async Task<(int Due, int All)> DueAsync(IReadOnlyCollection<DeliveryKind> kinds, Instant now, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var all = db.Subscriptions.Where(s => kinds.Contains(s.Kind) && s.NextDueAt != null);
        return (await all.CountAsync(s => s.NextDueAt <= now, stop), await all.CountAsync(stop));
    }

    /// <param name="leaveOut">Why none of it is to be sent; null: it is.</param>
    public async Task<Outcome> RunAsync(IReadOnlyCollection<DeliveryKind> kinds, Instant now, CancellationToken stop, string? leaveOut = null)
    {
        var (due, skipped) = (0, 0);
        var seen = new HashSet<Guid>();
        while (!stop.IsCancellationRequested)
        {
            await using var db = databases.CreateDbContext();
            var next = await db.Subscriptions.Where(s => kinds.Contains(s.Kind) && s.NextDueAt <= now)
                .Select(s => s.WorkspaceId).Distinct().OrderBy(w => w).Take(WorkspacesAtOnce + seen.Count).ToListAsync(stop);
            // One that another node is at, or that failed, has its turn in the next run.
            next.RemoveAll(seen.Contains);
            if (next.Count == 0) break;
            foreach (var workspace in next)
            {
                seen.Add(workspace);
                if (await RunAsync(workspace, kinds, now, leaveOut, stop) is not { } outcome) continue;
                (due, skipped) = (due + outcome.Due, skipped + outcome.Skipped);
            }
        }
        return new(due, skipped);
    }

    /// <summary>Null: another node was faster.</summary>
    private async Task<Outcome?> RunAsync(Guid workspace, IReadOnlyCollection<DeliveryKind> kinds, Instant now, string? leaveOut, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(workspace, stop) is not { } snapshot) return new(0, 0);
        var subscriptions = Subscription.Of(snapshot.Workspace, libraries.Of(snapshot.Workspace).Library, now).ToDictionary(s => s.Id);
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var rows = (await Taken(db, workspace, now).ToListAsync(stop)).FindAll(s => kinds.Contains(s.Kind));
        if (rows.Count == 0) return new(0, 0);
        var ids = rows.ConvertAll(r => r.Id);
        var owedBefore = (await db.Deliveries.Where(d => ids.Contains(d.SubscriptionId)).Select(d => new { d.SubscriptionId, d.Period }).ToListAsync(stop))
            .Select(d => (d.SubscriptionId, d.Period)).ToHashSet();
        var (due, skipped) = (0, 0);
        foreach (var row in rows)
        {
            if (!subscriptions.TryGetValue(row.Id, out var subscription))
            {
                (row.NextPeriod, row.NextDueAt) = (null, null);
                continue;
            }
            var waiting = subscription.Rhythm.Waiting(row, now);
            foreach (var owed in waiting.Where(w => !owedBefore.Contains((row.Id, w.Period))))
            {
                var delivery = Delivery(snapshot, subscription, owed);
                if (leaveOut is not null)
                {
                    (delivery.Status, delivery.Reason) = (DeliveryStatus.Skipped, leaveOut);
                }
                else if (owed != waiting[^1])
                {
                    delivery.Status = row.Kind == DeliveryKind.Digest ? DeliveryStatus.Skipped : DeliveryStatus.Superseded;
                    delivery.Reason = "the service did not run when it was due, and a newer one was due since";
                }
                else if (now >= owed.NotAfter)
                {
                    delivery.Status = DeliveryStatus.Skipped;
                    delivery.Reason = $"noticed at {InstantPattern.General.Format(now)}, too late for it: it was worth something until {InstantPattern.General.Format(owed.NotAfter)}";
                }
                if (delivery.Status == DeliveryStatus.Due) (due, row.LastAt) = (due + 1, now);
                else skipped++;
                db.Deliveries.Add(delivery);
            }
            Advance(row, subscription, waiting, now);
        }
        try
        {
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        catch (DbUpdateException)
        {
            // The row was advanced, or the delivery made, by somebody else in between; nothing of ours was written.
            return null;
        }
        return new(due, skipped);
    }

    private static void Advance(SubscriptionRow row, Subscription subscription, IReadOnlyList<Owed> waiting, Instant now)
    {
        if (waiting.Count > 0) row.LastPeriod = waiting[^1].Period;
        row.DoneUntil = now;
        (row.NextPeriod, row.NextDueAt) = (null, null);
        var next = subscription.Rhythm.Next(now, row);
        (row.NextPeriod, row.NextDueAt) = (next?.Period, next?.At);
        row.TzdbVersion = DateTimeZoneProviders.Tzdb.VersionId;
    }

    private DeliveryRow Delivery(WorkspaceSnapshot workspace, Subscription subscription, Owed owed) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = subscription.Kind,
        SubscriptionId = subscription.Id,
        Period = owed.Period,
        WorkspaceId = workspace.Id,
        PersonId = subscription.PersonId,
        Address = subscription.Person.Email!,
        Name = subscription.Person.Name,
        MessageId = MailMessage.IdOf(subscription.Kind, subscription.Id, owed.Period, settings.Mail),
        Status = DeliveryStatus.Due,
        DueAt = owed.At,
        NotAfter = owed.NotAfter,
        NextAttemptAt = owed.At,
    };

    /// <summary>On PostgreSQL rows that another node works on are left to it; on SQLite the transaction holds the database.</summary>
    private IQueryable<SubscriptionRow> Taken(PlannerDb db, Guid workspace, Instant now) => databases.IsSqlite
        ? db.Subscriptions.Where(s => s.WorkspaceId == workspace && s.NextDueAt <= now)
        : db.Subscriptions.FromSql($"""SELECT * FROM subscription WHERE "WorkspaceId" = {workspace} AND "NextDueAt" <= {now} FOR UPDATE SKIP LOCKED""");
}
