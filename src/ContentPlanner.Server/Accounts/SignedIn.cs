using System.Security.Claims;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Accounts;

/// <summary>A workspace somebody has access to.</summary>
public sealed record Seat(Guid Workspace, string Key, string Name, Access Access, string? Member)
{
    /// <summary>Who of the plan somebody with this address and seat is; null: nobody.</summary>
    public Member? MemberOf(Workspace plan, string email) =>
        plan.Members.FirstOrDefault(m => Member is { } key ? m.Key == key : string.Equals(m.Email, email, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// What the program knows of who asks, read for each request: what was taken away a moment ago is gone, whatever a cookie says.
/// </summary>
/// <param name="Seats">Of an administrator only what she was given by name: she may see every workspace.</param>
/// <param name="Key">The API key that a program asks with; null: a browser does.</param>
public sealed record SignedIn(Person Person, IReadOnlyList<Seat> Seats, ApiKeyRow? Key = null)
{
    /// <summary>Whether every workspace is open to them: an administrator's, and programs of hers that are not kept to one.</summary>
    public bool SeesAll { get; init; }
}

/// <summary>Reads who somebody is and what they may do.</summary>
public sealed class Standing(IDbContextFactory<PlannerDb> databases, WorkspaceStore workspaces)
{
    /// <summary>Null: there is no such account any more, it is closed, or everything it was signed in with was ended.</summary>
    /// <param name="stamp">Of the cookie; changes with password and passkeys. Null: not asked for.</param>
    public async Task<SignedIn?> OfAsync(Guid account, string? stamp, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var found = await db.Accounts.AsNoTracking()
            .Where(a => a.Id == account && a.ClosedAt == null && (stamp == null || a.SecurityStamp == stamp))
            .Select(a => new
            {
                a.Name,
                a.Email,
                a.IsAdministrator,
                a.Zone,
                a.Locale,
                Seats = (from access in db.WorkspaceAccess
                         join workspace in db.Workspaces on access.WorkspaceId equals workspace.Id
                         where access.AccountId == a.Id && access.EndedAt == null
                         orderby workspace.Name, workspace.Key
                         select new Seat(workspace.Id, workspace.Key, workspace.Name, access.Access, access.Member)).ToList(),
            })
            .FirstOrDefaultAsync(stop);
        return found is null ? null : new(new(account, found.Name, found.Email!, found.IsAdministrator) { Zone = found.Zone, Locale = found.Locale }, found.Seats) { SeesAll = found.IsAdministrator };
    }

    /// <summary>The workspaces somebody may see, by name.</summary>
    public async Task<IReadOnlyList<Seat>> ClientsAsync(SignedIn who, CancellationToken stop)
    {
        var only = who.Key?.WorkspaceId;
        if (!who.SeesAll) return only is null ? who.Seats : [.. who.Seats.Where(s => s.Workspace == only)];
        await using var db = databases.CreateDbContext();
        var all = await db.Workspaces.AsNoTracking().Where(w => only == null || w.Id == only).OrderBy(w => w.Name).ThenBy(w => w.Key).Select(w => new { w.Id, w.Key, w.Name }).ToListAsync(stop);
        return all.ConvertAll(w => new Seat(w.Id, w.Key, w.Name, Access.Owner, who.Seats.FirstOrDefault(s => s.Workspace == w.Id)?.Member));
    }

    /// <summary>The workspace of that key or id; null: there is none, or none for this person, which are the same to her.</summary>
    public async Task<Client?> ClientAsync(SignedIn who, string keyOrId, CancellationToken stop)
    {
        var id = Guid.TryParse(keyOrId, out var given) ? given : (Guid?)null;
        var seat = who.Seats.FirstOrDefault(s => s.Key == keyOrId || s.Workspace == id);
        if (who.SeesAll)
        {
            await using var db = databases.CreateDbContext();
            var there = await db.Workspaces.AsNoTracking().Where(w => w.Key == keyOrId || w.Id == id).OrderBy(w => w.Key == keyOrId ? 0 : 1).Select(w => new { w.Id, w.Key, w.Name }).FirstOrDefaultAsync(stop);
            seat = there is null ? null : new(there.Id, there.Key, there.Name, Access.Owner, who.Seats.FirstOrDefault(s => s.Workspace == there.Id)?.Member);
        }
        if (seat is null || (who.Key?.WorkspaceId is { } only && only != seat.Workspace)) return null;
        return new(seat.Workspace, seat.Key, seat.Name, seat.Access) { Member = seat.Member ?? await MemberAsync(seat.Workspace, who.Person.Email, stop) };
    }

    /// <summary>Who in the plan has that e-mail address.</summary>
    private async Task<string?> MemberAsync(Guid workspace, string email, CancellationToken stop) =>
        (await workspaces.ReadAsync(workspace, stop))?.Workspace.Members.FirstOrDefault(m => string.Equals(m.Email, email, StringComparison.OrdinalIgnoreCase))?.Key;
}

/// <summary>What a cookie says: which account, and the stamp that ends it when the password changes. All else is read anew.</summary>
internal sealed class AccountClaims : IUserClaimsPrincipalFactory<AccountRow>
{
    public const string Stamp = "stamp";

    public Task<ClaimsPrincipal> CreateAsync(AccountRow user) => Task.FromResult(Principal(user.Id, user.Name, user.SecurityStamp, user.IsAdministrator, IdentityConstants.ApplicationScheme));

    public static ClaimsPrincipal Principal(Guid account, string name, string? stamp, bool isAdministrator, string scheme)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, account.ToString()), new(ClaimTypes.Name, name) };
        if (stamp is not null) claims.Add(new(Stamp, stamp));
        if (isAdministrator) claims.Add(new(ClaimTypes.Role, Administrator.Role));
        return new(new ClaimsIdentity(claims, scheme));
    }
}
