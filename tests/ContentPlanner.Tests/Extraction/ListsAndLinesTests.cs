using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;

namespace ContentPlanner.Tests.Extraction;

public class ListsAndLinesTests
{
    [Fact]
    public void A_list_keeps_the_words_that_lead_up_to_it()
    {
        var points = Read(
            """
            ## Four tests

            I went down my list and kept what passed them all:

            - **A reader replied.** One reply counts.
            - **It is still true.** Names go off.

            After the list.

            ## Without a word

            1. First of all
            2. Second
            """);

        Assert.Equal([("Four tests", "I went down my list and kept what passed them all:", 2), ("Without a word", "", 2)], points.Lists.Select(l => (l.Heading, l.Intro, l.Points.Count)));
    }

    [Fact]
    public void A_section_knows_what_stands_before_its_list_or_quotation()
    {
        var points = Read(
            """
            # A talk

            ## Lines to remember

            Three lines came back to me. I wrote them down.

            > Write for the reader who missed the first.

            The rest I forgot, as one should.
            """);

        var section = Assert.Single(points.Sections);
        Assert.Equal((1, 2), (section.Opening, section.Paragraphs.Count));
        Assert.Equal("Write for the reader who missed the first.", Assert.Single(section.Quotes).Text);
    }

    [Fact]
    public void A_list_that_is_one_paragraph_among_many_does_not_carry_the_piece()
    {
        var sections = string.Join("\n\n", Enumerable.Range(1, 4).Select(i =>
            $"## Part {i} of the argument\n\nThe argument needs this part because the part before it leaves a question open for number {i}. Nobody would follow without it, and everybody has tried."));
        var points = Read($"{sections}\n\nWhat to pack:\n\n- **Pens.** Two of them.\n- **Paper.** One block.\n- **Patience.** All you have.");

        Assert.Equal("Part 1 of the argument", points.Series[0].Title);
        Assert.Equal(4, points.Series.Count);
    }

    [Fact]
    public void A_part_of_a_series_does_not_end_on_an_announcement()
    {
        var points = Read(string.Join("\n\n", Enumerable.Range(1, 3).Select(i =>
            $"## Chapter {i}\n\nA launch should be no larger than the rest you have planned for it. Before I begin I settle limit {i}:\n\n- one\n- two")));

        Assert.All(points.Series, p => Assert.Equal("A launch should be no larger than the rest you have planned for it.", p.Text));
    }

    [Theory]
    [InlineData("A rhythm without rests is an alarm.", "When I got up, three of them had left.")]
    [InlineData("Nobody has ever complained that an idea was useful twice.", "She told them that it was theirs, and they went home with it.")]
    public void A_line_that_speaks_of_everybodys_case_is_quoted_before_one_from_a_story(string general, string told)
    {
        var quotes = Read($"Last spring I lost a week and learned something about calendars. {told}\n\n{general} There is more to say about it another day.").Quotes.Select(q => q.Text).ToList();

        Assert.True(quotes.IndexOf(general) < quotes.IndexOf(told) || !quotes.Contains(told), string.Join(" | ", quotes));
        Assert.Contains(general, quotes);
    }

    [Fact]
    public void English_me_ends_a_sentence()
    {
        Assert.Equal(["It showed me.", "Teaching is an edit."], Read("It showed me. Teaching is an edit.").Sentences);
    }

    private static KeyPoints Read(string markdown) => BodyReader.Read(new Body(BodyFormat.Markdown, markdown));
}
