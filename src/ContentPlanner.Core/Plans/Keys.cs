using System.Globalization;
using System.Text;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Plans;

/// <summary>Keys for what people name in a form: they write a title and never see the key.</summary>
public static class Keys
{
    private const int Longest = 60;

    /// <summary>A key made of a title, with a number where it is taken: <c>a-calm-year</c>, <c>a-calm-year-2</c>.</summary>
    /// <param name="otherwise">For a title that has no letter a key can hold.</param>
    public static string New(string title, string otherwise, IEnumerable<string> taken)
    {
        var used = taken.ToHashSet(StringComparer.Ordinal);
        var key = Of(title) is { Length: > 0 } made ? made : otherwise;
        var wanted = key;
        for (var n = 2; used.Contains(wanted); n++) wanted = string.Create(CultureInfo.InvariantCulture, $"{key}-{n}");
        return wanted;
    }

    /// <summary>Small letters without their accents, digits, hyphens between; empty when nothing is left.</summary>
    private static string Of(string title)
    {
        var key = new StringBuilder();
        foreach (var c in Composition.Compose(title).Select(Composition.Bare))
        {
            if (char.IsAsciiLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
            else if (c is not ('’' or '\'') && key.Length > 0 && key[^1] != '-') key.Append('-');
            if (key.Length == Longest) break;
        }
        return key.ToString().Trim('-');
    }
}
