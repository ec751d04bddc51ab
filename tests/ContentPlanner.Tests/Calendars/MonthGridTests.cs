using ContentPlanner.Core.Calendars;
using NodaTime;

namespace ContentPlanner.Tests.Calendars;

public class MonthGridTests
{
    private static readonly LocalDate November = new(2026, 11, 1);

    [Fact]
    public void A_month_is_shown_in_whole_weeks_from_the_reader_s_first_weekday()
    {
        Assert.Equal(new DateInterval(new(2026, 10, 26), new(2026, 12, 6)), MonthGrid.DaysOf(new(2026, 11, 17), IsoDayOfWeek.Monday));
        Assert.Equal(new DateInterval(new(2026, 11, 1), new(2026, 12, 5)), MonthGrid.DaysOf(new(2026, 11, 17), IsoDayOfWeek.Sunday));
        Assert.Equal(new DateInterval(new(2027, 2, 1), new(2027, 2, 28)), MonthGrid.DaysOf(new(2027, 2, 3), IsoDayOfWeek.Monday));
    }

    [Fact]
    public void Only_days_of_the_month_are_of_the_month()
    {
        var grid = MonthGrid.Of(November, IsoDayOfWeek.Monday, [], 4);

        Assert.Equal(6, grid.Weeks.Count);
        Assert.Equal(30, grid.Weeks.SelectMany(w => w.Days).Count(d => d.IsOfMonth));
        Assert.Equal(new(2026, 10, 26), grid.Weeks[0].Days[0].Day);
    }

    [Fact]
    public void What_does_not_fit_a_day_is_behind_more_but_never_a_single_thing()
    {
        Assert.Equal((5, 0), Counts(5));
        Assert.Equal((4, 2), Counts(6));

        static (int, int) Counts(int items)
        {
            var grid = MonthGrid.Of(November, IsoDayOfWeek.Monday, Enumerable.Range(0, items).Select(i => Item(new(2026, 11, 24), $"{i}")), 4);
            var day = grid.Weeks.SelectMany(w => w.Days).Single(d => d.Day == new LocalDate(2026, 11, 24));
            return (day.Items.Count, day.More.Count);
        }
    }

    [Fact]
    public void A_day_is_told_whole_days_first_then_by_the_hour_and_what_is_empty_last()
    {
        var day = new LocalDate(2026, 11, 24);
        CalendarItem[] items =
        [
            Item(day, "late") with { Time = new(17, 0) },
            Item(day, "gap") with { State = CalendarState.Gap },
            Item(day, "early") with { Time = new(7, 0) },
            Item(day, "whole"),
        ];
        Assert.Equal(["whole", "gap", "early", "late"], CalendarWeek.InOrder(items).Select(i => i.Title));
    }

    [Fact]
    public void A_bar_keeps_its_lane_all_week_and_begins_again_in_the_next()
    {
        var long1 = Bar(new(2026, 11, 18), new(2026, 11, 24), "holiday");
        var other = Bar(new(2026, 11, 20), new(2026, 11, 21), "fair");
        var grid = MonthGrid.Of(November, IsoDayOfWeek.Monday, [other, long1], 4);
        var (third, fourth) = (grid.Weeks[3], grid.Weeks[4]);

        Assert.Equal((2, 1), (third.Lanes, fourth.Lanes));
        var head = third.Days[2].Bars[0]!;
        Assert.Equal(("holiday", true, 5, true, false), (head.Item.Title, head.IsHead, head.Days, head.Begins, head.Ends));
        Assert.Equal("fair", third.Days[4].Bars[1]!.Item.Title);
        Assert.Null(third.Days[6].Bars[1]);
        var tail = fourth.Days[0].Bars[0]!;
        Assert.Equal((true, 2, false, true), (tail.IsHead, tail.Days, tail.Begins, tail.Ends));
        Assert.Null(fourth.Days[2].Bars[0]);
    }

    [Fact]
    public void Two_bars_that_do_not_meet_share_a_lane()
    {
        var grid = MonthGrid.Of(November, IsoDayOfWeek.Monday, [Bar(new(2026, 11, 16), new(2026, 11, 17), "a"), Bar(new(2026, 11, 18), new(2026, 11, 20), "b")], 4);
        Assert.Equal(1, grid.Weeks[3].Lanes);
    }

    [Fact]
    public void A_filter_s_last_kind_taken_away_shows_all_again()
    {
        var only = new CalendarFilter().Toggled(CalendarKind.Launch);
        Assert.False(only.Shows(Item(November, "a")));
        Assert.True(only.Toggled(CalendarKind.Article).Shows(Item(November, "a")));
        Assert.True(only.Toggled(CalendarKind.Launch).Shows(Item(November, "a")));
        Assert.True(only.Toggled(CalendarKind.Launch).IsEmpty);
    }

    [Fact]
    public void A_filter_by_name_leaves_out_what_has_none()
    {
        var blog = new CalendarFilter { Channels = ["blog"] };
        Assert.True(blog.Shows(Item(November, "a") with { Channel = "blog" }));
        Assert.False(blog.Shows(Item(November, "a") with { Channel = "newsletter" }));
        Assert.False(blog.Shows(Item(November, "a")));
        Assert.False(new CalendarFilter { Gaps = false }.Shows(Item(November, "a") with { State = CalendarState.Gap }));
        Assert.False(new CalendarFilter { Done = false }.Shows(Item(November, "a") with { State = CalendarState.Done }));
    }

    private static CalendarItem Item(LocalDate day, string title) => new()
    {
        Reference = $"piece:{title}",
        Client = "c",
        Kind = CalendarKind.Article,
        State = CalendarState.Planned,
        Title = title,
        Day = day,
        Until = day,
    };

    private static CalendarItem Bar(LocalDate from, LocalDate to, string title) => Item(from, title) with { Until = to, Kind = CalendarKind.Note };
}
