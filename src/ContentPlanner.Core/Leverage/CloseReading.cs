using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// Takes a body apart into <see cref="KeyPoints"/>: deterministic, the same for every language, and never a word that the
/// author did not write. Linear in the body; ranking looks at its first <see cref="Centrality.Most"/> sentences.
/// </summary>
public static class CloseReading
{
    /// <summary>What runs on for longer is no sentence anybody would repeat.</summary>
    private const int SayableAtMost = 1000;

    private const int KeySentencesAtMost = 20;
    private const int QuotesAtMost = 20;

    /// <param name="blocks">The body in reading order.</param>
    /// <param name="language">Two letters (ISO 639-1); only sharpens the ranking, see <see cref="Hints"/>.</param>
    public static KeyPoints KeyPointsOf(IReadOnlyList<Block> blocks, string language = "en")
    {
        var hints = Hints.For(language);
        blocks = ImpliedStructure.MadePlain(blocks);
        if (blocks.Count == 0)
            return KeyPoints.None;

        var times = TimeTable.Of(blocks);
        var title = TitleOf(blocks);
        var sentences = Sentence.AllOf(blocks, times.Blocks);
        var sayable = sentences.Where(s => s.Text.Length <= SayableAtMost).ToList();
        var call = CallToAction.Among(sayable, hints);
        var ranking = Ranking.Of(sayable, blocks, title, call, hints);
        var sections = SectionsOf(blocks, title, times.Blocks, sentences);

        return new KeyPoints
        {
            Text = string.Join('\n', blocks.Select(b => b.Line)),
            Title = title < 0 ? "" : blocks[title].Line,
            Lead = LeadOf(blocks, sentences),
            Paragraphs = ParagraphsOf(blocks, sentences, 0, blocks.Count),
            Sections = sections,
            Items = Points.Of(blocks, 0, blocks.Count, times.Blocks).ToValueList(),
            Lists = Points.ListsOf(blocks, times.Blocks).ToValueList(),
            Sentences = sentences.Select(s => s.Text).ToValueList(),
            KeySentences = ranking.Best(KeySentencesAtMost),
            Quotes = Quotations.Of(blocks).Concat(ranking.Quotable(QuotesAtMost)).ToValueList(),
            Numbers = sentences.Where(s => Figures.In(s.Text)).Select(s => s.Text).ToValueList(),
            Questions = Questions.Of(blocks, sentences),
            CallToAction = call?.Text ?? "",
            Links = LinksOf(blocks),
            Series = SeriesFinder.In(blocks, sections, times.Blocks, hints),
            Chapters = times.Marks,
            Words = blocks.Sum(b => Words.Count(b.Text)),
        };
    }

    /// <summary>The heading that stands over all others; -1 if none does.</summary>
    private static int TitleOf(IReadOnlyList<Block> blocks)
    {
        var first = IndexOf(blocks, b => b.Kind == BlockKind.Heading);
        if (first < 0)
            return -1;
        var level = blocks[first].Level;
        var alone = !blocks.Skip(first + 1).Any(b => b.Kind == BlockKind.Heading && b.Level <= level);
        return first == 0 && level == 1 || alone && (level == 1 || first == 0) ? first : -1;
    }

    private static string LeadOf(IReadOnlyList<Block> blocks, IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            var block = blocks[sentence.Block];
            if (block.Kind == BlockKind.Paragraph && Words.Count(block.Text) >= 6)
                return block.Line;
        }
        return "";
    }

    private static ValueList<string> ParagraphsOf(IReadOnlyList<Block> blocks, IReadOnlyList<Sentence> sentences, int from, int to)
    {
        var prose = sentences.Select(s => s.Block).ToHashSet();
        return Enumerable.Range(from, to - from)
            .Where(i => blocks[i].Kind == BlockKind.Paragraph && prose.Contains(i))
            .Select(i => blocks[i].Line)
            .ToValueList();
    }

    private static ValueList<Section> SectionsOf(IReadOnlyList<Block> blocks, int title, IReadOnlySet<int> times, IReadOnlyList<Sentence> sentences)
    {
        var sections = new List<Section>();
        var next = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind != BlockKind.Heading || i == title)
                continue;
            var end = i + 1;
            while (end < blocks.Count && blocks[end].Kind != BlockKind.Heading)
                end++;
            while (next < sentences.Count && sentences[next].Block < i)
                next++;
            var own = new List<Sentence>();
            while (next < sentences.Count && sentences[next].Block < end)
                own.Add(sentences[next++]);
            sections.Add(new Section(blocks[i].Line, blocks[i].Level)
            {
                Paragraphs = ParagraphsOf(blocks, own, i, end),
                Sentences = own.Select(s => s.Text).ToValueList(),
                Items = Points.Of(blocks, i, end, times).ToValueList(),
                Quotes = Quotations.Of(blocks.Take(i..end).ToList()).ToValueList(),
                Opening = ParagraphsOf(blocks, own, i, EndOfOpening(blocks, i + 1, end)).Count,
            });
        }
        return sections.ToValueList();
    }

    private static int EndOfOpening(IReadOnlyList<Block> blocks, int from, int to)
    {
        while (from < to && blocks[from].Kind == BlockKind.Paragraph)
            from++;
        return from;
    }

    private static ValueList<SourceLink> LinksOf(IReadOnlyList<Block> blocks)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var links = new List<SourceLink>();
        foreach (var block in blocks)
        {
            foreach (var mark in block.Marks)
            {
                if (mark is { Kind: TextMarkKind.Link, Url: { } url } && IsWebAddress(url) && seen.Add(url))
                    links.Add(new SourceLink(block.Line.Substring(mark.Span.Start, mark.Span.Length), url));
            }
        }
        return links.ToValueList();
    }

    private static bool IsWebAddress(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static int IndexOf(IReadOnlyList<Block> blocks, Func<Block, bool> fits)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (fits(blocks[i]))
                return i;
        }
        return -1;
    }
}
