using ContentPlanner.Server.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>Letting somebody in, and out again.</summary>
internal sealed class SignIn(SignInManager<AccountRow> signIn, UserManager<AccountRow> users, PlannerDb db, IClock clock)
{
    /// <summary>Of a password nobody has: an address without an account takes as long to refuse as one with.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<AccountRow>().HashPassword(new(), Guid.NewGuid().ToString()));

    /// <summary>
    /// The account, when it is its password. Null: it is not, there is no such account, or it is locked after too many wrong
    /// ones; which of these, nobody is told.
    /// </summary>
    public async Task<AccountRow?> CheckAsync(string email, string password)
    {
        var account = await users.FindByEmailAsync(email.Trim());
        if (account is not { ClosedAt: null, PasswordHash: not null })
        {
            users.PasswordHasher.VerifyHashedPassword(new(), NobodysHash.Value, password);
            return null;
        }
        return (await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded ? account : null;
    }

    /// <summary>From the next request on, this browser is theirs.</summary>
    public async Task EnterAsync(AccountRow account, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(r => r.SignedInAt, now), stop);
        await signIn.SignInAsync(account, isPersistent: true);
    }

    public Task LeaveAsync() => signIn.SignOutAsync();
}
