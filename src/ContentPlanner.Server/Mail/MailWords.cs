using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Shared.Web;
using NodaTime.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>Mails and what became of them, in words and as pages show them.</summary>
internal static class MailWords
{
    public static string Of(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Digest => "Digest",
        DeliveryKind.DigestOfAll => "Digest of all clients",
        DeliveryKind.Countdown => "Countdown",
        DeliveryKind.Review => "Agenda",
        DeliveryKind.Overdue => "Late work",
        DeliveryKind.PlanSummary => "The plan on a page",
        DeliveryKind.JobAlarm => "Alarm",
        DeliveryKind.Approval => "Asking for approval",
        DeliveryKind.ApprovalAnswer => "Answer to an approval",
        DeliveryKind.Invitation => "Invitation",
        DeliveryKind.Password => "Another password",
        DeliveryKind.Test => "Test",
        _ => kind.ToString(),
    };

    public static string Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Due => "due",
        DeliveryStatus.Claimed => "on its way",
        DeliveryStatus.Sent => "sent",
        DeliveryStatus.Retrying => "tried again soon",
        DeliveryStatus.Unknown => "may have arrived, sent again soon",
        DeliveryStatus.Parked => "parked",
        DeliveryStatus.Skipped => "skipped",
        DeliveryStatus.Superseded => "overtaken",
        _ => "failed",
    };

    public static string Of(DigestSection section) => section switch
    {
        DigestSection.Picks => "Worth using again",
        DigestSection.Due => "Late and due",
        DigestSection.Launches => "Launches",
        DigestSection.Calendar => "The week",
        DigestSection.Gaps => "Empty slots",
        DigestSection.TakeAways => "Take-aways",
        DigestSection.Stale => "Still true?",
        _ => "Waiting for approval",
    };

    public static string What(Desk desk, Subscription subscription) => subscription.LaunchId is { } launch
        ? $"{Of(subscription.Kind)} of {desk.Workspace.Launches.FirstOrDefault(l => Identity.Of(desk.Workspace, l) == launch)?.Title}, for {subscription.Person.Name}"
        : $"{Of(subscription.Kind)} for {subscription.Person.Name}";

    public static DeliveryLine Line(DeliveryRow delivery, ReaderTime time, string href) => new(
        href, Of(delivery.Kind), ShortPeriod(delivery, time.Locale), delivery.Address, time.Moment(delivery.DueAt), Of(delivery.Status), Tone(delivery.Status), Why(delivery));

    public static MailModel Page(DeliveryRow delivery, StoredMailRow? stored, ReaderTime time, string root, string href, bool mayDecide) => new()
    {
        Root = root,
        Href = href,
        Title = stored?.Subject ?? string.Join(", ", new[] { Of(delivery.Kind), ShortPeriod(delivery, time.Locale) }.Where(w => w.Length > 0)),
        State = Of(delivery.Status),
        Tone = Tone(delivery.Status),
        Why = Why(delivery),
        To = delivery.Address,
        Due = time.Moment(delivery.DueAt),
        Sent = delivery.SentAt is { } sent ? time.Moment(sent) : null,
        Attempts = delivery.Attempts,
        MessageId = delivery.MessageId,
        Text = stored is null ? null : MailMessage.Read(stored.Message).TextBody,
        MayDecide = mayDecide && delivery.Status is DeliveryStatus.Parked or DeliveryStatus.Failed or DeliveryStatus.Unknown or DeliveryStatus.Skipped or DeliveryStatus.Superseded,
    };

    private static string? Why(DeliveryRow delivery) => delivery.Reason ?? (delivery.Status is DeliveryStatus.Sent ? null : delivery.Error);

    private static string? Tone(DeliveryStatus status) => status switch { DeliveryStatus.Sent => "ok", DeliveryStatus.Parked or DeliveryStatus.Failed => "late", _ => null };

    /// <summary>A countdown's mark, a digest's week, the day of a review; not the ids around them.</summary>
    private static string ShortPeriod(DeliveryRow delivery, Locale locale) => delivery.Kind switch
    {
        DeliveryKind.Countdown => delivery.Period.Split('/').ElementAtOrDefault(1) ?? "",
        DeliveryKind.Digest or DeliveryKind.DigestOfAll or DeliveryKind.Review or DeliveryKind.Overdue => Spoken(delivery.Period.Split('/')[0], locale),
        _ => "",
    };

    private static string Spoken(string period, Locale locale) =>
        IsoWeek.Parse(period) is { } week ? $"week of {locale.Format(week.Monday, DayStyle.Medium)}"
        : LocalDatePattern.Iso.Parse(period) is { Success: true } day ? locale.Format(day.Value, DayStyle.Medium)
        : period;
}

