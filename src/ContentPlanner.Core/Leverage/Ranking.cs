using System.Buffers;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// Puts sentences in the order in which they are worth repeating. <see cref="Centrality"/> says what the piece is about;
/// place, length and the author's own emphasis say how it is best said; leaning on a neighbour, asking or selling speaks
/// against a sentence without ruling it out.
/// </summary>
internal sealed class Ranking
{
    private static readonly SearchValues<char> NotForCards = SearchValues.Create("()[]{}@|/");

    private readonly IReadOnlyList<Sentence> _sentences;
    private readonly Centrality _centrality;
    private readonly double[] _key;
    private readonly double[] _quotable;

    private Ranking(IReadOnlyList<Sentence> sentences, Centrality centrality, double[] key, double[] quotable) =>
        (_sentences, _centrality, _key, _quotable) = (sentences, centrality, key, quotable);

    public static Ranking Of(IReadOnlyList<Sentence> sentences, IReadOnlyList<Block> blocks, int title, Sentence? call, Hints hints)
    {
        var ranked = sentences.Take(Centrality.Most).ToList();
        // The title votes along with the sentences: what shares its words is what the piece promised.
        var texts = ranked.Select(s => s.Text).ToList();
        if (title >= 0)
            texts.Add(blocks[title].Line);
        var centrality = Centrality.Of(texts);

        var key = new double[ranked.Count];
        var quotable = new double[ranked.Count];
        var lead = ranked.FirstOrDefault(s => !s.InItem && s.Words >= 6)?.Block ?? -1;
        for (var i = 0; i < ranked.Count; i++)
        {
            var onTopic = title < 0 ? 0 : 0.25 * centrality.Similarity(i, ranked.Count);
            var weight = Weight(ranked[i], call, hints);
            key[i] = weight * LengthWeight(ranked[i].Words) * (centrality.Scores[i] + onTopic + PlaceBonus(ranked[i], blocks, lead));
            quotable[i] = IsQuotable(ranked[i]) ? weight * Standing(ranked[i], hints) * (0.25 * centrality.Scores[i] + Pithiness(ranked[i])) : 0;
        }
        return new Ranking(ranked, centrality, key, quotable);
    }

    /// <summary>The best sentences, each as unlike those before it as its worth allows.</summary>
    public ValueList<string> Best(int count) => Pick(_key, count).Select(i => _sentences[i].Text).ToValueList();

    public IEnumerable<Quote> Quotable(int count) => Pick(_quotable, count).Select(i => new Quote(_sentences[i].Text));

    /// <summary>Maximal marginal relevance (Carbonell and Goldstein, 1998): worth, less the likeness to what is picked already.</summary>
    private IEnumerable<int> Pick(double[] worth, int count)
    {
        var likeness = new double[worth.Length];
        var open = Enumerable.Range(0, worth.Length).Where(i => worth[i] > 0).ToList();
        while (count-- > 0 && open.Count > 0)
        {
            var best = open.MaxBy(i => worth[i] * (1 - likeness[i]));
            yield return best;
            open.Remove(best);
            foreach (var i in open)
                likeness[i] = _sentences[i].Text == _sentences[best].Text ? 1 : Math.Max(likeness[i], 0.8 * _centrality.Similarity(i, best));
            open.RemoveAll(i => likeness[i] >= 1);
        }
    }

    private static double Weight(Sentence sentence, Sentence? call, Hints hints)
    {
        var weight = 1.0;
        if (Sentences.IsQuestion(sentence.Text))
            weight *= 0.4;
        if (sentence.HasLink || sentence == call)
            weight *= 0.5;
        if (sentence.Text[^1] is ':' or '：')
            weight *= 0.2;
        // The bold opening of an item is its heading.
        if (sentence is { InItem: true, FirstOfBlock: true, Emphasised: true })
            weight *= 0.5;
        if (hints.Leaning.Contains(WordsOf(sentence.Text).FirstOrDefault("")))
            weight *= 0.55;
        if (hints.Elliptic.Contains(WordsOf(sentence.Text).LastOrDefault("")))
            weight *= 0.6;
        if (hints.AboutItself.Any(s => sentence.Text.Contains(s, StringComparison.OrdinalIgnoreCase)))
            weight *= 0.6;
        return weight;
    }

    /// <summary>
    /// A line lifted from a story needs its story ("When I got up, three of them had left."), and one lifted from a list its
    /// list; one that speaks of everybody's case needs nothing ("A rhythm without rests is an alarm.").
    /// </summary>
    private static double Standing(Sentence sentence, Hints hints)
    {
        var standing = 1.0;
        foreach (var word in WordsOf(sentence.Text))
        {
            if (hints.Narrating.Contains(word))
                standing *= 0.75;
        }
        standing = Math.Max(standing, 0.5);
        if (sentence.InItem)
            standing *= 0.75;
        return hints.General.Contains(WordsOf(sentence.Text).FirstOrDefault("")) ? standing * 1.5 : standing;
    }

    private static double PlaceBonus(Sentence sentence, IReadOnlyList<Block> blocks, int lead)
    {
        var bonus = sentence is { Emphasised: true, InItem: false } ? 0.15 : 0;
        if (sentence.Block == lead)
            return bonus + 0.3;
        if (sentence.FirstOfBlock && sentence.Block > 0 && blocks[sentence.Block - 1].Kind == BlockKind.Heading)
            return bonus + 0.2;
        return sentence is { FirstOfBlock: true, LastOfBlock: true, InItem: false } ? bonus + 0.1 : bonus;
    }

    private static double LengthWeight(int words) => words switch
    {
        < 5 => 0.4,
        < 8 => 0.75,
        <= 28 => 1,
        <= 38 => 0.8,
        _ => 0.5,
    };

    /// <summary>A line somebody could put on a card: finished, said in one breath, whole in itself.</summary>
    private static bool IsQuotable(Sentence sentence)
    {
        var text = sentence.Text;
        return sentence.Words is >= 5 and <= 26 && text.Length <= 200
            && text[^1] is '.' or '!' or '。' or '！' or '।' or '۔' or '”' or '"' or '»'
            && !Sentences.IsQuestion(text) && !text.EndsWith("..", StringComparison.Ordinal)
            && !char.IsLower(text[0]) && !char.IsDigit(text[0])
            && text.AsSpan().IndexOfAny(NotForCards) < 0
            && text.Count(c => c == '“') == text.Count(c => c == '”') && text.Count(c => c == '"') % 2 == 0;
    }

    private static double Pithiness(Sentence sentence)
    {
        var score = sentence is { Emphasised: true, InItem: false } ? 0.5 : 0;
        if (sentence is { FirstOfBlock: true, LastOfBlock: true })
            score += 0.45;
        else if (sentence.LastOfBlock)
            score += 0.2;
        score += sentence.Words switch { < 6 => 0.1, <= 16 => 0.3, <= 20 => 0.15, <= 22 => 0, _ => -0.15 };
        return score + (sentence.Words >= 8 && RepeatsItself(sentence.Text) ? 0.25 : 0) - (Figures.In(sentence.Text) ? 0.2 : 0);
    }

    /// <summary>"A plan on the wall …, a plan in a folder …": a longer word that comes back marks a turn of phrase.</summary>
    private static bool RepeatsItself(string text)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; Words.Next(text, ref at, out var word);)
        {
            if (word.Length > 3 && !seen.Add(text.Substring(word.Start, word.Length)))
                return true;
        }
        return false;
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        for (var at = 0; Words.Next(text, ref at, out var word);)
            yield return text.Substring(word.Start, word.Length);
    }
}
