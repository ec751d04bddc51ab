using System.Globalization;

namespace ContentPlanner.Core.Leverage;

/// <summary>Whether a sentence carries a figure worth showing: an amount, a share or a count, not a bare year or a time of day.</summary>
internal static class Figures
{
    public static bool In(ReadOnlySpan<char> sentence)
    {
        for (var i = 0; i < sentence.Length; i++)
        {
            if (!char.IsDigit(sentence[i]))
                continue;
            var start = i;
            while (i < sentence.Length && (char.IsDigit(sentence[i]) || i + 1 < sentence.Length && sentence[i] is '.' or ',' or '\u00A0' or ':' && char.IsDigit(sentence[i + 1])))
                i++;
            if (IsFigure(sentence, start, i))
                return true;
        }
        return false;
    }

    private static bool IsFigure(ReadOnlySpan<char> sentence, int start, int end)
    {
        var number = sentence[start..end];
        if (number.Contains(':') || start > 0 && (char.IsLetter(sentence[start - 1]) || sentence[start - 1] is '#' or '_' or '/'))
            return false;
        if (HasUnit(sentence, start, end))
            return true;
        var isYear = number.Length == 4 && number[..2] is "19" or "20" && number.ContainsAnyExceptInRange('0', '9') == false;
        // "Step 1:" and "1." count the text, not the world.
        var isLabel = number.Length <= 2 && (end >= sentence.Length || sentence[end] is ':' or '.' or ')');
        return !isYear && !isLabel;
    }

    private static bool HasUnit(ReadOnlySpan<char> sentence, int start, int end)
    {
        var before = start > 0 ? sentence[start - 1] : ' ';
        var after = end < sentence.Length ? sentence[end] : ' ';
        return after is '%' or '‰' || char.GetUnicodeCategory(after) == UnicodeCategory.CurrencySymbol || char.GetUnicodeCategory(before) == UnicodeCategory.CurrencySymbol;
    }
}
