using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>What somebody typed to get an account.</summary>
/// <param name="Password">Null: they choose one later, by a link.</param>
public sealed record NewAccount(string? Name, string? Email, string? Password, bool IsAdministrator = false);

/// <summary>What became of it.</summary>
public abstract record AccountResult
{
    private AccountResult() { }

    public sealed record Done(AccountRow Account) : AccountResult;

    /// <param name="Field">The field it is about: <c>name</c>, <c>email</c>, <c>password</c>; empty: none.</param>
    /// <param name="Why">A sentence for the person who typed it.</param>
    public sealed record Refused(string Field, string Why) : AccountResult;
}

/// <summary>The accounts of this installation: made, changed, given access.</summary>
public sealed class AccountStore(UserManager<AccountRow> users, PlannerDb db, SignInLinks links, WorkspaceChanges changes, IClock clock)
{
    /// <summary>The row that only the first administrator can write: of two at once, one is first.</summary>
    private const string First = "first-administrator";

    public Task<AccountRow?> FindAsync(string email) => users.FindByEmailAsync(email.Trim());

    public Task<AccountRow?> FindAsync(Guid id) => users.FindByIdAsync(id.ToString());

    /// <summary>Whether anybody has an account: until then <c>serve</c> prints a link that makes the administrator's.</summary>
    public Task<bool> AnyAsync(CancellationToken stop) => db.Accounts.AnyAsync(stop);

    /// <summary>Those who run the installation, the first of them first.</summary>
    public async Task<IReadOnlyList<AccountRow>> AdministratorsAsync(CancellationToken stop) =>
        await db.Accounts.AsNoTracking().Where(a => a.IsAdministrator && a.ClosedAt == null).OrderBy(a => a.CreatedAt).ToListAsync(stop);

    /// <summary>Makes an account.</summary>
    /// <param name="proven">The address is known to be theirs: they followed a link that was sent there.</param>
    /// <param name="by">Null: they do it themselves.</param>
    public async Task<AccountResult> AddAsync(NewAccount wanted, bool proven, Actor? by = null)
    {
        if (Mistake(wanted) is { } mistake) return mistake;
        var account = new AccountRow
        {
            Id = Guid.CreateVersion7(),
            Name = wanted.Name!.Trim(),
            Email = wanted.Email!.Trim(),
            UserName = wanted.Email.Trim(),
            EmailConfirmed = proven,
            IsAdministrator = wanted.IsAdministrator,
            CreatedAt = clock.GetCurrentInstant(),
        };
        var made = await NotedAsync(account, wanted.IsAdministrator ? "made an administrator’s account" : "made an account", by,
            () => wanted.Password is { } password ? users.CreateAsync(account, password) : users.CreateAsync(account));
        return made.Succeeded ? new AccountResult.Done(account) : Refused(made);
    }

