using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>A countdown letter as a mail: templates/countdowns/{template}.html and .txt, as the blueprint's mark names it.</summary>
public static class CountdownMail
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    /// <param name="draft">The text prepared for a post.</param>
    public static MailRendering Render(CountdownLetter letter, string locale, TemplateSet templates, Func<ContentTask, string> draft) =>
        Mail.Render(templates, $"countdowns/{letter.Mark.Definition.Template}", locale, Values(letter, locale, draft));

    private static Dictionary<string, object?> Values(CountdownLetter letter, string locale, Func<ContentTask, string> draft) => Said.Page(
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
        ("posts", Said.Of(letter.Posts, p => Of(p, draft(p.Task)))));

    /// <summary>The draft line by line: a mail client shows a line break only where the template writes one.</summary>
    private static Dictionary<string, object?> Of(PreparedPost post, string draft) => Said.Named(
        ("channel", post.Channel),
        ("owner", post.Owner),
        ("lines", Said.Of(draft.ReplaceLineEndings("\n").Trim('\n').Split('\n'), l => l)));
}
