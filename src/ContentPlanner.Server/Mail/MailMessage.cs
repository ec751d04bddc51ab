using System.Globalization;
using ContentPlanner.Server.Shared;
using MimeKit;
using NodaTime;
using Letter = ContentPlanner.Formats.Digests.Mail;

namespace ContentPlanner.Server.Mail;

/// <summary>A rendered mail as a message (RFC 5322): text and HTML as alternatives, and the headers of mail that a program sends.</summary>
public static class MailMessage
{
    /// <summary>The same for the same delivery, whoever builds it and however often: <c>digest.{subscription}.2026-w48@example.org</c>.</summary>
    public static string IdOf(DeliveryKind kind, Guid subscription, string period, MailSettings mail)
    {
        var safe = string.Concat(period.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '.'));
        // Two periods that differ in what is not safe here are still two.
        var distinct = period.All(c => char.IsAscii(c)) ? "" : "." + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(period)))[..12];
        return $"{kind.ToString().ToLowerInvariant()}.{subscription:N}.{safe}{distinct}@{DomainOf(mail)}";
    }

    /// <param name="list">What the mail is one of: its key and name.</param>
    /// <param name="unsubscribe">The address that unsubscribes with one POST (RFC 8058); null: no address of the service is known.</param>
    public static byte[] Build(DeliveryRow delivery, Letter letter, string locale, (string Key, string Name) list, string? unsubscribe, Instant now, MailSettings mail)
    {
        using var message = new MimeMessage();
        message.From.Add(From(mail));
        message.To.Add(To(delivery));
        message.Subject = letter.Subject;
        message.Date = now.ToDateTimeOffset();
        message.MessageId = delivery.MessageId;
        message.Headers.Add("List-Id", $"{Quoted(list.Name)} <{Label(list.Key)}.{DomainOf(mail)}>");
        if (unsubscribe is not null || mail.UnsubscribeAddress is not null)
        {
            var ways = new List<string>();
            if (unsubscribe is not null) ways.Add($"<{unsubscribe}>");
            if (mail.UnsubscribeAddress is { } address) ways.Add($"<mailto:{address}?subject=unsubscribe>");
            message.Headers.Add(HeaderId.ListUnsubscribe, string.Join(", ", ways));
            if (unsubscribe is not null) message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.Precedence, "bulk");
        message.Headers.Add("Content-Language", locale);
        message.Body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html }.ToMessageBody();
        message.Prepare(EncodingConstraint.SevenBit);
        using var raw = new MemoryStream();
        // As it travels: what is kept, what is sent and what lies in the folder are the same octets.
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, raw);
        return raw.ToArray();
    }

    public static MimeMessage Read(byte[] raw)
    {
        using var stream = new MemoryStream(raw, writable: false);
        return MimeMessage.Load(stream);
    }

    public static MailboxAddress From(MailSettings mail) =>
        MailboxAddress.TryParse(mail.From, out var from) ? from : throw new MailOutageException($"the sender '{mail.From}' is not an address: set Mail:From to something like Planner <plan@example.org>");

    /// <summary>People write their own names: control characters never come near a header.</summary>
    public static MailboxAddress To(DeliveryRow delivery) => new(Plain(delivery.Name ?? ""), delivery.Address);

    /// <summary>Whether a mail can be sent there at all.</summary>
    public static bool IsAddress(string address) =>
        !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && MailboxAddress.TryParse(address, out var box) && box.Address == address && address.IndexOf('@', StringComparison.Ordinal) > 0;

    private static string DomainOf(MailSettings mail) => From(mail).Domain is { Length: > 0 } domain ? domain.ToLower(CultureInfo.InvariantCulture) : "localhost";

    private static string Plain(string text) => new([.. text.Where(c => !char.IsControl(c))]);

    private static string Quoted(string name) => $"\"{Plain(name).Replace("\\", "", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal)}\"";

    private static string Label(string key) => string.Concat(key.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-'));
}
