using ContentPlanner.Formats.Templates;
using NodaTime;

namespace ContentPlanner.Tests.Templates;

public class TemplateTextTests
{
    private static readonly Dictionary<string, object?> Values = new()
    {
        ["title"] = "Five steps",
        ["nothing"] = null,
        ["piece"] = new Dictionary<string, object?> { ["title"] = "Five <steps>", ["url"] = "https://steadyground.example/?a=1&b=2", ["items"] = new[] { "one", "two" } },
        ["link"] = "javascript:alert(1)",
        ["hostile"] = "\"><script>alert('x')</script>",
        ["ours"] = new SafeHtml("<b>bold</b>"),
        ["shout"] = new Func<string, string>(s => s.ToUpperInvariant()),
    };

    [Fact]
    public void A_template_is_read_once_and_rendered_often()
    {
        var template = Read("post.md", "{{ title }}: {{ for item in piece.items }}{{ item }} {{ end }}{{ shout title }}");
        Assert.Equal("Five steps: one two FIVE STEPS", template.Render(Values).Text);
        Assert.Equal("Other: one two OTHER", template.Render(new Dictionary<string, object?>(Values) { ["title"] = "Other" }).Text);
    }

    [Theory]
    [InlineData("{{ nope }}", 1, 4, "not found")]
    [InlineData("a\n  {{ piece.titel }}", 2, 12, "did you mean 'title'?")]
    [InlineData("{{ piece.nope.more }}", 1, 10, "not known")]
    public void An_unknown_name_is_a_mistake_with_its_place(string text, int line, int column, string says)
    {
        var problem = Read("post.md", text).Render(Values).Problem!;
        Assert.Equal(("post.md", line, column), (problem.File, problem.Line, problem.Column));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ if hook }}\n{{ hook }}\n", "'if' has no end: write {{ end }} below what belongs to it")]
    [InlineData("{{ for line in lines }}\n{{ line }}\n", "'for' has no end: write {{ end }} below what belongs to it")]
    public void What_has_no_end_is_told_in_plain_words(string text, string says) => Assert.Contains(says, TemplateText.Read("post.md", text).Problems.Select(p => p.Message));

    [Fact]
    public void A_known_name_without_a_value_writes_nothing() => Assert.Equal("[]", Read("post.md", "[{{ nothing }}]").Render(Values).Text);

    [Fact]
    public void Every_mistake_of_a_template_is_told_with_line_and_column()
    {
        var reading = TemplateText.Read("post.md", "{{ if }}\nfine\n{{ end }}\n{{ for x }}{{ end }}");
        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, p => p.Line == 1);
        Assert.Contains(reading.Problems, p => p.Line == 4);
    }

    [Fact]
    public void Html_templates_escape_every_value_and_text_templates_none()
    {
        Assert.Equal("<p>Five &lt;steps&gt;</p>", Read("mail.html", "<p>{{ piece.title }}</p>").Render(Values).Text);
        Assert.Equal("<p>Five <steps></p>", Read("mail.txt", "<p>{{ piece.title }}</p>").Render(Values).Text);
        Assert.Equal("<p><b>bold</b></p>", Read("mail.html", "<p>{{ ours }}</p>").Render(Values).Text);
    }

    [Theory]
    [InlineData("<a href=\"{{ link }}\">")]
    [InlineData("<a href='{{ link }}'>")]
    [InlineData("<img src = \"{{ link }}\">")]
    [InlineData("<a class=\"x\" HREF=\"{{ link | string.upcase }}\">")]
    public void An_address_that_could_run_is_not_written(string text) =>
        Assert.DoesNotContain("javascript", Read("mail.html", text).Render(Values).Text!, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("<a title={{ breakout }}>x</a>")]
    [InlineData("<a href=\"{{ scheme }}:alert(1)\">x</a>")]
    [InlineData("<a href=\"java&#09;script:alert(1)\">x</a>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<p onclick=\"x\">x</p>")]
    [InlineData("<iframe src=\"https://example.com\"></iframe>")]
    [InlineData("<img src=\"data:image/png;base64,AAAA\">")]
    [InlineData("<form action=\"vbscript:x\">")]
    public void A_page_that_could_run_something_is_not_handed_out(string text)
    {
        var values = new Dictionary<string, object?> { ["breakout"] = "x onmouseover=alert(1)", ["scheme"] = "javascript" };
        var rendering = Read("mail.html", text).Render(values);
        Assert.Null(rendering.Text);
        Assert.Equal(("mail.html", 0), (rendering.Problem!.File, rendering.Problem.Line));
        Assert.NotNull(Read("mail.txt", text).Render(values).Text);
    }

    [Theory]
    [InlineData("<a href=\"mailto:coach@example.com\">a</a><a href=\"#top\">b</a><a href=\"/x?y=a:b\">c</a><a href=\"webcal://example.com/f.ics\">d</a>")]
    [InlineData("<style>p > a { color: red }</style><title>a < b</title><table style=\"width:100%\"></table>")]
    public void An_honest_page_passes(string text) => Assert.Equal(text, Read("mail.html", text).Render(Values).Text);

    [Fact]
    public void What_a_capture_holds_is_escaped_once() =>
        Assert.Equal("<u>Five &lt;steps&gt;</u>", Read("mail.html", "{{ capture x }}<u>{{ piece.title }}</u>{{ end }}{{ x }}").Render(Values).Text);

    [Fact]
    public void An_address_on_the_web_is_written_whole() =>
        Assert.Equal("<a href=\"https://steadyground.example/?a=1&amp;b=2\">", Read("mail.html", "<a href=\"{{ piece.url }}\">").Render(Values).Text);

    [Theory]
    [InlineData("{{ hostile }}")]
    [InlineData("<a title=\"{{ hostile }}\">x</a>")]
    [InlineData("{{ capture x }}{{ hostile }}{{ end }}{{ x }}")]
    [InlineData("{{ hostile | string.append 'x' | string.downcase }}")]
    [InlineData("{{ include 'part' }}")]
    [InlineData("{{ func f(x); ret x; end; f hostile }}")]
    public void Hostile_data_is_inert_in_html(string text)
    {
        var part = new Dictionary<string, TemplateText> { ["part"] = Read("part.html", "<i>{{ hostile }}</i>") };
        var html = Read("mail.html", text).Render(Values, part).Text!;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"><", html.Replace("\"></a>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_includes_only_what_it_was_handed()
    {
        var parts = new Dictionary<string, TemplateText> { ["layout"] = Read("layout.html", "<b>{{ title }}</b>") };
        Assert.Equal("<p><b>Five steps</b></p>", Read("mail.html", "<p>{{ include 'layout' }}</p>").Render(Values, parts).Text);
        Assert.Contains("did you mean 'layout'?", Read("mail.html", "{{ include 'layuot' }}").Render(Values, parts).Problem!.Message, StringComparison.Ordinal);
        Assert.NotNull(Read("mail.html", "{{ include '/etc/passwd' }}").Render(Values).Problem);
    }

    [Theory]
    [InlineData("{{ day }} {{ time }}", "2027-05-11 09:00")]
    [InlineData("{{ weekday day }}", "Tuesday")]
    public void Days_and_times_go_to_functions_whole_and_are_written_as_ISO(string text, string expected) =>
        Assert.Equal(expected, Read("x.md", text).Render(new Dictionary<string, object?>
        {
            ["day"] = new LocalDate(2027, 5, 11), ["time"] = new LocalTime(9, 0), ["weekday"] = new Func<LocalDate, string>(d => d.DayOfWeek.ToString()),
        }).Text);

    [Fact]
    public void A_day_shows_a_template_nothing_of_its_insides() =>
        Assert.NotNull(Read("x.md", "{{ day.Calendar }}").Render(new Dictionary<string, object?> { ["day"] = new LocalDate(2027, 5, 11) }).Problem);

    [Fact]
    public void Only_plain_values_reach_a_template() =>
        Assert.Throws<ArgumentException>(() => Read("x.md", "{{ x }}").Render(new Dictionary<string, object?> { ["x"] = new Uri("https://steadyground.example") }));

    private static TemplateText Read(string file, string text) => TemplateText.Read(file, text).Value!;
}
