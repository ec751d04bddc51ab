using System.Globalization;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;
using CsCheck;

namespace ContentPlanner.Tests.Texts;

public class ShorteningTests
{
    public static readonly Gen<string> AnyText = Gen.OneOf<string>(
        "one", "word", "Sentence.", "Why?", "comma,", "a—b", "–", " ", " ", " ", "\n", "\n\n", "中文", "。", "日本語、", "é", "e\u0301", "👨‍👩‍👧‍👦", "🇮🇪", "\ud83d", "\u200d",
        "https://example.com/path", "example.com", "ac", ".", "averyveryveryverylongwordthatnobodyeverwrote", "x\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a", "ไทย", "#tag", "(")
        .List[0, 60].Select(string.Concat);

    private static readonly Gen<Counter> AnyCounter = Gen.OneOf(Counter.Characters, Counter.Graphemes, Counter.XWeighted);

    [Theory]
    [InlineData("Short enough.", 20, "Short enough.")]
    [InlineData("First sentence here. Second sentence here.", 30, "First sentence here.")]
    [InlineData("One. Then a rather long second sentence, with a clause in it.", 50, "One. Then a rather long second sentence…")]
    [InlineData("A sentence without any pause whatsoever in it", 24, "A sentence without any…")]
    [InlineData("Incomprehensibilities abound", 12, "Incomprehen…")]
    [InlineData("Dash – and a lot of words behind it", 12, "Dash – and…")]
    [InlineData("今日は休みです。明日は仕事です。", 10, "今日は休みです。")]
    [InlineData("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 13, "👨‍👩‍👧‍👦…")]
    [InlineData("Anything at all", 1, "…")]
    [InlineData("Anything at all", 0, "")]
    [InlineData("  trimmed  ", 9, "trimmed")]
    public void Text_is_cut_where_it_hurts_least(string text, int limit, string expected) => Assert.Equal(expected, Shortening.Shorten(text, limit));

    [Fact]
    public void A_shortened_text_fits_and_begins_as_the_text_does_and_breaks_nothing() =>
        Gen.Select(AnyText, Gen.Int[0, 120], AnyCounter).Sample((text, limit, counter) =>
        {
            var shortened = Shortening.Shorten(text, limit, counter);
            Assert.True(counter.Count(shortened) <= limit);
            text = text.Trim();
            if (shortened == text || shortened.Length == 0)
                return;
            var kept = shortened.EndsWith('…') ? shortened[..^1] : shortened;
            Assert.StartsWith(kept, text, StringComparison.Ordinal);
            Assert.True(kept.Length == 0 || IsGraphemeEnd(text, kept.Length));
        }, iter: Full.Iterations(500));

    [Fact]
    public void Words_stay_whole_unless_one_alone_is_too_long() =>
        Gen.Select(Gen.OneOf<string>("one", "word", "Sentence.", "clause,", "dash –").List[1, 30], Gen.Int[12, 80]).Sample((words, limit) =>
        {
            var text = string.Join(' ', words);
            var shortened = Shortening.Shorten(text, limit);
            if (shortened == text)
                return;
            var kept = shortened.TrimEnd('…');
            Assert.True(kept.Length == 0 || text[kept.Length] is ' ' or ',' or '.', shortened);
        }, iter: Full.Iterations(1_000));

    [Fact]
    public void As_many_paragraphs_as_fit_are_taken_whole()
    {
        string[] parts = ["First part.", "", "Second part.", "Third."];
        Assert.Equal("First part.\n\nSecond part.", Shortening.Fit(parts, 30));
        Assert.Equal("First part.\n\nSecond part.\n\nThird.", Shortening.Fit(parts, 33));
        Assert.Equal("First…", Shortening.Fit(parts, 8));
        Assert.Equal("", Shortening.Fit([], 8));
    }

    private static bool IsGraphemeEnd(string text, int at)
    {
        var ends = 0;
        while (ends < at)
            ends += StringInfo.GetNextTextElementLength(text, ends);
        return ends == at;
    }
}
