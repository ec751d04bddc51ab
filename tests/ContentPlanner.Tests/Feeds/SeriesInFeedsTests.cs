using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using static ContentPlanner.Tests.Feeds.Written;

namespace ContentPlanner.Tests.Feeds;

/// <summary>Requirement 11: recurring things in the profile that all calendar programs understand alike (ical.md, section 3).</summary>
public class SeriesInFeedsTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>The second session's day, and the third's.</summary>
    private static readonly LocalDate Second = new(2027, 1, 27), Third = new(2027, 2, 3);

    private static When.At Evening(LocalDate day) => new(day.At(new(18, 30)), Sample.Dublin, 75);

    private static Entry WithVariation(Variation variation) => Sessions() with { Variations = [variation] };

    public static TheoryData<string, Recurrence> Rules => new()
    {
        { "FREQ=DAILY", new() { Frequency = Frequency.Daily } },
        { "FREQ=DAILY;INTERVAL=10;COUNT=5", new() { Frequency = Frequency.Daily, Interval = 10, Count = 5 } },
        { "FREQ=WEEKLY;BYDAY=TU", new() { Frequency = Frequency.Weekly } },
        { "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=9", new() { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Thursday), new(IsoDayOfWeek.Monday)], Count = 9 } },
        { "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SA,SU", new() { Frequency = Frequency.Weekly, Interval = 2, WeekStart = IsoDayOfWeek.Sunday, Weekdays = [new(IsoDayOfWeek.Saturday), new(IsoDayOfWeek.Sunday)] } },
        { "FREQ=MONTHLY;BYMONTHDAY=1", new() { Frequency = Frequency.Monthly } },
        { "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", new() { Frequency = Frequency.Monthly, Interval = 3, DayOfMonth = 15 } },
        { "FREQ=MONTHLY;BYMONTHDAY=28", new() { Frequency = Frequency.Monthly, DayOfMonth = 28 } },
        { "FREQ=MONTHLY;BYMONTHDAY=30", new() { Frequency = Frequency.Monthly, DayOfMonth = 30, SkipMissing = true } },
        { "FREQ=MONTHLY;BYMONTHDAY=-1", new() { Frequency = Frequency.Monthly, DayOfMonth = 31 } },
        { "FREQ=MONTHLY;BYMONTHDAY=31", new() { Frequency = Frequency.Monthly, DayOfMonth = 31, SkipMissing = true } },
        { "FREQ=MONTHLY;BYMONTHDAY=-1", new() { Frequency = Frequency.Monthly, DayOfMonth = -1 } },
        { "FREQ=MONTHLY;BYDAY=1TU,-1FR", new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Friday, -1), new(IsoDayOfWeek.Tuesday, 1)] } },
        { "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", new() { Frequency = Frequency.Yearly } },
        { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", new() { Frequency = Frequency.Yearly, Month = 2, DayOfMonth = 29 } },
        { "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", new() { Frequency = Frequency.Yearly, Month = 5, Weekdays = [new(IsoDayOfWeek.Sunday, 2)] } },
    };

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void R11_Rules_say_everything_and_leave_nothing_to_the_start(string written, Recurrence rule) =>
        Assert.Equal(written, Of(AllDayReviews(rule)).Event["RRULE"]);

    [Theory]
    [InlineData(29, 1, "FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "20261229", "20270228")]
    [InlineData(30, 1, "FREQ=MONTHLY;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "20261230", "20270228")]
    [InlineData(30, 7, "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=30", "FREQ=YEARLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=-1", "20261230", "20280229")]
    [InlineData(30, 2, "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "20261230", "20270228")]
    [InlineData(29, 3, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=29", null, "20261229", null)]
    public void R11_The_29th_and_30th_leave_February_to_a_series_of_its_own(int day, int months, string others, string? february, string from, string? fromFebruary)
    {
        var feed = Of(Request(AllDayReviews(new() { Frequency = Frequency.Monthly, Interval = months, DayOfMonth = day })) with { Window = new DateInterval(new(2026, 12, 1), new(2029, 1, 1)) });
        Assert.Equal(new[] { others, february }.OfType<string>(), feed.Events.Select(e => e["RRULE"]));
        Assert.Equal(new[] { from, fromFebruary }.OfType<string>(), feed.Events.Select(e => e["DTSTART"]));
        Assert.Distinct(feed.Events.Select(e => e["UID"]));
    }

    [Fact]
    public void R11_The_29th_and_30th_end_by_day_and_share_their_exceptions()
    {
        var review = AllDayReviews(new() { Frequency = Frequency.Monthly, DayOfMonth = 30, Count = 5 }) with
        {
            Skipped = [new(2027, 1, 30)],
            Variations = [new(new(2027, 2, 28), new When.AllDay(new(2027, 2, 27)))],
        };
        var feed = Of(review).Events.ToList();
        Assert.Equal(("FREQ=MONTHLY;BYMONTHDAY=30;UNTIL=20270430", "20270130"), (feed[0]["RRULE"], feed[0]["EXDATE"]));
        Assert.DoesNotContain(feed, e => e["DTSTART"] == "20270228");
        Assert.Equal((null, null), (feed.Single(e => e["DTSTART"] == "20270227")["RECURRENCE-ID"], feed.Single(e => e["DTSTART"] == "20270227")["RRULE"]));
    }

    [Fact]
    public void R11_A_start_that_does_not_fit_moves_to_the_first_day_that_does()
    {
        var friday = Sessions() with { When = Evening(new(2027, 1, 22)) };
        Assert.Equal(";TZID=Europe/Dublin:20270127T183000", Of(friday).Event.Whole("DTSTART"));
        Assert.Equal(";TZID=Europe/Dublin:20270127T194500", Of(friday).Event.Whole("DTEND"));
    }

    [Fact]
    public void R11_An_end_by_day_is_the_last_second_of_that_day_where_it_is_held()
    {
        var rule = new Recurrence { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Wednesday)], Until = new(2027, 3, 31) };
        Assert.EndsWith(";UNTIL=20270331T225959Z", Of(Sessions() with { Rule = rule }).Event["RRULE"], StringComparison.Ordinal);
        Assert.EndsWith(";UNTIL=20270401T035959Z", Of(Sessions(NewYork) with { Rule = rule }).Event["RRULE"], StringComparison.Ordinal);
        // Where the start is late or early, two hours from it and from the next.
        Assert.EndsWith(";UNTIL=20270401T003000Z", Of(Sessions() with { Rule = rule, When = Evening(new(2027, 1, 20)) with { Start = new(2027, 1, 20, 23, 30) } }).Event["RRULE"], StringComparison.Ordinal);
        Assert.EndsWith(";UNTIL=20270331T210000Z", Of(Sessions() with { Rule = rule, When = Evening(new(2027, 1, 20)) with { Start = new(2027, 1, 20, 0, 0) } }).Event["RRULE"], StringComparison.Ordinal);
        Assert.EndsWith(";UNTIL=20270331", Of(AllDayReviews(rule)).Event["RRULE"], StringComparison.Ordinal);
    }

    [Fact]
    public void R11_Exceptions_are_told_in_the_type_and_zone_of_the_start()
    {
        var late = Sessions(NewYork) with { Skipped = [Second, Third], Variations = [new(new(2027, 2, 10), new When.At(new(2027, 2, 11, 21, 0), Sample.Dublin, 75))] };
        var (series, moved) = (Of(late).Events.First(), Of(late).Events.Last());
        Assert.Equal(";TZID=America/New_York:20270127T183000,20270203T183000", series.Whole("EXDATE"));
        Assert.Equal(";TZID=America/New_York:20270210T183000", moved.Whole("RECURRENCE-ID"));
        Assert.Equal(";TZID=Europe/Dublin:20270211T210000", moved.Whole("DTSTART"));

        var day = AllDayReviews(new() { Frequency = Frequency.Weekly }) with { Skipped = [new(2026, 12, 8)], Variations = [new(new(2026, 12, 15), new When.AllDay(new(2026, 12, 16)))] };
        Assert.Equal(";VALUE=DATE:20261208,20261215", Of(day).Events.First().Whole("EXDATE"));
        Assert.Equal((";VALUE=DATE:20261216", null), (Of(day).Events.Last().Whole("DTSTART"), Of(day).Events.Last()["RECURRENCE-ID"]));

        var utc = Sessions(DateTimeZone.Utc) with { Skipped = [Second] };
        Assert.Equal(":20270127T183000Z", Of(utc).Event.Whole("EXDATE"));
    }

    [Fact]
    public void R8_R11_A_session_moved_within_its_week_keeps_its_name()
    {
        var feed = Of(WithVariation(new(Third, Evening(Third.PlusDays(1)), "Session on a Thursday", "Library")));
        var (series, moved) = (feed.Events.First(), feed.Events.Last());
        Assert.Equal((Sessions().Uid, Sessions().Uid), (series["UID"], moved["UID"]));
        Assert.Equal(";TZID=Europe/Dublin:20270203T183000", moved.Whole("RECURRENCE-ID"));
        Assert.Equal(";TZID=Europe/Dublin:20270204T183000", moved.Whole("DTSTART"));
        Assert.Equal(("Session on a Thursday", "Library"), (moved.Text("SUMMARY"), moved.Text("LOCATION")));
        Assert.False(moved.Has("RRULE") || series.Has("EXDATE") || series.Has("RECURRENCE-ID"));
    }

    [Fact]
    public void R11_A_session_moved_to_another_week_is_left_out_and_stands_apart()
    {
        var feed = Of(WithVariation(new(Third, Evening(Third.PlusDays(5)))));
        var (series, apart) = (feed.Events.First(), feed.Events.Last());
        Assert.Equal(";TZID=Europe/Dublin:20270203T183000", series.Whole("EXDATE"));
        Assert.Equal(Sessions().Uid.Replace("@", "-20270203@", StringComparison.Ordinal), apart["UID"]);
        Assert.Equal(";TZID=Europe/Dublin:20270208T183000", apart.Whole("DTSTART"));
        Assert.False(apart.Has("RECURRENCE-ID") || apart.Has("RRULE"));
    }

    [Fact]
    public void R11_What_was_moved_into_the_window_from_outside_is_there_without_its_series()
    {
        var request = Request(WithVariation(new(new(2027, 3, 10), Evening(new(2027, 4, 7))))) with { Window = new DateInterval(new(2027, 4, 5), new(2027, 5, 2)) };
        Assert.False(Of(request).Event.Has("RRULE"));
        Assert.Equal(";TZID=Europe/Dublin:20270407T183000", Of(request).Event.Whole("DTSTART"));
    }

    [Fact]
    public void R11_A_session_moved_onto_another_one_stands_apart()
    {
        var twice = Sessions() with
        {
            Rule = new() { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Wednesday), new(IsoDayOfWeek.Thursday)], Count = 8 },
            Variations = [new(Third, Evening(Third.PlusDays(1)))],
        };
        Assert.Equal([null, null], Of(twice).Events.Select(e => e["RECURRENCE-ID"]));
        Assert.Equal(";TZID=Europe/Dublin:20270203T183000", Of(twice).Events.First().Whole("EXDATE"));

        var elsewhere = twice with { Variations = [new(Third, new When.At(new(2027, 2, 4, 13, 30), NewYork, 75))] };
        Assert.Equal([null, null], Of(elsewhere).Events.Select(e => e["RECURRENCE-ID"]));

        var both = twice with { Variations = [new(Third, Evening(Third.PlusDays(2))), new(Third.PlusDays(1), Evening(Third.PlusDays(2)))] };
        Assert.Equal([null, "20270203T183000", null], Of(both).Events.Select(e => e["RECURRENCE-ID"]));
        Assert.Equal(3, Of(both).Events.Select(e => (e["UID"], e["RECURRENCE-ID"])).Distinct().Count());
    }

    [Fact]
    public void R11_A_whole_day_that_became_a_time_stands_apart()
    {
        var day = AllDayReviews(new() { Frequency = Frequency.Weekly }) with { Variations = [new(new(2026, 12, 8), Evening(new(2026, 12, 8)))] };
        var feed = Of(day);
        Assert.Equal(";VALUE=DATE:20261208", feed.Events.First().Whole("EXDATE"));
        Assert.Equal(";TZID=Europe/Dublin:20261208T183000", feed.Events.Last().Whole("DTSTART"));
    }

    [Fact]
    public void R11_What_is_left_out_is_not_changed_as_well()
    {
        var feed = Of(WithVariation(new(Third, Evening(Third.PlusDays(1)))) with { Skipped = [Third] });
        Assert.Equal(";TZID=Europe/Dublin:20270203T183000", feed.Event.Whole("EXDATE"));
    }

    [Fact]
    public void R11_Exceptions_to_days_the_rule_does_not_give_are_not_told()
    {
        var feed = Of(WithVariation(new(Third.PlusDays(1), Evening(Third.PlusDays(2)))) with { Skipped = [Second.PlusDays(3), new(2027, 12, 1)] });
        Assert.False(feed.Event.Has("EXDATE") || feed.Event.Has("RECURRENCE-ID"));
    }

    [Fact]
    public void R11_A_change_that_changes_nothing_is_not_told()
    {
        var feed = Of(WithVariation(new(Third, Evening(Third), Sessions().Title)));
        Assert.Null(Assert.Single(feed.Events)["RECURRENCE-ID"]);
    }

    [Fact]
    public void R11_An_extra_day_is_never_an_RDATE() =>
        Assert.DoesNotContain("RDATE", Of(WithVariation(new(Third, Evening(Third.PlusDays(40))))).Text, StringComparison.Ordinal);

    [Fact]
    public void R11_A_series_is_shown_while_one_of_its_days_is_in_the_window()
    {
        DateInterval Week(LocalDate monday) => new(monday, monday.PlusDays(6));
        var series = Sessions() with { Skipped = [Second] };
        Assert.Empty(Of(Request(series) with { Window = Week(new(2027, 1, 11)) }).Events);
        Assert.Single(Of(Request(series) with { Window = Week(new(2027, 1, 18)) }).Events);
        Assert.Empty(Of(Request(series) with { Window = Week(new(2027, 1, 25)) }).Events);
        Assert.Single(Of(Request(series) with { Window = Week(new(2027, 3, 8)) }).Events);
        Assert.Empty(Of(Request(series) with { Window = Week(new(2027, 3, 15)) }).Events);
    }

    [Fact]
    public void R11_A_rule_that_gives_no_day_is_not_there()
    {
        Assert.Empty(Of(AllDayReviews(new() { Frequency = Frequency.Yearly, Month = 2, DayOfMonth = 30, SkipMissing = true })).Events);
        Assert.Empty(Of(AllDayReviews(new() { Frequency = Frequency.Weekly, Until = new(2026, 11, 1) })).Events);
        Assert.Empty(Of(Sessions() with { Rule = Sessions().Rule! with { Count = 1 }, Skipped = [new(2027, 1, 20)] }).Events);
    }

    [Fact]
    public void R11_A_timed_series_shown_as_whole_days_tells_its_exceptions_by_day()
    {
        var series = Sessions() with { Skipped = [Second], Variations = [new(Third, Evening(Third.PlusDays(1))), new(new(2027, 2, 10), Evening(new(2027, 2, 10)) with { Start = new(2027, 2, 10, 9, 0) })] };
        var feed = Of(new FeedOptions { AllDay = true }, series);
        Assert.Equal(2, feed.Events.Count());
        Assert.Equal(";VALUE=DATE:20270127,20270203", feed.Events.First().Whole("EXDATE"));
        Assert.Equal((null, ";VALUE=DATE:20270204"), (feed.Events.Last()["RECURRENCE-ID"], feed.Events.Last().Whole("DTSTART")));
    }

    [Fact]
    public void An_end_at_the_end_of_time_is_no_end() =>
        Assert.Equal("FREQ=DAILY", Of(AllDayReviews(new() { Frequency = Frequency.Daily, Until = new(9999, 12, 31) })).Event["RRULE"]);
}
