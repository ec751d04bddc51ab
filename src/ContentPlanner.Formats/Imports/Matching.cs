using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Imports;

/// <summary>Telling what is the same, and giving what is new a key.</summary>
internal static class Matching
{
    private const int LongestKey = 60;

    /// <summary>A title as people compare it: without case, punctuation and spaces.</summary>
    public static string Plain(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (var c in title)
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) plain.Append(char.ToLowerInvariant(c));
        return plain.Length == 0 ? title : plain.ToString();
    }

    /// <summary>Eight hexadecimal digits of SHA-256: enough to tell that a field says something else than last time.</summary>
    public static string Print(string? value) => value is null ? "-" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 4));

    /// <summary>A key made from a title, accents left out, that nobody has yet; it is remembered as taken.</summary>
    public static string Key(string title, string otherwise, TakenKeys taken)
    {
        var plain = title.Length > 4 * LongestKey ? title[..(4 * LongestKey)] : title;
        var slug = Words.Slug(Plainest(plain));
        if (slug.Length > LongestKey) slug = slug[..LongestKey].LastIndexOf('-') is > 20 and var end ? slug[..end] : slug[..LongestKey].Trim('-');
        if (slug.Length == 0) slug = otherwise;
        return taken.Take(slug);
    }

    /// <summary>Latin letters without what is above and below them; where two letters are meant, two are written.</summary>
    private static string Plainest(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            var lower = char.ToLowerInvariant(c);
            if (lower < '\u0080') _ = lower == '\'' ? plain : plain.Append(lower);
            else if (Twice.TryGetValue(lower, out var two)) plain.Append(two);
            else if (Accented.IndexOf(lower, StringComparison.Ordinal) is >= 0 and var at) plain.Append(Letters[at]);
            else if (lower != '’') plain.Append(lower);
        }
        return plain.ToString();
    }

    private const string Accented = "àáâãåāăąçćčďđèéêëēėęěğìíîïīįıłñńňòóôõōőŕřśšşșťţțùúûūůűųýÿźžż";
    private const string Letters = "aaaaaaaacccddeeeeeeeegiiiiiiilnnnoooooorrsssstttuuuuuuuyyzzz";

    private static readonly Dictionary<char, string> Twice = new() { ['ä'] = "ae", ['ö'] = "oe", ['ü'] = "ue", ['ß'] = "ss", ['æ'] = "ae", ['ø'] = "oe", ['œ'] = "oe" };
}

/// <summary>Keys that are somebody's. Of thousands of one title each finds its number at once.</summary>
internal sealed class TakenKeys(IEnumerable<string> keys)
{
    private readonly HashSet<string> _keys = keys.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>The key, or with the next number that is free.</summary>
    public string Take(string key)
    {
        if (_keys.Add(key)) return key;
        for (var n = _last.GetValueOrDefault(key, 1) + 1; ; n++)
            if (FormattableString.Invariant($"{key}-{n}") is var numbered && _keys.Add(numbered))
            {
                _last[key] = n;
                return numbered;
            }
    }
}
