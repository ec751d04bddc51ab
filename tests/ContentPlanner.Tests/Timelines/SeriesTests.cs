using ContentPlanner.Core.Timelines;
using CsCheck;
using NodaTime;
using static ContentPlanner.Tests.Timelines.Rules;

namespace ContentPlanner.Tests.Timelines;

public class SeriesTests
{
    private static readonly DateTimeZone Dublin = DateTimeZoneProviders.Tzdb["Europe/Dublin"];
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly Series TuesdayPost = new()
    {
        Start = Day(2027, 1, 5),
        Rule = new() { Frequency = Frequency.Weekly },
        Time = new(9, 0),
    };

    private static readonly DateInterval January = Window(Day(2027, 1, 1), Day(2027, 1, 31));

    [Fact]
    public void An_occurrence_has_its_wall_time_in_the_workspaces_zone_unless_it_has_one_of_its_own()
    {
        Assert.Equal(new When.At(Day(2027, 1, 5) + new LocalTime(9, 0), Dublin, 30), TuesdayPost.Occurrences(Dublin, January)[0].When);
        Assert.Equal(NewYork, Assert.IsType<When.At>((TuesdayPost with { Zone = NewYork }).Occurrences(Dublin, January)[0].When).Zone);
        Assert.Equal(new When.AllDay(Day(2027, 1, 5)), (TuesdayPost with { Time = null }).Occurrences(Dublin, January)[0].When);
    }

    [Fact]
    public void A_moved_occurrence_is_found_on_the_day_it_is_held_and_keeps_the_name_of_its_due_day()
    {
        var series = TuesdayPost.MoveOccurrence(Day(2027, 1, 26), new LocalDateTime(2027, 2, 3, 10, 0)).MoveOccurrence(Day(2027, 2, 2), new LocalDateTime(2027, 1, 4, 8, 0));
        Assert.Equal([Day(2027, 2, 2), Day(2027, 1, 5), Day(2027, 1, 12), Day(2027, 1, 19)], series.Occurrences(Dublin, January).Select(o => o.Day));
        Assert.Equal(Day(2027, 1, 4), series.Occurrences(Dublin, January)[0].When.Day);
    }

    [Fact]
    public void An_exception_on_a_day_the_rule_does_not_give_changes_nothing_and_is_named()
    {
        var series = TuesdayPost with { Skipped = [Day(2027, 1, 6)], Moved = [new(Day(2027, 1, 7), new(2027, 1, 8, 9, 0))] };
        Assert.Equal(TuesdayPost.Occurrences(Dublin, January), series.Occurrences(Dublin, January));
        Assert.Equal([Day(2027, 1, 6), Day(2027, 1, 7)], series.ExceptionsWithoutOccurrence());
        Assert.Throws<ArgumentException>(() => TuesdayPost.Skip(Day(2027, 1, 6)));
        Assert.Throws<ArgumentException>(() => TuesdayPost.MoveOccurrence(Day(2027, 1, 6), new(2027, 1, 8, 9, 0)));
    }

    [Fact]
    public void Splitting_keeps_every_occurrence_and_shares_none() => Gen.Select(Rules.Series, Gen.Int[-30, 1200]).Sample((series, n) =>
    {
        var day = series.Start.PlusDays(n);
        var window = Window(series.Start.PlusDays(-60), series.Start.PlusYears(4));
        var (before, after) = series.SplitAt(day);
        var parts = new[] { before, after }.OfType<Series>().Select(s => s.Occurrences(Dublin, window)).ToArray();
        return parts.SelectMany(p => p).OrderBy(o => o.Day).SequenceEqual(series.Occurrences(Dublin, window).OrderBy(o => o.Day))
            && (before is null || before.Occurrences(Dublin, window).All(o => o.Day < day))
            && (after is null || after.Occurrences(Dublin, window).All(o => o.Day >= day))
            && (after is null || after.Rule.AlignedStart(after.Start) == after.Start || before is null);
    }, iter: Full.Iterations(1000));

    [Fact]
    public void The_31st_stays_the_31st_when_the_following_part_begins_in_February()
    {
        var monthly = TuesdayPost with { Start = Day(2027, 1, 31), Rule = new() { Frequency = Frequency.Monthly, Count = 4 } };
        var following = monthly.SplitAt(Day(2027, 2, 10)).After!;
        Assert.Equal([Day(2027, 2, 28), Day(2027, 3, 31), Day(2027, 4, 30)], following.Occurrences(Dublin, Window(Day(2027, 1, 1), Day(2028, 1, 1))).Select(o => o.Day));
    }

    [Fact]
    public void A_split_before_the_first_or_after_the_last_leaves_one_part_only()
    {
        var four = TuesdayPost with { Rule = new() { Frequency = Frequency.Weekly, Count = 4 } };
        Assert.Equal(new SeriesParts(null, four), four.SplitAt(Day(2027, 1, 5)));
        Assert.Equal(new SeriesParts(four, null), four.SplitAt(Day(2027, 1, 27)));
    }

    [Fact]
    public void Skipping_takes_one_away_and_twice_takes_no_more() => OneOf(Rules.Series).Sample((series, window, day) =>
    {
        var skipped = series.Skip(day);
        return skipped.Occurrences(Dublin, window).SequenceEqual(series.Occurrences(Dublin, window).Where(o => o.Day != day))
            && skipped.Skip(day) == skipped;
    }, iter: Full.Iterations(400));

