using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// People paste from mail and word processors: lists typed as lines that begin with a bullet or a number, headings typed
/// as a bold line. This turns them into the items and headings they are.
/// </summary>
internal static class ImpliedStructure
{
    private const int HeadingWordsAtMost = 12;

    public static IReadOnlyList<Block> MadePlain(IReadOnlyList<Block> blocks)
    {
        var plain = new List<Block>(blocks.Count);
        var list = blocks.Count == 0 ? 0 : blocks.Max(b => b.List);
        var hasHeadings = blocks.Any(b => b.Kind == BlockKind.Heading && b.Level > 1);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Kind != BlockKind.Paragraph)
                plain.Add(block);
            else if (IsHeading(block) && i + 1 < blocks.Count && blocks[i + 1].Kind != BlockKind.Heading)
                plain.Add(block with { Kind = BlockKind.Heading, Level = hasHeadings ? 6 : 2, Marks = [] });
            else if (LinesOfList(block) is { Count: >= 2 } lines)
                AddItems(plain, block, lines, ++list);
            else if (NumberedRun(blocks, i) is var run && run >= 2)
            {
                list++;
                for (var k = 0; k < run; k++)
                    AddItems(plain, blocks[i + k], LinesOfList(blocks[i + k]), list);
                i += run - 1;
            }
            else
                plain.Add(block);
        }
        return plain;
    }

    private static bool IsHeading(Block block) =>
        block.Marks.Any(m => m.Kind == TextMarkKind.Strong && m.Span.Start == 0 && m.Span.End == block.Text.Length) &&
        !block.Text.Contains('\n') && block.Text[^1] is not ('.' or '!' or '。' or '！' or '…') &&
        Words.Count(block.Text) is > 0 and <= HeadingWordsAtMost;

    /// <summary>A line of a typed list: its span in the block, and where its text begins behind the bullet or number.</summary>
    private readonly record struct ListLine(int Start, int End, int Number);

    /// <summary>The lines of a paragraph if each begins with a bullet, or with the next number from 1; else empty.</summary>
    private static List<ListLine> LinesOfList(Block block, int firstNumber = 1)
    {
        var lines = new List<ListLine>();
        var text = block.Text;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            var (length, number) = Marker(text.AsSpan(start, end - start));
            var expected = number == 0 || number == firstNumber + lines.Count;
            if (length == 0 || !expected || lines.Count > 0 && (number == 0) != (lines[0].Number == 0))
                return [];
            lines.Add(new ListLine(start + length, end, number));
            start = end + 1;
        }
        return lines;
    }

    /// <summary>How many paragraphs from here on are one-line points numbered 1, 2, 3 …</summary>
    private static int NumberedRun(IReadOnlyList<Block> blocks, int from)
    {
        var run = 0;
        while (from + run < blocks.Count && blocks[from + run].Kind == BlockKind.Paragraph &&
            LinesOfList(blocks[from + run], run + 1) is [{ Number: > 0 }])
            run++;
        return run;
    }

    private static void AddItems(List<Block> plain, Block block, List<ListLine> lines, int list)
    {
        if (lines.Count == 0)
            lines = [new ListLine(Marker(block.Text).Length, block.Text.Length, 1)];
        var next = 0;
        foreach (var line in lines)
        {
            var marks = new List<TextMark>();
            for (; next < block.Marks.Count && block.Marks[next].Span.Start < line.End; next++)
            {
                var mark = block.Marks[next];
                if (mark.Span.Start >= line.Start && mark.Span.End <= line.End)
                    marks.Add(mark with { Span = mark.Span with { Start = mark.Span.Start - line.Start } });
            }
            plain.Add(new Block(BlockKind.Item, block.Text[line.Start..line.End]) { List = list, Ordered = line.Number > 0, Marks = marks });
        }
    }

    /// <summary>Length of "• ", "✅ ", "3. " or "3) " at the start of a line, with the number; 0 if there is none.</summary>
    private static (int Length, int Number) Marker(ReadOnlySpan<char> line)
    {
        var at = 0;
        var number = 0;
        if (line.Length > 0 && line[0] is '•' or '‣' or '◦' or '▪' or '●' or '✓' or '✔' or '✅' or '➡' or '→' or '·' or '–')
        {
            at = 1;
            if (at < line.Length && line[at] == '\uFE0F')
                at++;
        }
        else
        {
            while (at < line.Length && at < 2 && char.IsAsciiDigit(line[at]))
                number = number * 10 + (line[at++] - '0');
            if (at == 0 || number == 0 || at >= line.Length || line[at++] is not ('.' or ')'))
                return default;
        }
        return at + 1 < line.Length && line[at] == ' ' ? (at + 1, number) : default;
    }
}