    /// <summary>
    /// The first account of the installation, by the link that <c>serve</c> printed. The link is used up and the account made
    /// together or not at all; of several who come at once, one gets in (R39).
    /// </summary>
    public async Task<AccountResult> AddFirstAsync(string token, NewAccount wanted, CancellationToken stop)
    {
        if (Mistake(wanted) is { } mistake) return mistake;
        var tooLate = new AccountResult.Refused("", "Somebody has used this link already, or was the first by another one.");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (!await links.UseAsync(db, token, null, stop) || await db.Accounts.AnyAsync(stop)) return tooLate;
        db.Settings.Add(new() { Key = First, Value = wanted.Email!.Trim() });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException) when (!stop.IsCancellationRequested)
        {
            return tooLate;
        }
        var made = await AddAsync(wanted with { IsAdministrator = true }, proven: true);
        if (made is AccountResult.Done) await transaction.CommitAsync(stop);
        return made;
    }

    /// <summary>Another password, which ends every sign-in there is; and whoever can choose one is not locked out any more.</summary>
    public async Task<AccountResult> SetPasswordAsync(AccountRow account, string password)
    {
        if (PasswordRule.Refusal(password, account.Email) is { } why) return new AccountResult.Refused("password", why);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        var saved = await NotedAsync(account, "chose a password", null, () => users.UpdateSecurityStampAsync(account));
        return saved.Succeeded ? new AccountResult.Done(account) : Refused(saved);
    }

    /// <summary>Everybody's, by name.</summary>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(CancellationToken stop) => await db.Accounts.AsNoTracking().OrderBy(a => a.Name).ThenBy(a => a.Email).ToListAsync(stop);

    /// <summary>Changes what the person decides about their own account: zone and locale are those their mails and pages speak in.</summary>
    public async Task ChangeAsync(Guid id, string name, string? zone, string? locale)
    {
        if (await FindAsync(id) is not { } account) return;
        string[] changed =
        [
            .. account.Name == name ? [] : new[] { "their name" },
            .. account.Zone == zone ? [] : new[] { $"the time zone they read in to {zone ?? "each client’s own"}" },
            .. account.Locale == locale ? [] : new[] { $"how dates and numbers are written to {locale ?? "each client’s own"}" },
        ];
        (account.Name, account.Zone, account.Locale) = (name, zone, locale);
        if (changed.Length > 0) await NotedAsync(account, $"changed {string.Join(", ", changed)}", null, () => users.UpdateAsync(account));
    }

    /// <summary>Whoever is signed in with it has to sign in again.</summary>
    public async Task EndSignInsAsync(Guid id)
    {
        if (await FindAsync(id) is { } account) await NotedAsync(account, "signed out everywhere", null, () => users.UpdateSecurityStampAsync(account));
    }

    /// <summary>From now on they may come in by a provider, which knows them by a name of its own.</summary>
    public async Task<bool> LinkAsync(AccountRow account, UserLoginInfo login) =>
        (await NotedAsync(account, $"came in by {login.ProviderDisplayName} for the first time", null, () => users.AddLoginAsync(account, login))).Succeeded;

    public Task<IdentityResult> AddPasskeyAsync(AccountRow account, UserPasskeyInfo passkey) =>
        NotedAsync(account, $"added the passkey “{passkey.Name}”", null, () => users.AddOrUpdatePasskeyAsync(account, passkey));

    public async Task RemovePasskeyAsync(AccountRow account, byte[] credential)
    {
        if (await users.GetPasskeyAsync(account, credential) is { } passkey)
            await NotedAsync(account, $"removed the passkey “{passkey.Name}”", null, () => users.RemovePasskeyAsync(account, credential));
    }

    /// <summary>From now on its address is known to be theirs; password, passkeys and keys of whoever made it end.</summary>
    public async Task ProveAsync(AccountRow account)
    {
        foreach (var passkey in await users.GetPasskeysAsync(account)) await users.RemovePasskeyAsync(account, passkey.CredentialId);
        await db.ApiKeys.Where(k => k.AccountId == account.Id).ExecuteDeleteAsync();
        (account.PasswordHash, account.EmailConfirmed) = (null, true);
        await NotedAsync(account, "proved the address to be theirs; password, passkeys and keys of before ended", null, () => users.UpdateSecurityStampAsync(account));
    }

    /// <summary>Null: done, otherwise why not.</summary>
    public Task<string?> MakeAdministratorAsync(Guid id, bool administrator, Actor by, CancellationToken stop) =>
        WriteAsync(id, losesAdministrator: !administrator, administrator ? "made an administrator" : "took the administration away from", account => account.IsAdministrator = administrator, by, stop);

    /// <summary>Nobody signs in with it any more, and what it owns stands still at once. Null: done, otherwise why not.</summary>
    public Task<string?> CloseAsync(Guid id, Actor by, CancellationToken stop) => WriteAsync(id, losesAdministrator: true, "closed the account", account => account.ClosedAt = clock.GetCurrentInstant(), by, stop);

    public Task<string?> OpenAsync(Guid id, Actor by, CancellationToken stop) => WriteAsync(id, losesAdministrator: false, "opened the account again", account => account.ClosedAt = null, by, stop);

    private async Task<string?> WriteAsync(Guid id, bool losesAdministrator, string what, Action<AccountRow> write, Actor by, CancellationToken stop)
    {
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            if (await FindAsync(id) is not { } account) return "There is no such account any more.";
            if (losesAdministrator && account is { IsAdministrator: true, ClosedAt: null } && !await db.Accounts.AnyAsync(a => a.Id != id && a.IsAdministrator && a.ClosedAt == null, stop)) return "Somebody has to run the installation: make another account administrator first.";
            write(account);
            if (!(await NotedAsync(account, what, by, () => users.UpdateSecurityStampAsync(account))).Succeeded) return "Somebody changed the account at the same moment; look at it again.";
            // Feeds are looked at again.
            await changes.AnnounceAsync(db, Guid.Empty, 0, stop);
            await transaction.CommitAsync(stop);
        }
        changes.Happened(Guid.Empty, 0);
        return null;
    }

    /// <summary>Lets somebody into a workspace, or changes what they may do there.</summary>
    public async Task GrantAsync(Guid account, Guid workspace, Access access, string? member, Actor actor, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await People.Grant(db, account, workspace, access, member, actor.Name, now, stop);
        await People.NoteAsync(db, actor, $"let in as {access.Word()}", account, workspace, now, stop);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Does something to an account and writes its line, both or neither: Identity saves what is tracked with the account.</summary>
    /// <param name="by">Null: they do it themselves.</param>
    private async Task<IdentityResult> NotedAsync(AccountRow account, string what, Actor? by, Func<Task<IdentityResult>> save)
    {
        var line = db.Audit.Add(AuditRow.Of(by ?? Actor.Of(account), what, clock.GetCurrentInstant(), account.Id, account.Name));
        var saved = await save();
        if (!saved.Succeeded) line.State = EntityState.Detached;
        return saved;
    }

    private static AccountResult.Refused? Mistake(NewAccount wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted.Name)) return new("name", "Say the name as others shall read it.");
        if (wanted.Name.Trim().Length > 200) return new("name", "Say it in at most 200 characters.");
        if (!IsAddress(wanted.Email?.Trim())) return new("email", "That is no e-mail address; write it like ada@example.org.");
        return wanted.Password is { } password && PasswordRule.Refusal(password, wanted.Email) is { } why ? new("password", why) : null;
    }

    private static bool IsAddress(string? text) =>
        text is { Length: <= 254 } && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.IndexOf('@', StringComparison.Ordinal) > 0 && !text.EndsWith('@');

    private static AccountResult.Refused Refused(IdentityResult result) => result.Errors.First() switch
    {
        { Code: nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) } => new("email", "There is an account with that address already."),
        { Code: nameof(IdentityErrorDescriber.ConcurrencyFailure) } => new("", "Somebody changed the account at the same moment; try again."),
        { Code: var code, Description: var words } when code.StartsWith("Password", StringComparison.Ordinal) => new("password", words),
        var other => new("", other.Description),
    };
}

/// <summary>
/// Length is what counts; what has to be in it does not make a password better, only harder to remember (NIST SP 800-63B).
/// </summary>
internal static class PasswordRule
{
    public const int Least = 10;

    private const int Most = 500;

    public static string Words => $"At least {Least} characters. A few words that only you would put together are better than one with digits.";

    /// <summary>What is wrong with it; null: nothing.</summary>
    public static string? Refusal(string? password, string? email)
    {
        if (password is null || password.Length < Least) return $"Take at least {Least} characters.";
        if (password.Length > Most) return $"Take at most {Most} characters.";
        if (password.Distinct().Count() < 4) return "Take more different characters.";
        return email is not null && string.Equals(password, email.Trim(), StringComparison.OrdinalIgnoreCase) ? "Take something else than the e-mail address." : null;
    }
}
