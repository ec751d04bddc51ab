using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>One finished sentence of a body, and where it stands.</summary>
internal sealed class Sentence
{
    public required string Text { get; init; }

    /// <summary>Index of its block.</summary>
    public required int Block { get; init; }

    /// <summary>Its place in the block's line.</summary>
    public required TextSpan Span { get; init; }

    public required bool FirstOfBlock { get; init; }
    public required bool LastOfBlock { get; init; }
    public required bool InItem { get; init; }

    /// <summary>The author set it in bold or italics.</summary>
    public required bool Emphasised { get; init; }

    public required bool HasLink { get; init; }
    public required int Words { get; init; }

    /// <summary>
    /// All sentences in reading order. Headings and quotations have none, nor do greetings and signatures, which no
    /// full stop finishes; in a body without any full stop paragraphs count, because not every script writes them.
    /// </summary>
    public static List<Sentence> AllOf(IReadOnlyList<Block> blocks, IReadOnlySet<int> without) =>
        AllOf(blocks, without, text => Texts.Sentences.IsFinished(text)) is { Count: > 0 } finished
            ? finished
            : AllOf(blocks, without, IsLongProse);

    private static List<Sentence> AllOf(IReadOnlyList<Block> blocks, IReadOnlySet<int> without, Func<string, bool> counts)
    {
        var all = new List<Sentence>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Kind is BlockKind.Heading or BlockKind.Quotation || without.Contains(i))
                continue;
            var line = block.Line;
            var spans = Texts.Sentences.Spans(line);
            var marks = new MarkCursor(block.Marks);
            for (var k = 0; k < spans.Count; k++)
            {
                var span = spans[k];
                var text = line.Substring(span.Start, span.Length);
                if (!counts(text))
                    continue;
                all.Add(new Sentence
                {
                    Text = text,
                    Block = i,
                    Span = span,
                    FirstOfBlock = k == 0,
                    LastOfBlock = k == spans.Count - 1,
                    InItem = block.Kind == BlockKind.Item,
                    Emphasised = marks.Any(span, m => m.Kind != TextMarkKind.Link && m.Span.Start <= span.Start + 1 && m.Span.End >= span.End - 1),
                    HasLink = marks.Any(span, m => m.Kind == TextMarkKind.Link),
                    Words = Texts.Words.Count(text),
                });
            }
        }
        return all;
    }

    private static bool IsLongProse(string text) =>
        text.Length >= 40 && text[^1] is not (':' or ',' or ';' or '-' or '–' or '—');
}

/// <summary>Walks through marks along with the spans of a block, so that many of both stay linear.</summary>
internal sealed class MarkCursor(IReadOnlyList<TextMark> marks)
{
    private int _first;

    /// <summary>True if a mark that touches the span fits. Spans are asked for in order.</summary>
    public bool Any(TextSpan span, Func<TextMark, bool> fits)
    {
        while (_first < marks.Count && marks[_first].Span.End <= span.Start)
            _first++;
        for (var i = _first; i < marks.Count && marks[i].Span.Start < span.End; i++)
        {
            if (marks[i].Span.End > span.Start && fits(marks[i]))
                return true;
        }
        return false;
    }
}
