using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentPlanner.Formats.Yaml;

/// <summary>Which texts can stand without quotes and still be the texts they are, to any reader of YAML 1.1 or 1.2.</summary>
internal static partial class PlainText
{
    /// <summary>Words that are true, false or nothing to some reader.</summary>
    private static readonly HashSet<string> Meaningful = new(["null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What ends a word between brackets; the question mark only for readers of YAML 1.1, PyYAML among them.</summary>
    private static readonly SearchValues<char> FlowSyntax = SearchValues.Create(",[]{}?");

    public static bool Is(string text, bool inFlow)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] is ' ' or ':' || Meaningful.Contains(text)) return false;
        if (StartsLikeSyntax(text) || LooksLikeNumber().IsMatch(text)) return false;
        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal)) return false;
        if (inFlow && text.AsSpan().IndexOfAny(FlowSyntax) >= 0) return false;
        // In YAML 1.1 a colon before such a sign ends a key: "see:[1]".
        if (inFlow && text.Contains(':', StringComparison.Ordinal) && text.AsSpan().IndexOfAny("\"'") >= 0) return false;
        foreach (var rune in text.EnumerateRunes())
            if (!IsPrintable(rune)) return false;
        return true;
    }

    /// <summary>
    /// Whether a character stands as it is. Not so: controls, tabs and line breaks, every other kind of space (they are lost
    /// to the eye), line separators, and the replacement for what is no character at all.
    /// </summary>
    public static bool IsPrintable(Rune rune) => rune.Value is >= 0x20 and < 0x7F
        || (rune.Value >= 0xA0 && rune.Value is not (0xFEFF or 0xFFFE or 0xFFFF)
            && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate));

    /// <summary>Half of a surrogate pair cannot be written as UTF-8; U+FFFD stands for it.</summary>
    public static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0) return text;
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) sound.Append(rune);
        return sound.ToString();
    }

    private static bool StartsLikeSyntax(string text) =>
        text[0] is '-' ? text.Length == 1 || text[1] == ' ' || text.StartsWith("---", StringComparison.Ordinal)
        : text[0] is ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or '=' or '~' or '<' or '?' or ':'
          || text.StartsWith("...", StringComparison.Ordinal);

    /// <summary>Numbers, days, times and the sexagesimal numbers of YAML 1.1: what begins like one and holds nothing else.</summary>
    [GeneratedRegex(@"^[-+.]?[0-9][0-9a-fA-FxXoO_.,:+TtZz \-]*\z|^[-+]?\.(inf|nan)\z", RegexOptions.IgnoreCase)]
    private static partial Regex LooksLikeNumber();
}
