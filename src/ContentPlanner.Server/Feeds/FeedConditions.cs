using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>Whether who asks has the answer already (RFC 9110, 13).</summary>
internal static class FeedConditions
{
    /// <param name="etag">Of the representation they would be sent, with its quotes.</param>
    /// <param name="lastModified">Whole seconds.</param>
    public static bool IsCurrent(IHeaderDictionary asked, string etag, Instant lastModified, string lastModifiedText, Instant now)
    {
        // Who says which bytes they have has said enough: the time is then not looked at.
        if (asked.IfNoneMatch is { Count: > 0 } tags) return Names(tags, etag);
        return asked.IfModifiedSince is { Count: 1 } since && IsSince(since.ToString(), lastModified, lastModifiedText, now);
    }

    private static bool Names(StringValues tags, string etag)
    {
        foreach (var line in tags)
        {
            if (line is null) continue;
            if (string.Equals(line, etag, StringComparison.Ordinal)) return true;
            if (InList(line, etag)) return true;
        }
        return false;
    }

    /// <summary>
    /// <c>*</c>, or a list of tags in quotes, weak ones included: for a GET they are compared weakly. A comma may stand
    /// within the quotes.
    /// </summary>
    private static bool InList(ReadOnlySpan<char> line, ReadOnlySpan<char> etag)
    {
        if (line.Trim() is "*") return true;
        while (true)
        {
            var open = line.IndexOf('"');
            if (open < 0) return false;
            var length = line[(open + 1)..].IndexOf('"');
            if (length < 0) return false;
            if (line.Slice(open, length + 2).SequenceEqual(etag)) return true;
            line = line[(open + length + 2)..];
        }
    }

    /// <summary>A moment that is still to come proves nothing: somebody who always sends one would never see a change.</summary>
    private static bool IsSince(string since, Instant lastModified, string lastModifiedText, Instant now)
    {
        if (string.Equals(since, lastModifiedText, StringComparison.Ordinal)) return true;
        if (!HeaderUtilities.TryParseDate(since, out var date)) return false;
        var at = Instant.FromDateTimeOffset(date);
        return at >= lastModified && at <= now;
    }
}
