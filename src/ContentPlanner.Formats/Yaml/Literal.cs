using System.Globalization;
using System.Text;

namespace ContentPlanner.Formats.Yaml;

/// <summary>Texts of several lines as literal blocks (YAML 1.2, 8.1.2), where what is seen is what it is.</summary>
internal static class Literal
{
    /// <summary>Several lines, all of them printable or holding tabs; anything stranger is quoted.</summary>
    public static bool Fits(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || text.AsSpan().Trim('\n').Length == 0) return false;
        // Blanks before the first word: YamlDotNet 18.1.0 refuses some of them although the bar says the indentation.
        var lead = text.AsSpan(0, text.Length - text.AsSpan().TrimStart().Length);
        if (lead.Contains('\n') && lead.IndexOfAny(' ', '\t') >= 0) return false;
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is not ('\n' or '\t') && !PlainText.IsPrintable(rune)) return false;
        return true;
    }

    /// <summary>The block, from its bar on, each line indented by that many spaces.</summary>
    public static void Append(StringBuilder to, string text, int indentation)
    {
        to.Append('|');
        // Where the first line does not show the indentation, the bar says it.
        if (text[0] is ' ' or '\t' or '\n') to.Append(2.ToString(CultureInfo.InvariantCulture));
        var body = text.TrimEnd('\n');
        if (body.Length == text.Length) to.Append('-');
        else if (body.Length < text.Length - 1) to.Append('+');
        to.Append('\n');
        foreach (var line in (body.Length == text.Length ? text : text[..^1]).Split('\n'))
        {
            if (line.Length > 0) to.Append(' ', indentation).Append(line);
            to.Append('\n');
        }
    }
}
