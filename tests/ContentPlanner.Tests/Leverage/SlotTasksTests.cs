using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class SlotTasksTests
{
    private static readonly Workspace Calendar = House.With(Wednesdays);
    private static readonly DateInterval ThisWeek = new(new(2026, 11, 23), new(2026, 11, 29)), December = new(new(2026, 11, 30), new(2026, 12, 31));

    [Fact]
    public void A_task_fills_a_slot_of_its_channel_in_its_week()
    {
        Assert.Equal("five-steps/linkedin-post/linkedin/1", Filling(Calendar, Due(new(2026, 11, 27))));
        Assert.Null(Filling(Calendar, Due(new(2026, 11, 30))));
        Assert.Null(Filling(Calendar, Due(new(2026, 11, 27)) with { Channel = "x" }));
    }

    [Theory]
    [InlineData(ContentTaskStatus.InProgress, true)]
    [InlineData(ContentTaskStatus.Done, true)]
    [InlineData(ContentTaskStatus.Proposed, false)]
    [InlineData(ContentTaskStatus.Skipped, false)]
    [InlineData(ContentTaskStatus.Cancelled, false)]
    public void Only_what_somebody_does_or_did_fills_a_slot(ContentTaskStatus status, bool fills) =>
        Assert.Equal(fills, Filling(Calendar, Due(new(2026, 11, 25)) with { Status = status }) is not null);

    [Fact]
    public void A_task_on_the_slot_s_own_day_comes_first_then_the_earlier_one()
    {
        var (monday, tuesday, wednesday) = (Due(new(2026, 11, 23)), Due(new(2026, 11, 24)), Due(new(2026, 11, 25)));

        Assert.Equal(wednesday, Slots.Of(Calendar, [monday, tuesday, wednesday], ThisWeek).Single().Task);
        Assert.Equal(monday, Slots.Of(Calendar, [tuesday, monday], ThisWeek).Single().Task);
    }

    [Fact]
    public void A_slot_that_asks_for_a_format_wants_a_piece_and_only_an_outing_on_its_day_stands_in()
    {
        var formed = House.With(Wednesdays with { Format = "blog-post" });
        var outing = Due(new(2026, 11, 25)) with { Key = new("five-steps", "linkedin-post", "linkedin", "e1") };

        Assert.Null(Filling(formed, Due(new(2026, 11, 25))));
        Assert.Equal("five-steps/linkedin-post/linkedin/e1", Filling(formed, outing));
        Assert.Null(Filling(formed, outing with { Day = new(2026, 11, 24) }));
    }

    [Fact]
    public void One_task_fills_one_slot_and_every_window_tells_the_same()
    {
        var daily = House.With(Wednesdays with { Series = Wednesdays.Series with { Rule = new() { Frequency = Frequency.Daily } } });
        var tasks = new[] { Due(new(2026, 12, 1)), Due(new(2026, 12, 1)), Due(new(2026, 12, 3)) };

        var whole = Slots.Of(daily, tasks, December).Where(s => s.Task is not null).Select(s => s.When.Day).ToList();
        var dayByDay = December.Where(day => Slots.Of(daily, tasks, new(day, day)).Single().Task is not null).ToList();

        Assert.Equal([new(2026, 11, 30), new(2026, 12, 1), new(2026, 12, 3)], whole);
        Assert.Equal(whole, dayByDay);
    }

    private static ContentTask Due(LocalDate day) => House.Task("five-steps/linkedin-post/linkedin/1") with { Day = day };

    private static string? Filling(Workspace workspace, params ContentTask[] tasks) => Slots.Of(workspace, tasks, ThisWeek).Single().Task?.Key.ToString();
}
