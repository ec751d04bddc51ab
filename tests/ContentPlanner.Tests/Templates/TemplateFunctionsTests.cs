using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Formats.Templates;
using NodaTime;

namespace ContentPlanner.Tests.Templates;

public class TemplateFunctionsTests
{
    private static readonly KeyPoints Points = BodyReader.Read(new Body(BodyFormat.Markdown, """
        # Three steps

        Begin where you stand. Nobody waits for you, and nobody minds.

        1. **Begin.** Write one line today.
        2. **Go on.** Write the next one tomorrow.
        3. **Stop.** Send it on the day you said.

        > “A draft is a letter.” — the editor
        """));

    private static readonly Dictionary<string, object?> Values = new()
    {
        ["points"] = KeyPointsValues.Of(Points),
        ["day"] = new LocalDate(2027, 3, 5),
        ["start"] = new LocalTime(9, 30),
        ["none"] = null,
        ["tags"] = new[] { "slow work", "#writing" },
        ["url"] = "https://example.com/a?b=1#c",
        ["long"] = new string('x', 60_000),
        ["text"] = "a < b\nc",
    };

    private static readonly TemplateFunctions OnX = new()
    {
        Counter = Counter.XWeighted,
        Limit = 280,
        Today = new LocalDate(2027, 3, 1),
        Campaign = new Campaign("x", "social"),
        CampaignName = "three-steps",
    };

    [Theory]
    [InlineData("{{ points.lead | shorten 25 }}", "Begin where you stand.")]
    [InlineData("{{ points.lead | shorten }}", "Begin where you stand. Nobody waits for you, and nobody minds.")]
    [InlineData("{{ points.paragraphs | fit 30 }}", "Begin where you stand.")]
    [InlineData("{{ for post in points.series | thread }}[{{ post }}]{{ end }}", "[Begin\n\nWrite one line today. 1/3][Go on\n\nWrite the next one tomorrow. 2/3][Stop\n\nSend it on the day you said. 3/3]")]
    [InlineData("{{ points.lead | thread 50 | array.join '|' }}", "Begin where you stand. 1/2|Nobody waits for you, and nobody minds. 2/2")]
    [InlineData("{{ length 'https://example.com/a/very/long/path 👋' }}", "26")]
    [InlineData("{{ sentences points.lead | array.first }}", "Begin where you stand.")]
    [InlineData("{{ ['minds.', 'Begin'] | in_order points.text | array.join ',' }}", "Begin,minds.")]
    [InlineData("{{ points.quotes[0] | quote }} {{ quote 'Yes.' }}", "“A draft is a letter.” — the editor “Yes.”")]
    [InlineData("{{ points.series | bullets }}", "• Begin\n• Go on\n• Stop")]
    [InlineData("{{ tags | bullets '-' }}", "- slow work\n- #writing")]
    [InlineData("{{ points.series | numbered }}", "1. Begin\n2. Go on\n3. Stop")]
    [InlineData("{{ tags | hashtags }} {{ hashtags tags 1 }}", "#slowWork #writing #slowWork")]
    [InlineData("{{ link url }}", "https://example.com/a?b=1&utm_source=x&utm_medium=social&utm_campaign=three-steps#c")]
    [InlineData("{{ link url 'footer' }}", "https://example.com/a?b=1&utm_source=x&utm_medium=social&utm_campaign=three-steps&utm_content=footer#c")]
    [InlineData("{{ day | date }} | {{ day | date 'weekday' }} | {{ date '2027-03-05' 'short' }} | {{ date none }}", "5 March 2027 | Friday 5 March | 05/03/2027 | ")]
    [InlineData("{{ day | date 'day-month-short' }} {{ start | date }}", "5 Mar 09:30")]
    [InlineData("{{ time start }} {{ time '17:05' }}", "09:30 17:05")]
    [InlineData("{{ days_until day }}", "4")]
    [InlineData("{{ number 12500.5 }} {{ number 2 1 }}", "12,500.5 2.0")]
    [InlineData("{{ points.title }} {{ points.words }} {{ points.questions.size }}", "Three steps 40 0")]
    [InlineData("{{ none | shorten 5 }}{{ none | fit 5 }}{{ none | bullets }}{{ none | quote }}{{ none | hashtags }}{{ link none }}{{ none | thread | array.size }}", "0")]
    public void Words_and_days_are_written_for_the_channel(string template, string expected) =>
        Assert.Equal(expected, Render("draft.md", template, OnX));

    [Theory]
    [InlineData("{{ day | date }} {{ number 12500.5 }} {{ quote 'Ja.' }}", "5. März 2027 12.500,5 „Ja.“")]
    public void And_for_the_locale(string template, string expected) =>
        Assert.Equal(expected, Render("draft.md", template, new TemplateFunctions { Locale = Locale.For("de-DE") }));

    [Fact]
    public void Lines_stay_lines_in_html_and_are_escaped() =>
        Assert.Equal("a &lt; b<br>\nc", Render("mail.html", "{{ lines text }}", OnX));

    [Theory]
    [InlineData("\n {{ shorten points.lead }}", 2, "how long may it be?")]
    [InlineData("{{ thread 'x' 5 }}", 1, "posts of at least 20")]
    [InlineData("{{ day | date 'pretty' }}", 1, "no style of date 'pretty'")]
    [InlineData("{{ date 'tomorrow' }}", 1, "'tomorrow' is not a day")]
    [InlineData("{{ time '9 am' }}", 1, "not a time such as 09:30")]
    [InlineData("{{ days_until day }}", 1, "does not belong to a day")]
    [InlineData("{{ number 'ten' }}", 1, "is not a number")]
    [InlineData("{{ number 1.0 / 0.0 }}", 1, "not a number")]
    [InlineData("{{ long | thread 280 }}", 1, "longer than 50,000 characters")]
    public void A_senseless_argument_is_a_mistake_with_its_place(string template, int line, string says)
    {
        var problem = TemplateText.Read("draft.md", template).Value!.Render(new TemplateFunctions().With(Values)).Problem!;
        Assert.Equal(line, problem.Line);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_cannot_take_the_name_of_a_function() =>
        Assert.Throws<ArgumentException>(() => OnX.With(new Dictionary<string, object?> { ["link"] = "x" }));

    [Fact]
    public void Functions_serve_many_renderings_at_once()
    {
        var template = TemplateText.Read("draft.md", "{{ points.series | thread | array.join '|' }} {{ day | date }}").Value!;
        var values = OnX.With(Values);
        var texts = new string?[200];
        Parallel.For(0, texts.Length, i => texts[i] = template.Render(values).Text);
        Assert.Single(texts.Distinct());
        Assert.NotNull(texts[0]);
    }

    private static string? Render(string file, string template, TemplateFunctions functions)
    {
        var rendering = TemplateText.Read(file, template).Value!.Render(functions.With(Values));
        Assert.Null(rendering.Problem);
        return rendering.Text;
    }
}
