using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Archives;

/// <summary>What became of the wish to erase a person.</summary>
public abstract record ErasureResult
{
    private ErasureResult() { }

    public sealed record Done(Erased Erased) : ErasureResult;

    public sealed record Refused(string Why) : ErasureResult;

    /// <summary>There is no such person.</summary>
    public sealed record Missing : ErasureResult;
}

/// <summary>What was erased.</summary>
/// <param name="Clients">Keys of the clients they were a member of.</param>
/// <param name="StillNamed">Texts that people wrote and that still hold the name, by client: for a person to decide about.</param>
public sealed record Erased(IReadOnlyList<string> Clients, bool Account, int Deliveries, int Feeds, IReadOnlyDictionary<string, int> StillNamed);

/// <summary>
/// Erases a person: out of every plan they are in, with their account, keys, feeds, subscriptions and mails. The audit trail keeps what
/// was done, by "a former member". Who the person is, their address says; a member without one is named by client and key.
/// </summary>
public sealed partial class Erasure(Databases databases, WorkspaceStore workspaces, WorkspaceChanges changes, IClock clock, ILogger<Erasure> log)
{
    public const string Nobody = "a former member";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A member of a client who is to be erased.</summary>
    public sealed record Trace(Guid Workspace, string Client, Member Member);

    /// <summary>Where the person is a member; none: in no plan.</summary>
    /// <param name="email">Compared without regard to capitals.</param>
    public async Task<IReadOnlyList<Trace>> TracesAsync(string email, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var found = new List<Trace>();
        foreach (var id in await db.Workspaces.OrderBy(w => w.Key).Select(w => w.Id).ToListAsync(stop))
            if (await workspaces.ReadAsync(id, stop) is { } snapshot)
                found.AddRange(snapshot.Workspace.Members.Where(m => string.Equals(m.Email, email, StringComparison.OrdinalIgnoreCase)).Select(m => new Trace(id, snapshot.Workspace.Key, m)));
        return found;
    }

