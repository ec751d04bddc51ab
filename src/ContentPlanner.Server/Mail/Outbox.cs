using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>Mails that somebody or something asks for: the plan summary, a test, an alarm. Through the same ledger, so once each.</summary>
public sealed class Outbox(Databases databases, Letters letters, Desks desks, AllClients all, DigestsOfAll digests, Settings settings, IClock clock)
{
    private static readonly Duration Patience = Duration.FromHours(48);

    /// <summary>What was put into the ledger; null with the reason why nothing was.</summary>
    public sealed record Posted(Guid? Delivery, string? Why);

    /// <summary>What a letter is known by, and whom it goes to.</summary>
    /// <param name="About">Id of what it is about.</param>
    /// <param name="Period">Which of several about it.</param>
    /// <param name="Person">Member it is for; null: somebody else.</param>
    public sealed record Letter(DeliveryKind Kind, Guid About, string Period, Guid? Workspace, Guid? Person, string Address, string? Name);

    /// <summary>The plan on a page, to one address. Each call is a mail.</summary>
    public async Task<Posted> PlanSummaryAsync(Guid workspace, string address, string? name, CancellationToken stop)
    {
        if (await desks.OfAsync(workspace, stop) is not { } desk) return new(null, "there is no such workspace");
        if (desk.Workspace.Periods.Count == 0) return new(null, "the plan has no period to tell of");
        return await PostAsync(Asked(DeliveryKind.PlanSummary, workspace, address, name), desk.Workspace, links => letters.PlanSummary(desk, links)!, stop);
    }

    /// <summary>What a subscription would get now, to another address; nothing acts from it.</summary>
    public async Task<Posted> TestAsync(Guid workspace, Guid subscription, string address, CancellationToken stop)
    {
        if (await desks.OfAsync(workspace, stop) is not { } desk) return new(null, "there is no such workspace");
        if (desk.Subscriptions.GetValueOrDefault(subscription) is not { } found) return new(null, "there is no such subscription");
        if (letters.Preview(desk, found, null) is not { } rendering) return new(null, "there is nothing to say at the moment");
        return await PostAsync(Asked(DeliveryKind.Test, workspace, address, null), desk.Workspace, _ => rendering, stop);
    }

    /// <summary>What the digest of all clients of an account would say now, to an address; nothing acts from it.</summary>
    public async Task<Posted> TestOfAllAsync(Guid account, string address, CancellationToken stop)
    {
        if (await digests.ChosenAsync(account, stop) is not { } chosen || await all.OfAsync(account, chosen, stop) is not { } desk) return new(null, "there is no such subscription");
        if (letters.Preview(desk) is not { } rendering) return new(null, "there is nothing to say at the moment");
        if (rendering.Mail is not { } letter) return new(null, $"the mail could not be written: {rendering.Problem}");
        var delivery = New(DeliveryKind.Test, Identity.FromName("test", account.ToString("N"), Ledger.AddressKey(address)), InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()), null, address, null);
        return MailMessage.IsAddress(address) ? await PostAsync(delivery, letters.Test(delivery, letter, desk), [], stop) : NoAddress(address);
    }

    /// <summary>
    /// To every administrator, once for each subject and period, however often it is raised: <c>AlarmAsync("job digest-tick", "2026-11-25", …)</c>.
    /// </summary>
    /// <returns>How many mails that makes.</returns>
    public async Task<int> AlarmAsync(string subject, string period, string title, IEnumerable<string> paragraphs, string? path, CancellationToken stop)
    {
        var made = 0;
        var text = paragraphs.ToList();
        var address = settings.BaseUrl is { } root && path is not null ? root.TrimEnd('/') + path : null;
        foreach (var administrator in (settings.Mail.Administrators ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var delivery = New(DeliveryKind.JobAlarm, Identity.FromName("alarm", subject, Ledger.AddressKey(administrator)), period, null, administrator, null);
            if ((await PostAsync(delivery, null, links => letters.Notice(title, text, address, links), stop)).Delivery is not null) made++;
        }
        return made;
    }

    /// <summary>A letter of another part of the program, once for its kind, subject and period.</summary>
    /// <param name="workspace">Null: of the installation.</param>
    public Task<Posted> LetterAsync(Letter letter, Workspace? workspace, Func<MailLinks, MailRendering> render, CancellationToken stop)
    {
        var delivery = New(letter.Kind, letter.About, letter.Period, letter.Workspace, letter.Address, letter.Name);
        delivery.PersonId = letter.Person;
        return PostAsync(delivery, workspace, render, stop);
    }

    private DeliveryRow Asked(DeliveryKind kind, Guid workspace, string address, string? name) =>
        New(kind, Identity.FromName(kind.ToString(), workspace.ToString("N"), Ledger.AddressKey(address)), InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()), workspace, address, name);

    private DeliveryRow New(DeliveryKind kind, Guid subscription, string period, Guid? workspace, string address, string? name)
    {
        var now = clock.GetCurrentInstant();
        return new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            SubscriptionId = subscription,
            Period = period,
            WorkspaceId = workspace,
            Address = address,
            Name = name,
            MessageId = MailMessage.IdOf(kind, subscription, period, settings.Mail),
            DueAt = now,
            NotAfter = now + Patience,
            NextAttemptAt = now,
        };
    }

    private async Task<Posted> PostAsync(DeliveryRow delivery, Workspace? workspace, Func<MailLinks, MailRendering> render, CancellationToken stop)
    {
        if (!MailMessage.IsAddress(delivery.Address)) return NoAddress(delivery.Address);
        var (mail, links, problem) = letters.WriteNow(delivery, workspace, render);
        return problem is null ? await PostAsync(delivery, mail, links, stop) : new(null, $"the mail could not be written: {problem}");
    }

    private static Posted NoAddress(string address) => new(null, $"'{address}' is not an address mail can be sent to");

    private async Task<Posted> PostAsync(DeliveryRow delivery, StoredMailRow mail, IReadOnlyCollection<MailLinkRow> links, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Deliveries.AnyAsync(d => d.Kind == delivery.Kind && d.SubscriptionId == delivery.SubscriptionId && d.Period == delivery.Period, stop)) return new(null, "it was posted before");
        db.Deliveries.Add(delivery);
        db.StoredMails.Add(mail);
        db.MailLinks.AddRange(links);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            return new(null, "it was posted before");
        }
        return new(delivery.Id, null);
    }
}
