using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Tests.Texts;

public class CountingTests
{
    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>Figures of twitter-text, conformance/validate.yml, WeightedTweetsWithDiscountedEmojiCounterTest (configuration v3).</summary>
    public static TheoryData<string, int> TwitterText => new()
    {
        { "", 0 },
        { "Hi http://test.co", 26 },
        { "http://test.co", 23 },
        { "285 chars-" + Times("xxxxxxxxxx-", 25), 285 },
        { "285 chars- http://www.twitter.com/jack " + Times("xxxxxxxxxx-", 24), 299 },
        { Times("https://www.twitter.com/aloha ", 10), 240 },
        { Times("故人西辞黄鹤楼，烟花三月下扬州。", 10), 320 },
        { "the" + Times("故人西辞黄鹤楼，烟花三月下扬州。", 10), 323 },
        { Times("😷", 160), 320 },
        { "H🐱☺👨‍👩‍👧‍👦", 7 },
        { "😷👾😡🔥💩", 10 },
        { "🙋🏽👨‍🎤", 4 },
        { Times("👨‍👩‍👧‍👦", 140), 280 },
        { "1\u20E3", 2 },
        { "Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; 🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", 34 },
        { "Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29 },
        { "A\u0301B", 2 },
        { "A\uFB2C", 4 },
        { "This is a tweet with general punctuation characters: \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B ‐ ‑ ‒ – — ― ‖  ‗ ‘ ’ ‚ ‛ “ ” „ ‟ ′ ″ ‴ ‵ ‶ ‷", 110 },
        { "randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com", 68 },
        { "ABC\u202A\uFFFFABC\uFFFE", 12 },
    };

    [Theory, MemberData(nameof(TwitterText))]
    public void X_counts_as_its_own_library_does(string text, int weight) => Assert.Equal(weight, Counter.XWeighted.Count(text));

    /// <summary>docs.x.com/fundamentals/counting-characters.</summary>
    [Theory]
    [InlineData("👾", 2)]
    [InlineData("🙋🏽", 2)]
    [InlineData("👨‍🎤", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("https://example.com", 23)]
    [InlineData("https://example.com/very/long/path", 23)]
    [InlineData("café", 4)]
    [InlineData("cafe\u0301", 4)]
    [InlineData("Hello, world! 👋", 16)]
    public void X_counts_as_its_documentation_says(string text, int weight) => Assert.Equal(weight, Counter.XWeighted.Count(text));

    /// <summary>Texts and addresses of twitter-text, conformance/extract.yml.</summary>
    [Theory]
    [InlineData("text http://google.com/#search?q=iphone%20-filter%3Alinks", "http://google.com/#search?q=iphone%20-filter%3Alinks")]
    [InlineData("text http://en.wikipedia.org/wiki/Primer_(film)", "http://en.wikipedia.org/wiki/Primer_(film)")]
    [InlineData("text http://xo.com/~matthew+%ff-,.;x", "http://xo.com/~matthew+%ff-,.;x")]
    [InlineData("text http://somehost.com:3000", "http://somehost.com:3000")]
    [InlineData("(http://twitter.com", "http://twitter.com")]
    [InlineData("text http://no-tld", "")]
    [InlineData("text http://tld-too-short.x", "")]
    [InlineData("text http://domain.com-that-you-should-have-put-a-space-after", "")]
    [InlineData("foo.com foo.net foo.org foo.edu foo.gov", "foo.com|foo.net|foo.org|foo.edu|foo.gov")]
    [InlineData("foo.baz foo.co.jp www.xxxxxxx.baz www.foo.co.uk wwwww.xxxxxxx foo.comm foo.somecom foo.govedu foo.jp", "foo.co.jp|www.foo.co.uk|foo.jp")]
    [InlineData("t.co/abcde bit.ly/abcde", "t.co/abcde|bit.ly/abcde")]
    [InlineData("Go to http://example.com/a+ or http://example.com/a-", "http://example.com/a+|http://example.com/a-")]
    [InlineData("Go to https://en.m.wikipedia.org/wiki/Hatfield–McCoy_feud please", "https://en.m.wikipedia.org/wiki/Hatfield–McCoy_feud")]
    [InlineData("@user Try http:// example.com/path", "example.com/path")]
    [InlineData("これは日本語です。example.com/path/index.html中国語example.com/path한국", "example.com/path/index.html|example.com/path")]
    [InlineData("Email me at name.al-lastname@foo.com or name.al+lastname@foo.com", "")]
    [InlineData("Find my page at name.al-lastname.com", "name.al-lastname.com")]
    [InlineData("MLB.tv vine.co twitch.tv t.co", "MLB.tv|vine.co|twitch.tv|t.co")]
    [InlineData("test http://sub_domain-dash.twitter.com", "http://sub_domain-dash.twitter.com")]
    [InlineData("test http://a.b.cd", "http://a.b.cd")]
    [InlineData("test http://-leadingdash.twitter.com", "")]
    [InlineData("test http://trailingdash-.twitter.com", "")]
    [InlineData("test http://twitter_underscore.com", "")]
    [InlineData("test http://twitter.com/.", "http://twitter.com/")]
    [InlineData("Test http://example.com/path....... and http://example.com/,,,,", "http://example.com/path|http://example.com/")]
    [InlineData("#test.com @test.com #http://test.com @http://test.com #t.co/abcde @t.co/abcde", "")]
    [InlineData("http://twitter.com\nhttp://example.com\nexample.com/path\nit.so/abcde", "http://twitter.com|http://example.com|example.com/path|it.so/abcde")]
    [InlineData("$http://twitter.com $twitter.com $t.co $TVI.CA", "")]
    [InlineData("long.test.tar.bz2 test.tar.bz2 tar.bz2", "")]
    [InlineData("john.doe.gov@mail.com john.doe.jp@mail.com", "")]
    [InlineData("text http://✪df.ws/ejp", "http://✪df.ws/ejp")]
    [InlineData("Go to http://twitter.com/Русские_слова", "http://twitter.com/Русские_слова")]
    [InlineData("A space is missing here.So X reads an address", "here.So")]
    [InlineData("e.g. a list, i.e. this.", "")]
    public void Addresses_are_found_as_X_finds_them(string text, string addresses) =>
        Assert.Equal(addresses, string.Join('|', WebAddresses.In(text).Select(a => text.Substring(a.Start, a.Length))));

    /// <summary>atproto, packages/common-web/tests/strings.test.ts.</summary>
    [Theory]
    [InlineData("a", 1)]
    [InlineData("ö", 1)]
    [InlineData("©", 1)]
    [InlineData("⽘", 1)]
    [InlineData("☎", 1)]
    [InlineData("𓋓", 1)]
    [InlineData("😀", 1)]
    [InlineData("👨‍👩‍👧‍👧", 1)]
    [InlineData("a~öñ©⽘☎𓋓😀👨‍👩‍👧‍👧", 10)]
    [InlineData("🤦🏼‍♂️", 1)]
    [InlineData("🇮🇪🇫🇷", 2)]
    [InlineData("e\u0301", 1)]
    public void Bluesky_counts_graphemes(string text, int graphemes) => Assert.Equal(graphemes, Counter.Graphemes.Count(text));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 2)]
    [InlineData("💩", 2)]
    [InlineData("👨‍👩‍👧‍👧", 11)]
    [InlineData("https://example.com", 19)]
    public void Web_forms_count_utf16_units(string text, int units) => Assert.Equal(units, Counter.Characters.Count(text));

    [Theory]
    [InlineData("ga\u0323\u0302\u0301p", "g\u1EAD\u0301p", 5)]
    [InlineData("a\u0302\u0323", "\u1EAD", 2)]
    [InlineData("\u00E2\u0323", "\u1EAD", 2)]
    [InlineData("\u1112\u1161\u11AB", "한", 2)]
    [InlineData("か\u3099", "が", 2)]
    [InlineData("\u212B", "Å", 1)]
    [InlineData("q\u0301", "q\u0301", 2)]
    public void Accents_typed_apart_count_as_one(string text, string composed, int weight)
    {
        Assert.Equal(weight, Counter.XWeighted.Count(composed));
        Assert.Equal(weight, Counter.XWeighted.Count(text));
    }

    [Theory]
    [InlineData("a.")]
    [InlineData("http://")]
    [InlineData("a\u0301")]
    [InlineData("x@y.co ")]
    public void Counting_a_long_text_ends(string unit)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Counter.XWeighted.Count(Times(unit, Full.Size(300_000) / unit.Length));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
    }
}
