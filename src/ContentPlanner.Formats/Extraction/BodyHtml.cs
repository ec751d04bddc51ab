using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ContentPlanner.Core.Pieces;
using Ganss.Xss;
using Markdig;

namespace ContentPlanner.Formats.Extraction;

/// <summary>
/// The body of a piece, or any Markdown somebody wrote, as HTML that can stand in a page of ours: no scripts, styles or
/// forms, nothing that is fetched from elsewhere. A picture becomes a link to itself, and headings begin below the page's
/// own. Bodies are untrusted; what would take too long to parse is shown as plain paragraphs.
/// </summary>
public static class BodyHtml
{
    /// <summary>Longer than any body a person writes; a tree of more is not built for a page.</summary>
    private const int WholeAtMost = 400_000;

    /// <summary>Building a tree takes time with the square of its depth.</summary>
    private const int DeepAtMost = 200;

    private const string Headings = "h1, h2, h3, h4, h5, h6";

    private static readonly MarkdownPipeline Pipeline = MarkdownDialect.Builder().UseSoftlineBreakAsHardlineBreak().Build();

    /// <summary>What stands in these are no words of the author's.</summary>
    private static readonly HashSet<string> Mute = Names("script style svg math template noscript iframe object embed canvas audio video map select button textarea title head");

    private static readonly HtmlSanitizer Sanitizer = Careful();

    /// <param name="headingsFrom">The level that the body's highest heading has on the page, 2…6; the others follow without a gap.</param>
    /// <param name="under">The title the page has already: a first heading that only says it again is left out.</param>
    public static string Of(Body body, int headingsFrom = 2, string? under = null)
    {
        if (body.Text.Length > WholeAtMost || (body.Format == BodyFormat.Markdown && MarkdownEffort.Of(body.Text) > MarkdownEffort.Most)) return Plain(body);
        try
        {
            var html = body.Format == BodyFormat.Html ? body.Text : Markdown.ToHtml(body.Text, Pipeline);
            return DepthOf(html) > DeepAtMost ? Plain(body) : Shown(html, headingsFrom, under);
        }
        catch (ArgumentException)
        {
            // Markdig refuses nesting deeper than 128.
            return Plain(body);
        }
    }

    private static HtmlSanitizer Careful()
    {
        var sanitizer = new HtmlSanitizer(Options()) { KeepChildNodes = true };
        sanitizer.RemovingTag += (_, removing) =>
        {
            if (Mute.Contains(removing.Tag.LocalName)) removing.Tag.TextContent = "";
        };
        return sanitizer;
    }

    private static HtmlSanitizerOptions Options() => new()
    {
        AllowedTags = Names(
            "a abbr address article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead tr u ul"),
        AllowedAttributes = Names("href src alt title colspan rowspan start reversed datetime cite lang dir"),
        AllowedSchemes = Names("http https mailto tel"),
        UriAttributes = Names("href src cite"),
        AllowedCssProperties = new HashSet<string>(),
        AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
    };

    private static string Shown(string html, int headingsFrom, string? under)
    {
        using var document = Sanitizer.SanitizeDom(html);
        foreach (var picture in document.Body!.QuerySelectorAll("img").ToList()) Linked(document, picture);
        var headings = document.Body!.QuerySelectorAll(Headings).ToList();
        if (under is not null && headings.Count > 0 && document.Body!.FirstElementChild == headings[0] && headings[0].TextContent.Trim() == under.Trim())
        {
            headings[0].Remove();
            headings.RemoveAt(0);
        }
        Ranked(document, headings, headingsFrom);
        foreach (var link in document.Body!.QuerySelectorAll("a[href]")) link.SetAttribute("rel", "noopener noreferrer");
        return document.Body!.InnerHtml.Trim();
    }

    private static void Linked(IHtmlDocument document, IElement picture)
    {
        var (words, address) = (picture.GetAttribute("alt"), picture.GetAttribute("src"));
        var text = string.IsNullOrWhiteSpace(words) ? "Picture" : $"Picture: {words}";
        var isLink = address is { Length: > 0 } && picture.Closest("a") is null;
        var shown = document.CreateElement(isLink ? "a" : "em");
        shown.TextContent = text;
        if (isLink) shown.SetAttribute("href", address!);
        picture.Replace(shown);
    }

    /// <summary>Readers who jump from heading to heading miss none: levels begin where the page's end, and none is left out.</summary>
    private static void Ranked(IHtmlDocument document, List<IElement> headings, int from)
    {
        var ranks = headings.Select(LevelOf).Distinct().Order().Select((level, rank) => (level, rank)).ToDictionary(l => l.level, l => l.rank);
        var before = from - 1;
        foreach (var heading in headings)
        {
            before = Math.Min(6, Math.Min(from + ranks[LevelOf(heading)], before + 1));
            var ranked = document.CreateElement(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"h{before}"));
            foreach (var child in heading.ChildNodes.ToList()) ranked.AppendChild(child);
            heading.Replace(ranked);
        }

        static int LevelOf(IElement heading) => heading.LocalName[1] - '0';
    }

    private static string Plain(Body body) =>
        string.Concat(BodyReader.Blocks(body).Select(block => $"<p>{WebUtility.HtmlEncode(block.Text)}</p>\n")).Trim();

    /// <summary>How many tags are open at once at most, as far as counting them tells.</summary>
    private static int DepthOf(string html)
    {
        var (depth, most) = (0, 0);
        for (var at = 0; (at = html.IndexOf('<', at)) >= 0 && at + 1 < html.Length; at++)
        {
            if (html[at + 1] == '/') depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter(html[at + 1]) && !IsVoid(html.AsSpan(at + 1))) most = Math.Max(most, ++depth);
        }
        return most;
    }

    private static bool IsVoid(ReadOnlySpan<char> tag) =>
        tag.StartsWith("br", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("img", StringComparison.OrdinalIgnoreCase)
        || tag.StartsWith("hr", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("p>", StringComparison.OrdinalIgnoreCase)
        || tag.StartsWith("li>", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("input", StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> Names(string names) => new(names.Split(' '), StringComparer.OrdinalIgnoreCase);
}
