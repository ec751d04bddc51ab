using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace ContentPlanner.Formats.Imports;

/// <summary>The feed a web page names: people know their blog's address, not its feed's.</summary>
public static class FeedDiscovery
{
    /// <summary>Pages name it in their head, long before this.</summary>
    private const int Head = 300_000;

    /// <summary>The address of the first feed the page links to; null: none.</summary>
    public static Uri? In(string html, Uri page)
    {
        using var source = new TextSource(new StringTextSource(html.Length > Head ? html[..Head] : html));
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { DisableElementPositionTracking = true, SkipComments = true };
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token.Type != HtmlTokenType.StartTag || token.Name != "link") continue;
            var tag = token.AsTag();
            var rel = tag.GetAttribute("rel").ToLowerInvariant();
            var type = tag.GetAttribute("type").ToLowerInvariant();
            if (rel.Split(' ').Contains("alternate") && type is "application/rss+xml" or "application/atom+xml" or "application/rdf+xml"
                && !tag.GetAttribute("title").Contains("comment", StringComparison.OrdinalIgnoreCase)
                && Addresses.Web(tag.GetAttribute("href"), page) is { } address) return new(address);
        }
        return null;
    }
}
