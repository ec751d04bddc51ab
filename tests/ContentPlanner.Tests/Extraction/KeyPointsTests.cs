using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;

namespace ContentPlanner.Tests.Extraction;

public class KeyPointsTests
{
    private const string FiveSteps = """
        ---
        title: not read
        ---
        # Five steps to finish

        Most unfinished writing is waiting for a decision. Small decisions finish writing.

        Hi there,

        ## The steps

        1. **Name the version.** Write down the shortest form a reader could use.
        2. **Choose one reader:** Pick a person who asked for advice.

           And write to that person.
        3. **Book the hours** – four of them, every week of the year.
        4. Leave a note for tomorrow, always in pencil.
        5. **Promise a date.** Tell one person the day.

        ## What does it cost?

        It costs 3.5 hours a week, or 12 % of a week. Nothing else[^1]. In 2024 it did too.
        A plan on the wall is a plan you read. `code stays`, ![no picture](x.png) and *emphasis* goes.

        > “A draft is a letter from someone who was still thinking.” — the editor

        - 00:00 Welcome
        - 04:10 The first reading

        ```
        code();
        ```

        Would you finish it? If you like company, [join the circle](https://example.com/circle?a=1).

        Steadily yours,

        [^1]: A footnote.
        """;

    private static readonly KeyPoints Points = BodyReader.Read(new Body(BodyFormat.Markdown, FiveSteps));

    [Fact]
    public void Title_lead_and_sections_are_found()
    {
        Assert.Equal("Five steps to finish", Points.Title);
        Assert.Equal("Most unfinished writing is waiting for a decision. Small decisions finish writing.", Points.Lead);
        Assert.Equal(["The steps", "What does it cost?"], Points.Sections.Select(s => s.Heading));
        Assert.Equal(5, Points.Sections[0].Items.Count);
        Assert.Equal(2, Points.Sections[1].Level);
    }

    [Fact]
    public void A_five_step_post_yields_a_five_part_series() => Assert.Equal(
        [
            new Point("Name the version", "Write down the shortest form a reader could use."),
            new Point("Choose one reader", "Pick a person who asked for advice. And write to that person."),
            new Point("Book the hours", "four of them, every week of the year."),
            new Point("", "Leave a note for tomorrow, always in pencil."),
            new Point("Promise a date", "Tell one person the day."),
        ],
        Points.Series);

    [Fact]
    public void Quotations_come_first_among_quotes_with_their_author() =>
        Assert.Equal(new Quote("A draft is a letter from someone who was still thinking.", "the editor") { InMarks = true }, Points.Quotes[0]);

    [Fact]
    public void Figures_are_found_but_not_bare_years() =>
        Assert.Equal(["It costs 3.5 hours a week, or 12 % of a week."], Points.Numbers);

    [Fact]
    public void Questions_come_with_what_is_said_next() => Assert.Equal(
        [
            new Question("What does it cost?", "It costs 3.5 hours a week, or 12 % of a week. Nothing else. In 2024 it did too."),
            new Question("Would you finish it?", "If you like company, join the circle."),
        ],
        Points.Questions);

    [Fact]
    public void The_call_to_action_is_the_request_at_the_end()
    {
        Assert.Equal("If you like company, join the circle.", Points.CallToAction);
        Assert.Equal([new SourceLink("join the circle", "https://example.com/circle?a=1")], Points.Links);
        Assert.Equal("", BodyReader.Read(new Body(BodyFormat.Markdown, "Nothing is asked. Nothing is sold.")).CallToAction);
    }

    [Fact]
    public void A_table_of_times_is_no_list() => Assert.Equal([new TimeMark("00:00", 0, "Welcome"), new TimeMark("04:10", 250, "The first reading")], Points.Chapters);

    [Theory]
    [InlineData("[1:02:30] Late", "1:02:30", 3750)]
    [InlineData("4:05 – Early", "4:05", 245)]
    public void Times_are_read_however_they_are_written(string line, string at, int seconds)
    {
        var marks = BodyReader.Read(new Body(BodyFormat.Markdown, $"00:00 Start\n{line}")).Chapters;
        Assert.Equal((at, seconds), (marks[1].At, marks[1].Seconds));
    }

