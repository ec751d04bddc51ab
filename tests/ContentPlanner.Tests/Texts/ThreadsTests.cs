using System.Globalization;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;
using CsCheck;

namespace ContentPlanner.Tests.Texts;

public class ThreadsTests
{
    [Fact]
    public void Posts_end_at_sentences_and_are_numbered() => Assert.Equal(
        ["The first sentence is here. And another one. 1/3", "The third sentence is a little longer. 2/3", "It is not the last one. 3/3"],
        Threads.Of("The first sentence is here. And another one. The third sentence is a little longer. It is not the last one.", 49));

    [Fact]
    public void Points_begin_posts_of_their_own() =>
        Assert.Equal(["One. 1/2", "Two. 2/2"], Threads.Of(["One.", "Two."], 280, Counter.XWeighted));

    [Fact]
    public void What_fits_one_post_needs_no_number()
    {
        Assert.Equal(["Short."], Threads.Of("Short.", 280));
        Assert.Equal(["Short."], Threads.Of(["Short."], 280));
        Assert.Empty(Threads.Of("  ", 280));
    }

    [Fact]
    public void Paragraphs_stay_apart_within_a_post() =>
        Assert.Equal("One.\n\nTwo. 1/2", Threads.Of("One.\n\nTwo.\n\nThree is later.", 20)[0]);

    [Fact]
    public void A_limit_that_leaves_no_room_for_words_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Threads.Of("text", 19));

    [Fact]
    public void Every_post_fits_and_no_word_is_lost_in_any_script() =>
        Gen.Select(ShorteningTests.AnyText, Gen.Int[Threads.ShortestLimit, 120], Gen.OneOf(Counter.Characters, Counter.Graphemes, Counter.XWeighted)).Sample((text, limit, counter) =>
        {
            var posts = Threads.Of(text, limit, counter);
            Assert.All(posts, post => Assert.True(counter.Count(post) <= limit, post));
            var words = posts.Count == 1 ? posts : posts.Select((post, i) => WithoutNumber(post, i, posts.Count));
            Assert.Equal(WithoutSpace(text), WithoutSpace(string.Concat(words)));
        }, iter: Full.Iterations(700));

    [Fact]
    public void Words_that_fit_are_never_broken() =>
        Gen.Select(Gen.OneOf<string>("one", "sentence.", "why?", "and", "Comma,", "https://example.com/a/very/long/path/indeed").List[1, 120], Gen.Int[30, 100]).Sample((words, limit) =>
        {
            var posts = Threads.Of(string.Join(' ', words), limit, Counter.XWeighted);
            var read = posts.SelectMany((post, i) => (posts.Count == 1 ? post : WithoutNumber(post, i, posts.Count)).Split(' '));
            Assert.Equal(words, read);
        }, iter: Full.Iterations(200));

    private static string WithoutNumber(string post, int index, int count)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $" {index + 1}/{count}");
        Assert.EndsWith(number, post, StringComparison.Ordinal);
        return post[..^number.Length];
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
