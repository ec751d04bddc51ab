using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;
using Ganss.Xss;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The text of a piece as others wrote it, made harmless: of HTML what a text needs stays, the rest is told as a loss.
/// </summary>
internal static partial class BodyText
{
    private static readonly string[] Tags = [.. ("p br h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote a strong b em i u s del ins mark small sub sup cite q abbr time code pre kbd img figure figcaption picture source " +
        "hr table thead tbody tfoot tr td th caption div span section article header footer aside address details summary").Split(' ')];

    private static readonly string[] Attributes = ["href", "src", "srcset", "alt", "title", "cite", "datetime", "lang", "dir", "colspan", "rowspan", "start", "width", "height"];

    /// <summary>Whose going nobody misses: they show nothing.</summary>
    private static readonly HashSet<string> Silent = new(["html", "head", "body", "font", "center", "wbr", "main", "nav", "style", "script", "noscript", "link", "meta", "o:p"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Markdown, or HTML where the text is written in tags.</summary>
    /// <param name="from">Where relative addresses start; null: they are left out.</param>
    public static Body? Of(string text, Losses losses, int line, int column, Uri? from)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var whole = text.Length > ImportLimits.Value ? text[..ImportLimits.Value] : text;
        if (whole.Length < text.Length) losses.Add("a text is longer than 500,000 characters and is cut", line, column);
        return HtmlPattern().IsMatch(whole.AsSpan(0, Math.Min(whole.Length, 5_000))) ? Html(whole, losses, line, column, from) : new(BodyFormat.Markdown, whole.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal));
    }

    public static Body? Html(string html, Losses losses, int line, int column, Uri? from)
    {
        if (string.IsNullOrWhiteSpace(html)) return null;
        if (html.Length > ImportLimits.Value)
        {
            losses.Add("a text is longer than 500,000 characters and is cut", line, column);
            html = html[..ImportLimits.Value];
        }
        html = html.Replace("\0", "", StringComparison.Ordinal);
        if (IsTooDeep(html))
        {
            losses.Add("a text's markup is nested so deeply that only its words are kept", line, column);
            return new(BodyFormat.Markdown, string.Join("\n\n", BodyReader.Blocks(new(BodyFormat.Html, html)).Select(b => b.Text)));
        }
        var gone = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src", "cite"], StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(),
            AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
        })
        { KeepChildNodes = true };
        sanitizer.RemovingTag += (_, tag) =>
        {
            var name = tag.Tag.LocalName;
            if (!Silent.Contains(name)) gone[name] = gone.GetValueOrDefault(name) + 1;
            // What stands in these is not meant for readers.
            if (name is "script" or "style" or "noscript" or "template" or "svg" or "math" or "object" or "iframe" or "select" or "textarea") tag.Tag.TextContent = "";
        };
        var safe = sanitizer.Sanitize(html, from?.AbsoluteUri ?? "").Trim();
        foreach (var (name, _) in gone.OrderBy(g => g.Key, StringComparer.Ordinal)) losses.Add($"texts lose their <{Losses.Brief(name)}>: {Meaning(name)}", line, column);
        return safe.Length == 0 ? null : new(BodyFormat.Html, safe);
    }

    /// <summary>The words of a piece of HTML on one line: a title, a summary.</summary>
    public static string Plain(string html)
    {
        if (html.IndexOfAny(['<', '&']) < 0) return OneLine(html);
        return OneLine(string.Join(' ', BodyReader.Blocks(new(BodyFormat.Html, html.Length > ImportLimits.Value ? html[..ImportLimits.Value] : html)).Select(b => b.Text)));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Meaning(string name) => name.ToLowerInvariant() switch
    {
        "iframe" or "embed" or "object" => "something from another site, such as a video",
        "video" or "audio" => "a recording; its link stays where there is one",
        "form" or "input" or "button" or "select" or "textarea" or "label" => "a form",
        "svg" or "canvas" or "math" => "a drawing or formula",
        _ => "its words stay",
    };

    /// <summary>
    /// Whether elements stand so deep in each other that making a tree of them would take minutes, or the process.
    /// Tags are counted as a stream.
    /// </summary>
    private static bool IsTooDeep(string html)
    {
        using var source = new TextSource(new StringTextSource(html));
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { DisableElementPositionTracking = true, SkipComments = true };
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var depth = 0;
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token.Type == HtmlTokenType.StartTag)
            {
                if (token.AsTag().Attributes.Count > ImportLimits.Depth) return true;
                if (Void.Contains(token.Name)) continue;
                open[token.Name] = open.GetValueOrDefault(token.Name) + 1;
                if (++depth > ImportLimits.Depth) return true;
            }
            // A closing tag without an opening one closes nothing.
            else if (token.Type == HtmlTokenType.EndTag && open.GetValueOrDefault(token.Name) is > 0 and var times)
            {
                open[token.Name] = times - 1;
                depth--;
            }
        }
        return false;
    }

    private static readonly HashSet<string> Void = new("area base br col embed hr img input link meta param source track wbr p li td tr th dd dt option".Split(' '), StringComparer.Ordinal);

    [GeneratedRegex("<(p|br|h[1-6]|div|ul|ol|li|a|strong|b|em|i|img|blockquote|table|span|figure)(\\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlPattern();
}
