using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>A countdown letter as a mail: templates/countdowns/{template}.html and .txt, as the blueprint's mark names it.</summary>
public static class CountdownMail
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    /// <param name="draft">The text prepared for a post.</param>
    /// <param name="links">What the reader can do from the mail; null: nothing, as in a file.</param>
    public static MailRendering Render(CountdownLetter letter, string locale, TemplateSet templates, Func<ContentTask, string> draft, MailLinks? links = null) =>
        Mail.Render(templates, $"countdowns/{letter.Mark.Definition.Template}", locale, Values(letter, locale, draft, links ?? MailLinks.None));

    private static Dictionary<string, object?> Values(CountdownLetter letter, string locale, Func<ContentTask, string> draft, MailLinks links) => Said.Page(
        locale,
        letter.Workspace,
        ("launch", Said.Named(
            ("title", letter.Launch.Title),
            ("kind", letter.Kind),
            ("promise", letter.Launch.Promise),
            ("url", Said.Link(letter.Launch.Url)))),
        ("days", letter.DaysLeft),
        ("day", letter.Day),
        ("day_title", letter.DayTitle),
        ("next_mark", letter.NextMark),
        ("next", Said.Of(letter.Next, Said.Of)),
        ("late", Said.Of(letter.Late, Said.Of)),
        ("posts", Said.Of(letter.Posts, p => Of(p, draft(p.Task), links))),
        ("unsubscribe", links.Unsubscribe));

    /// <summary>The draft line by line: a mail client shows a line break only where the template writes one.</summary>
    private static Dictionary<string, object?> Of(PreparedPost post, string draft, MailLinks links) => Said.Named(
        ("channel", post.Channel),
        ("owner", post.Owner),
        ("links", ActionLinks.Said(links.Task(post.Task.Key))),
        ("lines", Said.Of(draft.ReplaceLineEndings("\n").Trim('\n').Split('\n'), l => l)));
}
