using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// The beginning of a text for a place that holds a dozen words, such as a slide: whole sentences, else the first thought of
/// a sentence that has two. Where neither fits there is nothing: a title alone says more than half a thought.
/// </summary>
public static class Brevity
{
    /// <summary>Fewer words before a pause are an address or a label ("Remember: …"), no thought.</summary>
    private const int WordsOfThought = 5;

    /// <summary>The sentences the text begins with, or a part of the first one and "…"; empty if neither fits.</summary>
    /// <param name="words">How many there may be, as <see cref="Words"/> counts them.</param>
    /// <param name="language">Two letters (ISO 639-1): says which commas part two thoughts; in others only stronger marks do.</param>
    public static string Of(string text, int words, string language = "en")
    {
        text = text.Trim();
        var spans = Sentences.Spans(text);
        var whole = spans.Select(s => s.End).LastOrDefault(end => Words.Count(text.AsSpan(0, end)) <= words);
        if (whole > 0 || spans.Count == 0) return text[..whole];

        var sentence = text[..spans[0].End];
        var thought = ThoughtEnds(sentence, Hints.For(language)).LastOrDefault(end => Words.Count(sentence.AsSpan(0, end)) is >= WordsOfThought and var count && count <= words);
        return thought == 0 ? "" : sentence[..thought] + "…";
    }

    /// <summary>
    /// Whole sentences only: those the text begins with, else the first further one that stands alone; empty if none is so
    /// short.
    /// </summary>
    /// <param name="words">How many there may be, as <see cref="Words"/> counts them.</param>
    public static string WholeOf(string text, int words, string language = "en")
    {
        text = text.Trim();
        var spans = Sentences.Spans(text);
        var whole = spans.Select(s => s.End).LastOrDefault(end => Words.Count(text.AsSpan(0, end)) <= words);
        if (whole > 0) return text[..whole];
        return spans.Skip(1)
            .Select(s => text[s.Start..s.End])
            .FirstOrDefault(s => Words.Count(s) <= words && !Sentences.IsQuestion(s) && Alone.Stands(s, language), "");
    }

    /// <summary>
    /// Where a thought is whole although its sentence goes on: before a colon, a semicolon or a dash, and before a comma with
    /// a word behind it that adds a second thought. "If it rains, …" and "claims, stories and steps" are not parted.
    /// </summary>
    private static IEnumerable<int> ThoughtEnds(string sentence, Hints hints)
    {
        if (hints.Depending.Contains(FirstWord(sentence, 0))) yield break;
        var hasComma = false;
        for (var i = 1; i + 1 < sentence.Length; i++)
        {
            if (!char.IsWhiteSpace(sentence[i + 1])) continue;
            var isComma = sentence[i] == ',';
            var parts = sentence[i] is ':' or ';'
                || sentence[i] is '–' or '—' && char.IsWhiteSpace(sentence[i - 1])
                || isComma && !hasComma && hints.Adding.Contains(FirstWord(sentence, i + 1));
            hasComma |= isComma;
            if (parts && IsClosed(sentence.AsSpan(0, i))) yield return sentence.AsSpan(0, i).TrimEnd().Length;
        }
    }

    private static string FirstWord(string text, int at) => Words.Next(text, ref at, out var word) ? text.Substring(word.Start, word.Length) : "";

    /// <summary>No quotation and no bracket is left open.</summary>
    private static bool IsClosed(ReadOnlySpan<char> text) =>
        text.Count('“') == text.Count('”') && text.Count('(') == text.Count(')') && text.Count('"') % 2 == 0;
}
