using ContentPlanner.Core.Locales;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Webhooks;

/// <summary>One event somebody may choose.</summary>
public sealed record EventChoice(string Word, string Says, bool Chosen);

/// <summary>One line of the list.</summary>
public sealed record WebhookLine(Guid Id, string Name, string Host, string Hears, string State, string? Tone);

/// <summary>The form for a new one or another choice, with what was typed and what is wrong with it.</summary>
public sealed record WebhookForm(string Name, string Url, IReadOnlyList<EventChoice> Events, string? Error = null)
{
    public static WebhookForm Of(string name, string url, ICollection<string> chosen, string? error = null) => new(name, url, [.. WebhookWords.Offered.Select(e => new EventChoice(WebhookWords.Of(e), SaysOf(e), chosen.Contains(WebhookWords.Of(e))))], error);

    public static string SaysOf(WebhookEvent happened) => happened switch
    {
        WebhookEvent.TaskDue => "A content task is due",
        WebhookEvent.MarkCrossed => "A mark of a countdown is crossed",
        WebhookEvent.PiecePublished => "A piece is published",
        WebhookEvent.MoveApplied => "A launch is moved",
        _ => "A test",
    };
}

/// <summary>One line of the log.</summary>
public sealed record MessageLine(Guid Id, string Event, string When, string State, string? Tone, string Answer, string Payload, bool CanRepeat);

/// <summary>One webhook's page.</summary>
public sealed record WebhookModel(string Client, Guid Id, string Name, string Url, bool Enabled, string? Because, string? Failing, WebhookForm Form, IReadOnlyList<MessageLine> Messages, string? More)
{
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Moment(Instant at, DateTimeZone zone, Locale locale) => at.InZone(zone).LocalDateTime is var local ? $"{locale.Format(local.Date, DayStyle.Medium)}, {Clock.Format(local)}" : "";

    public static MessageLine Line(NoticeRow notice, DateTimeZone zone, Locale locale) => new(
        notice.Id, WebhookForm.SaysOf(notice.Event), Moment(notice.CreatedAt, zone, locale),
        notice.Status switch
        {
            NoticeStatus.Delivered => "Delivered",
            NoticeStatus.Failed => "Given up",
            NoticeStatus.Retrying => $"Tried {Times(notice.Attempts)}; again {Moment(notice.NextAttemptAt, zone, locale)}",
            _ => "On its way",
        },
        notice.Status switch { NoticeStatus.Delivered => "ok", NoticeStatus.Failed => "late", _ => null },
        notice.LastStatus is { } status ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{status} in {notice.LastMilliseconds} ms{(string.IsNullOrEmpty(notice.LastWords) ? "" : $": {notice.LastWords}")}") : notice.LastWords is { Length: > 0 } words ? Shared.Web.Told.Sentence(words) : "",
        notice.Payload, notice.EndedAt is not null);

    private static string Times(int count) => count == 1 ? "once" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} times");
}
