using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>The items of lists as points: a bold opening becomes the title, the rest the text.</summary>
internal static class Points
{
    private const int TitleWordsAtMost = 14;

    public static IEnumerable<Point> Of(IReadOnlyList<Block> blocks, int from, int to, IReadOnlySet<int> without)
    {
        for (var i = from; i < to; i++)
        {
            if (blocks[i] is { Kind: BlockKind.Item, Continues: false } && !without.Contains(i))
                yield return At(blocks, i);
        }
    }

    public static IEnumerable<PointList> ListsOf(IReadOnlyList<Block> blocks, IReadOnlySet<int> without)
    {
        var lists = new List<(string Heading, string Intro, string Before, List<Point> Points)>();
        var (heading, list) = ("", 0);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == BlockKind.Heading)
                heading = blocks[i].Line;
            if (blocks[i] is not { Kind: BlockKind.Item, Level: 1, Continues: false } || without.Contains(i))
                continue;
            if (blocks[i].List != list)
            {
                var intro = ParagraphAt(blocks, i - 1);
                lists.Add((heading, intro, intro.Length > 0 ? ParagraphAt(blocks, i - 2) : "", []));
            }
            list = blocks[i].List;
            lists[^1].Points.Add(At(blocks, i));
        }
        return lists.Select(l => new PointList(l.Heading, l.Intro, l.Points.ToValueList(), l.Before));
    }

    private static string ParagraphAt(IReadOnlyList<Block> blocks, int index) =>
        index >= 0 && blocks[index].Kind == BlockKind.Paragraph ? blocks[index].Line : "";

    /// <summary>The point that begins with block <paramref name="index"/> and runs on through its further paragraphs.</summary>
    public static Point At(IReadOnlyList<Block> blocks, int index)
    {
        var block = blocks[index];
        var line = block.Line;
        var end = index + 1;
        while (end < blocks.Count && blocks[end] is { Kind: BlockKind.Item, Continues: true } more && more.List == block.List)
            end++;
        var rest = string.Join(' ', blocks.Skip(index + 1).Take(end - index - 1).Select(b => b.Line));

        var bold = block.Marks.FirstOrDefault(m => m.Kind == TextMarkKind.Strong && m.Span.Start == 0).Span.Length;
        if (bold > 0 && Words.Count(line.AsSpan(0, bold)) <= TitleWordsAtMost)
            return new Point(WithoutEndMark(line[..bold]), Joined(line[bold..].TrimStart(':', '.', ' ', '–', '—', '-'), rest));
        if (rest.Length > 0 && !Sentences.IsFinished(line) && Words.Count(line) <= TitleWordsAtMost)
            return new Point(WithoutEndMark(line), rest);
        return new Point("", Joined(line, rest));
    }

    /// <summary>A title keeps its question mark and loses the full stop or colon that closed it.</summary>
    public static string WithoutEndMark(string title)
    {
        title = title.TrimEnd(' ', ':', '–', '—', '-', '：');
        return title.EndsWith("..", StringComparison.Ordinal) ? title : title.TrimEnd('.', '。');
    }

    private static string Joined(string text, string rest) =>
        text.Length == 0 ? rest : rest.Length == 0 ? text : $"{text} {rest}";
}