    /// <summary>Everywhere, by the address.</summary>
    public async Task<ErasureResult> EraseAsync(string email, Actor actor, CancellationToken stop)
    {
        var (upper, key) = (email.Trim().ToUpperInvariant(), Ledger.AddressKey(email));
        await using var db = databases.CreateDbContext();
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedEmail == upper, stop);
        if (account is { IsAdministrator: true } && !await db.Accounts.AnyAsync(a => a.IsAdministrator && a.ClosedAt == null && a.Id != account.Id, stop))
            return new ErasureResult.Refused("nobody else is an administrator: make somebody one first, or nobody could look after the installation");
        var traces = await TracesAsync(email, stop);
        var erased = await EraseAsync(traces, account?.Name, actor, stop);
        if (account is not null)
        {
            await db.ChangeSets.Where(c => c.ActorId == account.Id).ExecuteUpdateAsync(c => c.SetProperty(r => r.Actor, Nobody).SetProperty(r => r.ActorId, (Guid?)null), stop);
            await db.Audit.Where(a => a.ActorId == account.Id).ExecuteUpdateAsync(a => a.SetProperty(r => r.Actor, Nobody).SetProperty(r => r.ActorId, (Guid?)null), stop);
            await db.Audit.Where(a => a.AccountId == account.Id).ExecuteUpdateAsync(a => a.SetProperty(r => r.Whom, Nobody).SetProperty(r => r.AccountId, (Guid?)null), stop);
            // Its digests of all clients, whichever address they went to.
            await db.Deliveries.Where(d => d.Kind == DeliveryKind.DigestOfAll && d.PersonId == account.Id).ExecuteDeleteAsync(stop);
            // With it go its keys, passkeys, what it had access to and what it subscribed to.
            await db.Accounts.Where(a => a.Id == account.Id).ExecuteDeleteAsync(stop);
        }
        var mails = await db.MailsTo(key).ExecuteDeleteAsync(stop);
        await db.LinksTo(key).ExecuteDeleteAsync(stop);
        await db.Suppressions.Where(s => s.Address == key).ExecuteDeleteAsync(stop);
        // Who was invited and never came.
#pragma warning disable CA1862, CA1304, CA1311 // The database compares, and knows no StringComparison.
        await db.Audit.Where(a => a.Whom!.ToUpper() == upper).ExecuteUpdateAsync(a => a.SetProperty(r => r.Whom, Nobody), stop);
#pragma warning restore CA1862, CA1304, CA1311
        foreach (var spelled in new[] { email.Trim(), account?.Email }.OfType<string>().Distinct(StringComparer.Ordinal)) await NamesInRows.ReplaceAsync(db, spelled, "", null, stop);
        if (traces.Count + mails == 0 && account is null) return new ErasureResult.Missing();
        db.Audit.Add(AuditRow.Of(actor, "erased a person", clock.GetCurrentInstant(), whom: Nobody));
        await db.SaveChangesAsync(stop);
        Gone(string.Join(", ", traces.Select(t => t.Client)), actor.Name);
        return new ErasureResult.Done(erased with { Account = account is not null, Deliveries = erased.Deliveries + mails });
    }

    /// <summary>Out of one plan, for a member without an address.</summary>
    public async Task<ErasureResult> EraseAsync(Guid workspace, string member, Actor actor, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(workspace, stop) is not { } snapshot || snapshot.Workspace.Members.FirstOrDefault(m => m.Key == member) is not { } found) return new ErasureResult.Missing();
        if (found.Email is { } email) return new ErasureResult.Refused($"{found.Name} has an address: erase {email}, and they are erased everywhere");
        return new ErasureResult.Done(await EraseAsync([new(workspace, snapshot.Workspace.Key, found)], null, actor, stop));
    }

    /// <summary>Out of the plans.</summary>
    /// <param name="name">As their account calls them, where they have one.</param>
    private async Task<Erased> EraseAsync(IReadOnlyList<Trace> traces, string? name, Actor actor, CancellationToken stop)
    {
        var (deliveries, feeds) = (0, 0);
        var named = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var trace in traces)
        {
            var id = Identity.Of((await workspaces.ReadAsync(trace.Workspace, stop))!.Workspace, trace.Member);
            await workspaces.ChangeAsync(trace.Workspace, actor, $"erased {Nobody}", now => now.WithoutMember(trace.Member.Key), stop);
            await using var db = databases.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await ForgetIn(db, trace, id, stop);
            foreach (var known in new[] { trace.Member.Name, name }.OfType<string>().Distinct(StringComparer.Ordinal)) await NamesInRows.ReplaceAsync(db, known, Nobody, trace.Workspace, stop);
            feeds += await CloseFeeds(db, trace, id, stop);
            deliveries += await db.Deliveries.Where(d => d.WorkspaceId == trace.Workspace && d.PersonId == id).ExecuteDeleteAsync(stop);
            await db.MailLinks.Where(l => l.WorkspaceId == trace.Workspace && l.PersonId == id).ExecuteDeleteAsync(stop);
            await db.Subscriptions.Where(s => s.WorkspaceId == trace.Workspace && s.PersonId == id).ExecuteDeleteAsync(stop);
            await changes.AnnounceAsync(db, trace.Workspace, 0, stop);
            await transaction.CommitAsync(stop);
            changes.Happened(trace.Workspace, 0);
            var spelled = Stored(trace.Member.Name);
            var still = await db.Items.CountAsync(i => i.WorkspaceId == trace.Workspace && i.Body.Contains(spelled), stop);
            if (still > 0) named[trace.Client] = still;
        }
        return new([.. traces.Select(t => t.Client).Distinct()], false, deliveries, feeds, named);
    }

    /// <summary>
    /// The change log's texts that hold the name, the address or the key go, so those changes can be undone no more; what was done stays,
    /// and who did it becomes "a former member". Mails to others that are over may name them as well.
    /// </summary>
    private static async Task ForgetIn(PlannerDb db, Trace trace, Guid id, CancellationToken stop)
    {
        var (workspace, member) = (trace.Workspace, trace.Member);
        string[] words = [.. new[] { Logged(Stored(member.Name)), member.Email is { } email ? Logged(Stored(email)) : null, Logged($"\"{member.Key}\"") }.OfType<string>()];
        foreach (var word in words)
            await db.Changes.Where(c => c.WorkspaceId == workspace && (c.Before!.Contains(word) || c.After!.Contains(word)))
                .ExecuteUpdateAsync(c => c.SetProperty(r => r.Before, (string?)null).SetProperty(r => r.After, (string?)null), stop);
        await db.Changes.Where(c => c.WorkspaceId == workspace && c.ItemId == id).ExecuteUpdateAsync(c => c.SetProperty(r => r.Key, "erased").SetProperty(r => r.Before, (string?)null).SetProperty(r => r.After, (string?)null), stop);
        await db.ChangeSets.Where(c => c.WorkspaceId == workspace && c.ActorId == id)
            .ExecuteUpdateAsync(c => c.SetProperty(r => r.Actor, Nobody).SetProperty(r => r.ActorId, (Guid?)null), stop);
        await db.ChangeSets.Where(c => c.WorkspaceId == workspace && c.What.Contains(member.Name)).ExecuteUpdateAsync(c => c.SetProperty(r => r.What, r => r.What.Replace(member.Name, Nobody)), stop);
        foreach (var word in new[] { JsonSerializer.Serialize(member.Name), JsonSerializer.Serialize(member.Key) }) await db.Moves.Where(m => m.WorkspaceId == workspace && m.Rows.Contains(word)).ExecuteDeleteAsync(stop);
        await db.StoredMails.Where(m => db.Deliveries.Any(d => d.Id == m.DeliveryId && d.EndedAt != null && (d.WorkspaceId == workspace || db.ToldClients.Any(t => t.DeliveryId == d.Id && t.WorkspaceId == workspace)))).ExecuteDeleteAsync(stop);
    }

    /// <summary>Theirs, and those that showed what was theirs to do.</summary>
    private async Task<int> CloseFeeds(PlannerDb db, Trace trace, Guid id, CancellationToken stop)
    {
        var (now, followed) = (clock.GetCurrentInstant(), $"tasks-{trace.Member.Key}");
        return await db.Feeds.Where(f => f.WorkspaceId == trace.Workspace && (f.OwnerId == id || f.Definition == followed)).ExecuteUpdateAsync(f => f
            .SetProperty(r => r.Name, "a former member's calendar").SetProperty(r => r.OwnerId, (Guid?)null).SetProperty(r => r.Definition, (string?)null)
            .SetProperty(r => r.RevokedAt, r => r.RevokedAt ?? now).SetProperty(r => r.ChangedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop);
    }

    /// <summary>As it stands in an item's JSON (see <c>ItemJson</c>).</summary>
    private static string Stored(string text) => JsonSerializer.Serialize(text, Readable)[1..^1];

    /// <summary>As an item's JSON stands in the change log's.</summary>
    private static string Logged(string json) => JsonSerializer.Serialize(json)[1..^1];

    [LoggerMessage(LogLevel.Information, "A person was erased from {Clients} by {Who}")]
    private partial void Gone(string clients, string who);
}
