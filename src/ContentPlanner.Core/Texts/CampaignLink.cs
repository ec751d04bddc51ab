using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Core.Texts;

/// <summary>Where a reader who follows a link came from, in the parameters analytics programs agree on.</summary>
public static class CampaignLink
{
    /// <summary>
    /// The address with the campaign added. Its own query and fragment stay, and so does a parameter it has already.
    /// Anything but an http or https address comes back as it is.
    /// </summary>
    /// <param name="campaign"><c>utm_source</c> and <c>utm_medium</c> of the channel; null: the address stays as it is.</param>
    /// <param name="name"><c>utm_campaign</c>: the key of the piece or launch.</param>
    /// <param name="content"><c>utm_content</c>: which of several links to the same page.</param>
    public static string Of(string url, Campaign? campaign, string? name = null, string? content = null)
    {
        if (campaign is null || !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return url;
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (url, "") : (url[..hash], url[hash..]);
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        var present = mark < 0 ? [] : address[(mark + 1)..].Split('&').Select(p => p.Split('=')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var added = new[] { ("utm_source", campaign.Source), ("utm_medium", campaign.Medium), ("utm_campaign", name), ("utm_content", content) }
            .Where(p => !string.IsNullOrWhiteSpace(p.Item2) && !present.Contains(p.Item1))
            .Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}");
        var query = string.Join('&', added);
        if (query.Length == 0)
            return url;
        var joint = mark < 0 ? "?" : address[^1] is '?' or '&' ? "" : "&";
        return address + joint + query + fragment;
    }
}
