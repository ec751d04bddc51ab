using System.Text;

namespace ContentPlanner.Formats.Drafts;

/// <summary>
/// The white space of a draft. Templates are written to be read, one condition on a line; what they write is set here, so
/// that nobody has to count the blank lines a missing quote leaves.
/// </summary>
public static class DraftText
{
    /// <summary>A line of its own between texts that are posted one by one.</summary>
    public const string Divider = "---";

    /// <summary>
    /// One blank line at most, none at either end, one around a divider and none left beside nothing; single spaces within
    /// lines, none around them except before the items of a list within a list.
    /// </summary>
    public static string Tidied(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var gap = false;
        var divided = false;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = Tidy(raw);
            if (line == Divider) divided = tidy.Length > 0;
            else if (line.Length == 0) gap = tidy.Length > 0;
            else
            {
                if (divided) tidy.Append("\n\n").Append(Divider).Append("\n\n");
                else if (tidy.Length > 0) tidy.Append(gap ? "\n\n" : "\n");
                tidy.Append(line);
                (gap, divided) = (false, false);
            }
        }
        return tidy.Length == 0 ? "" : tidy.Append('\n').ToString();
    }

    /// <summary>The texts between the dividers.</summary>
    public static IEnumerable<string> Texts(string draft) =>
        $"\n{draft.ReplaceLineEndings("\n")}\n".Split($"\n{Divider}\n").Select(t => t.Trim()).Where(t => t.Length > 0);

    private static string Tidy(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return "";
        var depth = words[0] is "-" or "*" ? line.Length - line.TrimStart().Length : 0;
        return new string(' ', depth) + string.Join(' ', words);
    }
}
