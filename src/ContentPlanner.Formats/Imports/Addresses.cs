namespace ContentPlanner.Formats.Imports;

/// <summary>Web addresses as files say them.</summary>
internal static class Addresses
{
    private const int Longest = 2_000;

    /// <summary>A whole http or https address, relative ones resolved; null: it is none.</summary>
    public static string? Web(string said, Uri? from)
    {
        var text = said.Trim();
        if (text.Length is 0 or > Longest || text.Any(char.IsControl)) return null;
        if (!text.Contains("://", StringComparison.Ordinal) && from is null && LooksBare(text)) text = "https://" + text;
        if (!(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") && (from is null || !Uri.TryCreate(from, text, out uri))) return null;
        return uri is { Scheme: "http" or "https", Host.Length: > 0 } && uri.AbsoluteUri is { Length: <= Longest } whole && !whole.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? whole : null;
    }

    /// <summary>What is the same page: without scheme, <c>www.</c>, fragment, campaign parameters and the slash at the end.</summary>
    public static string Plain(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return url.ToLowerInvariant();
        var host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host;
        var query = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));
        return $"{host.ToLowerInvariant()}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{uri.AbsolutePath.TrimEnd('/')}{(query.Length > 0 ? "?" + query : "")}";
    }

    private static bool LooksBare(string text) =>
        text.Length > 3 && !text.Contains(' ', StringComparison.Ordinal) && !text.Contains('@', StringComparison.Ordinal) && text.Split('/')[0].Split('.') is { Length: > 1 } parts && parts.All(p => p.Length > 0) && parts[^1].Length >= 2 && parts[^1].All(char.IsAsciiLetter);
}
