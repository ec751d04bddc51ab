using ContentPlanner.Core;
using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using NodaTime;
using NodaTime.Text;
using Letter = ContentPlanner.Formats.Digests.Mail;

namespace ContentPlanner.Server.Mail;

/// <summary>Whether a delivery is still owed, as the plan stands now.</summary>
public abstract record Standing
{
    private Standing() { }

    /// <summary>Written when it is sent.</summary>
    public abstract record ToWrite(Subscription Subscription) : Standing;

    public sealed record Owed(Desk Desk, Subscription Subscription) : ToWrite(Subscription);

    /// <summary>About all clients of a person.</summary>
    public sealed record OwedOfAll(AllDesk Desk, Subscription Subscription) : ToWrite(Subscription);

    /// <summary>Rendered when it was asked for; nothing of the plan decides about it any more.</summary>
    public sealed record AsStored : Standing;

    public sealed record NotOwed(string Reason) : Standing;

    /// <summary>Its day was moved into the future.</summary>
    public sealed record Later(ContentPlanner.Server.Mail.Owed Moment) : Standing;
}

/// <summary>Writes the mails of subscriptions with today's data and rights, and the links that act from them.</summary>
public sealed class Letters(Desks desks, AllClients all, MemberRights rights, Libraries libraries, Settings settings, IClock clock)
{
    /// <summary>How long a link in a mail acts (design rule 5); unsubscribing has no end.</summary>
    public static readonly Duration LinksLast = Duration.FromDays(30);

    /// <summary>A mail ready to be stored, or why there is none.</summary>
    public sealed record Written(StoredMailRow? Mail, IReadOnlyCollection<MailLinkRow> Links, string? NothingToSay, Problem? Problem);

    public async Task<Standing> StandingOf(DeliveryRow delivery, CancellationToken stop)
    {
        if (delivery.Kind is DeliveryKind.PlanSummary or DeliveryKind.JobAlarm or DeliveryKind.Test or DeliveryKind.ApprovalAnswer or DeliveryKind.Invitation or DeliveryKind.Password) return new Standing.AsStored();
        if (delivery.Kind == DeliveryKind.DigestOfAll) return await all.StandingOf(delivery, stop);
        if (delivery.WorkspaceId is not { } workspace || await desks.OfAsync(workspace, stop) is not { } desk) return new Standing.NotOwed("the workspace is gone");
        if (delivery.Kind == DeliveryKind.Approval)
            return desk.Workspace.Approvals.FirstOrDefault(a => a.Id == delivery.SubscriptionId) is { } asked && ApprovalStanding.Of(desk.Schedule, asked).State == ApprovalState.Requested
                ? new Standing.AsStored()
                : new Standing.NotOwed("it was answered, or changed, before the mail went out");
        var now = clock.GetCurrentInstant();
        if (!desk.Subscriptions.TryGetValue(delivery.SubscriptionId, out var subscription)) return new Standing.NotOwed(WhyGone(desk, delivery));
        if (await rights.HasLeftAsync(workspace, subscription.Person, stop)) return new Standing.NotOwed("their access was taken away");
        if (subscription.Rhythm is WeeklyRhythm { PausedUntil: { } until } weekly && now.InZone(weekly.Zone).Date < until)
            return new Standing.NotOwed($"paused until {LocalDatePattern.Iso.Format(until)}");
        if (subscription.Rhythm is ListedRhythm listed)
        {
            if (listed.Moments.FirstOrDefault(m => m.Period == delivery.Period) is not { } moment) return new Standing.NotOwed("the plan has no such day any more");
            if (moment.At > now) return new Standing.Later(moment);
        }
        return new Standing.Owed(desk, subscription);
    }

    private static string WhyGone(Desk desk, DeliveryRow delivery)
    {
        if (desk.Workspace.Members.FirstOrDefault(m => Identity.Of(desk.Workspace, m) == delivery.PersonId) is not { } person) return "the person is no longer a member";
        if (person.Email is null) return "the person has no address any more";
        return delivery.Kind == DeliveryKind.Countdown ? "the launch is not counted down any more, or for others" : "the subscription was taken out of the plan";
    }

