using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Archives;

/// <summary>What became of the wish to delete a client.</summary>
public abstract record DeletionResult
{
    private DeletionResult() { }

    /// <param name="Archive">The file that holds everything there was.</param>
    public sealed record Deleted(string Name, string Archive) : DeletionResult;

    public sealed record Refused(string Why) : DeletionResult;

    /// <summary>There is no such workspace.</summary>
    public sealed record Missing : DeletionResult;
}

/// <summary>
/// Deletes a client for good, after an archive of everything. Its calendars answer 410 from the next fetch on, so that programs stop
/// asking; the ledger keeps that mails were owed, without whom to, so that importing the archive sends none of them twice.
/// </summary>
public sealed partial class WorkspaceDeletion(
    Databases databases, WorkspaceArchive archive, WorkspaceChanges changes, Settings settings, IClock clock, ILogger<WorkspaceDeletion> log)
{
    /// <summary>So often it is begun anew because somebody changed the plan after it was archived.</summary>
    private const int MostAttempts = 5;

    private const string Why = "the client was deleted";

    /// <param name="typed">The client's key, as who deletes it typed it: nobody does so by mistake.</param>
    public async Task<DeletionResult> DeleteAsync(Guid workspace, string? typed, Actor actor, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            await using var look = databases.CreateDbContext();
            if (await look.Workspaces.AsNoTracking().FirstOrDefaultAsync(w => w.Id == workspace, stop) is not { } row) return new DeletionResult.Missing();
            if (typed?.Trim() != row.Key) return new DeletionResult.Refused($"to delete {row.Name}, type its key: {row.Key}");
            var file = Path.Combine(settings.BackupFolder, "archives", archive.FileName(row.Key));
            if (await archive.WriteAsync(workspace, file, stop) is not { } archived) return new DeletionResult.Missing();
            if (!await DeleteAsync(workspace, row.Key, archived.Revision, actor, stop))
            {
                File.Delete(file);
                continue;
            }
            changes.Happened(workspace, long.MaxValue);
            Deleted(row.Key, workspace, actor.Name, file);
            return new DeletionResult.Deleted(row.Name, file);
        }
        return new DeletionResult.Refused("others change the plan again and again at this moment; try again when they have finished");
    }

    /// <summary>False: it is not of that revision any more.</summary>
    private async Task<bool> DeleteAsync(Guid workspace, string key, long revision, Actor actor, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Whoever changes the plan at this moment waits, and then finds no workspace.
        if (await db.Workspaces.Where(w => w.Id == workspace && w.Revision == revision).ExecuteUpdateAsync(w => w.SetProperty(r => r.Version, r => r.Version + 1), stop) == 0) return false;
        var now = clock.GetCurrentInstant();
        await CloseFeeds(db, workspace, now, stop);
        await CloseDeliveries(db, workspace, now, stop);
        foreach (var table in OwnedRows.Of(db.Model).Reverse())
#pragma warning disable EF1002 // Names are the model's.
            await db.Database.ExecuteSqlRawAsync($"DELETE FROM \"{table.Name}\" WHERE {table.Where}", [workspace], stop);
#pragma warning restore EF1002
        await db.Workspaces.Where(w => w.Id == workspace).ExecuteDeleteAsync(stop);
        db.Audit.Add(AuditRow.Of(actor, $"deleted the client {key}, after an archive", now));
        await db.SaveChangesAsync(stop);
        await changes.AnnounceAsync(db, workspace, long.MaxValue, stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>What is left of a feed is the hash of its address, by which "gone" is known from "never was".</summary>
    private static async Task CloseFeeds(PlannerDb db, Guid workspace, Instant now, CancellationToken stop)
    {
        await db.FeedFetches.Where(f => db.Feeds.Any(feed => feed.Id == f.FeedId && feed.WorkspaceId == workspace)).ExecuteDeleteAsync(stop);
        await db.Feeds.Where(f => f.WorkspaceId == workspace).ExecuteUpdateAsync(f => f
            .SetProperty(r => r.WorkspaceId, (Guid?)null).SetProperty(r => r.OwnerId, (Guid?)null).SetProperty(r => r.Name, "a deleted client's calendar")
            .SetProperty(r => r.Definition, (string?)null).SetProperty(r => r.Filter, (string?)null).SetProperty(r => r.Options, (string?)null).SetProperty(r => r.LastClient, (string?)null)
            .SetProperty(r => r.RevokedAt, r => r.RevokedAt ?? now).SetProperty(r => r.ChangedAt, now).SetProperty(r => r.Version, r => r.Version + 1), stop);
    }

    /// <summary>One that is on its way at this moment is not called back; its outcome is noted as any other.</summary>
    private static async Task CloseDeliveries(PlannerDb db, Guid workspace, Instant now, CancellationToken stop)
    {
        await db.StoredMails.Where(m => db.Deliveries.Any(d => d.Id == m.DeliveryId && d.WorkspaceId == workspace)).ExecuteDeleteAsync(stop);
        // What told of it beside others is written anew, without it, where it is still to be sent.
        await db.StoredMails.Where(m => db.ToldClients.Any(t => t.DeliveryId == m.DeliveryId && t.WorkspaceId == workspace)).ExecuteDeleteAsync(stop);
        await db.Deliveries
            .Where(d => d.WorkspaceId == workspace && (d.Status == DeliveryStatus.Due || d.Status == DeliveryStatus.Retrying || d.Status == DeliveryStatus.Unknown || d.Status == DeliveryStatus.Parked
                || (d.Status == DeliveryStatus.Claimed && d.TransmitStartedAt == null)))
            .ExecuteUpdateAsync(d => d.SetProperty(r => r.Status, DeliveryStatus.Superseded).SetProperty(r => r.Reason, Why).SetProperty(r => r.EndedAt, now), stop);
        await db.Deliveries.Where(d => d.WorkspaceId == workspace).ExecuteUpdateAsync(d => d
            .SetProperty(r => r.WorkspaceId, (Guid?)null).SetProperty(r => r.PersonId, (Guid?)null).SetProperty(r => r.Address, "").SetProperty(r => r.Name, (string?)null)
            .SetProperty(r => r.Error, (string?)null).SetProperty(r => r.Version, r => r.Version + 1), stop);
    }

    [LoggerMessage(LogLevel.Information, "The client {Key} ({Id}) was deleted by {Who}; everything it had is in {Archive}")]
    private partial void Deleted(string key, Guid id, string who, string archive);
}
