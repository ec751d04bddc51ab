using System.Runtime.InteropServices;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// How much each sentence has to do with all the others (degree centrality, as in LexRank: Erkan and Radev, 2004):
/// sentences vote for those whose rarer words they share. No list of words, no model, the same result every time. The
/// votes are not weighted again by the voter, or two asides about lunch would lift each other up.
/// </summary>
internal sealed class Centrality
{
    /// <summary>Sentences beyond these are not ranked: the work grows with their square.</summary>
    public const int Most = 400;

    /// <summary>Words are compared by this many letters: inflected forms of one word mostly agree in them, in most languages.</summary>
    private const int StemLength = 6;

    private readonly float[] _similarity;
    private readonly int _count;

    private Centrality(float[] similarity, int count, double[] scores)
    {
        (_similarity, _count) = (similarity, count);
        Scores = scores;
    }

    /// <summary>One for each sentence, 1 for the most central.</summary>
    public double[] Scores { get; }

    /// <summary>0 (no word in common) to 1 (the same words).</summary>
    public double Similarity(int a, int b) => _similarity[a * _count + b];

    public static Centrality Of(IReadOnlyList<string> sentences)
    {
        var vectors = Vectors(sentences);
        var similarity = Similarities(vectors);
        return new Centrality(similarity, sentences.Count, Votes(similarity, sentences.Count));
    }

    private readonly record struct Weight(int Term, float Value);

    private static Weight[][] Vectors(IReadOnlyList<string> sentences)
    {
        var terms = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var weights = new List<float>();
        var sentencesWith = new List<int>();
        var counts = new List<Weight>[sentences.Count];
        for (var i = 0; i < sentences.Count; i++)
        {
            counts[i] = [];
            foreach (var term in TermsOf(sentences[i]))
            {
                if (!lookup.TryGetValue(term.Span, out var id))
                {
                    id = terms.Count;
                    lookup[term.Span] = id;
                    // Short words tie sentences together in every language without saying anything.
                    weights.Add(term.Length > 3 || term.Span[0] >= 0x3040 ? 1f : 0.4f);
                    sentencesWith.Add(0);
                }
                Add(counts[i], id, sentencesWith);
            }
        }
        return Array.ConvertAll(counts, c => Normalised(c, sentences.Count, weights, sentencesWith));
    }

    private static void Add(List<Weight> counts, int id, List<int> sentencesWith)
    {
        for (var k = 0; k < counts.Count; k++)
        {
            if (counts[k].Term == id)
            {
                counts[k] = new Weight(id, counts[k].Value + 1);
                return;
            }
        }
        counts.Add(new Weight(id, 1));
        sentencesWith[id]++;
    }

    private static Weight[] Normalised(List<Weight> counts, int sentences, List<float> weights, List<int> sentencesWith)
    {
        var vector = new Weight[counts.Count];
        var sum = 0f;
        for (var k = 0; k < vector.Length; k++)
        {
            var id = counts[k].Term;
            var value = counts[k].Value * weights[id] * MathF.Log(1 + sentences / (float)(2 * sentencesWith[id]));
            vector[k] = new Weight(id, value);
            sum += value * value;
        }
        var length = MathF.Sqrt(sum);
        if (length > 0)
        {
            for (var k = 0; k < vector.Length; k++)
                vector[k] = new Weight(vector[k].Term, vector[k].Value / length);
        }
        return vector;
    }

    private static IEnumerable<ReadOnlyMemory<char>> TermsOf(string sentence)
    {
        var lower = sentence.ToLowerInvariant().AsMemory();
        var before = default(TextSpan);
        // A sentence of thousands of words is not a sentence; its beginning is enough to compare it by.
        for (int at = 0, words = 0; words < 200 && Words.Next(lower.Span, ref at, out var word); words++)
        {
            var first = lower.Span[word.Start];
            if (first >= 0x3040 && word.Length <= 2)
            {
                if (before.End == word.Start && word.Start > 0)
                    yield return lower[before.Start..word.End];
                before = word;
                continue;
            }
            before = default;
            // l’année, d’abord: the article is not part of the word.
            var elided = word.Length > 3 && lower.Span[word.Start + 1] is '\'' or '’' ? 2 : 0;
            yield return lower.Slice(word.Start + elided, Math.Min(word.Length - elided, StemLength));
        }
    }

    private static float[] Similarities(Weight[][] vectors)
    {
        var count = vectors.Length;
        var similarity = new float[count * count];
        var postings = new Dictionary<int, List<(int Sentence, float Value)>>();
        for (var i = 0; i < count; i++)
        {
            foreach (var (term, value) in vectors[i])
            {
                ref var posting = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, term, out _);
                posting ??= [];
                foreach (var (other, otherValue) in posting)
                {
                    similarity[i * count + other] += value * otherValue;
                    similarity[other * count + i] += value * otherValue;
                }
                posting.Add((i, value));
            }
        }
        return similarity;
    }

    private static double[] Votes(float[] similarity, int count)
    {
        var votes = new double[count];
        for (var i = 0; i < count; i++)
        {
            foreach (var s in similarity.AsSpan(i * count, count))
                votes[i] += s;
        }
        var most = Math.Max(votes.DefaultIfEmpty().Max(), 1e-6);
        for (var i = 0; i < count; i++)
            votes[i] /= most;
        return votes;
    }
}
