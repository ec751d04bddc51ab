using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// Finds what a piece counts up, because a five-step post yields a five-part series: numbered headings, or the list that
/// carries the piece. A list that is one paragraph among many does not; then the piece's sections are its parts, and any
/// list at all comes last.
/// </summary>
internal static class SeriesFinder
{
    private const int AtLeast = 3;
    private const int WordsAtLeast = 4;
    private const int WordsOfSectionAtLeast = 12;
    private const int SentencesOfSection = 2;

    private sealed record Candidate(int Rank, int Words, ValueList<Point> Points);

    public static ValueList<Point> In(IReadOnlyList<Block> blocks, ValueList<Section> sections, IReadOnlySet<int> times, Hints hints)
    {
        var candidates = Lists(blocks, times).Concat(SectionSeries(sections, hints));
        return candidates.OrderByDescending(c => c.Rank).ThenByDescending(c => c.Words).FirstOrDefault()?.Points ?? [];
    }

    private static IEnumerable<Candidate> Lists(IReadOnlyList<Block> blocks, IReadOnlySet<int> times)
    {
        var all = blocks.Sum(b => Words.Count(b.Text));
        var lists = Enumerable.Range(0, blocks.Count)
            .Where(i => blocks[i] is { Kind: BlockKind.Item, Level: 1, Continues: false } && !times.Contains(i))
            .GroupBy(i => blocks[i].List);
        foreach (var list in lists)
        {
            var points = list.Select(i => Points.At(blocks, i)).ToValueList();
            var words = points.Sum(p => Words.Count(p.Title) + Words.Count(p.Text));
            var linked = list.Count(i => blocks[i].Marks.Any(m => m.Kind == TextMarkKind.Link));
            if (points.Count < AtLeast || words < points.Count * WordsAtLeast || linked * 2 >= points.Count)
                continue;
            var ordered = blocks[list.First()].Ordered;
            // Numbers say that the author counts: such a list carries a piece with less.
            var weight = ordered ? words * 3 / 2 : words;
            yield return new Candidate(weight * 4 >= all ? 2 : 0, weight, points);
        }
    }

    private static IEnumerable<Candidate> SectionSeries(ValueList<Section> sections, Hints hints)
    {
        foreach (var level in sections.Select(s => s.Level).Distinct().Order())
        {
            var parts = sections
                .Select((section, index) => section.Level == level && !hints.Closings.Contains(section.Heading) ? new Part(section.Heading, Opening(sections, index)) : null)
                .OfType<Part>()
                .Where(p => p.Text.Length > 0)
                .ToList();
            var numbered = parts.Where(p => NumberLength(p.Heading) > 0).ToList();
            if (numbered.Count >= AtLeast)
                yield return Series(3, numbered.Select(p => new Point(Points.WithoutEndMark(p.Heading[NumberLength(p.Heading)..]), p.Text)));
            if (parts.Count >= AtLeast)
            {
                // Headings over a line or two are signposts (questions, links), not parts.
                var rank = parts.All(p => Words.Count(p.Text) >= WordsOfSectionAtLeast) ? 1 : 0;
                yield return Series(rank, parts.Select(p => new Point(Points.WithoutEndMark(p.Heading), p.Text)));
                yield break;
            }
        }
    }

    /// <param name="Text">How the section begins.</param>
    private sealed record Part(string Heading, string Text);

    private static Candidate Series(int rank, IEnumerable<Point> points)
    {
        var list = points.ToValueList();
        return new Candidate(rank, list.Sum(p => Words.Count(p.Title) + Words.Count(p.Text)), list);
    }

    /// <summary>The first sentences under a heading, or under the first smaller heading below it.</summary>
    private static string Opening(ValueList<Section> sections, int index)
    {
        for (var i = index; i < sections.Count && (i == index || sections[i].Level > sections[index].Level); i++)
        {
            if (sections[i].Paragraphs.Count > 0)
                return FirstSentences(sections[i].Paragraphs[0]);
            if (sections[i].Sentences.Count > 0)
                return sections[i].Sentences[0];
        }
        return "";
    }

    /// <summary>Without the sentence that announces a list: "I settle four limits:" says nothing alone.</summary>
    private static string FirstSentences(string paragraph)
    {
        var spans = Sentences.Spans(paragraph).Take(SentencesOfSection).TakeWhile(s => paragraph[s.End - 1] is not (':' or '：')).ToList();
        return spans.Count == 0 ? "" : paragraph[spans[0].Start..spans[^1].End];
    }

    /// <summary>Length of "3. ", "Step 3: " or "3) " before a heading's own words; 0 if it is not numbered.</summary>
    private static int NumberLength(string heading)
    {
        var at = 0;
        while (at < heading.Length && char.IsLetter(heading[at]))
            at++;
        if (at > 0 && (at > 12 || at >= heading.Length || heading[at++] != ' '))
            return 0;
        var digits = at;
        while (at < heading.Length && char.IsAsciiDigit(heading[at]))
            at++;
        if (at == digits || at - digits > 2)
            return 0;
        var mark = at;
        while (at < heading.Length && heading[at] is '.' or ':' or ')' or ' ' or '–' or '—' or '-' or '|')
            at++;
        // "3 mistakes" counts mistakes; only a mark behind the number makes it a number of the text.
        return at < heading.Length && heading.AsSpan(mark, at - mark).ContainsAnyExcept(' ') ? at : 0;
    }
}
