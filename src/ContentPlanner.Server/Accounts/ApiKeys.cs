using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>A key to be made.</summary>
/// <param name="Workspace">Null: for every workspace its person has access to.</param>
public sealed record NewApiKey(string? Name, ApiScopes Scopes, Guid? Workspace = null, Instant? ExpiresAt = null);

/// <summary>A key as its person looks at it.</summary>
/// <param name="Workspace">Name of the only one it opens; null: all.</param>
public sealed record ApiKeyStanding(ApiKeyRow Key, string? Workspace, string Person);

/// <summary>The keys of people's programs: made, listed, revoked, and looked up at each request.</summary>
public sealed class ApiKeys(IDbContextFactory<PlannerDb> databases, IClock clock)
{
    public const string Prefix = "cpk_";

    /// <summary>More than anybody keeps an eye on.</summary>
    private const int MostOfOne = 50;

    private static readonly Duration Minute = Duration.FromMinutes(1);

    /// <summary>The key, told this once, or a sentence on why there is none.</summary>
    public async Task<(string? Key, string? Refusal)> CreateAsync(Guid account, NewApiKey wanted, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        if (string.IsNullOrWhiteSpace(wanted.Name)) return (null, "Say what the key is for.");
        if (wanted.Name.Trim().Length > 100) return (null, "Say it in at most 100 characters.");
        if (wanted.Scopes == 0) return (null, "Choose what the key may do.");
        if (wanted.ExpiresAt <= now) return (null, "It would have ended already; choose a later day, or none.");
        await using var db = databases.CreateDbContext();
        if (await db.ApiKeys.CountAsync(k => k.AccountId == account && k.RevokedAt == null, stop) >= MostOfOne) return (null, $"Nobody keeps an eye on more than {MostOfOne} keys; revoke one first.");
        var key = Secret.New(Prefix);
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            WorkspaceId = wanted.Workspace,
            Name = wanted.Name.Trim(),
            Start = key[..(Prefix.Length + 4)],
            KeyHash = Secret.HashOf(key),
            Scopes = wanted.Scopes | ApiScopes.Read,
            CreatedAt = now,
            ExpiresAt = wanted.ExpiresAt,
        };
        db.ApiKeys.Add(row);
        await NoteAsync(db, row, $"made the API key “{row.Name}” ({row.Start}…), which {Says(row.Scopes)}", account, now, stop);
        await db.SaveChangesAsync(stop);
        return (key, null);
    }

    /// <summary>A person's keys, or those that open one workspace only, the newest first; revoked ones are gone.</summary>
    public async Task<IReadOnlyList<ApiKeyStanding>> ListAsync(Guid? account, Guid? workspace, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await (from key in db.ApiKeys.AsNoTracking()
                      where key.RevokedAt == null && (account == null || key.AccountId == account) && (workspace == null || key.WorkspaceId == workspace)
                      join person in db.Accounts on key.AccountId equals person.Id
                      orderby key.CreatedAt descending
                      select new ApiKeyStanding(key, db.Workspaces.Where(w => w.Id == key.WorkspaceId).Select(w => w.Name).FirstOrDefault(), person.Name)).ToListAsync(stop);
    }

    /// <summary>From now on it opens nothing. False: there is no such key of theirs, or it is revoked already.</summary>
    public async Task<bool> RevokeAsync(Guid id, Guid account, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await db.ApiKeys.Where(k => k.Id == id && k.RevokedAt == null && k.AccountId == account)
            .ExecuteUpdateAsync(k => k.SetProperty(r => r.RevokedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop) == 0) return false;
        var row = await db.ApiKeys.AsNoTracking().FirstAsync(k => k.Id == id, stop);
        await NoteAsync(db, row, $"revoked the API key “{row.Name}” ({row.Start}…)", account, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>The line goes in with whatever the caller saves.</summary>
    private static async Task NoteAsync(PlannerDb db, ApiKeyRow key, string what, Guid account, Instant now, CancellationToken stop)
    {
        var name = await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).FirstOrDefaultAsync(stop) ?? "";
        db.Audit.Add(AuditRow.Of(new(name, account, "web"), what, now, account, name, key.WorkspaceId));
    }

    private static string Says(ApiScopes scopes) => scopes.HasFlag(ApiScopes.Manage) ? "does everything they may" : scopes.HasFlag(ApiScopes.Write) ? "reads and changes" : "reads";

    /// <summary>The key as long as it opens something; null: it is none.</summary>
    internal async Task<ApiKeyRow?> FindAsync(string key, CancellationToken stop)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var (hash, now) = (Secret.HashOf(key), clock.GetCurrentInstant());
        await using var db = databases.CreateDbContext();
        var found = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.KeyHash == hash && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now), stop);
        if (found is not null && (found.LastUsedAt is not { } last || last < now - Minute))
            await db.ApiKeys.Where(k => k.Id == found.Id && (k.LastUsedAt == null || k.LastUsedAt < now)).ExecuteUpdateAsync(k => k.SetProperty(r => r.LastUsedAt, now), stop);
        return found;
    }
}
