using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Telemetry;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// <c>GET|HEAD /feeds/{token}/{slug}.ics</c> (ical.md section 5, requirements 18 to 30). It stands before everything else in
/// the pipeline: no routing, no cookies, no sign-in, no redirect, and nothing that would write its address into a log.
/// </summary>
internal sealed partial class FeedEndpoint(Lazy<KnownFeeds> known, KeptFeeds kept, DatabaseGate gate, Settings settings, IClock clock, IHostApplicationLifetime lifetime, ILogger<FeedEndpoint> log)
{
    private const string Root = "/feeds/", Ending = ".ics", ReferrerPolicy = "Referrer-Policy", RobotsTag = "X-Robots-Tag";

    /// <summary>So long a reader waits for a database that does not answer, before she gets what was known; and if nothing was.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), LongPatience = TimeSpan.FromSeconds(30);

    /// <summary>A database that did not answer is left alone for so long, in milliseconds.</summary>
    private const int Rest = 1000;

    private static readonly StringValues
        Calendar = "text/calendar; charset=utf-8",
        Plain = "text/plain; charset=utf-8",
        Cached = "private, max-age=0, must-revalidate, no-transform",
        NotStored = "no-store",
        Varies = "Accept-Encoding",
        NoIndex = "noindex, nofollow",
        NoReferrer = "no-referrer",
        NoSniff = "nosniff",
        Gzip = "gzip",
        Brotli = "br",
        Methods = "GET, HEAD";

    private readonly AddressCounts _asked = new(), _failed = new();

    /// <summary>The whole answer when the address is a feed's or could be one; null: it is none of ours.</summary>
    public Task? Answer(HttpContext context)
    {
        var path = context.Request.Path.Value;
        if (path is null) return null;
        if (path.StartsWith(Root, StringComparison.Ordinal)) return AnswerFeed(context, path);
        return path == "/robots.txt" ? AnswerRobots(context) : null;
    }

    private Task AnswerFeed(HttpContext context, string path)
    {
        var request = context.Request;
        var isHead = HttpMethods.IsHead(request.Method);
        if (!isHead && !HttpMethods.IsGet(request.Method))
        {
            context.Response.Headers.Allow = Methods;
            return Say(context, StatusCodes.Status405MethodNotAllowed, "A feed is only read.\n");
        }
        if (Parse(path, out var slug) is not { } token) return Say(context, StatusCodes.Status404NotFound, NotFound);
        // At a start: nothing else of the program need be there yet.
        if (!gate.IsOpen || !known.IsValueCreated) return AnswerAtStart(context, token, slug.ToString());
        return AnswerKnown(context, token, slug);
    }

    private async Task AnswerAtStart(HttpContext context, TokenHash token, string slug)
    {
        if (!gate.IsOpen && !context.Request.QueryString.HasValue && await kept.FindAsync(token, context.RequestAborted) is { } feed && feed.Slug == slug)
        {
            await (Send(context, kept.Fetches.GetOrAdd(feed.Id, static _ => new()), feed.Copy(), FeedNarrowing.None, clock.GetCurrentInstant()) ?? Unavailable(context));
            kept.Answered();
            return;
        }
        kept.Answered();
        await Task.Run(() => known.Value);
        await AnswerKnown(context, token, slug);
    }

    private Task AnswerKnown(HttpContext context, TokenHash token, ReadOnlySpan<char> slug)
    {
        var (feeds, request) = (known.Value, context.Request);
        var now = clock.GetCurrentInstant();
        var address = _asked.Of(context.Connection.RemoteIpAddress, now).Add(now);
        if (feeds.Find(token) is not { } feed) return AnswerUnknown(context, token, slug, now, address);

        var often = feed.Asked.Add(now);
        var narrowing = request.QueryString.HasValue ? FeedNarrowing.Of(request.Query) : FeedNarrowing.None;
        var copy = often > settings.Feeds.PerFeedPerMinute / 10 || address > settings.Feeds.PerAddressPerMinute / 10
            ? KnownFeeds.AtOnceForTheHasty(feed, narrowing.Canonical, now)
            : feeds.AtOnce(feed, narrowing.Canonical, now);
        if (often > settings.Feeds.PerFeedPerMinute || address > settings.Feeds.PerAddressPerMinute) return TooOften(context, feed, now);
        return copy is not null && feed.Seen!.Row.Slug.AsSpan().SequenceEqual(slug) && Send(context, feed.Fetches, copy, narrowing, now) is { } sent
            ? sent
            : AnswerAfterLooking(context, feed, slug.ToString(), narrowing);
    }

