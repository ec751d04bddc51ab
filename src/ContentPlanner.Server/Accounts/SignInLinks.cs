using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// One-time links into the program. Whoever can start it may have one (the first administrator's account, or a sign-in), and
/// whoever reads an account's mail may have one to choose a new password. Only hashes are kept.
/// </summary>
public sealed class SignInLinks(IDbContextFactory<PlannerDb> databases, IClock clock)
{
    /// <summary>How long a link waits to be followed.</summary>
    public static readonly Duration Life = Duration.FromHours(1);

    private const string Prefix = "cps_";

    /// <summary>Below the service's address.</summary>
    public static string Path(string token) => $"/sign-in/{token}";

    /// <summary>The token of a link that makes the first administrator's account, told this once.</summary>
    public Task<string> ForFirstAsync(CancellationToken stop) => CreateAsync(null, false, Actor.CommandLine, stop);

    /// <summary>The token of a link that signs somebody in, or lets them choose a password, for whoever can start the program.</summary>
    public Task<string> ForAsync(Guid account, bool setsPassword, CancellationToken stop) => CreateAsync(account, setsPassword, Actor.CommandLine, stop);

    /// <inheritdoc cref="ForAsync(Guid, bool, CancellationToken)"/>
    /// <param name="by">Who wants it.</param>
    public Task<string> ForAsync(Guid account, bool setsPassword, Actor by, CancellationToken stop) => CreateAsync(account, setsPassword, by, stop);

    /// <summary>
    /// What <c>serve</c> and <c>user sign-in-link</c> print: until there is an account, a link that makes the administrator's;
    /// afterwards one that signs in the first of the administrators.
    /// </summary>
    public async Task<string> ForAdministratorAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var first = await db.Accounts.Where(a => a.IsAdministrator && a.ClosedAt == null).OrderBy(a => a.CreatedAt).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(stop);
        return await CreateAsync(first, false, Actor.CommandLine, stop);
    }

    /// <summary>The link as long as it lets somebody in; null: it is not one, was used, or has expired.</summary>
    public async Task<SignInLinkRow?> FindAsync(string token, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await Good(db, token).AsNoTracking().FirstOrDefaultAsync(stop);
    }

    /// <summary>Uses the link up; false: it is not one, was used, or has expired. Of two at once, one gets in.</summary>
    public async Task<bool> UseAsync(string token, Guid? account, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await UseAsync(db, token, account, stop);
    }

    /// <inheritdoc cref="UseAsync(string, Guid?, CancellationToken)"/>
    /// <param name="db">With a transaction of the caller's, so that what follows from the link happens with it or not at all.</param>
    internal async Task<bool> UseAsync(PlannerDb db, string token, Guid? account, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        return await Good(db, token).Where(l => l.AccountId == account).ExecuteUpdateAsync(l => l.SetProperty(r => r.UsedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;
    }

    private async Task<string> CreateAsync(Guid? account, bool setsPassword, Actor by, CancellationToken stop)
    {
        var token = Secret.New(Prefix);
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        db.SignInLinks.Add(new() { TokenHash = Secret.HashOf(token), AccountId = account, SetsPassword = setsPassword, CreatedAt = now, ExpiresAt = now + Life });
        var whom = account is null ? null : await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).FirstOrDefaultAsync(stop);
        db.Audit.Add(AuditRow.Of(by, account is null ? "made a link for the first account" : setsPassword ? "made a link to choose a password" : "made a link to sign in", now, account, whom));
        await db.SaveChangesAsync(stop);
        return token;
    }

    private IQueryable<SignInLinkRow> Good(PlannerDb db, string token)
    {
        var (hash, now) = (Secret.HashOf(token), clock.GetCurrentInstant());
        return db.SignInLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now);
    }
}
