using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Whether what belongs to a person of a plan goes on: their mails and feeds. Who never had an account may read what the plan
/// gives them; who had access and lost it may not, from that moment on.
/// </summary>
public sealed class MemberRights(IDbContextFactory<PlannerDb> databases)
{
    /// <summary>What is asked of one workspace, read together.</summary>
    /// <param name="Left">Addresses, as <see cref="AddressOf"/> writes them, of accounts that lost access or were closed.</param>
    /// <param name="LeftAs">Keys of members they were.</param>
    /// <param name="Accounts">Ids of accounts that may read the workspace.</param>
    public sealed record Standing(IReadOnlySet<string> Left, IReadOnlySet<string> LeftAs, IReadOnlySet<Guid> Accounts)
    {
        public bool HasLeft(Member member) => LeftAs.Contains(member.Key) || (member.Email is { } email && Left.Contains(AddressOf(email)));
    }

    public async Task<bool> HasLeftAsync(Guid workspace, Member member, CancellationToken stop) => (await OfAsync(workspace, stop)).HasLeft(member);

    public async Task<Standing> OfAsync(Guid workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = await db.WorkspaceAccess.AsNoTracking().Where(a => a.WorkspaceId == workspace)
            .Join(db.Accounts, a => a.AccountId, a => a.Id, (access, account) => new { account.Id, account.NormalizedEmail, access.Member, Left = access.EndedAt != null || account.ClosedAt != null, account.IsAdministrator, IsClosed = account.ClosedAt != null })
            .ToListAsync(stop);
        var administrators = await db.Accounts.Where(a => a.IsAdministrator && a.ClosedAt == null).Select(a => a.Id).ToListAsync(stop);
        var left = rows.Where(r => r.Left && (r.IsClosed || !r.IsAdministrator)).ToList();
        return new(
            left.Select(r => r.NormalizedEmail!).ToHashSet(StringComparer.Ordinal),
            left.Select(r => r.Member).OfType<string>().Except(rows.Where(r => !r.Left).Select(r => r.Member).OfType<string>(), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal),
            rows.Where(r => !r.Left).Select(r => r.Id).Concat(administrators).ToHashSet());
    }

    /// <summary>As accounts are found by it.</summary>
    private static string AddressOf(string email) => email.Trim().ToUpperInvariant();
}
