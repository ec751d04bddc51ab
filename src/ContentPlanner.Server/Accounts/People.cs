using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>Somebody with access to a workspace, as its owners see them.</summary>
public sealed record PersonOfWorkspace(Guid Account, string Name, string Email, Access Access, string? Member, Instant Since, string GrantedBy);

/// <summary>What became of an invitation.</summary>
/// <param name="Link">To hand over by oneself, because no mail leaves this machine; null: it was mailed, or refused.</param>
/// <param name="Refusal">Why nobody was invited; null: they were.</param>
public sealed record Invited(string? Link, string? Refusal);

/// <summary>
/// Who may do what in a workspace: asked in by mail, given another access, taken out. What is taken away is gone with the next
/// request: pages, API keys, feeds and mails look at it each time.
/// </summary>
public sealed class People(Databases databases, WorkspaceStore workspaces, WorkspaceChanges changes, Outbox outbox, IMailer mailer, Libraries libraries, Settings settings, IClock clock)
{
    private const string Prefix = "cpi_";

    private static readonly Duration Life = Duration.FromDays(7);

    /// <summary>What one workspace may have open at once: nobody sends mails to the whole world from here.</summary>
    private const int MostInvitations = 100;

    public static string Path(string token) => $"/invitation/{token}";

    public async Task<IReadOnlyList<PersonOfWorkspace>> ListAsync(Guid workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await (from access in db.WorkspaceAccess
                      where access.WorkspaceId == workspace && access.EndedAt == null
                      join account in db.Accounts on access.AccountId equals account.Id
                      where account.ClosedAt == null
                      orderby account.Name, account.Email
                      select new PersonOfWorkspace(account.Id, account.Name, account.Email!, access.Access, access.Member, access.GrantedAt, access.GrantedBy)).ToListAsync(stop);
    }

    public async Task<IReadOnlyList<InvitationRow>> InvitationsAsync(Guid workspace, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        return await db.Invitations.AsNoTracking().Where(i => i.WorkspaceId == workspace && i.EndedAt == null && i.ExpiresAt > now).OrderBy(i => i.Email).ToListAsync(stop);
    }

    /// <summary>Asks somebody in. The answer is the same whether they have an account or not.</summary>
    public async Task<Invited> InviteAsync(Client client, string? email, Access access, string? member, Person inviter, CancellationToken stop)
    {
        var address = email?.Trim() ?? "";
        if (!MailMessage.IsAddress(address)) return new(null, "That is no e-mail address; write it like ben@example.org.");
        if (await workspaces.ReadAsync(client.Id, stop) is not { } snapshot) return new(null, "The client is gone.");
        if (member is not null && snapshot.Workspace.Members.All(m => m.Key != member)) return new(null, $"There is no member '{member}' in the plan.");
        var (token, now) = (Secret.New(Prefix), clock.GetCurrentInstant());
        await using var db = databases.CreateDbContext();
        var normal = address.ToUpperInvariant();
        if (await db.WorkspaceAccess.AnyAsync(a => a.WorkspaceId == client.Id && a.EndedAt == null && db.Accounts.Any(p => p.Id == a.AccountId && p.NormalizedEmail == normal && p.ClosedAt == null), stop)) return new(null, $"{address} has access already; change it in the list.");
        if (await db.Invitations.CountAsync(i => i.WorkspaceId == client.Id && i.EndedAt == null && i.ExpiresAt > now, stop) >= MostInvitations) return new(null, $"{MostInvitations} invitations are open; take some back first.");
        // Asked again, the last word holds.
        await db.Invitations.Where(i => i.WorkspaceId == client.Id && i.Email == address && i.EndedAt == null).ExecuteUpdateAsync(i => i.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop);
        var row = new InvitationRow
        {
            Id = Guid.CreateVersion7(), WorkspaceId = client.Id, Email = address, Access = access, Member = member, TokenHash = Secret.HashOf(token),
            InvitedBy = inviter.Name, CreatedAt = now, ExpiresAt = now + Life,
        };
        db.Invitations.Add(row);
        db.Audit.Add(AuditRow.Of(new(inviter.Name, inviter.AccountId, "web"), $"invited as {access.Word()}", now, whom: address, workspace: client.Id));
        await db.SaveChangesAsync(stop);
        var link = settings.Address.AbsoluteUri.TrimEnd('/') + Path(token);
        var until = row.ExpiresAt.InZone(snapshot.Workspace.Zone).Date;
        await outbox.LetterAsync(new(DeliveryKind.Invitation, row.Id, "1", client.Id, null, address, null), snapshot.Workspace,
            _ => AccountMail.Invitation(snapshot.Workspace.Name, inviter.Name, access.Word(), link, until, snapshot.Workspace.Locale, libraries.Of(snapshot.Workspace).Templates), stop);
        return new(mailer.Leaves ? null : link, null);
    }

