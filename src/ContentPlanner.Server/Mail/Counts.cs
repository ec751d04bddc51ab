using System.Collections.Concurrent;

namespace ContentPlanner.Server.Mail;

/// <summary>What a run did, in words and how often: "12 sent, 1 skipped".</summary>
public sealed class Counts
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int this[string word] => _counts.GetValueOrDefault(word);

    public void Add(string word, int n = 1)
    {
        if (n != 0) _counts.AddOrUpdate(word, n, (_, before) => before + n);
    }

    public IReadOnlyDictionary<string, int> Words => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);
}
