using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>A talk begins with "Good evening."; what is made of it has other readers, at another hour.</summary>
public static class Greetings
{
    private const int WordsAtMost = 5;

    /// <summary>The text from behind the short sentence that greets; the text itself where none does, or nothing stands behind it.</summary>
    /// <param name="language">Two letters (ISO 639-1); in a language without <see cref="Hints"/> every text stays as it is.</param>
    public static string Without(string text, string language = "en") =>
        Sentences.Spans(text) is [var first, var second, ..]
        && Words.Count(text.AsSpan(first.Start, first.Length)) <= WordsAtMost
        && Hints.For(language).Greetings.Any(g => text.AsSpan(first.Start).StartsWith(g, StringComparison.OrdinalIgnoreCase) && !char.IsLetter(text[first.Start + g.Length]))
            ? text[second.Start..]
            : text;
}
