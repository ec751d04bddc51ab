using System.Collections.Concurrent;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>A feed as this node knows it: what was last seen of it in the database, and what was written for it.</summary>
internal sealed class KnownFeed(TokenHash token, Guid id)
{
    /// <summary>Different narrowings of one feed that are kept.</summary>
    private const int MostCopies = 16;

    private readonly ConcurrentDictionary<string, FeedCopy> _copies = new(StringComparer.Ordinal);

    public TokenHash Token => token;
    public Guid Id => id;

    /// <summary>One at a time looks it up and writes it; the others wait for the same answer.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public Sight? Seen { get; set; }

    /// <summary>The whole feed: what nearly everybody asks for.</summary>
    public FeedCopy? Whole { get; private set; }

    /// <summary>Requests of the current minute.</summary>
    public MinuteCount Asked { get; } = new();

    public FetchCounts Fetches { get; } = new();

    /// <summary>When the database may be asked again after it did not answer, by <see cref="Environment.TickCount64"/>.</summary>
    public long AskAgainAt { get; set; }

    public IEnumerable<FeedCopy> Copies => _copies.Values;

    public FeedCopy? Copy(string narrowing) => narrowing.Length == 0 ? Whole : _copies.GetValueOrDefault(narrowing);

    public void Keep(string narrowing, FeedCopy copy)
    {
        if (_copies.Count >= MostCopies && !_copies.ContainsKey(narrowing))
            foreach (var oldest in _copies.Where(c => c.Key.Length > 0).OrderBy(c => c.Value.LastUsed).Take(1).ToList()) _copies.TryRemove(oldest);
        _copies[narrowing] = copy;
        if (narrowing.Length == 0) Whole = copy;
    }
}

/// <summary>What was seen of a feed, and for how long it holds.</summary>
/// <param name="Pulse">The database's, before looking.</param>
/// <param name="At">By <see cref="Environment.TickCount64"/>.</param>
/// <param name="From">The days of its workspaces hold from then …</param>
/// <param name="Until">… until then, or until it expires.</param>
/// <param name="Gone">Revoked, expired, or its owner may not read it any more.</param>
internal sealed record Sight(long Pulse, long At, FeedRow Row, FeedVersion Version, Instant From, Instant Until, bool Gone)
{
    public bool HoldsOn(Instant now) => now >= From && now < Until;
}