public sealed record DigestsModel
{
    public required string Root { get; init; }
    public required bool MayAll { get; init; }

    /// <summary>What to say while mail goes nowhere; null: it leaves.</summary>
    public string? Folder { get; init; }
    public required IReadOnlyList<DigestCard> Digests { get; init; }
    public required IReadOnlyList<PersonLine> Without { get; init; }
    public required IReadOnlyList<CountdownCard> Countdowns { get; init; }
    public required IReadOnlyList<PersonLine> Others { get; init; }
    public required IReadOnlyList<DeliveryLine> Waiting { get; init; }
    public required IReadOnlyList<DeliveryLine> Log { get; init; }
}

/// <param name="AlsoInAll">When they get this client in the digest of all clients as well; null: they do not.</param>
public sealed record DigestCard(string Href, string Name, string About, string State, string? Tone, string? Preview, string? AlsoInAll);

/// <param name="State">Shown beside; null: as the list has it.</param>
public sealed record PersonLine(string Key, string Name, string About, string? State = null);

public sealed record CountdownCard(string Title, string Readers, string Href, IReadOnlyList<PersonLine> People);

public sealed record DeliveryLine(string Href, string What, string Period, string To, string Due, string State, string? Tone, string? Why);

public sealed record DigestFormModel
{
    public required string Root { get; init; }
    public required string Key { get; init; }
    public required string Person { get; init; }
    public required string Name { get; init; }
    public string? Email { get; init; }
    public required long Seen { get; init; }
    public required DigestFieldsModel Fields { get; init; }

    /// <summary>That they get this client in the digest of all clients as well; null: they do not.</summary>
    public string? AlsoInAll { get; init; }
    public required bool IsNew { get; init; }
    public string? Preview { get; init; }
    public string? Refusal { get; init; }
}

public sealed record CountdownModel
{
    public required string Root { get; init; }
    public required string Launch { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<(string Key, string Name, bool IsChosen)> People { get; init; }

    /// <summary>The launch's owner and the strategist: nobody decided otherwise.</summary>
    public required bool IsUsual { get; init; }
}

public sealed record MailPreviewModel
{
    public required string Root { get; init; }
    public required string Title { get; init; }
    public required string About { get; init; }
    public string? Body { get; init; }
    public string? Text { get; init; }
    public string? Problem { get; init; }
    public required string Tests { get; init; }
    public required string Address { get; init; }
    public string? Sent { get; init; }

    /// <summary>What the form of a test names; null: its address does.</summary>
    public string? Subscription { get; init; }

    /// <summary>Of a digest of all clients.</summary>
    /// <param name="rendering">Null: nothing would be sent.</param>
    /// <param name="here">Path of the preview.</param>
    internal static MailPreviewModel OfAll(MailRendering? rendering, string here, string address, string about) => new()
    {
        Root = here,
        Title = rendering?.Mail?.Subject ?? "Digest of all clients",
        About = about,
        Body = rendering?.Mail is null ? null : $"{here}/body",
        Text = rendering?.Mail?.Text,
        Problem = rendering is null ? "There is nothing to say at the moment, so nothing would be sent." : rendering.Problem is { } problem ? $"It cannot be written: {problem}." : null,
        Tests = $"{here}/tests",
        Address = address,
    };
}

public sealed record MailModel
{
    public required string Root { get; init; }
    public required string Href { get; init; }
    public required string Title { get; init; }
    public required string State { get; init; }
    public string? Tone { get; init; }
    public string? Why { get; init; }
    public required string To { get; init; }
    public required string Due { get; init; }
    public string? Sent { get; init; }
    public required int Attempts { get; init; }
    public required string MessageId { get; init; }
    public string? Text { get; init; }
    public required bool MayDecide { get; init; }
}
