using System.Globalization;
using System.Text;

namespace ContentPlanner.Core.Texts;

/// <summary>
/// Words in the sense of "a post of 900 words": runs of letters, marks and digits, apostrophes inside included.
/// Chinese and Japanese write no spaces; there each character counts as a word, as writers there count.
/// </summary>
public static class Words
{
    /// <summary>How many words a text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = 0; Next(text, ref at, out _);)
            count++;
        return count;
    }

    /// <summary>Moves to the next word at or after <paramref name="at"/>, which then stands behind that word; false at the end.</summary>
    public static bool Next(ReadOnlySpan<char> text, ref int at, out TextSpan word)
    {
        while (at < text.Length)
        {
            var start = at;
            var kind = Read(text, ref at);
            if (kind == Kind.Other)
                continue;
            if (kind == Kind.Letter)
                ReadRest(text, ref at);
            word = new TextSpan(start, at - start);
            return true;
        }
        word = default;
        return false;
    }

    private static void ReadRest(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length)
        {
            var next = at;
            if (text[at] is '\'' or '’')
                next++;
            if (next >= text.Length || Read(text, ref next) != Kind.Letter)
                return;
            at = next;
        }
    }

    private enum Kind
    {
        Other,
        Letter,
        Ideograph,
    }

    private static Kind Read(ReadOnlySpan<char> text, ref int at)
    {
        var c = text[at];
        if (c < 0x80)
        {
            at++;
            return char.IsAsciiLetterOrDigit(c) ? Kind.Letter : Kind.Other;
        }
        Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
        at += length;
        if (IsIdeographic(rune.Value))
            return Kind.Ideograph;
        return Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or
            UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            ? Kind.Letter
            : Kind.Other;
    }

    /// <summary>True if the text begins with a character that is a word by itself.</summary>
    internal static bool IsIdeograph(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done && IsIdeographic(rune.Value);

    private static bool IsIdeographic(int value) => value is
        >= 0x3040 and <= 0x30FF or // kana
        >= 0x3400 and <= 0x9FFF or // Han
        >= 0xF900 and <= 0xFAFF or
        >= 0x20000 and <= 0x3FFFF;
}
