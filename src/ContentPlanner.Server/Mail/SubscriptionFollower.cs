using ContentPlanner.Server.Database;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// Keeps the rows that say who is owed what next, in the transaction of each change that could alter it. What people did
/// with their subscription, and what was owed before, stays.
/// </summary>
public sealed class SubscriptionFollower(Libraries libraries) : IChangeFollower
{
    private static readonly HashSet<string> Kinds = ["workspace", "member", "digest", "countdown", "launch", "period", "review", "template"];

    public async Task FollowAsync(PlannerDb db, WorkspaceChange change, CancellationToken stop)
    {
        if (change.Before is not null && !change.Items.Any(i => Kinds.Contains(i.Kind))) return;
        await RewriteAsync(db, change.Workspace, Subscription.Of(change.After, libraries.Of(change.After).Library, change.At), change.At, stop);
    }

    /// <summary>Makes the rows of a workspace those that follow from it; tracked, not saved.</summary>
    /// <returns>How many are other than before.</returns>
    internal static async Task<int> RewriteAsync(PlannerDb db, Guid workspace, IEnumerable<Subscription> subscriptions, Instant at, CancellationToken stop)
    {
        // A tick that advances a row at this moment is waited for, and seen.
        var taken = db is PostgresDb
            ? db.Subscriptions.FromSql($"""SELECT * FROM subscription WHERE "WorkspaceId" = {workspace} FOR UPDATE""")
            : db.Subscriptions.Where(s => s.WorkspaceId == workspace);
        var rows = await taken.ToDictionaryAsync(s => s.Id, stop);
        var changed = 0;
        foreach (var subscription in subscriptions)
        {
            if (!rows.Remove(subscription.Id, out var row))
            {
                row = new() { Id = subscription.Id, WorkspaceId = workspace, Kind = subscription.Kind, DoneUntil = at };
                db.Subscriptions.Add(row);
            }
            Follow(row, subscription, at, isNew: db.Entry(row).State == EntityState.Added);
            if (db.Entry(row) is { State: EntityState.Added } or { State: EntityState.Modified }) changed++;
        }
        // Who left, or is not asked for any more. Those who unsubscribed are remembered: a plan that is taken back does not ask them again.
        foreach (var gone in rows.Values)
        {
            if (gone.UnsubscribedAt is null) db.Subscriptions.Remove(gone);
            else (gone.NextPeriod, gone.NextDueAt) = (null, null);
        }
        return changed + rows.Values.Count(r => r.UnsubscribedAt is null);
    }

    /// <summary>Makes a row what follows from its subscription.</summary>
    internal static void Follow(SubscriptionRow row, Subscription subscription, Instant at, bool isNew)
    {
        var next = row.UnsubscribedAt is null ? subscription.Rhythm.Next(at, isNew ? null : row) : null;
        // Nothing waits, or what waited is off: up to here everything was looked at.
        if (row.NextDueAt is null || row.NextDueAt > at || next?.At > at) row.DoneUntil = at;
        row.PersonId = subscription.PersonId;
        row.LaunchId = subscription.LaunchId;
        row.NextPeriod = next?.Period;
        row.NextDueAt = next?.At;
        row.TzdbVersion = DateTimeZoneProviders.Tzdb.VersionId;
    }
}
