using System.Data.Common;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Workspaces;

/// <summary>
/// The workspaces of this installation. A change is a function from the workspace as it is to the workspace as it shall be;
/// what is written is the difference (docs/decisions/0009). Changes of one workspace come one after the other: each is
/// written as "revision n + 1 if it still is n", and tried again on the newer workspace if it is not.
/// </summary>
public sealed partial class WorkspaceStore(
    IDbContextFactory<PlannerDb> databases, IEnumerable<IChangeFollower> followers, WorkspaceChanges changes, IClock clock)
{
    /// <summary>So often a change is tried again because others were faster, before it is a fault.</summary>
    private const int MostAttempts = 50;

    /// <summary>So often others may be faster before a change takes its turn: they wait until it is made.</summary>
    private const int MostRaces = 3;

    /// <summary>Makes a new workspace of a plan.</summary>
    /// <param name="fresh">Give everything new ids: the plan is a starter plan that others begin with as well (design rule 2).</param>
    public async Task<ChangeResult> CreateAsync(Workspace plan, Actor actor, string what, bool fresh, CancellationToken stop)
    {
        var workspace = Identity.WithIds(plan, fresh, Guid.CreateVersion7);
        if (await IsThere(null, workspace.Key, stop)) return AlreadyThere(workspace);
        // The id made of this name is that of a client who has been renamed.
        if (plan.Id is null && !fresh && await IsThere(workspace.Id, null, stop)) workspace = Identity.WithIds(plan with { Id = Guid.CreateVersion7() }, fresh, Guid.CreateVersion7);
        var id = workspace.Id!.Value;
        if (await IsThere(id, null, stop)) return AlreadyThere(workspace);
        try
        {
            return await Create(workspace, id, actor, what, stop);
        }
        catch (Exception fault) when (fault is DbUpdateException or DbException)
        {
            // Of two who begin at once, one is second.
            if (await IsThere(id, workspace.Key, stop)) return AlreadyThere(workspace);
            throw;
        }
    }

    private async Task<ChangeResult> Create(Workspace workspace, Guid id, Actor actor, string what, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        workspace = await WithOwnIds(db, workspace, null, stop);
        var at = clock.GetCurrentInstant();
        var items = StoredWorkspace.Flatten(workspace).Select(i => new ItemChange(i.Id, i.Kind, i.Key, null, i)).ToList();
        db.Workspaces.Add(new() { Id = id, Key = workspace.Key, Name = Shown(workspace.Name), Zone = workspace.Zone.Id, Revision = 1, CreatedAt = at, ChangedAt = at });
        var set = await Write(db, new(id, null, workspace, items, 1, at), actor, what, Guid.CreateVersion7(), undoes: null, stop);
        await transaction.CommitAsync(stop);
        return Done(new(id, 1, at, workspace, Positions.Of(items.Select(i => i.After!))), set);
    }

    private async Task<bool> IsThere(Guid? id, string? key, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Workspaces.AnyAsync(w => w.Key == key || w.Id == id, stop);
    }

    private static ChangeResult.Refused AlreadyThere(Workspace workspace) =>
        new($"there is a workspace '{workspace.Key}' already; import into it, or give the plan another key");

    /// <summary>Changes a workspace, or says why not.</summary>
    /// <param name="what">What is done, as a sentence without a full stop: "finished “Reel 3”".</param>
    /// <param name="verb">Given the workspace as it is, the workspace as it shall be. May be asked again when others were faster.</param>
    /// <param name="seen">What the person saw; when one of these was changed since, it is a conflict and nothing is written.</param>
    public Task<ChangeResult> ChangeAsync(Guid id, Actor actor, string what, Func<Workspace, Verdict> verb, CancellationToken stop, params IReadOnlyList<Seen> seen) =>
        ChangeAsync(id, actor, what, (_, before) => Task.FromResult<(Verdict, Guid?)>((verb(before.Workspace), null)), seen, stop);

    private async Task<ChangeResult> ChangeAsync(
        Guid id, Actor actor, string what, Func<PlannerDb, WorkspaceSnapshot, Task<(Verdict Verdict, Guid? Undoes)>> verb, IReadOnlyList<Seen> seen, CancellationToken stop)
    {
        var set = Guid.CreateVersion7();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (attempt > 1 && await Committed(id, set, stop) is { } done) return done;
                if (await TryChange(id, set, actor, what, verb, seen, alone: attempt > MostRaces, stop) is { } result) return result;
            }
            catch (Exception fault) when (attempt < MostAttempts && fault.IsPassing())
            {
                await Task.Delay(Pause(attempt), stop);
                continue;
            }
            if (attempt == MostAttempts) throw new InvalidOperationException($"The workspace {id} was changed by others {attempt} times in a row.");
        }
    }

    /// <summary>Up to two seconds: a server that restarts is back within half a minute.</summary>
    private static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(Math.Min(2000, 50 * attempt * attempt));

    /// <summary>
    /// A connection that breaks while it commits does not say whether it did. The change set's id does: what is there must
    /// not be done twice.
    /// </summary>
    private async Task<ChangeResult?> Committed(Guid id, Guid set, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (!await db.ChangeSets.AnyAsync(c => c.Id == set, stop)) return null;
        return await ReadAsync(db, id, stop) is { } now ? Done(now, set) : new ChangeResult.Missing();
    }

    /// <summary>One attempt; null: somebody else was faster.</summary>
    /// <param name="alone">Keep the workspace to oneself while reading and deciding as well: others wait, nobody is faster.</param>
    private async Task<ChangeResult?> TryChange(
        Guid id, Guid set, Actor actor, string what, Func<PlannerDb, WorkspaceSnapshot, Task<(Verdict Verdict, Guid? Undoes)>> verb, IReadOnlyList<Seen> seen, bool alone, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await using var early = alone ? await db.Database.BeginTransactionAsync(stop) : null;
        if (early is not null) await db.Workspaces.Where(w => w.Id == id).ExecuteUpdateAsync(w => w.SetProperty(r => r.Version, r => r.Version + 1), stop);
        if (await ReadAsync(db, id, stop) is not { } before) return new ChangeResult.Missing();
        var (verdict, undoes) = await verb(db, before);
        if (verdict.After is not { } after) return new ChangeResult.Refused(verdict.Refusal!);
        var items = ReferenceEquals(after, before.Workspace) ? [] : Difference.Between(before.Workspace, after, before.Positions, Guid.CreateVersion7);
        if (items.Count == 0 && seen.Count == 0) return new ChangeResult.Done(before, null);

        await using var late = early is null ? await db.Database.BeginTransactionAsync(stop) : null;
        var transaction = early ?? late!;
        if (await Stale(db, id, seen, stop) is { } conflict) return conflict;
        if (items.Count == 0) return new ChangeResult.Done(before, null);
        var now = clock.GetCurrentInstant();
        var at = now > before.ChangedAt ? now : before.ChangedAt + Duration.FromNanoseconds(1000);
        var complete = Difference.Apply(before.Workspace, items, before.Positions);
        if (!await Claim(db, before, complete, at, stop)) return null;
        await Write(db, new(id, before, complete, items, before.Revision + 1, at), actor, what, set, undoes, stop);
        await transaction.CommitAsync(stop);
        return Done(new(id, before.Revision + 1, at, complete, before.Positions.With(items)), set);
    }

    /// <summary>The name to find and show it by; PostgreSQL keeps no NUL in a text, the item itself keeps it all.</summary>
    private static string Shown(string name) => name.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>The next revision is this change's; false: somebody else made it.</summary>
    private static async Task<bool> Claim(PlannerDb db, WorkspaceSnapshot before, Workspace after, Instant at, CancellationToken stop) =>
        await db.Workspaces.Where(w => w.Id == before.Id && w.Revision == before.Revision).ExecuteUpdateAsync(w => w
            .SetProperty(r => r.Revision, before.Revision + 1)
            .SetProperty(r => r.ChangedAt, at)
            .SetProperty(r => r.Key, after.Key)
            .SetProperty(r => r.Name, Shown(after.Name))
            .SetProperty(r => r.Zone, after.Zone.Id)
            .SetProperty(r => r.Version, r => r.Version + 1), stop) == 1;

    private async Task<Guid> Write(PlannerDb db, WorkspaceChange change, Actor actor, string what, Guid set, Guid? undoes, CancellationToken stop)
    {
        db.ChangeSets.Add(new()
        {
            Id = set,
            WorkspaceId = change.Workspace,
            Revision = change.Revision,
            At = change.At,
            Actor = actor.Name,
            ActorId = actor.Id,
            Door = actor.Door,
            What = what,
            Undoes = undoes,
        });
        if (undoes is { } undone) await db.ChangeSets.Where(c => c.Id == undone).ExecuteUpdateAsync(c => c.SetProperty(r => r.UndoneBy, set), stop);
        // What refers to the change set, and to a workspace that is new, comes after it.
        await db.SaveChangesAsync(stop);
        await db.DeleteRowsAsync([.. change.Items.Where(i => i.After is null).Select(i => i.Before!.Row(change.Workspace, change.Revision))], stop);
        await db.UpdateRowsAsync([.. change.Items.Where(i => i is { Before: not null, After: not null }).Select(i => i.After!.Row(change.Workspace, change.Revision))], stop);
        await db.InsertRowsAsync([.. change.Items.Where(i => i.Before is null).Select(i => i.After!.Row(change.Workspace, change.Revision))], stop);
        await db.InsertRowsAsync([.. change.Items.Select(i => new ChangeRow
        {
            ChangeSetId = set,
            ItemId = i.Id,
            WorkspaceId = change.Workspace,
            Revision = change.Revision,
            Kind = i.Kind,
            Key = i.Key,
            Before = i.Before is null ? null : ChangeLog.Write(i.Before),
            After = i.After is null ? null : ChangeLog.Write(i.After),
        })], stop);
        foreach (var follower in followers) await follower.FollowAsync(db, change, stop);
        await db.SaveChangesAsync(stop);
        await changes.AnnounceAsync(db, change.Workspace, change.Revision, stop);
        return set;
    }

    private ChangeResult.Done Done(WorkspaceSnapshot after, Guid set)
    {
        Remember(after);
        changes.Happened(after.Id, after.Revision);
        return new(after, set);
    }

    /// <summary>What somebody changed since the person looked; null: nothing.</summary>
    private static async Task<ChangeResult?> Stale(PlannerDb db, Guid workspace, IReadOnlyList<Seen> seen, CancellationToken stop)
    {
        foreach (var (item, revision) in seen)
        {
            var now = await db.Items.Where(i => i.WorkspaceId == workspace && i.Id == item).Select(i => (long?)i.Revision).FirstOrDefaultAsync(stop);
            if (now <= revision) continue;
            var last = await db.Changes.Where(c => c.WorkspaceId == workspace && c.ItemId == item).OrderByDescending(c => c.Revision).FirstOrDefaultAsync(stop);
            if (last is null) return new ChangeResult.Missing();
            var set = await db.ChangeSets.FirstAsync(c => c.Id == last.ChangeSetId, stop);
            var deed = now is null ? "removed" : "changed";
            return new ChangeResult.Conflict(item, $"{set.Actor} {deed} {last.Said()} in between ({set.What}); look at it again, then repeat your change");
        }
        return null;
    }
}
