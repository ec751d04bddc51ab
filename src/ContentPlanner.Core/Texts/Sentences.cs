namespace ContentPlanner.Core.Texts;

/// <summary>
/// Cuts running text into sentences in any script, without a dictionary of words: full stops, question and
/// exclamation marks of all scripts end a sentence where what follows can begin one (after UAX #29, sentence
/// boundaries), and a small table keeps abbreviations, initials, ordinals and decimals whole.
/// When in doubt two sentences stay together: a sentence too long still reads, half a sentence does not.
/// </summary>
public static class Sentences
{
    /// <summary>The sentences of a text in order, each exactly as written, without the space around it.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var spans = Spans(text);
        var sentences = new string[spans.Count];
        for (var i = 0; i < sentences.Length; i++)
            sentences[i] = text.Substring(spans[i].Start, spans[i].Length);
        return sentences;
    }

    /// <summary>Where the sentences of a text lie, as offsets in UTF-16 code units. One pass, linear in the text.</summary>
    public static IReadOnlyList<TextSpan> Spans(ReadOnlySpan<char> text)
    {
        var spans = new List<TextSpan>();
        var start = SkipSpace(text, 0);
        var i = start;
        while (i < text.Length)
        {
            if (StopOf(text[i]) == Stop.None)
            {
                i++;
                continue;
            }
            var end = EndOfStop(text, i, out var stop, out var closed);
            if (EndsSentence(text, start, i, end, stop, closed))
            {
                spans.Add(new TextSpan(start, end - start));
                start = SkipSpace(text, end);
                end = start;
            }
            i = end;
        }
        var last = TrimmedEnd(text);
        if (last > start)
            spans.Add(new TextSpan(start, last - start));
        return spans;
    }

    /// <summary>True if a sentence asks something: it ends in a question mark, within quotation marks or not.</summary>
    public static bool IsQuestion(ReadOnlySpan<char> sentence)
    {
        var end = sentence.Length;
        while (end > 0 && (IsCloser(sentence[end - 1]) || char.IsWhiteSpace(sentence[end - 1])))
            end--;
        return end > 0 && sentence[end - 1] is '?' or '？' or '؟' or '⁇' or '‽' or '⁈' or '⁉'
            || end > 1 && sentence[end - 1] == '!' && sentence[end - 2] == '?';
    }

    /// <summary>True if a sentence is finished: it ends in a mark that ends sentences, within quotation marks or not.</summary>
    public static bool IsFinished(ReadOnlySpan<char> sentence)
    {
        var end = sentence.Length;
        while (end > 0 && IsCloser(sentence[end - 1]))
            end--;
        return end > 0 && StopOf(sentence[end - 1]) != Stop.None;
    }

    private enum Stop
    {
        None,
        Dot,
        Mark,
        Wide,
    }

    private static Stop StopOf(char c) => c switch
    {
        '.' or '…' => Stop.Dot,
        '!' or '?' or '‽' or '⁇' or '⁈' or '⁉' or '؟' or '۔' or '।' or '॥' or '։' or '።' or '፧' or '᙮' or '។' or '။' => Stop.Mark,
        '。' or '！' or '？' or '｡' or '．' => Stop.Wide,
        _ => Stop.None,
    };

    /// <summary>Reads "?!", "..." or ".”)" as one stop and returns the offset after it.</summary>
    private static int EndOfStop(ReadOnlySpan<char> text, int at, out Stop stop, out bool closed)
    {
        stop = Stop.None;
        var end = at;
        while (end < text.Length && StopOf(text[end]) is var next && next != Stop.None)
        {
            stop = next > stop ? next : stop;
            end++;
        }
        var closers = end;
        while (end < text.Length && IsCloser(text[end]))
            end++;
        closed = end > closers;
        return end;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int start, int at, int end, Stop stop, bool closed)
    {
        if (end >= text.Length)
            return true;
        if (stop == Stop.Wide)
            // 「行く。」と言った goes on after the quotation; everything else ends without a space.
            return !closed || !char.IsLetter(text[end]);
        if (!char.IsWhiteSpace(text[end]))
            return false;

        var next = SkipSpace(text, end);
        while (next < text.Length && IsOpener(text[next]))
            next++;
        if (next >= text.Length)
            return true;
        if (GoesOn(text, next))
            return false;
        var lone = stop == Stop.Dot && !closed && text[at] == '.' && (at + 1 >= text.Length || StopOf(text[at + 1]) == Stop.None);
        return !lone || !BelongsToWord(text, start, at, next);
    }

    /// <summary>A small letter or a comma goes on with the sentence; a name such as iPhone begins one.</summary>
    private static bool GoesOn(ReadOnlySpan<char> text, int next) => text[next] switch
    {
        ',' or ';' or ':' or '،' => true,
        var c when char.IsLower(c) => next + 1 >= text.Length || !char.IsUpper(text[next + 1]),
        _ => false,
    };

    /// <summary>True if the full stop at <paramref name="at"/> is part of an abbreviation, an initial or an ordinal.</summary>
    private static bool BelongsToWord(ReadOnlySpan<char> text, int start, int at, int next)
    {
        var from = at;
        while (from > start && at - from <= Abbreviations.LongestLength && !char.IsWhiteSpace(text[from - 1]) && !IsOpener(text[from - 1]))
            from--;
        var word = text[from..at];
        if (word.IsEmpty)
            return true;
        if (!word.ContainsAnyExceptInRange('0', '9'))
            return from == start || Abbreviations.IsMonthAfterOrdinal(FirstWord(text[next..]));
        if (word.Length == 1)
            return char.IsLetter(word[0]) && word[0] != 'I';
        if (word.Contains('.'))
            return IsDottedLetters(word) && !Abbreviations.IsTimeOfDay(word);
        return Abbreviations.Contains(word) || char.IsDigit(text[next]) && Abbreviations.IsBeforeNumber(word);
    }

    private static bool IsDottedLetters(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
                return false;
        }
        return true;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return text[..end];
    }

    private static bool IsCloser(char c) =>
        c is '"' or '\'' or '”' or '’' or '“' or '»' or '«' or '›' or ')' or ']' or '}' or '」' or '』' or '）' or '】' or '》' or '〉' or '＂';

    private static bool IsOpener(char c) =>
        c is '"' or '\'' or '“' or '‘' or '„' or '‚' or '«' or '»' or '‹' or '(' or '[' or '{' or '¿' or '¡' or '「' or '『' or '（' or '【' or '《'
            or '–' or '—' or '-' or '•' or ' ';

    private static int SkipSpace(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;
        return from;
    }

    private static int TrimmedEnd(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }
}

/// <summary>A stretch of a text, in UTF-16 code units.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}