    public async Task<bool> TakeBackAsync(Guid workspace, Guid invitation, Actor actor, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await db.Invitations.Where(i => i.WorkspaceId == workspace && i.Id == invitation && i.EndedAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 0) return false;
        var email = await db.Invitations.Where(i => i.Id == invitation).Select(i => i.Email).FirstAsync(stop);
        db.Audit.Add(AuditRow.Of(actor, "took the invitation back", now, whom: email, workspace: workspace));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>What was decided about who may look in here, the newest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> TrailAsync(Guid workspace, int most, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Audit.AsNoTracking().Where(a => a.WorkspaceId == workspace).OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(most).ToListAsync(stop);
    }

    /// <summary>The invitation as long as it lets somebody in; null: it is none, was used, taken back, or has expired.</summary>
    public async Task<InvitationRow?> FindAsync(string token, CancellationToken stop)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var (hash, now) = (Secret.HashOf(token), clock.GetCurrentInstant());
        await using var db = databases.CreateDbContext();
        return await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.TokenHash == hash && i.EndedAt == null && i.ExpiresAt > now, stop);
    }

    /// <summary>Uses the invitation up and lets the account in; false: somebody was faster, or it was taken back.</summary>
    public async Task<bool> AcceptAsync(InvitationRow invitation, Guid account, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            if (await db.Invitations.Where(i => i.Id == invitation.Id && i.EndedAt == null && i.ExpiresAt > now)
                .ExecuteUpdateAsync(i => i.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 0) return false;
            await Grant(db, account, invitation.WorkspaceId, invitation.Access, invitation.Member, invitation.InvitedBy, now, stop);
            var name = await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).FirstOrDefaultAsync(stop) ?? "";
            await NoteAsync(db, new(name, account, "web"), $"came in by the invitation, as {invitation.Access.Word()}", account, invitation.WorkspaceId, now, stop);
            await db.SaveChangesAsync(stop);
            await changes.AnnounceAsync(db, invitation.WorkspaceId, 0, stop);
            await transaction.CommitAsync(stop);
        }
        changes.Happened(invitation.WorkspaceId, 0);
        return true;
    }

    /// <summary>Another access; null: done, otherwise why not.</summary>
    public Task<string?> ChangeAsync(Guid workspace, Guid account, Access access, string? member, Actor actor, CancellationToken stop) => WriteAsync(workspace, account, async (db, row, now) =>
    {
        var was = row.Access;
        if (row.Access == Access.Owner && access != Access.Owner && await IsLastOwner(db, workspace, account, stop)) return LastOwner;
        await NoteAsync(db, actor, was != access ? $"made {access.Word()}, was {was.Word()}" : "changed who they are in the plan", account, workspace, now, stop);
        (row.Access, row.Member, row.GrantedAt, row.GrantedBy) = (access, member, now, actor.Name);
        return null;
    }, stop);

    /// <summary>Takes somebody out: their pages, keys, feeds and mails of this workspace end with it. Null: done, otherwise why not.</summary>
    public Task<string?> RemoveAsync(Guid workspace, Guid account, Actor actor, CancellationToken stop) => WriteAsync(workspace, account, async (db, row, now) =>
    {
        if (row.Access == Access.Owner && await IsLastOwner(db, workspace, account, stop)) return LastOwner;
        row.EndedAt = now;
        await NoteAsync(db, actor, "took out", account, workspace, now, stop);
        return null;
    }, stop);

    private const string LastOwner = "Somebody has to be the owner: make another person owner first.";

    /// <summary>The audit trail's line is the caller's.</summary>
    internal static async Task Grant(PlannerDb db, Guid account, Guid workspace, Access access, string? member, string by, Instant now, CancellationToken stop)
    {
        var row = await db.WorkspaceAccess.FirstOrDefaultAsync(a => a.AccountId == account && a.WorkspaceId == workspace, stop);
        if (row is null) db.WorkspaceAccess.Add(row = new() { AccountId = account, WorkspaceId = workspace });
        (row.Access, row.Member, row.GrantedAt, row.GrantedBy, row.EndedAt) = (access, member ?? row.Member, now, by, null);
    }

    /// <summary>The line goes in with whatever the caller saves.</summary>
    internal static async Task NoteAsync(PlannerDb db, Actor actor, string what, Guid account, Guid workspace, Instant now, CancellationToken stop) =>
        db.Audit.Add(AuditRow.Of(actor, what, now, account, await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).FirstOrDefaultAsync(stop), workspace));

    private async Task<string?> WriteAsync(Guid workspace, Guid account, Func<PlannerDb, AccessRow, Instant, Task<string?>> write, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            if (await db.WorkspaceAccess.FirstOrDefaultAsync(a => a.AccountId == account && a.WorkspaceId == workspace && a.EndedAt == null, stop) is not { } row) return "They have no access any more.";
            if (await write(db, row, clock.GetCurrentInstant()) is { } why) return why;
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateConcurrencyException)
            {
                return "Somebody changed it at the same moment; look at it again.";
            }
            // Feeds are looked at again.
            await changes.AnnounceAsync(db, workspace, 0, stop);
            await transaction.CommitAsync(stop);
        }
        changes.Happened(workspace, 0);
        return null;
    }

    private static async Task<bool> IsLastOwner(PlannerDb db, Guid workspace, Guid account, CancellationToken stop) =>
        !await db.WorkspaceAccess.AnyAsync(a => a.WorkspaceId == workspace && a.AccountId != account && a.Access == Access.Owner && a.EndedAt == null, stop);
}