    /// <summary>The token's hash, and the slug; null: no feed has such an address.</summary>
    private static TokenHash? Parse(string path, out ReadOnlySpan<char> slug)
    {
        slug = default;
        var rest = path.AsSpan(Root.Length);
        if (rest.Length <= FeedToken.Length + 1 + Ending.Length || rest[FeedToken.Length] != '/' || !rest.EndsWith(Ending, StringComparison.Ordinal)) return null;
        slug = rest[(FeedToken.Length + 1)..^Ending.Length];
        return FeedToken.Hash(rest[..FeedToken.Length]);
    }

    private async Task AnswerUnknown(HttpContext context, TokenHash token, string slug, Instant now, int address)
    {
        if (address > settings.Feeds.PerAddressPerMinute)
        {
            await TooOften(context, null, now);
            return;
        }
        // Guessing is pointless, and so is asking the database for each guess.
        var failed = _failed.Of(context.Connection.RemoteIpAddress, now);
        if (failed.Count(now) >= settings.Feeds.FailuresPerAddressPerMinute)
        {
            await Say(context, StatusCodes.Status404NotFound, NotFound);
            return;
        }
        KnownFeed? feed;
        try
        {
            feed = await known.Value.LookUpAsync(token, lifetime.ApplicationStopping).WaitAsync(Patience, context.RequestAborted);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            NotLookedUp(e);
            await Unavailable(context);
            return;
        }
        if (feed is null)
        {
            failed.Add(now);
            await Say(context, StatusCodes.Status404NotFound, NotFound);
            return;
        }
        feed.Asked.Add(now);
        await AnswerAfterLooking(context, feed, slug, context.Request.QueryString.HasValue ? FeedNarrowing.Of(context.Request.Query) : FeedNarrowing.None);
    }

    private Task AnswerUnknown(HttpContext context, TokenHash token, ReadOnlySpan<char> slug, Instant now, int address) =>
        AnswerUnknown(context, token, slug.ToString(), now, address);

    private async Task AnswerAfterLooking(HttpContext context, KnownFeed feed, string slug, FeedNarrowing narrowing)
    {
        var stale = feed.Seen is { Gone: false } seen && seen.Row.Slug == slug ? feed.Copy(narrowing.Canonical) : null;
        CurrentFeed? current = null;
        if (stale is null || Environment.TickCount64 >= feed.AskAgainAt)
            try
            {
                // Others wait for the same answer, so one who hangs up does not end it.
                current = await known.Value.CurrentAsync(feed, narrowing, octets: true, lifetime.ApplicationStopping).WaitAsync(stale is null ? LongPatience : Patience, context.RequestAborted);
                stale = null;
            }
            catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
            {
                feed.AskAgainAt = Environment.TickCount64 + Rest;
                NotLookedAt(feed.Id, stale is null ? "nothing" : "what was known", e);
                if (stale is null)
                {
                    Count(context, feed.Fetches, StatusCodes.Status503ServiceUnavailable, 0, clock.GetCurrentInstant());
                    await Unavailable(context);
                    return;
                }
            }

        var now = clock.GetCurrentInstant();
        if (stale is null && (current is null || current.Row.Slug != slug))
        {
            await Say(context, StatusCodes.Status404NotFound, NotFound);
        }
        else if ((stale ?? current!.Copy) is not { } copy)
        {
            Count(context, feed.Fetches, StatusCodes.Status410Gone, 0, now);
            await Say(context, StatusCodes.Status410Gone, "This calendar was switched off. Ask whoever gave you its address for a new one, and remove this one from your calendar program.\n");
        }
        else
        {
            await (Send(context, feed.Fetches, copy, narrowing, now) ?? Unavailable(context));
        }
    }

