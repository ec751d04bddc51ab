using System.Collections.Concurrent;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>How often which program fetched a feed since it was last written down.</summary>
internal sealed class FetchCounts
{
    private readonly ConcurrentDictionary<string, Fetched> _byClient = new(StringComparer.Ordinal);

    public void Add(string client, int status, long octets, Instant now)
    {
        var fetched = _byClient.GetOrAdd(client, static _ => new());
        lock (fetched) fetched.Add(status, octets, now);
    }

    /// <summary>What there is to write down, taken away from here.</summary>
    public IReadOnlyList<(string Client, Fetched Fetched)> Take()
    {
        var all = new List<(string, Fetched)>();
        foreach (var (client, fetched) in _byClient)
            lock (fetched)
                if (fetched.Fetches > 0) all.Add((client, fetched.Take()));
        return all;
    }

    /// <summary>It could not be written down: next time.</summary>
    public void PutBack(string client, Fetched taken)
    {
        var fetched = _byClient.GetOrAdd(client, static _ => new());
        lock (fetched) fetched.PutBack(taken);
    }
}

internal sealed class Fetched
{
    public int Fetches { get; private set; }
    public int NotModified { get; private set; }
    public int Failures { get; private set; }
    public int LastStatus { get; private set; }
    public long LastOctets { get; private set; }
    public Instant LastAt { get; private set; }

    public void Add(int status, long octets, Instant now)
    {
        Fetches++;
        if (status == StatusCodes.Status304NotModified) NotModified++;
        else if (status >= 400) Failures++;
        (LastStatus, LastAt) = (status, now);
        if (octets > 0) LastOctets = octets;
    }

    public Fetched Take()
    {
        var taken = (Fetched)MemberwiseClone();
        (Fetches, NotModified, Failures) = (0, 0, 0);
        return taken;
    }

    public void PutBack(Fetched taken)
    {
        if (Fetches == 0) (LastStatus, LastOctets, LastAt) = (taken.LastStatus, taken.LastOctets, taken.LastAt);
        Fetches += taken.Fetches;
        NotModified += taken.NotModified;
        Failures += taken.Failures;
    }
}
