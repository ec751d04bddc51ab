using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>Who wants one digest of all clients, and when the next one is due (docs/decisions/0019).</summary>
public sealed class DigestsOfAll(Databases databases, IClock clock)
{
    /// <summary>A tick that advances the row at the same moment is given way to so often.</summary>
    private const int MostAttempts = 5;

    /// <summary>Somebody with access to a client who gets it in the digest of all clients.</summary>
    /// <param name="Email">As accounts are found by it.</param>
    /// <param name="Member">Key of the member they are; null: the one with that address, if there is one.</param>
    public sealed record ReaderOfAll(string Email, string? Member, AccountDigestRow Chosen)
    {
        public bool Is(Member member) => Member is null ? string.Equals(member.Email?.Trim(), Email, StringComparison.OrdinalIgnoreCase) : Member == member.Key;
    }

    /// <summary>Always the same for an account: what was sent before it was switched off is not sent again after.</summary>
    public static Guid IdOf(Guid account) => Identity.FromName("digest-of-all", account.ToString("N"));

    /// <summary>Null: they have not chosen it.</summary>
    public async Task<AccountDigestRow?> ChosenAsync(Guid account, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.AccountDigests.AsNoTracking().FirstOrDefaultAsync(d => d.AccountId == account, stop);
    }

    /// <summary>Null: it was never chosen.</summary>
    public async Task<SubscriptionRow?> RowAsync(Guid account, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.AccountId == account, stop);
    }

    /// <summary>Chooses it, or changes it. Whoever had unsubscribed gets it again: they ask for it.</summary>
    /// <param name="seen">The version the person saw, null if there was none.</param>
    /// <returns>False: it was changed in between, in another window perhaps; nothing was written.</returns>
    public Task<bool> ChooseAsync(Guid account, int? seen, Action<AccountDigestRow> choose, CancellationToken stop) => WriteAsync(account, async db =>
    {
        var chosen = await db.AccountDigests.FirstOrDefaultAsync(d => d.AccountId == account, stop);
        if (chosen?.Version != seen) return false;
        if (chosen is null) db.AccountDigests.Add(chosen = new() { AccountId = account });
        choose(chosen);
        chosen.ChangedAt = clock.GetCurrentInstant();
        if (await db.Subscriptions.FirstOrDefaultAsync(s => s.AccountId == account, stop) is { } row) row.UnsubscribedAt = null;
        return true;
    }, stop);

    /// <summary>Switches it off. What it owed last stays known.</summary>
    public Task EndAsync(Guid account, CancellationToken stop) => WriteAsync(account, async db =>
    {
        if (await db.AccountDigests.FirstOrDefaultAsync(d => d.AccountId == account, stop) is { } chosen) db.AccountDigests.Remove(chosen);
        return true;
    }, stop);

    /// <summary>Takes an unsubscription back: the next one comes when it is due.</summary>
    public Task ResumeAsync(Guid account, CancellationToken stop) => WriteAsync(account, async db =>
    {
        if (await db.Subscriptions.FirstOrDefaultAsync(s => s.AccountId == account, stop) is { } row) row.UnsubscribedAt = null;
        return true;
    }, stop);

    /// <summary>Computes the next moment anew: the profile has another zone, say.</summary>
    public Task FollowAsync(Guid account, CancellationToken stop) => WriteAsync(account, _ => Task.FromResult(true), stop);

    /// <summary>Everybody's, whatever the rows say.</summary>
    /// <returns>How many moments were other than they should be.</returns>
    public async Task<int> RecoverAsync(bool dryRun, CancellationToken stop)
    {
        List<Guid> accounts;
        await using (var look = databases.CreateDbContext()) accounts = await look.AccountDigests.Select(d => d.AccountId).ToListAsync(stop);
        var other = 0;
        foreach (var account in accounts)
        {
            await using var db = databases.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var row = await db.Subscriptions.FirstOrDefaultAsync(s => s.AccountId == account, stop);
            var before = (row?.NextPeriod, row?.NextDueAt);
            await FollowAsync(db, account, stop);
            if (db.ChangeTracker.Entries<SubscriptionRow>().FirstOrDefault()?.Entity is not { } after || (row is not null && before == (after.NextPeriod, after.NextDueAt))) continue;
            other++;
            if (dryRun) continue;
            try
            {
                await db.SaveChangesAsync(stop);
                await transaction.CommitAsync(stop);
            }
            catch (DbUpdateException)
            {
                // They change it, or another node recovers it, at this moment: theirs is newer.
                other--;
            }
        }
        return other;
    }

    /// <summary>Those who get this client in their digest of all clients.</summary>
    public async Task<IReadOnlyList<ReaderOfAll>> ReadersOfAsync(Guid workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var readers = await (from chosen in db.AccountDigests.AsNoTracking()
                             join account in db.Accounts on chosen.AccountId equals account.Id
                             where account.ClosedAt == null && !db.Subscriptions.Any(s => s.AccountId == account.Id && s.UnsubscribedAt != null)
                             let access = db.WorkspaceAccess.FirstOrDefault(a => a.AccountId == account.Id && a.WorkspaceId == workspace && a.EndedAt == null)
                             where account.IsAdministrator || access != null
                             select new { account.Email, access.Member, chosen }).ToListAsync(stop);
        return readers.ConvertAll(r => new ReaderOfAll(r.Email!, r.Member, r.chosen));
    }

    /// <summary>The subscription that follows from the choice.</summary>
    public static Subscription Of(AccountDigestRow chosen, AccountRow account) => new(
        IdOf(account.Id), DeliveryKind.DigestOfAll, new() { Key = "", Name = account.Name, Email = account.Email }, account.Id, null,
        new WeeklyRhythm(chosen.Weekday, chosen.Time, chosen.ZoneFor(account.Zone), chosen.PausedUntil, Subscription.DigestGrace));

    private async Task<bool> WriteAsync(Guid account, Func<PlannerDb, Task<bool>> change, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = databases.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (!await change(db)) return false;
            await FollowAsync(db, account, stop);
            try
            {
                await db.SaveChangesAsync(stop);
                await transaction.CommitAsync(stop);
                return true;
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // A tick, or another window, was there first: look again at what is so now.
            }
        }
    }

    /// <summary>Makes the row what follows from the choice as it is tracked; not saved.</summary>
    private async Task FollowAsync(PlannerDb db, Guid account, CancellationToken stop)
    {
        var chosen = await db.AccountDigests.FirstOrDefaultAsync(d => d.AccountId == account, stop);
        if (chosen is null) chosen = db.AccountDigests.Local.FirstOrDefault(d => d.AccountId == account);
        if (chosen is not null && db.Entry(chosen).State == EntityState.Deleted) chosen = null;
        var row = await db.Subscriptions.FirstOrDefaultAsync(s => s.AccountId == account, stop);
        if (chosen is null || await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == account, stop) is not { } person)
        {
            if (row is not null) (row.NextPeriod, row.NextDueAt) = (null, null);
            return;
        }
        var at = clock.GetCurrentInstant();
        if (row is null) db.Subscriptions.Add(row = new() { Id = IdOf(account), AccountId = account, Kind = DeliveryKind.DigestOfAll, DoneUntil = at });
        SubscriptionFollower.Follow(row, Of(chosen, person), at, isNew: db.Entry(row).State == EntityState.Added);
    }
}
