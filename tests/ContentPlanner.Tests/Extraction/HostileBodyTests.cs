using System.Diagnostics;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;

namespace ContentPlanner.Tests.Extraction;

/// <summary>Bodies come from imports and the web: none may hang, overflow the stack or stop a build.</summary>
public class HostileBodyTests
{
    private static string Times(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));

    private static readonly string[] Units =
    [
        ">", "> - ", "- ", "[", "[](", "![", "*a ", "*x.* ", "**a *b ", "~~a ", "`a``b", "<", "<a href=\"", "<![CDATA[", "<!--", "&", "\\", "a|b\n", "[a]: /x\n",
        "[^a]: x\n\n", "# a\n", "• x\n", "1. a\n\n", "00:00 x\n", ". (", "a? ", "中。", "👨‍👩‍👧 ", "\ud83d", "\0", "<div>", "<ul><li>x", "<b><i>x. ", "<table><th>", "<blockquote>",
    ];

    [Fact]
    public void Text_made_to_keep_a_program_busy_is_read_in_time()
    {
        var slow = new List<string>();
        Parallel.ForEach(Units.SelectMany(u => (BodyFormat[])[BodyFormat.Markdown, BodyFormat.Html], (unit, format) => (unit, format)), c =>
        {
            var text = Times(c.unit, Full.Size(40_000));
            var clock = Stopwatch.StartNew();
            BodyReader.Read(new Body(c.format, text));
            if (clock.Elapsed > TimeSpan.FromSeconds(30))
                lock (slow) slow.Add($"{c.format} {c.unit}: {clock.Elapsed}");
        });
        Assert.Empty(slow);
    }

    [Theory]
    [InlineData(BodyFormat.Markdown, "A sentence with some words in it, see https://example.com now. ", "\n\n")]
    [InlineData(BodyFormat.Html, "<p>A sentence with some words in it. </p>", "<div>")]
    [InlineData(BodyFormat.Markdown, "*a ", "")]
    public void A_long_body_is_read_in_time(BodyFormat format, string unit, string between)
    {
        var clock = Stopwatch.StartNew();
        var points = BodyReader.Read(new Body(format, Times(unit + between, Full.Size(1_000_000))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}");
        Assert.NotEmpty(points.Text);
    }

    [Theory]
    [InlineData(BodyFormat.Markdown, ">")]
    [InlineData(BodyFormat.Markdown, "- ")]
    [InlineData(BodyFormat.Markdown, "[")]
    [InlineData(BodyFormat.Html, "<div><blockquote>")]
    [InlineData(BodyFormat.Html, "<ul><li>")]
    [InlineData(BodyFormat.Html, "<b><i>")]
    public void Nesting_ten_thousand_deep_keeps_the_words(BodyFormat format, string open) =>
        Assert.Contains("Here I am.", BodyReader.Read(new Body(format, string.Concat(Enumerable.Repeat(open, 10_000)) + "Here I am.")).Text, StringComparison.Ordinal);

    [Fact]
    public void Words_behind_hostile_markup_in_a_long_body_are_still_read()
    {
        var body = Times("Plain words here.\n\n", Full.Size(70_000)) + new string('>', 20_000) + "\n\nThe last word.";
        Assert.Contains("The last word.", BodyReader.Read(new Body(BodyFormat.Markdown, body)).Sentences);
    }
}
