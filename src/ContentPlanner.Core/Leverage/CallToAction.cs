namespace ContentPlanner.Core.Leverage;

/// <summary>
/// Finds the sentence that asks the reader to do something: near the end, with a link, in the words people use for it.
/// Two of the three have to come together.
/// </summary>
internal static class CallToAction
{
    private const int Enough = 3;

    public static Sentence? Among(IReadOnlyList<Sentence> sentences, Hints hints)
    {
        Sentence? best = null;
        var highest = Enough - 1;
        var lastBlocks = sentences.Select(s => s.Block).Distinct().TakeLast(3).ToHashSet();
        for (var i = sentences.Count * 2 / 3; i < sentences.Count; i++)
        {
            var score = (lastBlocks.Contains(sentences[i].Block) ? 1 : 0) + (sentences[i].HasLink ? 2 : 0) + CallIn(sentences[i].Text, hints);
            if (score > highest || score == highest && best is not null)
                (best, highest) = (sentences[i], score);
        }
        return best;
    }

    /// <summary>3 if the sentence begins with a call, 2 if one stands within it.</summary>
    private static int CallIn(string sentence, Hints hints)
    {
        var best = 0;
        foreach (var call in hints.Calls)
        {
            var at = sentence.IndexOf(call, StringComparison.OrdinalIgnoreCase);
            while (at >= 0 && !StandsAlone(sentence, at, call.Length))
                at = sentence.IndexOf(call, at + 1, StringComparison.OrdinalIgnoreCase);
            if (at == 0)
                return 3;
            if (at > 0)
                best = 2;
        }
        return best;
    }

    private static bool StandsAlone(string sentence, int at, int length) =>
        (at == 0 || !char.IsLetter(sentence[at - 1])) && (at + length >= sentence.Length || !char.IsLetter(sentence[at + length]));
}
