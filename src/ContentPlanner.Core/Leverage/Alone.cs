using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// Whether a sentence can be read without the page around it. It cannot where it leans on the one before ("But …", "… two
/// had."), speaks about the piece itself, or of something as known ("these pages", "the 244 hours"). Told from words alone,
/// so it errs on the strict side: for collections, where a line left out is missed less than one that puzzles.
/// </summary>
public static class Alone
{
    /// <param name="language">Two letters (ISO 639-1); in a language without <see cref="Hints"/> every sentence stands.</param>
    public static bool Stands(string sentence, string language = "en")
    {
        var hints = Hints.For(language);
        if (hints.AboutItself.Any(s => sentence.Contains(s, StringComparison.OrdinalIgnoreCase))) return false;
        var (before, isFirst) = ("", true);
        for (var at = 0; Words.Next(sentence, ref at, out var span);)
        {
            var word = sentence.Substring(span.Start, span.Length);
            if (isFirst && (hints.Leaning.Contains(word) || hints.Definite.Contains(word))) return false;
            if (hints.Pointing.Contains(word) || char.IsDigit(word[0]) && hints.Definite.Contains(before)) return false;
            (before, isFirst) = (word, false);
        }
        return !hints.Elliptic.Contains(before);
    }
}
