using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

/// <summary>The questions a body asks, as headings or in its sentences, with what it says next as the answer.</summary>
internal static class Questions
{
    private const int AnswerSentencesAtMost = 3;

    public static ValueList<Question> Of(IReadOnlyList<Block> blocks, IReadOnlyList<Sentence> sentences)
    {
        var questions = new List<Question>();
        var next = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == BlockKind.Heading && Sentences.IsQuestion(blocks[i].Text))
                questions.Add(new Question(blocks[i].Line, Answer(blocks, sentences, next, i + 1)));
            for (; next < sentences.Count && sentences[next].Block == i; next++)
            {
                if (Sentences.IsQuestion(sentences[next].Text))
                    questions.Add(new Question(sentences[next].Text, Answer(blocks, sentences, next + 1, i)));
            }
        }
        return questions.ToValueList();
    }

    /// <summary>Up to three sentences from <paramref name="from"/> on, all of the given block: they stand together in the source.</summary>
    private static string Answer(IReadOnlyList<Block> blocks, IReadOnlyList<Sentence> sentences, int from, int block)
    {
        var to = from;
        while (to < sentences.Count && to - from < AnswerSentencesAtMost && sentences[to].Block == block && !Sentences.IsQuestion(sentences[to].Text))
            to++;
        if (to == from)
            return "";
        return blocks[block].Line[sentences[from].Span.Start..sentences[to - 1].Span.End];
    }
}