    /// <summary>The mail of a delivery to its reader's address of today, with links of its own.</summary>
    public Written Write(DeliveryRow delivery, Standing.ToWrite owed)
    {
        var now = clock.GetCurrentInstant();
        var links = new LinksOfMail(settings.BaseUrl, delivery, now);
        if (owed is Standing.OwedOfAll(var clients, _)) return WriteOfAll(delivery, clients, links, now);
        var (desk, subscription) = (Standing.Owed)owed;
        var (rendering, nothing) = Render(desk, subscription, delivery.Period, links.Of(delivery.Kind), now);
        if (nothing is not null) return new(null, [], nothing, null);
        if (rendering!.Mail is not { } letter) return new(null, [], null, rendering.Problem);
        return new(Stored(delivery, letter, desk.Workspace, links.UnsubscribeAddress, now), links.Rows, null, null);
    }

    private Written WriteOfAll(DeliveryRow delivery, AllDesk desk, LinksOfMail links, Instant now) => all.Render(desk, links) switch
    {
        null => new(null, [], "there was nothing to say", null),
        { Mail: { } letter } => new(OfAll(delivery, letter, desk, links.UnsubscribeAddress, now), links.Rows, null, null),
        var rendering => new(null, [], null, rendering.Problem),
    };

    /// <summary>The digest of all clients as it would read now, without links; null: there is nothing to say.</summary>
    public MailRendering? Preview(AllDesk desk) => all.Render(desk, null);

    /// <summary>The same as a test for an address, stored at once.</summary>
    public StoredMailRow Test(DeliveryRow delivery, Letter letter, AllDesk desk) => OfAll(delivery, letter, desk, null, clock.GetCurrentInstant());

    /// <summary>The mail a subscription would get now, without links: to look at, or to send for a test.</summary>
    public MailRendering? Preview(Desk desk, Subscription subscription, string? period) =>
        Render(desk, subscription, period, MailLinks.None, clock.GetCurrentInstant()).Rendering;

    /// <summary>The plan on a page; null without a period to tell of.</summary>
    public MailRendering? PlanSummary(Desk desk, MailLinks links) =>
        PlanPage.Of(desk.Schedule) is { } page ? PlanMail.Render(page, desk.Workspace.Locale, desk.Installation.Templates, links) : null;

    public MailRendering Notice(string title, IEnumerable<string> paragraphs, string? address, MailLinks links) =>
        NoticeMail.Render("ContentPlanner", title, paragraphs, address, libraries.Installation.Templates, links);

    /// <summary>A mail asked for by a person or a job: stored at once, sent by the next tick.</summary>
    public (StoredMailRow Mail, IReadOnlyCollection<MailLinkRow> Links, Problem? Problem) WriteNow(DeliveryRow delivery, Workspace? workspace, Func<MailLinks, MailRendering> render)
    {
        var now = clock.GetCurrentInstant();
        var links = new LinksOfMail(settings.BaseUrl, delivery, now);
        var rendering = render(links.Of(delivery.Kind));
        return rendering.Mail is { } letter
            ? (Stored(delivery, letter, workspace, links.UnsubscribeAddress, now), links.Rows, null)
            : (new(), [], rendering.Problem);
    }

