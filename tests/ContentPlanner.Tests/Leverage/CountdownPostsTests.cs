using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Leverage;

public class CountdownPostsTests
{
    /// <summary>The book appears on Tuesday 11 May 2027: T-30 is a Sunday.</summary>
    private static readonly Blueprint Told = Small.Book with
    {
        Countdown = new()
        {
            Anchor = "publication",
            Marks = [new() { DaysBefore = 30, Template = "book", Posts = [Post("newsletter"), Post("x")] }, new() { DaysBefore = 0, Template = "book", Posts = [Post("newsletter")] }],
        },
    };

    private static readonly Library Shelf = new() { Blueprints = [Told, Small.Group] };

    private static readonly Workspace House = Small.House with
    {
        Channels = [new() { Key = "newsletter", Name = "The letter" }],
        Cadences = [new() { Key = "letter", Title = "The letter", Channel = "newsletter", Series = new() { Start = new(2027, 4, 1), Rule = new() { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Thursday)] } } }],
        Pieces = [],
    };

    [Fact]
    public void A_post_fills_the_slot_of_its_week_and_says_which()
    {
        var schedule = Schedule.Of(House, Shelf, _ => new(), Sample.Today);

        var filled = schedule.SlotsFilledByCountdown(schedule.Launch("the-book")!, Sample.Today).Select(s => (s.When.Day, s.Task!.Day));

        Assert.Equal([(new LocalDate(2027, 4, 8), new LocalDate(2027, 4, 11)), (new(2027, 5, 13), new(2027, 5, 11))], filled);
        Assert.Empty(schedule.SlotsFilledByCountdown(schedule.Launch("the-book")!, new(2027, 6, 1)));
    }

    [Fact]
    public void A_countdown_promises_posts_only_for_channels_the_client_has()
    {
        var schedule = Schedule.Of(House, Shelf, _ => new(), Sample.Today);

        Assert.Equal(["x"], schedule.Launch("the-book")!.ChannelsLeftOut(House, Shelf));
        var mark = Timeline.Of(schedule, new(new(2027, 4, 1), new(2027, 4, 30))).Entries.Single(e => e.Key == "the-book/t-30");
        Assert.Equal("Posts are prepared for: The letter", mark.Description);
    }

    private static MarkPost Post(string channel) => new(channel, "post.md");
}
