namespace ContentPlanner.Core.Leverage;

/// <summary>The quotations a body sets apart, with the name behind the dash as the one who said it.</summary>
internal static class Quotations
{
    private const int NameAtMost = 80;

    public static IEnumerable<Quote> Of(IReadOnlyList<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind != BlockKind.Quotation || IsName(blocks[i].Line))
                continue;
            var (text, by) = Split(blocks[i].Line);
            if (by.Length == 0 && i + 1 < blocks.Count && blocks[i + 1] is { Kind: BlockKind.Quotation, Continues: true } next && IsName(next.Line))
                by = Name(next.Line);
            var bare = WithoutMarks(text);
            if (bare.Length > 0)
                yield return new Quote(bare, by) { InMarks = bare != text.Trim() };
        }
    }

    private static bool IsName(string line) => line.Length <= NameAtMost && line[0] is '—' or '–' or '-' or '―';

    private static string Name(string line) => line.TrimStart('—', '–', '-', '―', ' ');

    private static (string Text, string By) Split(string line)
    {
        foreach (var dash in (ReadOnlySpan<string>)[" — ", " – ", " ― ", " -- ", " - "])
        {
            var at = line.LastIndexOf(dash, StringComparison.Ordinal);
            // Only behind a finished or closed quotation: a dash within a sentence is the sentence's own.
            if (at > 0 && line.Length - at <= NameAtMost && (Texts.Sentences.IsFinished(line.AsSpan(0, at)) || line[at - 1] is '”' or '"' or '»' or '“' or '’'))
                return (line[..at], line[(at + dash.Length)..]);
        }
        return (line, "");
    }

    private static string WithoutMarks(string text)
    {
        text = text.Trim();
        if (text.Length < 3)
            return text;
        var closing = text[0] switch
        {
            '“' => "”",
            '"' => "\"",
            '„' => "“”",
            '«' => "»",
            '»' => "«",
            '‘' => "’",
            '「' => "」",
            _ => "",
        };
        // “Yes.” and “no.” are two quotations in one line and keep their marks.
        return closing.Contains(text[^1]) && text.AsSpan(1, text.Length - 2).IndexOfAny(text[0], text[^1]) < 0
            ? text[1..^1].Trim()
            : text;
    }
}