    [Fact]
    public void Moving_there_and_back_restores_the_series() => OneOf(Rules.Series).Sample((series, window, day) =>
    {
        var plain = series.MoveOccurrence(day, day + (series.Time ?? LocalTime.Midnight));
        var moved = plain.MoveOccurrence(day, day.PlusDays(3) + new LocalTime(14, 0));
        return !plain.Moved.Any(m => m.Day == day)
            && moved.Occurrences(Dublin, window).Single(o => o.Day == day).When.Day == day.PlusDays(3)
            && moved.MoveOccurrence(day, day + (series.Time ?? LocalTime.Midnight)) == plain
            && moved.Skip(day).MoveOccurrence(day, day.PlusDays(3) + new LocalTime(14, 0)) == moved;
    }, iter: Full.Iterations(400));

    [Fact]
    public void Ending_keeps_what_was_due_until_then() => Gen.Select(Rules.Series, Gen.Int[-10, 900]).Sample((series, n) =>
    {
        var day = series.Start.PlusDays(n);
        var window = Window(series.Start.PlusDays(-60), series.Start.PlusYears(4));
        var ended = series.EndOn(day);
        return ended.Occurrences(Dublin, window).SequenceEqual(series.Occurrences(Dublin, window).Where(o => o.Day <= day))
            && !ended.Rule.Mistakes().Any() && ended.EndOn(day) == ended;
    }, iter: Full.Iterations(400));

    [Fact]
    public void A_start_in_the_hour_a_clock_change_skips_is_named_with_the_nearest_times()
    {
        var atHalfPastOne = TuesdayPost with { Start = Day(2027, 1, 3), Time = new(1, 30) };
        Assert.Equal(
            [new SkippedHour(new(2027, 3, 28, 1, 30), new(2027, 3, 28, 0, 59), new(2027, 3, 28, 2, 0)), new SkippedHour(new(2028, 3, 26, 1, 30), new(2028, 3, 26, 0, 59), new(2028, 3, 26, 2, 0))],
            atHalfPastOne.GapsWithin(Day(2027, 1, 1), 2, Dublin));
        Assert.Empty((atHalfPastOne with { Time = new(2, 0) }).GapsWithin(Day(2027, 1, 1), 10, Dublin));
        Assert.Empty((atHalfPastOne with { Rule = new() { Frequency = Frequency.Weekly, Until = Day(2027, 3, 27) } }).GapsWithin(Day(2027, 1, 1), 10, Dublin));
        Assert.Empty((atHalfPastOne with { Skipped = [Day(2027, 3, 28)] }).GapsWithin(Day(2027, 1, 1), 1, Dublin));
        Assert.Equal([new LocalDateTime(2027, 10, 31, 1, 30)], atHalfPastOne.RepeatedWithin(Day(2027, 1, 1), 1, Dublin));
    }

    [Fact]
    public void A_moved_start_in_a_skipped_hour_is_named_too() =>
        Assert.Equal([new LocalDateTime(2027, 3, 28, 1, 15)],
            TuesdayPost.MoveOccurrence(Day(2027, 3, 30), new(2027, 3, 28, 1, 15)).GapsWithin(Day(2027, 1, 1), 1, Dublin).Select(g => g.Wanted));

    [Fact]
    public void Skipped_hours_of_every_zone_are_those_that_NodaTime_does_not_map()
    {
        var daily = new Series { Start = Day(2027, 1, 1), Rule = new() { Frequency = Frequency.Daily } };
        foreach (var zone in Full.Sample(DateTimeZoneProviders.Tzdb.Ids).Select(id => DateTimeZoneProviders.Tzdb[id]))
            foreach (var time in new LocalTime[] { new(0, 0), new(0, 30), new(1, 30), new(2, 30), new(23, 30) })
            {
                var days = Enumerable.Range(0, 366).Select(n => Day(2027, 1, 1).PlusDays(n) + time);
                Assert.Equal(days.Where(d => zone.MapLocal(d).Count == 0), (daily with { Time = time }).GapsWithin(Day(2027, 1, 1), 1, zone).Select(g => g.Wanted));
            }
    }

    [Fact]
    public void A_skipped_day_is_a_gap_as_well()
    {
        var samoa = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var daily = new Series { Start = Day(2011, 1, 1), Rule = new() { Frequency = Frequency.Daily }, Time = new(9, 0) };
        Assert.Equal([new SkippedHour(new(2011, 12, 30, 9, 0), new(2011, 12, 29, 23, 59), new(2011, 12, 31, 0, 0))], daily.GapsWithin(Day(2011, 1, 1), 1, samoa));
    }

    /// <summary>A series, a window over it, and one of its days.</summary>
    private static Gen<(Series, DateInterval, LocalDate)> OneOf(Gen<Series> any) => Gen.Select(any, Gen.Int[0, 20], (series, n) =>
    {
        var window = Window(series.Start.PlusDays(-60), series.Start.PlusYears(4));
        var days = series.Rule.Occurrences(series.Start, Window(series.Start, series.Start.PlusYears(3))).Take(21).ToArray();
        return (series, window, days.Length == 0 ? series.Start : days[n % days.Length]);
    }).Where(s => s.series.FallsOn(s.Item3));
}