    [Fact]
    public void What_is_not_prose_is_left_behind()
    {
        foreach (var gone in (string[])["not read", "code();", "no picture", "footnote", "[^1]", "**", "`", "x.png"])
            Assert.DoesNotContain(gone, Points.Text);
        Assert.Contains("code stays", Points.Text);
        Assert.DoesNotContain(Points.Sentences, s => s.StartsWith("Steadily", StringComparison.Ordinal));
        Assert.DoesNotContain(Points.Sentences, s => s.StartsWith("A draft is", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_list_the_sections_are_the_series()
    {
        var points = BodyReader.Read(new Body(BodyFormat.Markdown, """
            # Title
            Words first. They matter here.
            ## One thing
            It is one thing. It is simple. It goes on.
            ## Another thing
            It is another thing.
            ## Why?
            Because it is.
            ## Conclusion
            That was all.
            """));
        Assert.Equal(
            [new Point("One thing", "It is one thing. It is simple."), new Point("Another thing", "It is another thing."), new Point("Why?", "Because it is.")],
            points.Series);
    }

    [Fact]
    public void Numbered_headings_carry_a_post_even_beside_a_small_list()
    {
        var points = BodyReader.Read(new Body(BodyFormat.Markdown, """
            # Three steps
            ## Step 1: Begin
            Begin where you stand.

            - this is a small list
            - of three plain items
            - that nobody counts here
            ## Step 2: Go on
            Go on from there.
            ## Step 3: Stop
            Stop on the day.
            """));
        Assert.Equal(["Begin", "Go on", "Stop"], points.Series.Select(p => p.Title));
    }

    [Fact]
    public void Lists_of_links_or_of_single_words_make_no_series()
    {
        Assert.Empty(BodyReader.Read(new Body(BodyFormat.Markdown, "- Milk\n- Eggs\n- Flour and butter")).Series);
        Assert.Empty(BodyReader.Read(new Body(BodyFormat.Markdown, "- [read the first one here](https://a.b)\n- [read the next one here](https://a.c)\n- and this is the last one")).Series);
    }

    [Theory]
    [InlineData("• Name it, and keep it small\n• Choose a reader you have met\n• Book the hours you need")]
    [InlineData("1) Name it, and keep it small\n\n2) Choose a reader you have met\n\n3) Book the hours you need")]
    public void Lists_typed_by_hand_are_lists(string markdown) => Assert.Equal(
        ["Name it, and keep it small", "Choose a reader you have met", "Book the hours you need"],
        BodyReader.Read(new Body(BodyFormat.Markdown, markdown)).Series.Select(p => p.Text));

    [Fact]
    public void Lists_typed_by_hand_in_html_are_lists_too()
    {
        var points = BodyReader.Read(new Body(BodyFormat.Html, "<p>1. <b>Name it</b>, and keep it small</p><p>2. Choose a reader you have met</p><p>• no</p>"));
        Assert.Equal(2, points.Items.Count);
        Assert.Equal(new Point("", "Choose a reader you have met"), points.Items[1]);
        Assert.Equal("Name it", points.Items[0].Title);
    }

    [Fact]
    public void A_bold_line_on_its_own_is_a_heading() =>
        Assert.Equal(["Begin small"], BodyReader.Read(new Body(BodyFormat.Markdown, "First things first.\n\n**Begin small**\n\nThen go on.")).Sections.Select(s => s.Heading));

    [Fact]
    public void Key_sentences_say_what_the_piece_is_about_and_never_twice()
    {
        var points = BodyReader.Read(new Body(BodyFormat.Markdown, """
            # Plans that live

            A plan lives when somebody opens the plan every month. Lunch was good that day.

            This is why. A plan nobody opens is a plan nobody keeps. The kettle was new.
            A plan nobody opens is a plan nobody keeps. Will you open your plan this month?
            """));
        Assert.Equal(points.KeySentences.Count, points.KeySentences.Distinct().Count());
        Assert.Equal(["A plan lives when somebody opens the plan every month.", "A plan nobody opens is a plan nobody keeps."], points.KeySentences.Take(2).Order());
        Assert.Equal("A plan nobody opens is a plan nobody keeps.", points.Quotes[0].Text);
        Assert.True(points.KeySentences.ToList().IndexOf("This is why.") > points.KeySentences.Count / 2);
    }

    [Fact]
    public void Languages_without_spaces_are_ranked_too()
    {
        var points = BodyReader.Read(new Body(BodyFormat.Markdown, "計画は毎月開く人がいると生きる。昼ご飯はおいしかった。誰も開かない計画は誰も守らない計画だ。計画は毎月見る。"), "ja");
        Assert.Equal(4, points.Sentences.Count);
        Assert.NotEqual("昼ご飯はおいしかった。", points.KeySentences[0]);
    }

    [Fact]
    public void Scripts_without_full_stops_are_read_by_the_paragraph() =>
        Assert.Single(BodyReader.Read(new Body(BodyFormat.Markdown, "แผนจะมีชีวิตเมื่อมีคนเปิดแผนทุกเดือน และทุกคนได้อ่านมันด้วยกัน")).Sentences);

    [Fact]
    public void An_empty_body_has_no_points() => Assert.Equal(KeyPoints.None, BodyReader.Read(new Body(BodyFormat.Markdown, " \n\n```\ncode\n```\n")));
}