    /// <summary>Null: its octets were let go.</summary>
    private Task? Send(HttpContext context, FetchCounts fetches, FeedCopy copy, FeedNarrowing narrowing, Instant now)
    {
        var (request, response) = (context.Request, context.Response);
        var asked = request.Headers;
        var encoding = EncodingFor(asked);
        var tag = copy.Tag(encoding);
        var isCurrent = FeedConditions.IsCurrent(asked, tag[0]!, copy.LastModified, copy.LastModifiedText, now);
        byte[]? octets = null;
        if (!isCurrent && (octets = copy.Octets(encoding)) is null) return null;

        copy.LastUsed = Environment.TickCount64;
        var headers = response.Headers;
        headers.ETag = tag;
        headers.LastModified = copy.LastModifiedHeader;
        headers.CacheControl = Cached;
        headers.Vary = Varies;
        if (!ReferenceEquals(narrowing, FeedNarrowing.None)) Warn(headers, narrowing, copy);
        if (octets is null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            Count(context, fetches, StatusCodes.Status304NotModified, 0, now);
            return Task.CompletedTask;
        }
        headers.ContentType = Calendar;
        headers.ContentDisposition = request.QueryString.HasValue && request.Query.ContainsKey("download") ? copy.Attachment : copy.Inline;
        headers[RobotsTag] = NoIndex;
        headers[ReferrerPolicy] = NoReferrer;
        headers.XContentTypeOptions = NoSniff;
        headers.ContentLength = octets.Length;
        if (encoding != FeedEncoding.Plain) headers.ContentEncoding = encoding == FeedEncoding.Brotli ? Brotli : Gzip;
        Count(context, fetches, StatusCodes.Status200OK, octets.Length, now);
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : Write(response, octets);
    }

    private static Task Write(HttpResponse response, byte[] octets)
    {
        var written = response.BodyWriter.WriteAsync(octets);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    private FeedEncoding EncodingFor(IHeaderDictionary asked)
    {
        if (settings.Feeds.Compression == CompressionSetting.Off || asked.AcceptEncoding.Count == 0) return FeedEncoding.Plain;
        return FeedClients.IsMicrosoft(asked.UserAgent) ? FeedEncoding.Plain : FeedEncodings.Accepted(asked.AcceptEncoding.ToString());
    }

    private static void Warn(IHeaderDictionary headers, FeedNarrowing narrowing, FeedCopy copy)
    {
        if (narrowing.Warnings.Count + copy.Warnings.Count > 0) headers["X-CP-Warning"] = string.Join("; ", narrowing.Warnings.Concat(copy.Warnings));
    }

    private static void Count(HttpContext context, FetchCounts fetches, int status, long octets, Instant now)
    {
        fetches.Add(FeedClients.Of(context.Request.Headers.UserAgent), status, octets, now);
        if (Measures.FeedFetches.Enabled) Measures.FeedFetches.Add(1, new KeyValuePair<string, object?>("status", status));
    }

    private static Task TooOften(HttpContext context, KnownFeed? feed, Instant now)
    {
        if (feed is not null) Count(context, feed.Fetches, StatusCodes.Status429TooManyRequests, 0, now);
        context.Response.Headers.RetryAfter = FormattableString.Invariant($"{60 - now.ToUnixTimeSeconds() % 60}");
        return Say(context, StatusCodes.Status429TooManyRequests, "This calendar is asked for far too often. Once an hour is enough.\n");
    }

    private static Task Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return Say(context, StatusCodes.Status503ServiceUnavailable, "The calendar cannot be read at the moment. Keep what you have and ask again in a minute.\n");
    }

    /// <summary>The same for every address that is no feed's, a wrong name after a right token included.</summary>
    private const string NotFound = "There is no calendar at this address.\n";

    /// <summary>A sentence for people. Calendar programs keep what they have, for it is no calendar.</summary>
    private static Task Say(HttpContext context, int status, string words)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.ContentType = Plain;
        response.Headers.CacheControl = NotStored;
        response.Headers[RobotsTag] = NoIndex;
        response.Headers[ReferrerPolicy] = NoReferrer;
        response.Headers.XContentTypeOptions = NoSniff;
        response.Headers.ContentLength = words.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.WriteAsync(words);
    }

    /// <summary>Google's importer obeys it: what it must not look at, it does not subscribe to. The secret in the address does the hiding.</summary>
    private static Task AnswerRobots(HttpContext context)
    {
        const string words = "User-agent: *\nAllow: /feeds/\nDisallow: /\n";
        context.Response.Headers.ContentType = Plain;
        context.Response.Headers.ContentLength = words.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(words);
    }

    [LoggerMessage(LogLevel.Error, "A feed could not be looked up; it was answered with 503")]
    private partial void NotLookedUp(Exception e);

    [LoggerMessage(LogLevel.Error, "Feed {Feed} could not be looked at; it was answered with {Answer}")]
    private partial void NotLookedAt(Guid feed, string answer, Exception e);
}
