using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>A few plain paragraphs to administrators, a job that does not get done for example: templates/digests/notice.html and notice.txt.</summary>
public static class NoticeMail
{
    /// <param name="from">What sends it: the installation's name.</param>
    /// <param name="address">Where to look, or null.</param>
    public static MailRendering Render(string from, string title, IEnumerable<string> paragraphs, string? address, TemplateSet templates, MailLinks links) =>
        Mail.Render(templates, "digests/notice", "en", Said.Page(
            "en",
            from,
            ("title", title),
            ("paragraphs", Said.Of(paragraphs, p => p)),
            ("address", Said.Link(address)),
            ("unsubscribe", links.Unsubscribe)));
}
