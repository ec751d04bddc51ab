namespace ContentPlanner.Formats.Yaml;

/// <summary>"Did you mean": the known word closest to a mistyped one.</summary>
public static class Nearest
{
    /// <summary>Nobody mistypes a key of this length; a file made to keep us busy holds longer ones.</summary>
    private const int LongestWord = 100;

    /// <summary>The nearest of <paramref name="known"/> when it is near enough to be meant; null otherwise.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord) return null;
        var limit = word.Length <= 3 ? 1 : Math.Min(1 + word.Length / 4, 4);
        var wanted = word.ToLowerInvariant();
        string? nearest = null;
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit) continue;
            var distance = Distance(wanted, candidate.ToLowerInvariant(), limit);
            if (distance > limit) continue;
            nearest = candidate;
            if (distance == 0) break;
            limit = distance - 1;
        }
        return nearest ?? Grown(wanted, known);
    }

    /// <summary>A word that was cut short or drawn out: "podcasts", "linkedin-post", "newsl".</summary>
    private static string? Grown(string wanted, IEnumerable<string> known) => wanted.Length < 3 ? null
        : known.FirstOrDefault(k => k.Length >= 3 && (k.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) || wanted.StartsWith(k, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// Edits that turn one word into the other, where two swapped neighbours count as one edit (optimal string alignment
    /// distance); anything above <paramref name="limit"/> once it is certain to exceed it.
    /// </summary>
    private static int Distance(string a, string b, int limit)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var edits = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) edits = Math.Min(edits, before[j - 2] + 1);
                current[j] = edits;
                best = Math.Min(best, edits);
            }
            if (best > limit) return limit + 1;
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }
        return previous[b.Length];
    }
}