    private static (MailRendering? Rendering, string? NothingToSay) Render(Desk desk, Subscription subscription, string? period, MailLinks links, Instant now)
    {
        var (workspace, locale, templates) = (desk.Workspace, desk.Workspace.Locale, desk.Installation.Templates);
        switch (subscription.Kind)
        {
            case DeliveryKind.Digest:
                var asked = workspace.Digests.First(d => Identity.Of(workspace, d) == subscription.Id);
                var digest = Digest.Of(desk.Schedule, desk.Timeline, asked, now)!;
                return digest.IsEmpty && !asked.IncludeEmpty ? (null, "there was nothing to say") : (DigestMail.Render(digest, locale, templates, links), null);

            case DeliveryKind.Countdown:
                var launch = desk.Schedule.Launches.First(l => l.Id == subscription.LaunchId);
                var reader = Reader.Of(workspace, subscription.Person.Key, now)!;
                var mark = launch.Marks.FirstOrDefault(m => Subscription.PeriodOf(launch, m) == period)
                    ?? launch.Marks.FirstOrDefault(m => m.Day >= reader.Today) ?? launch.Marks[^1];
                var letter = CountdownLetter.Of(desk.Schedule, launch, mark);
                // Late, it says how many days there are, not how many there were.
                if (period is not null && reader.Today > mark.Day) letter = letter with { DaysLeft = Math.Max(0, Period.DaysBetween(reader.Today, letter.Day)) };
                return (CountdownMail.Render(letter, locale, templates, desk.DraftOf, links), null);

            case DeliveryKind.Review:
                var day = period is not null && LocalDatePattern.Iso.Parse(period.Split('/')[0]) is { Success: true } parsed ? parsed.Value : (LocalDate?)null;
                var review = ReviewDate.After(workspace, day ?? desk.Schedule.Today).FirstOrDefault(r => day is null || r.Day == day && period!.EndsWith("/" + r.Title, StringComparison.Ordinal));
                return review is null
                    ? (null, "no review is planned")
                    : (ReviewMail.Render(ReviewAgenda.Of(desk.Schedule, review), locale, templates, links), null);

            case DeliveryKind.Overdue:
                return OverdueLetter.Of(desk.Schedule, Reader.Of(workspace, subscription.Person.Key, now)!) is { } overdue
                    ? (OverdueMail.Render(overdue, locale, templates, links), null)
                    : (null, "nothing was late");

            default:
                throw new ArgumentOutOfRangeException(nameof(subscription), subscription.Kind, "Nobody subscribes to these.");
        }
    }

    private StoredMailRow Stored(DeliveryRow delivery, Letter letter, Workspace? workspace, string? unsubscribe, Instant now)
    {
        var kind = delivery.Kind switch
        {
            DeliveryKind.Digest => ("digest", "Weekly digest"),
            DeliveryKind.Countdown => ("countdown", "Countdown"),
            DeliveryKind.Review => ("review", "Reviews"),
            DeliveryKind.Overdue => ("overdue", "Late work"),
            DeliveryKind.PlanSummary => ("plan", "The plan"),
            DeliveryKind.Approval or DeliveryKind.ApprovalAnswer => ("approval", "Approvals"),
            DeliveryKind.Invitation => ("invitation", "Invitation"),
            _ => ("installation", "ContentPlanner"),
        };
        var list = workspace is null ? kind : ($"{kind.Item1}.{workspace.Key}", $"{kind.Item2}, {workspace.Name}");
        return Stored(delivery, letter, workspace?.Locale ?? "en", list, unsubscribe, now);
    }

    private StoredMailRow OfAll(DeliveryRow delivery, Letter letter, AllDesk desk, string? unsubscribe, Instant now)
    {
        var mail = Stored(delivery, letter, desk.Locale, ("all-clients", "Weekly digest of all clients"), unsubscribe, now);
        mail.Told.AddRange(desk.Clients.Values.Select(c => new ToldClientRow { DeliveryId = delivery.Id, WorkspaceId = c.Id }));
        return mail;
    }

    private StoredMailRow Stored(DeliveryRow delivery, Letter letter, string locale, (string, string) list, string? unsubscribe, Instant now) => new()
    {
        DeliveryId = delivery.Id,
        Subject = letter.Subject,
        Message = MailMessage.Build(delivery, letter, locale, list, unsubscribe, now, settings.Mail),
        RenderedAt = now,
    };
}
