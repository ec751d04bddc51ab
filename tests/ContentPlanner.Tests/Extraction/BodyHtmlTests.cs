using System.Diagnostics;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;

namespace ContentPlanner.Tests.Extraction;

public class BodyHtmlTests
{
    [Fact]
    public void Markdown_becomes_a_page_whose_headings_begin_below_its_own() =>
        Assert.Equal("<h2>A title</h2>\n<p>Some <strong>bold</strong> words.</p>\n<h3>A part</h3>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
            Markdown("# A title\n\nSome **bold** words.\n\n## A part\n\n- one\n- two"));

    [Fact]
    public void A_heading_of_the_lowest_level_goes_no_lower() =>
        Assert.Equal("<h6>Deep</h6>\n<h6>Deeper</h6>", BodyHtml.Of(new(BodyFormat.Html, "<h1>Deep</h1>\n<h2>Deeper</h2>"), headingsFrom: 6));

    [Fact]
    public void Headings_follow_each_other_without_a_gap() =>
        Assert.Equal("<h2>First</h2>\n<h2>Second</h2>\n<h3>Third</h3>\n<h3>Fourth</h3>", BodyHtml.Of(new(BodyFormat.Html, "<h5>First</h5>\n<h2>Second</h2>\n<h5>Third</h5>\n<h5>Fourth</h5>")));

    [Fact]
    public void A_first_heading_that_says_the_title_again_is_left_out() =>
        Assert.Equal("<p>Words.</p>\n<h2>A part</h2>", BodyHtml.Of(new(BodyFormat.Markdown, "# A title\n\nWords.\n\n## A part"), under: "A title"));

    [Theory]
    [InlineData("<script>alert(1)</script>Words", "alert")]
    [InlineData("<p onclick=\"alert(1)\">Words</p>", "onclick")]
    [InlineData("<a href=\"javascript:alert(1)\">Words</a>", "javascript")]
    [InlineData("<p style=\"position:fixed\">Words</p>", "style")]
    [InlineData("<form action=\"https://elsewhere.example\"><input name=\"password\">Words</form>", "<form")]
    [InlineData("<iframe src=\"https://elsewhere.example\"></iframe>Words", "iframe")]
    [InlineData("<p id=\"toasts\" class=\"toast\">Words</p>", "toast")]
    [InlineData("<svg><style>*{display:none}</style></svg>Words", "display")]
    public void What_could_do_something_is_left_out_and_the_words_stay(string html, string gone)
    {
        foreach (var format in (BodyFormat[])[BodyFormat.Html, BodyFormat.Markdown])
        {
            var shown = BodyHtml.Of(new(format, html));
            Assert.DoesNotContain(gone, shown, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Words", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_picture_from_elsewhere_is_a_link_and_fetches_nothing() =>
        Assert.Equal("<p><a href=\"https://elsewhere.example/a.png\" rel=\"noopener noreferrer\">Picture: A desk</a></p>", Markdown("![A desk](https://elsewhere.example/a.png)"));

    [Fact]
    public void Front_matter_is_not_shown() => Assert.Equal("<p>Words.</p>", Markdown("---\ntitle: x\n---\n\nWords."));

    [Theory]
    [InlineData(BodyFormat.Markdown, "*a ")]
    [InlineData(BodyFormat.Markdown, ">")]
    [InlineData(BodyFormat.Markdown, "[](")]
    [InlineData(BodyFormat.Html, "<div>")]
    [InlineData(BodyFormat.Html, "<p><b>")]
    [InlineData(BodyFormat.Html, "<ul><li>")]
    [InlineData(BodyFormat.Html, "<table>")]
    public void Text_made_to_keep_a_program_busy_is_shown_in_time(BodyFormat format, string unit)
    {
        var clock = Stopwatch.StartNew();
        var shown = BodyHtml.Of(new(format, string.Concat(Enumerable.Repeat(unit, 20_000)) + "\n\nHere I am."));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
        Assert.Contains("Here I am.", shown, StringComparison.Ordinal);
    }

    private static string Markdown(string text) => BodyHtml.Of(new(BodyFormat.Markdown, text));
}
