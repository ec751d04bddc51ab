using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Tests.Leverage;

public class GreetingsTests
{
    [Theory]
    [InlineData("Good evening. A dull plane makes a careful carpenter look careless.", "en", "A dull plane makes a careful carpenter look careless.")]
    [InlineData("Welcome, everybody! We begin with the stones.", "en", "We begin with the stones.")]
    [InlineData("Guten Abend. Eine Frage beginnt dort, wo ein Rat endet.", "de", "Eine Frage beginnt dort, wo ein Rat endet.")]
    [InlineData("Hiking is slow. So is bread.", "en", "Hiking is slow. So is bread.")]
    [InlineData("Good evening to everybody who came through the rain tonight. Sit down.", "en", "Good evening to everybody who came through the rain tonight. Sit down.")]
    [InlineData("Good evening.", "en", "Good evening.")]
    [InlineData("Good evening. Sit down.", "xx", "Good evening. Sit down.")]
    [InlineData("", "en", "")]
    public void A_text_begins_behind_its_greeting(string text, string language, string expected) => Assert.Equal(expected, Greetings.Without(text, language));
}
