using System.Globalization;
using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Core.Texts;

/// <summary>
/// Makes text fit without breaking it: whole sentences if they use the room well, else up to a comma or a dash, else up
/// to a word. What is not whole sentences ends in "…", so a reader sees that something is missing.
/// </summary>
public static class Shortening
{
    private const string More = "…";

    /// <summary>A cut at a sentence or clause must fill this share of the room; below it a later word is the better end.</summary>
    private const double SentenceShare = 0.4, ClauseShare = 0.6;

    /// <summary>
    /// The text itself if it fits, else its beginning; empty if not even "…" fits. Never parts a grapheme, and parts a word
    /// only if that word alone is too long.
    /// </summary>
    /// <param name="limit">In the unit of <paramref name="counter"/>.</param>
    public static string Shorten(string text, int limit, Counter counter = Counter.Characters)
    {
        text = text.Trim();
        if (counter.Count(text) <= limit)
            return text;
        var room = limit - counter.Count(More);
        if (room < 0)
            return "";

        var sentence = Longest(text, SentenceEnds(text), limit, counter);
        if (counter.Count(sentence) >= limit * SentenceShare)
            return sentence;
        var clause = Longest(text, ClauseEnds(text), room, counter);
        if (counter.Count(clause) >= limit * ClauseShare)
            return clause + More;
        var words = Longest(text, WordEnds(text), room, counter);
        if (words.Length == 0)
            words = Longest(text, GraphemeEnds(text, limit), room, counter);
        return words.TrimEnd(Trailing) + More;
    }

    /// <summary>As many whole paragraphs as fit, from the first on, an empty line apart; the first one shortened if it does not fit.</summary>
    public static string Fit(IEnumerable<string> paragraphs, int limit, Counter counter = Counter.Characters)
    {
        var fitting = "";
        foreach (var paragraph in paragraphs.Where(p => p.Length > 0))
        {
            var longer = fitting.Length == 0 ? paragraph : $"{fitting}\n\n{paragraph}";
            if (counter.Count(longer) > limit)
                return fitting.Length > 0 ? fitting : Shorten(paragraph, limit, counter);
            fitting = longer;
        }
        return fitting;
    }

    private static readonly char[] Trailing = [' ', ',', ';', ':', '-', '–', '—', '、', '，', '；', '：', '(', '“', '„', '«', '…'];

    /// <summary>The longest start that ends at one of the offsets and counts at most <paramref name="room"/>.</summary>
    private static string Longest(string text, List<int> ends, int room, Counter counter)
    {
        // Counts grow with the start nearly always; an address that is cut may count less than its parts, hence the walk back.
        var (low, high) = (0, ends.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (counter.Count(text[..ends[middle]]) <= room)
                low = middle + 1;
            else
                high = middle;
        }
        for (var i = low - 1; i >= 0; i--)
        {
            if (counter.Count(text[..ends[i]]) <= room)
                return text[..ends[i]];
        }
        return "";
    }

    private static List<int> SentenceEnds(string text) =>
        Sentences.Spans(text).Select(s => s.End).Where(end => Sentences.IsFinished(text.AsSpan(0, end)) && !IsJoined(text, end)).ToList();

    private static List<int> ClauseEnds(string text)
    {
        var ends = new List<int>();
        for (var i = 1; i < text.Length; i++)
        {
            var closes = text[i] is ',' or ';' or ':' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]);
            var turns = text[i] is '–' or '—' && char.IsWhiteSpace(text[i - 1]);
            if ((closes || turns || text[i] is '、' or '，' or '；') && !IsJoined(text, i))
                ends.Add(text.AsSpan(0, i).TrimEnd().Length);
        }
        return ends;
    }

    private static List<int> WordEnds(string text)
    {
        var ends = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            at += StringInfo.GetNextTextElementLength(text, at);
            if (at == text.Length || char.IsWhiteSpace(text[at]) && !char.IsWhiteSpace(text[start]) || Words.IsIdeograph(text.AsSpan(start)) && !IsClosing(text[at]))
                ends.Add(at);
        }
        return ends;
    }

    /// <summary>Ends within the first word, for a word that alone is too long.</summary>
    private static List<int> GraphemeEnds(string text, int limit)
    {
        var ends = new List<int>();
        for (var at = 0; at < text.Length && ends.Count <= limit && !char.IsWhiteSpace(text[at]);)
        {
            at += StringInfo.GetNextTextElementLength(text, at);
            ends.Add(at);
        }
        return ends;
    }

    /// <summary>True if what stands behind the offset belongs to the character before it.</summary>
    private static bool IsJoined(string text, int at) =>
        at < text.Length && (text[at] == '\u200D' || CharUnicodeInfo.GetUnicodeCategory(text, at) is
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    private static bool IsClosing(char c) => c is '。' or '、' or '，' or '！' or '？' or '」' or '』' or '）';
}
