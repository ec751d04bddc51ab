using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>One-time links that make a browser the administrator's. Whoever can start the program may have one; only hashes are kept.</summary>
public sealed class SignInLinks(IDbContextFactory<PlannerDb> databases, IClock clock)
{
    /// <summary>How long a link waits to be followed.</summary>
    public static readonly Duration Life = Duration.FromHours(1);

    private const string Prefix = "cps_";

    /// <summary>Setting that says when an administrator first signed in.</summary>
    private const string FirstSignIn = "administrator-since";

    /// <summary>Below the service's address.</summary>
    public static string Path(string token) => $"/sign-in/{token}";

    /// <summary>A new link's token, told this once.</summary>
    public async Task<string> CreateAsync(CancellationToken stop)
    {
        var token = Secret.New(Prefix);
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        db.SignInLinks.Add(new() { TokenHash = Secret.HashOf(token), CreatedAt = now, ExpiresAt = now + Life });
        await db.SaveChangesAsync(stop);
        return token;
    }

    /// <summary>Whether it would let somebody in now.</summary>
    public async Task<bool> IsGoodAsync(string token, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await Good(db, token).AnyAsync(stop);
    }

    /// <summary>Uses the link up; false: it is not one, was used, or has expired. Of two at once, one gets in.</summary>
    public async Task<bool> UseAsync(string token, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        var used = await Good(db, token).ExecuteUpdateAsync(l => l.SetProperty(r => r.UsedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;
        if (used && !await SomebodyCameAsync(stop)) await Remember(now, stop);
        return used;
    }

    /// <summary>Whether an administrator ever signed in: from then on <c>serve</c> prints no link by itself.</summary>
    public async Task<bool> SomebodyCameAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Settings.AnyAsync(s => s.Key == FirstSignIn, stop);
    }

    private async Task Remember(Instant now, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        db.Settings.Add(new() { Key = FirstSignIn, Value = NodaTime.Text.InstantPattern.ExtendedIso.Format(now) });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException) when (!stop.IsCancellationRequested)
        {
            // Another link was used at the same moment, and was the first.
            if (!await SomebodyCameAsync(stop)) throw;
        }
    }

    private IQueryable<SignInLinkRow> Good(PlannerDb db, string token)
    {
        var (hash, now) = (Secret.HashOf(token), clock.GetCurrentInstant());
        return db.SignInLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now);
    }
}
