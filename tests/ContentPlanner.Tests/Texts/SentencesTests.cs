using ContentPlanner.Core.Texts;
using CsCheck;

namespace ContentPlanner.Tests.Texts;

public class SentencesTests
{
    [Theory]
    [InlineData("One step. Two steps! Three?", "One step.|Two steps!|Three?")]
    [InlineData("Bring e.g. a notebook, i.e. paper. Then write.", "Bring e.g. a notebook, i.e. paper.|Then write.")]
    [InlineData("Dr. Seuss met J. K. Rowling. They talked.", "Dr. Seuss met J. K. Rowling.|They talked.")]
    [InlineData("It costs 3.5 million. Nobody paid.", "It costs 3.5 million.|Nobody paid.")]
    [InlineData("See fig. 3 and p. 12. The answer is no. Good.", "See fig. 3 and p. 12.|The answer is no.|Good.")]
    [InlineData("We met at 9 a.m. Everybody came at 10 a.m. sharp.", "We met at 9 a.m.|Everybody came at 10 a.m. sharp.")]
    [InlineData("Pens, paper, etc. Nothing else.", "Pens, paper, etc.|Nothing else.")]
    [InlineData("Well… maybe not. Well… That was it... and more.", "Well… maybe not.|Well…|That was it... and more.")]
    [InlineData("“Stop.” She left. “Why?” he asked. (Nobody knew.) Fine.", "“Stop.”|She left.|“Why?” he asked.|(Nobody knew.)|Fine.")]
    [InlineData("\"Stop!\" He did. 'Now.' And then?!", "\"Stop!\"|He did.|'Now.'|And then?!")]
    [InlineData("¿Qué haces? ¡Nada! Vale.", "¿Qué haces?|¡Nada!|Vale.")]
    [InlineData("今日は休み。明日も？「行く。」と言った。終わり！", "今日は休み。|明日も？|「行く。」と言った。|終わり！")]
    [InlineData("यह एक वाक्य है। यह दूसरा है।", "यह एक वाक्य है।|यह दूसरा है।")]
    [InlineData("ماذا تفعل؟ لا شيء.", "ماذا تفعل؟|لا شيء.")]
    [InlineData("Am 3. Oktober ist frei. Das gilt z. B. für alle bzw. fast alle.", "Am 3. Oktober ist frei.|Das gilt z. B. für alle bzw. fast alle.")]
    [InlineData("She turned 40. Then she wrote. It was 2024. Nobody knew.", "She turned 40.|Then she wrote.|It was 2024.|Nobody knew.")]
    [InlineData("1. Name it. 2. Do it.", "1. Name it.|2. Do it.")]
    [InlineData("We use .NET daily. See example.com. Bye.", "We use .NET daily.|See example.com.|Bye.")]
    [InlineData("Sold out. iPhone users wait. eBay too.", "Sold out.|iPhone users wait.|eBay too.")]
    [InlineData("So do I. She left.", "So do I.|She left.")]
    [InlineData("  \n ", "")]
    [InlineData("No stop at all", "No stop at all")]
    [InlineData("Wrapped\nat eighty. Second\nline.", "Wrapped\nat eighty.|Second\nline.")]
    public void Text_is_cut_where_a_reader_pauses(string text, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), Sentences.Of(text));

    [Fact]
    public void Nothing_but_space_is_lost_between_sentences()
    {
        var words = Gen.OneOf<string>("a", "B", "e.g.", "3.5", ".", "!", "?", "…", "。", "”", "(", ")", " ", "\n", "Dr.", "I.", "中", "é", "\u0301", "😀", "\ud83d", "-", "1.", "«");
        words.List[0, 40].Select(string.Concat).Sample(text =>
        {
            var spans = Sentences.Spans(text);
            var end = 0;
            foreach (var span in spans)
            {
                Assert.True(string.IsNullOrWhiteSpace(text[end..span.Start]));
                Assert.Equal(text.Substring(span.Start, span.Length).Trim(), text.Substring(span.Start, span.Length));
                end = span.End;
            }
            Assert.True(string.IsNullOrWhiteSpace(text[end..]));
        }, iter: Full.Iterations(1_000));
    }

    [Theory]
    [InlineData("Why?", true)]
    [InlineData("“Why?”", true)]
    [InlineData("Why?!", true)]
    [InlineData("なぜ？", true)]
    [InlineData("Why.", false)]
    [InlineData("", false)]
    public void A_question_is_known_by_its_mark(string sentence, bool asks) => Assert.Equal(asks, Sentences.IsQuestion(sentence));

    [Theory]
    [InlineData("Don’t stop: it’s 9 o’clock", 5)]
    [InlineData("今日は休み", 5)]
    [InlineData("naïve café — 3.5 %", 4)]
    [InlineData("", 0)]
    public void Words_are_counted_as_writers_count_them(string text, int words) => Assert.Equal(words, Words.Count(text));
}
