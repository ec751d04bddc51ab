using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>How a client speaks to a reader in the digest of all clients.</summary>
/// <param name="Locale">BCP 47: the reader's, else the client's.</param>
/// <param name="Templates">The client's own words over the installation's.</param>
/// <param name="Links">What the reader can do from the mail for this client.</param>
/// <param name="Address">Where the client's pages are; null: no address of the service is known.</param>
public sealed record ClientVoice(string Locale, TemplateSet Templates, MailLinks Links, string? Address);

/// <summary>
/// The digest of all clients as a mail: a part for each by its own templates/digests/client.html and client.txt, in the frame of
/// templates/digests/clients.html and clients.txt.
/// </summary>
public static class ClientsMail
{
    /// <param name="voiceOf">Of each client that has something to say.</param>
    /// <param name="locale">Of what stands around the parts.</param>
    /// <param name="templates">The installation's. They speak for a client whose own words have a mistake, so that the others are heard.</param>
    /// <param name="profile">Where the reader changes it; null: no address of the service is known.</param>
    /// <param name="unsubscribe">Null: as in a preview.</param>
    /// <param name="mistaken">Hears of such a client and the mistake.</param>
    public static MailRendering Render(DigestOfAll digest, Func<ClientPart, ClientVoice> voiceOf, string locale, TemplateSet templates, string? profile, string? unsubscribe, Action<string, Problem>? mistaken = null)
    {
        var clients = new List<object?>();
        var length = 0;
        foreach (var part in digest.Parts)
        {
            var voice = voiceOf(part);
            var (said, problem) = Part(part.Digest, voice, voice.Templates);
            if (problem is not null && !ReferenceEquals(voice.Templates, templates) && !TemplateLimits.IsOfTime(problem))
            {
                mistaken?.Invoke(part.Digest.Workspace, problem);
                (said, problem) = Part(part.Digest, voice, templates);
            }
            if (said is not var (html, text)) return new(null, problem);
            length += html.Html.Length + text.Length;
            clients.Add(Client(part, html, text));
        }
        // Each part was held to what a digest may be; together they are as long as they are.
        var limits = TemplateLimits.Usual with { OutputCharacters = TemplateLimits.Usual.OutputCharacters + length };
        return Mail.Render(templates, "digests/clients", locale, Frame(digest, clients, locale, profile, unsubscribe), limits);
    }

    private static ((SafeHtml Html, string Text)? Said, Problem? Problem) Part(Digest digest, ClientVoice voice, TemplateSet templates)
    {
        var values = DigestMail.Values(digest, voice.Locale, voice.Links);
        values["address"] = Said.Link(voice.Address);
        var text = templates.Render("digests/client.txt", voice.Locale, values);
        if (text.Text is null) return (null, text.Problem);
        var html = templates.Render("digests/client.html", voice.Locale, values);
        return html.Text is null ? (null, html.Problem) : ((WholeHtml.Of(html.Text), text.Text.Trim('\n')), null);
    }

    private static Dictionary<string, object?> Frame(DigestOfAll digest, List<object?> clients, string locale, string? profile, string? unsubscribe) => Said.Named(
    [
        ("locale", locale), .. Written.In(Core.Locales.Locale.For(locale)),
        ("person", Said.Named(("name", digest.Name), ("zone", digest.Zone.Id))),
        ("week", Said.Named(("number", digest.Week.Number), ("year", digest.Week.Year))),
        ("from", digest.Days.Start),
        ("to", digest.Days.End),
        ("weekday", digest.Subscription.Weekday.ToString()),
        ("time", digest.Subscription.Time),
        ("empty", digest.IsEmpty),
        ("late_count", digest.LateCount),
        ("due_count", digest.DueCount),
        ("clients", clients),
        ("quiet", Said.Of(digest.Quiet, q => Said.Named(("name", q.Schedule.Workspace.Name)))),
        ("profile", Said.Link(profile)),
        ("unsubscribe", unsubscribe),
    ]);

    private static Dictionary<string, object?> Client(ClientPart part, SafeHtml html, string text)
    {
        var digest = part.Digest;
        return Said.Named(
            ("name", digest.Workspace),
            ("late_count", digest.LateCount),
            ("due_count", digest.DueCount),
            ("picks", digest.Picks.Count),
            ("launch", digest.Launches.Shown.FirstOrDefault(l => l.DaysLeft >= 0) is { } next ? Said.Named(("title", next.Title), ("day_title", next.DayTitle), ("days_left", next.DaysLeft)) : null),
            ("html", html),
            ("text", text));
    }
}
