using System.Buffers;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// Addresses as a feed may carry them: absolute http or https, ASCII only, in the one spelling that <see cref="Uri"/>
/// gives. Anything else is left out, for a bad address makes some readers refuse the whole calendar; so is an address
/// with a password in it.
/// </summary>
public static class WebAddress
{
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

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
        var host = rest.IndexOfAnyExcept(HostCharacters);
        if (host <= 0 || rest[host] != '/') return false;
        if (!IsPlainHost(rest[..host])) return false;
        var path = rest[host..];
        var odd = path.IndexOfAnyExcept(PlainCharacters);
        // A dot may belong to `/../`, a percent sign to nothing, a second # is not allowed: Uri knows.
        return odd < 0 || (path[odd] == '.' && IsPlainFileName(path[odd..]));
    }

    private static bool IsPlainHost(ReadOnlySpan<char> host)
    {
        if (host.Length > 63 || host[0] is '.' or '-' || host[^1] is '.' or '-') return false;
        // A last label that begins with a digit may be an IPv4 address in one of its many spellings.
        if (!char.IsAsciiLetter(host[host.LastIndexOf('.') + 1])) return false;
        return !host.Contains("..", StringComparison.Ordinal) && !host.Contains(".-", StringComparison.Ordinal) && !host.Contains("-.", StringComparison.Ordinal);
    }

    /// <summary>A dot between two letters of the last part: <c>page.html</c>.</summary>
    private static bool IsPlainFileName(ReadOnlySpan<char> end) =>
        end.Length > 1 && end[1..].IndexOfAnyExcept(HostCharacters) < 0 && !end.Contains("..", StringComparison.Ordinal) && end[^1] != '.';

    private static string? Canonical(string address)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)) return null;
        if ((uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.UserInfo.Length > 0) return null;
        var written = uri.AbsoluteUri;
        return written.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? written : null;
    }
}
