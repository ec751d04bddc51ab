using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Tests.Templates;

public class TemplateSetTests
{
    private static readonly TemplateSet Set = TemplateSet.Read(new Dictionary<string, string>
    {
        ["digests/weekly.html"] = "<b>{{ include 'head' }}</b>",
        ["digests/weekly.de.html"] = "<b>Woche</b>",
        ["digests/weekly.de-AT.html"] = "<b>Servus</b>",
        ["digests/_head.html"] = "{{ title }}",
        ["recipes/blog-post@1.yaml"] = "{{ not a template",
    }).Value!;

    [Theory]
    [InlineData("en-IE", "<b>A &amp; B</b>")]
    [InlineData("de-DE", "<b>Woche</b>")]
    [InlineData("de-AT", "<b>Servus</b>")]
    public void The_nearest_wording_for_the_locale_wins(string locale, string expected) =>
        Assert.Equal(expected, Set.Render("digests/weekly.html", locale, new Dictionary<string, object?> { ["title"] = "A & B" }).Text);

    [Fact]
    public void Layout_serves_every_folder_in_the_reader_s_language_and_its_words_serve_html_too()
    {
        var set = TemplateSet.Read(new Dictionary<string, string>
        {
            ["digests/weekly.html"] = "{{ include 'words' }}{{ include 'top' }}{{ greet name }}",
            ["countdowns/book.txt"] = "{{ include 'words' }}{{ include 'top' }}{{ greet name }}",
            ["layout/words.txt"] = "{{ func greet(who); ret 'Dear ' + who; end }}",
            ["layout/words.de.txt"] = "{{ func greet(who); ret 'Liebe ' + who; end }}",
            ["layout/top.html"] = "<hr>",
            ["layout/top.txt"] = "--",
        }).Value!;
        var values = new Dictionary<string, object?> { ["name"] = "A & B" };

        Assert.Equal("<hr>Dear A &amp; B", set.Render("digests/weekly.html", "en", values).Text);
        Assert.Equal("--Liebe A & B", set.Render("countdowns/book.txt", "de-AT", values).Text);
    }

    [Fact]
    public void Only_templates_are_read_as_templates() => Assert.DoesNotContain("recipes/blog-post@1.yaml", Set.Paths);

    [Fact]
    public void A_missing_template_is_a_mistake_that_names_it() =>
        Assert.Equal("digests/daily.html", Set.Render("digests/daily.html", "en", new Dictionary<string, object?>()).Problem!.File);

    [Fact]
    public void Every_template_with_a_mistake_is_told()
    {
        var reading = TemplateSet.Read(new Dictionary<string, string> { ["tasks/a.md"] = "{{ end }}", ["tasks/b.md"] = "{{ if }}x" });
        Assert.Equal(["templates/tasks/a.md", "templates/tasks/b.md"], reading.Problems.Select(p => p.File).Distinct());
    }
}
