using System.Text.Json;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Backups;

/// <summary>Why the installation tells nobody anything at the moment.</summary>
/// <param name="Why">As a clause: "it was restored from a backup of …".</param>
public sealed record Hold(Instant Since, string Why);

/// <summary>
/// A restored installation (R27) knows nothing of what was sent since its backup: it sends no mail, no reminder and no webhook
/// until an administrator confirms. Calendars and pages work meanwhile. The mark is a row that every claim of a mail looks at.
/// </summary>
public sealed class HoldMode(Databases databases, Materialising materialising, IClock clock)
{
    public const string Key = "hold";

    /// <summary>
    /// What a person asks for at that moment: asked for since the restore, it cannot have been sent before it. An approval's question as
    /// well; its reminders follow from the clock.
    /// </summary>
    private static readonly DeliveryKind[] AskedFor = [DeliveryKind.PlanSummary, DeliveryKind.Test, DeliveryKind.ApprovalAnswer, DeliveryKind.Invitation, DeliveryKind.Password];

    /// <summary>The value of the row.</summary>
    internal static string Written(Hold hold) => JsonSerializer.Serialize(new { since = InstantPattern.ExtendedIso.Format(hold.Since), why = hold.Why });

    /// <summary>Null: everything goes out as it is due.</summary>
    public async Task<Hold?> ReadAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var said = await db.Settings.Where(s => s.Key == Key).Select(s => s.Value).FirstOrDefaultAsync(stop);
        if (said is null) return null;
        using var json = JsonDocument.Parse(said);
        return new(InstantPattern.ExtendedIso.Parse(json.RootElement.GetProperty("since").GetString()!).Value, json.RootElement.GetProperty("why").GetString()!);
    }

    /// <summary>
    /// An administrator confirms: from now on everything goes out as it is due. What was due until now counts as told, for most of
    /// it was sent before the restore; or is sent as after any downtime, where nothing had been. What somebody asked for meanwhile is sent.
    /// </summary>
    /// <returns>How many mails were left out; null: nothing was held.</returns>
    public async Task<int?> EndAsync(bool sendWhatWasDue, CancellationToken stop)
    {
        if (await ReadAsync(stop) is not { } hold) return null;
        var left = sendWhatWasDue ? 0 : await LeaveOutAsync(hold.Since, stop);
        await using var db = databases.CreateDbContext();
        return await db.Settings.Where(s => s.Key == Key).ExecuteDeleteAsync(stop) == 1 ? left : null;
    }

    private async Task<int> LeaveOutAsync(Instant since, CancellationToken stop)
    {
        const string why = "it was due before the restored service was set going again, and may have been sent then";
        var now = clock.GetCurrentInstant();
        var skipped = (await materialising.RunAsync(Enum.GetValues<DeliveryKind>(), now, stop, leaveOut: why)).Skipped;
        await using var db = databases.CreateDbContext();
        return skipped + await db.Deliveries
            .Where(d => d.DueAt <= now && !(d.DueAt > since && (AskedFor.Contains(d.Kind) || (d.Kind == DeliveryKind.Approval && d.Period == ApprovalPost.Question))) && (d.Status == DeliveryStatus.Due || d.Status == DeliveryStatus.Claimed || d.Status == DeliveryStatus.Retrying || d.Status == DeliveryStatus.Unknown))
            .ExecuteUpdateAsync(d => d
                .SetProperty(r => r.Status, DeliveryStatus.Skipped).SetProperty(r => r.Reason, why).SetProperty(r => r.EndedAt, now)
                .SetProperty(r => r.Unfinished, 0).SetProperty(r => r.Version, r => r.Version + 1), stop);
    }
}
