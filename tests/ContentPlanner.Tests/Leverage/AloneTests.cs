using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Tests.Leverage;

public class AloneTests
{
    [Theory]
    [InlineData("A slow book is mostly arithmetic.", true)]
    [InlineData("An hour will hold one small decision and the page that follows from it.", true)]
    [InlineData("But nobody reads the mornings.", false)]
    [InlineData("Of the five who skipped it, one was.", false)]
    [InlineData("The hour has its own table.", false)]
    [InlineData("I missed 32 of the 244 hours, and the book got written anyway.", false)]
    [InlineData("Nobody will read these pages twice.", false)]
    [InlineData("More about hours is said below.", false)]
    [InlineData("", true)]
    public void A_line_stands_alone_where_it_does_not_point_at_its_page(string sentence, bool stands) => Assert.Equal(stands, Alone.Stands(sentence));

    [Fact]
    public void In_a_language_nothing_is_known_of_every_line_stands() => Assert.True(Alone.Stands("The hour has its own table.", "xx"));
}
