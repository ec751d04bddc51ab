using System.Buffers;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// Addresses as a feed may carry them: absolute http or https, ASCII only, in the one spelling that <see cref="Uri"/>
/// gives. Anything else is left out, for a bad address makes some readers refuse the whole calendar; so is an address
/// with a password in it.
/// </summary>
public static class WebAddress
{
    /// <summary>Characters <see cref="Uri"/> leaves alone after the host.</summary>
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,;=:@/?");

    /// <summary>The address to write, or null for one that is left out.</summary>
    public static string? Of(string? address) =>
        address is null || IsPlain(address) ? address : Canonical(address);

    /// <summary>Almost all addresses are written as they should be; those cost neither time nor memory.</summary>
    private static bool IsPlain(ReadOnlySpan<char> address)
    {
        if (!address.StartsWith("https://", StringComparison.Ordinal)) return false;
        var rest = address["https://".Length..];
        var host = PlainHost(rest);
        if (host == 0) return false;
        var path = rest[host..];
        var odd = path.IndexOfAnyExcept(PlainCharacters);
        // A dot may belong to `/../`, a percent sign to nothing, a second # is not allowed: Uri knows.
        return odd < 0 || (path[odd] == '.' && IsPlainFileName(path[odd..]));
    }

    /// <summary>Length of a host of lower-case labels that a slash follows; 0 for any other.</summary>
    private static int PlainHost(ReadOnlySpan<char> address)
    {
        const int longest = 63;
        var (before, label) = ('.', ' ');
        for (var i = 0; i < address.Length && i <= longest; i++)
        {
            var c = address[i];
            // A last label that begins with a digit may be an IPv4 address in one of its many spellings.
            if (c == '/') return before is '.' or '-' || !char.IsAsciiLetter(label) ? 0 : i;
            if (c is '.' or '-' ? before == '.' || (c == '.' && before == '-') : !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)) return 0;
            if (before == '.') label = c;
            before = c;
        }
        return 0;
    }

    /// <summary>A dot between letters of the last part: <c>page.html</c>.</summary>
    private static bool IsPlainFileName(ReadOnlySpan<char> end)
    {
        for (var i = 1; i < end.Length; i++)
            if (!char.IsAsciiLetterLower(end[i]) && !char.IsAsciiDigit(end[i])) return false;
        return end.Length > 1;
    }

    private static string? Canonical(string address)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)) return null;
        if ((uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.UserInfo.Length > 0) return null;
        var written = uri.AbsoluteUri;
        return written.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? written : null;
    }
}
