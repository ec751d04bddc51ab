using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;
using CsCheck;

namespace ContentPlanner.Tests.Extraction;

/// <summary>The contract every draft stands on: nothing an extraction returns is other than what the author wrote.</summary>
public class VerbatimTests
{
    [Fact]
    public void Every_extract_of_the_starter_bodies_is_a_part_of_the_body()
    {
        var files = Directory.GetFiles(Sources.Folder("templates/plans/coaching-author"), "*.md");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var points = BodyReader.Read(new Body(BodyFormat.Markdown, File.ReadAllText(file)));
            AssertVerbatim(points);
            Assert.NotEmpty(points.Title);
            Assert.NotEmpty(points.CallToAction);
            Assert.True(points.Series.Count >= 3, $"{Path.GetFileName(file)} yields no series");
            Assert.True(points.Quotes.Count >= 5 && points.KeySentences.Count >= 8);
        }
    }

    [Fact]
    public void Every_extract_of_any_markdown_is_a_part_of_the_body() => Markup(BodyFormat.Markdown,
        "# ", "## 1. ", "\n\n", "\n", "- ", "1. ", "> ", "**", "*", "[", "](https://a.b)", "`", "![", "~~", "<br>", "<b>", "</b>", "| a | b |\n|---|---|\n", "---\n", "[^1]", "&amp;", "\\");

    [Fact]
    public void Every_extract_of_any_html_is_a_part_of_the_body() => Markup(BodyFormat.Html,
        "<h1>", "</h1>", "<h2>", "<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<blockquote>", "</blockquote>", "<b>", "</b>", "<em>", "</em>",
        "<a href=https://a.b>", "</a>", "<br>", "<table>", "<td>", "<th>", "</table>", "<sup>", "</sup>", "<script>", "</script>", "&amp;", "<");

    private static void Markup(BodyFormat format, params string[] markup)
    {
        string[] words = ["One word. ", "Two of them! ", "why? ", "\"Said.\" ", "04:10 Time ", "12 % of it. ", "• ", "Join us. ", "“Quote.” — me ", "中文。", "é🌿 ", "\ud83d", "\0", "e.g. ", ": ", "  ", "Step 1: "];
        Gen.OneOf<string>([.. markup, .. words, .. words]).List[0, 60].Select(string.Concat)
            .Sample(text => AssertVerbatim(BodyReader.Read(new Body(format, text))), iter: Full.Iterations(600));
    }

    private static void AssertVerbatim(KeyPoints points)
    {
        var text = points.Text.Replace('\n', ' ');
        foreach (var extract in ExtractsOf(points))
            Assert.Contains(extract, text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> ExtractsOf(KeyPoints points) =>
    [
        points.Title, points.Lead, points.CallToAction,
        .. points.Paragraphs, .. points.Sentences, .. points.KeySentences, .. points.Numbers,
        .. points.Items.Concat(points.Series).Concat(points.Sections.SelectMany(s => s.Items)).SelectMany(p => (string[])[p.Title, p.Text]),
        .. points.Sections.SelectMany(s => s.Paragraphs.Concat(s.Sentences).Append(s.Heading)),
        .. points.Quotes.SelectMany(q => (string[])[q.Text, q.By]),
        .. points.Questions.SelectMany(q => (string[])[q.Text, q.Answer]),
        .. points.Links.Select(l => l.Text),
        .. points.Chapters.SelectMany(c => (string[])[c.At, c.Title]),
    ];

    [Fact]
    public void Reading_twice_says_the_same()
    {
        var body = new Body(BodyFormat.Markdown, File.ReadAllText(Path.Combine(Sources.Folder("templates/plans/coaching-author"), "newsletter-quiet-week.md")));
        Assert.Equal(BodyReader.Read(body), BodyReader.Read(body));
    }
}
