using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>What is in mails is erased 30 days after they came to their end; that they were sent stays known.</summary>
public sealed class MailRetention(Databases databases, IClock clock)
{
    public static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>Erases what is old.</summary>
    public async Task<Counts> SweepAsync(bool dryRun, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetCurrentInstant();
        var before = now - Kept;
        var mails = db.StoredMails.Where(m => db.Deliveries.Any(d => d.Id == m.DeliveryId && d.EndedAt < before));
        var links = db.MailLinks.Where(l => l.ExpiresAt < before);
        var counts = new Counts();
        counts.Add("mails erased", dryRun ? await mails.CountAsync(stop) : await mails.ExecuteDeleteAsync(stop));
        counts.Add("links erased", dryRun ? await links.CountAsync(stop) : await links.ExecuteDeleteAsync(stop));
        return counts;
    }
}
