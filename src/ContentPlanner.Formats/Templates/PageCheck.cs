using System.Collections.Frozen;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// Looks at a finished page once more, the way a browser reads it. Escaping keeps values from becoming markup; it cannot
/// know that a value became an address, or stands in an attribute nobody quoted.
/// </summary>
internal static class PageCheck
{
    private static readonly FrozenSet<string> Addresses =
        "href src action formaction poster cite background data longdesc xlink:href srcset ping".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Refused = "script iframe object embed base applet frame frameset".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the page must not be sent or shown; null if nothing speaks against it.</summary>
    public static string? Objection(string html)
    {
        // Over a plain string AngleSharp would look for forty old encodings first, and catch an exception for each.
        using var source = new TextSource(new StringTextSource(html));
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { DisableElementPositionTracking = true, SkipComments = true };
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token.Type != HtmlTokenType.StartTag)
                continue;
            var tag = token.AsTag();
            if (Refused.Contains(tag.Name))
                return $"a <{tag.Name}> does not belong in a page made from a template: remove it";
            tokens.State = tag.Name switch
            {
                "style" or "xmp" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
                "title" or "textarea" => HtmlParseMode.RCData,
                _ => HtmlParseMode.PCData,
            };
            foreach (var attribute in tag.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.Equals("srcdoc", StringComparison.OrdinalIgnoreCase))
                    return $"the attribute '{attribute.Name}' runs a program: remove it, and put quotation marks around values in attributes";
                if (Addresses.Contains(attribute.Name) && !IsHarmless(attribute.Value))
                    return $"'{Shown(attribute.Value)}' cannot be linked: only http, https, mailto and webcal addresses can";
            }
        }
        return null;
    }

    /// <summary>Browsers skip white space and control characters before and in a scheme; so does this.</summary>
    private static bool IsHarmless(string address)
    {
        var plain = string.Concat(address.Where(c => c > ' ' && !char.IsControl(c)));
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        var path = plain.AsSpan().IndexOfAny("/?#");
        return colon < 0 || path >= 0 && path < colon ||
            plain[..colon].ToUpperInvariant() is "HTTP" or "HTTPS" or "MAILTO" or "WEBCAL";
    }

    private static string Shown(string address) => address.Length <= 60 ? address : $"{address[..60]}…";
}
