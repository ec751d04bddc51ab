using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;
using ContentPlanner.Tests.Texts;
using CsCheck;

namespace ContentPlanner.Tests.Leverage;

public class BrevityTests
{
    [Theory]
    [InlineData("End the hour with a note. Two minutes are enough. Tomorrow will thank you for them.", 12, "End the hour with a note. Two minutes are enough.")]
    [InlineData("Pick a real person who has asked for advice, and write your answer to that person.", 12, "Pick a real person who has asked for advice…")]
    [InlineData("Write down the shortest form a reader could use: 900 words, six lessons, one chapter.", 12, "Write down the shortest form a reader could use…")]
    [InlineData("Nobody needs the longest version – it was written for the drawer and stayed there.", 12, "Nobody needs the longest version…")]
    [InlineData("If a slot in the calendar must be filled, send out an older piece that deserves it.", 12, "")]
    [InlineData("Keep one pile each for claims, stories, steps, and whatever fits in none of the other three.", 12, "")]
    [InlineData("The editor said “this is long, and it has been for years”, which was kind of her to say.", 12, "")]
    [InlineData("Remember: whoever waits for a free summer waits for a great many summers in a row.", 12, "")]
    [InlineData("", 12, "")]
    public void A_text_is_cut_where_a_thought_is_whole_or_not_at_all(string text, int words, string expected) => Assert.Equal(expected, Brevity.Of(text, words));

    [Theory]
    [InlineData("End the hour with a note. Two minutes are enough. Tomorrow will thank you for them.", 12, "End the hour with a note. Two minutes are enough.")]
    [InlineData("Pick a real person who has asked for advice, and write your answer to that person. A stranger cannot say what is dull.", 12, "A stranger cannot say what is dull.")]
    [InlineData("Pick a real person who has asked for advice, and write your answer to that person. They will thank you. A client you met can.", 12, "")]
    [InlineData("Pick a real person who has asked for advice, and write your answer to that person. Who would it be?", 12, "")]
    [InlineData("", 12, "")]
    public void A_text_gives_whole_sentences_that_stand_alone_or_nothing(string text, int words, string expected) => Assert.Equal(expected, Brevity.WholeOf(text, words));

    [Fact]
    public void Which_commas_part_two_thoughts_is_known_of_some_languages_only()
    {
        const string text = "Wir schreiben jeden Morgen eine Seite, aber wir lesen sie erst am Ende der Woche.";

        Assert.Equal("Wir schreiben jeden Morgen eine Seite…", Brevity.Of(text, 8, "de"));
        Assert.Equal("", Brevity.Of(text, 8, "xx"));
    }

    [Fact]
    public void What_is_left_is_the_beginning_of_the_text_and_as_short_as_asked() =>
        Gen.Select(ShorteningTests.AnyText, Gen.Int[0, 20]).Sample((text, words) =>
        {
            var brief = Brevity.Of(text, words);
            text = text.Trim();
            Assert.True(brief.Length == 0 || Words.Count(brief) <= words);
            Assert.True(text.StartsWith(brief, StringComparison.Ordinal) || brief[^1] == '…' && text.StartsWith(brief[..^1], StringComparison.Ordinal));
        });
}
