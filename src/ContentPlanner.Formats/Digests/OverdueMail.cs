using ContentPlanner.Core.Digests;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>What one person is late with: templates/digests/overdue.html and overdue.txt.</summary>
public static class OverdueMail
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    public static MailRendering Render(OverdueLetter letter, string locale, TemplateSet templates, MailLinks links) =>
        Mail.Render(templates, "digests/overdue", locale, Said.Page(
            locale,
            letter.Workspace,
            ("person", Said.Named(("name", letter.Reader.Member.Name), ("zone", letter.Reader.Zone.Id))),
            ("late_count", letter.Late.Count),
            ("late", Said.Of(letter.Late, d => Said.Of(d, links))),
            ("unsubscribe", links.Unsubscribe)));
}
