using System.Net;
using System.Net.Http.Headers;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Imports;

/// <summary>What an address answered.</summary>
public abstract record SourceAnswer
{
    private SourceAnswer() { }

    /// <param name="Address">Where it came from: relative links start there.</param>
    /// <param name="Next">Where to ask from now on: the feed a page named, or where it moved for good.</param>
    public sealed record Found(byte[] Content, Uri Address, Uri Next, string? ETag, string? LastModified) : SourceAnswer;

    /// <summary>It is as it was.</summary>
    public sealed record Same : SourceAnswer;

    /// <param name="Why">For people, without a full stop.</param>
    /// <param name="ForGood">Asking again soon gives the same.</param>
    public sealed record Failed(string Why, bool ForGood) : SourceAnswer;
}

/// <summary>
/// Blogs and calendars at their addresses, asked politely: only for what is new, through the guard that keeps to the open internet
/// (R42), with limits of size, time and redirects. A blog's own address leads to the feed its page names.
/// </summary>
public sealed class SourceFetch(GuardedHttp http)
{
    private static readonly FetchLimits Limits = new(TimeSpan.FromSeconds(30), ImportLimits.Bytes, Redirects: 5);

    /// <param name="address">http, https, or a calendar's webcal.</param>
    /// <param name="eTag">Of the last answer; null: there was none.</param>
    public async Task<SourceAnswer> GetAsync(string address, string? eTag, string? lastModified, CancellationToken stop)
    {
        if (Whole(address) is not { } uri) return new SourceAnswer.Failed($"'{address}' is no web address: it begins with https://", ForGood: true);
        var first = await AskAsync(uri, eTag, lastModified, stop);
        if (first is not SourceAnswer.Found page || ImportKinds.Of(page.Address.AbsolutePath, Start(page.Content)) != ImportKind.WebPage) return first;
        if (FeedDiscovery.In(FileText.Decode(page.Content, out _), page.Address) is not { } feed)
            return new SourceAnswer.Failed("it is a web page that names no feed: look there for a link called RSS, Atom or feed, and give that address", ForGood: true);
        return await AskAsync(feed, null, null, stop) is var second && second is SourceAnswer.Found found && ImportKinds.Of(found.Address.AbsolutePath, Start(found.Content)) == ImportKind.WebPage
            ? new SourceAnswer.Failed($"the feed that the page names, {feed}, is a web page itself", ForGood: true)
            : second;
    }

    /// <summary>The address as it is asked; null: it is none.</summary>
    public static Uri? Whole(string address)
    {
        var text = address.Trim();
        if (text.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase)) text = "https://" + text["webcal://".Length..];
        if (text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase)) text = text["feed:".Length..].TrimStart('/') is var rest && rest.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? rest : "https://" + rest;
        if (!text.Contains("://", StringComparison.Ordinal)) text = "https://" + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? uri : null;
    }

    private async Task<SourceAnswer> AskAsync(Uri uri, string? eTag, string? lastModified, CancellationToken stop)
    {
        var answer = await http.GetAsync(uri, Limits, headers => Ask(headers, eTag, lastModified), stop);
        return answer switch
        {
            Fetched.Refused refused => new SourceAnswer.Failed(refused.Why, ForGood: true),
            Fetched.Failed failed => new SourceAnswer.Failed(failed.Why, ForGood: false),
            Fetched.Answered { Status: HttpStatusCode.NotModified } when eTag is not null || lastModified is not null => new SourceAnswer.Same(),
            Fetched.Answered { Status: HttpStatusCode.OK } found => new SourceAnswer.Found(found.Body, found.Address, found.Moved ?? uri, found.Headers.ETag?.ToString(), Given(found.Content, "Last-Modified")),
            Fetched.Answered other => new SourceAnswer.Failed(InWords(other.Status), ForGood: other.Status is HttpStatusCode.Gone),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }

    private static void Ask(HttpRequestHeaders headers, string? eTag, string? lastModified)
    {
        headers.TryAddWithoutValidation("Accept", "text/calendar, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1");
        if (eTag is not null) headers.TryAddWithoutValidation("If-None-Match", eTag);
        if (lastModified is not null) headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
    }

    private static string? Given(HttpContentHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static string Start(byte[] content) => FileText.Decode(content.AsSpan(0, Math.Min(content.Length, 8_192)), out _);

    private static string InWords(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => "there is nothing at this address (404)",
        HttpStatusCode.Gone => "it is gone for good (410)",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FormattableString.Invariant($"it asks for a password ({(int)status}): give an address that is open"),
        HttpStatusCode.TooManyRequests => "it was asked too often (429)",
        >= HttpStatusCode.InternalServerError => FormattableString.Invariant($"it is out of order over there ({(int)status})"),
        _ => FormattableString.Invariant($"it answered {(int)status} instead of a feed or calendar"),
    };
}
