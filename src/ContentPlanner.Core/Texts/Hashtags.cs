using System.Text;

namespace ContentPlanner.Core.Texts;

/// <summary>Hashtags as networks accept them: letters, digits and "_", at least one of them a letter.</summary>
public static class Hashtags
{
    /// <summary>"#finishing #SlowWork": at most so many, each once, "slow work" joined with capitals.</summary>
    public static string Of(IEnumerable<string> names, int atMost = int.MaxValue) => string.Join(' ', names
        .Select(Name)
        .Where(name => name.Any(char.IsLetter))
        .DistinctBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Take(atMost)
        .Select(name => $"#{name}"));

    private static string Name(string text)
    {
        var name = new StringBuilder(text.Length);
        var begins = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && rune.Value != '_' && !IsMark(rune))
            {
                begins = name.Length > 0 && rune.Value is not ('\'' or '’');
                continue;
            }
            name.Append((begins ? Rune.ToUpperInvariant(rune) : rune).ToString());
            begins = false;
        }
        return name.ToString();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
