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
    private const int OwnersAtOnce = 50;

    /// <summary>Whose subscriptions are looked at together: a client's, or the one of an account about all clients.</summary>
    private readonly record struct Owner(Guid? Workspace, Guid? Account);

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
        var seen = new HashSet<Owner>();
        while (!stop.IsCancellationRequested)
        {
            await using var db = databases.CreateDbContext();
            var next = (await db.Subscriptions.Where(s => kinds.Contains(s.Kind) && s.NextDueAt <= now)
                .Select(s => new { s.WorkspaceId, s.AccountId }).Distinct().OrderBy(o => o.WorkspaceId).ThenBy(o => o.AccountId).Take(OwnersAtOnce + seen.Count).ToListAsync(stop))
                .ConvertAll(o => new Owner(o.WorkspaceId, o.AccountId));
            // One that another node is at, or that failed, has its turn in the next run.
            next.RemoveAll(seen.Contains);
            if (next.Count == 0) break;
            foreach (var owner in next)
            {
                seen.Add(owner);
                if (await RunAsync(owner, kinds, now, leaveOut, stop) is not { } outcome) continue;
                (due, skipped) = (due + outcome.Due, skipped + outcome.Skipped);
            }
        }
        return new(due, skipped);
    }

    /// <summary>Null: another node was faster.</summary>
    private async Task<Outcome?> RunAsync(Owner owner, IReadOnlyCollection<DeliveryKind> kinds, Instant now, string? leaveOut, CancellationToken stop)
    {
        if (await SubscriptionsOf(owner, now, stop) is not { } subscriptions) return new(0, 0);
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var rows = (await Taken(db, owner, now).ToListAsync(stop)).FindAll(s => kinds.Contains(s.Kind));
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
                var delivery = Delivery(owner, subscription, owed);
                if (leaveOut is not null)
                {
                    (delivery.Status, delivery.Reason) = (DeliveryStatus.Skipped, leaveOut);
                }
                else if (owed != waiting[^1])
                {
                    delivery.Status = row.Kind is DeliveryKind.Digest or DeliveryKind.DigestOfAll ? DeliveryStatus.Skipped : DeliveryStatus.Superseded;
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

    /// <summary>What follows from the plan, or from what the account chose, by id; null: there is no such client.</summary>
    private async Task<IReadOnlyDictionary<Guid, Subscription>?> SubscriptionsOf(Owner owner, Instant now, CancellationToken stop)
    {
        if (owner.Workspace is { } workspace)
            return await workspaces.ReadAsync(workspace, stop) is { } snapshot ? Subscription.Of(snapshot.Workspace, libraries.Of(snapshot.Workspace).Library, now).ToDictionary(s => s.Id) : null;
        await using var db = databases.CreateDbContext();
        var chosen = await db.AccountDigests.AsNoTracking().Where(d => d.AccountId == owner.Account).Join(db.Accounts, d => d.AccountId, a => a.Id, (chosen, account) => new { chosen, account }).ToListAsync(stop);
        return chosen.Select(c => DigestsOfAll.Of(c.chosen, c.account)).ToDictionary(s => s.Id);
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

    private DeliveryRow Delivery(Owner owner, Subscription subscription, Owed owed) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = subscription.Kind,
        SubscriptionId = subscription.Id,
        Period = owed.Period,
        WorkspaceId = owner.Workspace,
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
    private IQueryable<SubscriptionRow> Taken(PlannerDb db, Owner owner, Instant now) => databases.IsSqlite
        ? db.Subscriptions.Where(s => s.WorkspaceId == owner.Workspace && s.AccountId == owner.Account && s.NextDueAt <= now)
        : owner.Workspace is { } workspace
            ? db.Subscriptions.FromSql($"""SELECT * FROM subscription WHERE "WorkspaceId" = {workspace} AND "NextDueAt" <= {now} FOR UPDATE SKIP LOCKED""")
            : db.Subscriptions.FromSql($"""SELECT * FROM subscription WHERE "AccountId" = {owner.Account} AND "NextDueAt" <= {now} FOR UPDATE SKIP LOCKED""");
}
