using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;

namespace ContentPlanner.Tests.Extraction;

public class HtmlBodyTests
{
    private static KeyPoints Html(string html) => BodyReader.Read(new Body(BodyFormat.Html, html));

    [Fact]
    public void The_same_piece_says_the_same_in_markdown_and_in_html()
    {
        const string markdown = """
            # Two formats

            A piece is a *piece* in any format. It says **what it says**.

            > “Words stay words.” — somebody

            1. **First.** Write it down once.
            2. **Second.** Send it somewhere else.
            3. **Third.** See what [comes back](https://example.com).
            """;
        const string html = """
            <html><head><title>Not this</title><style>p { color: red }</style></head><body>
            <h1>Two formats</h1>
            <p>A piece is a <em>piece</em> in any   format.
            It says <b>what it says</b>.</p>
            <blockquote><p>&#8220;Words stay words.&#8221; &mdash; somebody</p></blockquote>
            <ol><li><strong>First.</strong> Write it down once.<li><strong>Second.</strong> Send it somewhere else.
            <li><p><strong>Third.</strong> See what <a href="https://example.com">comes back</a>.</p></ol>
            <script>if (a < b) document.write("<p>evil</p>")</script></body></html>
            """;
        Assert.Equal(BodyReader.Read(new Body(BodyFormat.Markdown, markdown)), Html(html));
    }

    [Theory]
    [InlineData("<p>Seen.</p><script>var x = '</p><p>unseen';</script>")]
    [InlineData("<p>Seen.<style>unseen { }</style></p>")]
    [InlineData("<div style=\"display: none\">unseen <div>unseen</div></div><p>Seen.</p>")]
    [InlineData("<p hidden>unseen</p>Seen.")]
    [InlineData("<svg><title>unseen</title><text>unseen</text></svg>Seen.")]
    [InlineData("<pre><code>unseen</code></pre>Seen.")]
    [InlineData("<table><tr><th>unseen</th></tr><tr><td>unseen</td></tr></table>Seen.")]
    [InlineData("Seen.<sup><a href=\"#fn1\">1</a></sup><section class=\"footnotes\"><ol><li>unseen</li></ol></section>")]
    [InlineData("<!-- unseen -->Seen.<img alt=unseen src=x>")]
    [InlineData("<del>unseen</del>Seen.<textarea><p>unseen</textarea>")]
    [InlineData("<figure><img src=x><figcaption>unseen</figcaption></figure>Seen.")]
    public void What_a_reader_would_not_see_is_not_read(string html) => Assert.Equal("Seen.", Html(html).Text);

    [Theory]
    [InlineData("Seen. <script>unseen</script>")]
    [InlineData("Seen.<br>\n\n<script>\nunseen\n\nunseen\n</script>")]
    [InlineData("~~unseen~~ Seen.\n\n<!-- unseen -->")]
    [InlineData("Seen.\n\n| unseen | x |\n|---|---|\n| unseen | y |")]
    [InlineData("Seen.[^note]\n\n[^note]: unseen")]
    public void Nor_in_markdown(string markdown) => Assert.Equal("Seen.", BodyReader.Read(new Body(BodyFormat.Markdown, markdown)).Text);

    [Fact]
    public void A_letter_laid_out_in_tables_is_read() =>
        Assert.Equal("Dear reader,\nThis is the letter. It goes on.", Html("<table><tr><td>Dear reader,</td></tr><tr><td><table><tr><td>This is the letter. It goes on.</td></tr></table></td></tr></table>").Text);

    [Fact]
    public void Two_breaks_part_paragraphs_and_one_does_not() =>
        Assert.Equal(["One line and the next.", "Another paragraph."], Html("One line<br>and the next.<br><br>Another paragraph.").Paragraphs);

    [Fact]
    public void Questions_in_a_definition_list_or_a_foldout_are_questions() => Assert.Equal(
        [new Question("How long?", "Eight weeks."), new Question("How much?", "It costs 240 euro.")],
        Html("<dl><dt>How long?</dt><dd>Eight weeks.</dd></dl><details><summary>How much?</summary><p>It costs 240 euro.</p></details>").Questions);

    [Fact]
    public void Markdown_around_html_is_read_in_order() =>
        Assert.Equal("One.\nTwo.\nThree.", BodyReader.Read(new Body(BodyFormat.Markdown, "One.\n\n<div><p>Two.</p></div>\n\nThree.")).Text);

    [Theory]
    [InlineData("<p>unclosed <b>bold <i>both", "unclosed bold both")]
    [InlineData("</p></ul></li></h1>stray", "stray")]
    [InlineData("<h1>Head<p>Body.", "Head\nBody.")]
    [InlineData("a&nbsp;b &lt;c&gt; &copy; &bogus; &#x1F33F;", "a b <c> © &bogus; 🌿")]
    [InlineData("<a href='javascript:alert(1)'>x</a>", "x")]
    [InlineData("soft\u00adhyphen zero\u200bwidth\ufeff", "softhyphen zerowidth")]
    public void Broken_markup_is_read_as_browsers_show_it(string html, string text)
    {
        Assert.Equal(text, Html(html).Text);
        Assert.Empty(Html(html).Links);
    }
}
