using AngleSharp.Html.Parser;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// A piece of a page made by somebody's templates, to stand in a page beside pieces of others: closed in itself, so that a quotation mark
/// somebody forgot cannot swallow what comes after it, and without what reaches beyond it.
/// </summary>
internal static class WholeHtml
{
    /// <summary>They look, or lead, beyond the place where they stand.</summary>
    private const string Reaching = "style, link, meta, base, title, form, input, button, select, textarea, noscript, template, svg, math, xmp, noembed, noframes, plaintext";

    public static SafeHtml Of(string html)
    {
        using var document = new HtmlParser().ParseDocument($"<!doctype html><html><body>{html}");
        foreach (var element in document.QuerySelectorAll(Reaching).ToList()) element.Remove();
        return new(document.Body!.InnerHtml);
    }
}
