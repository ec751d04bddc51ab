namespace ContentPlanner.Formats.Extraction;

/// <summary>
/// Estimates the work of parsing Markdown before it is done. The parser pairs brackets, stars and quotation signs within
/// a paragraph, in time that grows with the square of their number: a long post stays below a tenth of
/// <see cref="Most"/>, while one paragraph of forty thousand stars would take an hour.
/// </summary>
internal static class MarkdownEffort
{
    /// <summary>About a fifth of a second.</summary>
    public const long Most = 4_000_000;

    public static long Of(ReadOnlySpan<char> markdown)
    {
        var sum = 0L;
        var signs = 0L;
        var lineStart = true;
        var indent = true;
        var emptyLine = false;
        foreach (var c in markdown)
        {
            if (c == '\n')
            {
                if (emptyLine)
                    (sum, signs) = (sum + signs * signs, 0);
                (lineStart, indent, emptyLine) = (true, true, true);
                continue;
            }
            if (c is ' ' or '\t' or '\r')
                continue;
            // An item or a heading begins a paragraph of its own.
            if (lineStart && c is '-' or '+' or '#' or (>= '0' and <= '9'))
                (sum, signs) = (sum + signs * signs, 0);
            indent &= c is '-' or '+' or '*' or '>' or '.' or ')' or (>= '0' and <= '9');
            if (indent && c is '-' or '+' || c is '*' or '_' or '[' or ']' or '~' or '<' or '>' or '`' or '!')
                signs++;
            (lineStart, emptyLine) = (false, false);
        }
        return sum + signs * signs;
    }
}
