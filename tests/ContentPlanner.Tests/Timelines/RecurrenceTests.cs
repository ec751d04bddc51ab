using System.Globalization;
using ContentPlanner.Core.Timelines;
using CsCheck;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using static ContentPlanner.Tests.Timelines.Rules;

namespace ContentPlanner.Tests.Timelines;

public class RecurrenceTests
{
    private static readonly Recurrence EveryTuesday = Weekly(1, IsoDayOfWeek.Tuesday);

    [Fact]
    public void Any_rule_gives_the_days_that_Ical_Net_gives() => Gen.Select(Any, Gen.Int[-400, 3000], Gen.Int[0, 1500]).Sample((any, from, length) =>
    {
        var (start, rule) = any;
        if (rule.AlignedStart(start) is not { } first) return true;
        var window = Window(start.PlusDays(from), start.PlusDays(from + length));
        return rule.Occurrences(start, window).SequenceEqual(DaysByIcalNet(first, rule.Normalised(start), window));
    }, iter: Full.Iterations(600));

    [Fact]
    public void Any_rule_is_the_same_rule_in_normal_form() => Any.Sample(any =>
    {
        var (start, rule) = any;
        var normal = rule.Normalised(start);
        var window = Window(start, start.PlusYears(6));
        return normal.Normalised(start) == normal
            && normal.Normalised(start.PlusDays(11)) == normal
            && normal.Occurrences(start, window).SequenceEqual(rule.Occurrences(start, window));
    }, iter: Full.Iterations(500));

    [Fact]
    public void A_window_shows_what_a_longer_one_shows_of_it() => Gen.Select(Any, Gen.Int[0, 2500], Gen.Int[0, 800]).Sample((any, from, length) =>
    {
        var window = Window(any.Start.PlusDays(from), any.Start.PlusDays(from + length));
        return any.Rule.Occurrences(any.Start, window)
            .SequenceEqual(any.Rule.Occurrences(any.Start, Window(any.Start, window.End)).Where(window.Contains));
    }, iter: Full.Iterations(500));

    [Fact]
    public void A_first_match_is_on_or_after_the_start_and_fits_the_rule() => Any.Sample(any =>
        any.Rule.AlignedStart(any.Start) is not { } first
        || (first >= any.Start && any.Rule.FallsOn(any.Start, first) && any.Rule.AlignedStart(first) == first), iter: Full.Iterations(500));

    [Fact]
    public void A_rule_begun_long_ago_costs_only_what_the_window_holds()
    {
        var days = EveryTuesday.Occurrences(Day(1, 1, 1), Window(Day(2027, 1, 1), Day(2027, 1, 31)));
        Assert.Equal([Day(2027, 1, 5), Day(2027, 1, 12), Day(2027, 1, 19), Day(2027, 1, 26)], days);
    }

    [Fact]
    public void An_endless_rule_is_read_only_as_far_as_asked()
    {
        var forever = EveryTuesday.Occurrences(Day(2027, 1, 1), Window(Day(2027, 1, 1), Day(9999, 12, 31)));
        Assert.Equal(Day(2027, 1, 5), forever.First());
    }

    [Fact]
    public void The_last_days_of_the_calendar_are_no_surprise()
    {
        Assert.Equal([Day(9999, 12, 28)], EveryTuesday.Occurrences(Day(9999, 12, 25), Window(Day(9999, 12, 20), Day(9999, 12, 31))));
        Assert.Equal(Day(9999, 12, 31), Monthly(31, skipMissing: false).AlignedStart(Day(9999, 12, 2)));
        Assert.Null(new Recurrence { Frequency = Frequency.Yearly, Month = 1, DayOfMonth = 5 }.AlignedStart(Day(9999, 2, 1)));
    }

    [Fact]
    public void A_start_that_does_not_fit_moves_on_to_the_first_day_that_does() =>
        Assert.Equal(Day(2027, 1, 5), EveryTuesday.AlignedStart(Day(2027, 1, 1)));

    [Fact]
    public void Weeks_are_counted_from_the_first_match_and_not_from_the_start_that_did_not_fit() =>
        Assert.Equal([Day(2027, 1, 11), Day(2027, 1, 25)], Weekly(2, IsoDayOfWeek.Monday).Occurrences(Day(2027, 1, 6), Window(Day(2027, 1, 1), Day(2027, 2, 1))));

    [Fact]
    public void The_day_a_week_begins_on_decides_which_sunday_goes_with_a_saturday()
    {
        var weekends = Weekly(2, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday);
        var january = Window(Day(2027, 1, 1), Day(2027, 1, 20));
        Assert.Equal([Day(2027, 1, 2), Day(2027, 1, 3), Day(2027, 1, 16), Day(2027, 1, 17)], weekends.Occurrences(Day(2027, 1, 2), january));
        Assert.Equal([Day(2027, 1, 2), Day(2027, 1, 10), Day(2027, 1, 16)], (weekends with { WeekStart = IsoDayOfWeek.Sunday }).Occurrences(Day(2027, 1, 2), january));
    }

    [Fact]
    public void A_month_without_the_31st_uses_its_last_day() =>
        Assert.Equal([Day(2027, 1, 31), Day(2027, 2, 28), Day(2027, 3, 31), Day(2027, 4, 30)],
            Monthly(31, skipMissing: false).Occurrences(Day(2027, 1, 31), Window(Day(2027, 1, 1), Day(2027, 4, 30))));

    [Fact]
    public void A_month_without_the_31st_is_left_out_on_request() =>
        Assert.Equal([Day(2027, 1, 31), Day(2027, 3, 31), Day(2027, 5, 31)],
            Monthly(31, skipMissing: true).Occurrences(Day(2027, 1, 31), Window(Day(2027, 1, 1), Day(2027, 5, 31))));

    [Fact]
    public void A_leap_day_is_kept_on_the_last_of_February() =>
        Assert.Equal([Day(2028, 2, 29), Day(2029, 2, 28), Day(2030, 2, 28), Day(2031, 2, 28), Day(2032, 2, 29)],
            new Recurrence { Frequency = Frequency.Yearly }.Occurrences(Day(2028, 2, 29), Window(Day(2028, 1, 1), Day(2032, 12, 31))));

    [Fact]
    public void A_count_includes_what_lies_before_the_window() =>
        Assert.Equal([Day(2027, 1, 19), Day(2027, 1, 26)],
            (EveryTuesday with { Count = 4 }).Occurrences(Day(2027, 1, 5), Window(Day(2027, 1, 13), Day(2027, 12, 31))));

    [Fact]
    public void The_rarest_day_is_found_and_one_that_never_comes_is_not_looked_for_forever()
    {
        var fifthMonday = new Recurrence { Frequency = Frequency.Yearly, Month = 2, Weekdays = [new(IsoDayOfWeek.Monday, 5)] };
        Assert.Equal(Day(2044, 2, 29), fifthMonday.AlignedStart(Day(2027, 1, 1)));
        Assert.Equal(Day(2112, 2, 29), fifthMonday.AlignedStart(Day(2072, 3, 1)));

        var never = new Recurrence { Frequency = Frequency.Yearly, Month = 2, DayOfMonth = 30, SkipMissing = true };
        Assert.Null(never.AlignedStart(Day(2027, 1, 1)));
        Assert.Empty(never.Occurrences(Day(2027, 1, 1), Window(Day(2027, 1, 1), Day(9999, 1, 1))));
    }

    public static TheoryData<Recurrence, string> Spoken => new()
    {
        { new Recurrence { Frequency = Frequency.Daily }, "every day" },
        { new Recurrence { Frequency = Frequency.Daily, Interval = 3 }, "every 3 days" },
        { EveryTuesday, "every Tuesday" },
        { new Recurrence { Frequency = Frequency.Weekly }, "every Friday" },
        { new Recurrence { Frequency = Frequency.Weekly, Count = 1 }, "once" },
        { new Recurrence { Frequency = Frequency.Weekly, Count = 2 }, "every Friday" },
        { Weekly(1, IsoDayOfWeek.Thursday, IsoDayOfWeek.Monday), "every Monday and Thursday" },
        { Weekly(2, IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday), "every 2 weeks on Monday and Thursday" },
        { Weekly(1, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday), "every weekday" },
        { new Recurrence { Frequency = Frequency.Monthly }, "on the 1st of every month" },
        { Monthly(12, skipMissing: false), "on the 12th of every month" },
        { Monthly(22, skipMissing: false), "on the 22nd of every month" },
        { Monthly(30, skipMissing: false), "on the 30th of every month or its last day" },
        { Monthly(31, skipMissing: false), "on the last day of every month" },
        { Monthly(31, skipMissing: true), "on the 31st of every month, where there is one" },
        { new Recurrence { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Friday, -1)] }, "on the last Friday of every month" },
        { new Recurrence { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Tuesday, 1), new(IsoDayOfWeek.Tuesday, 3)] }, "on the first and third Tuesday of every month" },
        { new Recurrence { Frequency = Frequency.Monthly, Interval = 3, DayOfMonth = 15 }, "every 3 months on the 15th" },
        { new Recurrence { Frequency = Frequency.Yearly }, "every year on 1 January" },
        { new Recurrence { Frequency = Frequency.Yearly, Month = 2, DayOfMonth = 29 }, "every year on the last day of February" },
        { new Recurrence { Frequency = Frequency.Yearly, Interval = 2, Month = 3, Weekdays = [new(IsoDayOfWeek.Tuesday, 2)] }, "every 2 years on the second Tuesday of March" },
    };

    [Theory, MemberData(nameof(Spoken))]
    public void A_rule_says_itself_in_words(Recurrence rule, string words) => Assert.Equal(words, rule.InWords(Day(2027, 1, 1)));

    [Fact]
    public void Every_mistake_in_a_rule_is_named()
    {
        var rule = new Recurrence { Frequency = Frequency.Daily, Interval = 0, Count = 2000, Until = Day(2027, 1, 1), DayOfMonth = 0, Month = 13, Weekdays = [new(IsoDayOfWeek.Monday, 6)] };
        Assert.Equal(10, rule.Mistakes().Count());
        Assert.Throws<InvalidOperationException>(() => rule.Occurrences(Day(2027, 1, 1), Window(Day(2027, 1, 1), Day(2027, 1, 2))));
        Assert.Empty(EveryTuesday.Mistakes());
    }

    private static Recurrence Weekly(int interval, params IsoDayOfWeek[] days) =>
        new() { Frequency = Frequency.Weekly, Interval = interval, Weekdays = [.. days.Select(d => new WeekdayRule(d))] };

    private static Recurrence Monthly(int day, bool skipMissing) => new() { Frequency = Frequency.Monthly, DayOfMonth = day, SkipMissing = skipMissing };

    /// <summary>The last day is applied here: Ical.Net leaves out what a yearly rule gives between it and the start's day of that year.</summary>
    private static IEnumerable<LocalDate> DaysByIcalNet(LocalDate first, Recurrence normal, DateInterval window)
    {
        var calendarEvent = new CalendarEvent { Start = Date(first), RecurrenceRule = new RecurrenceRule(RuleText(normal with { Until = null })) };
        return calendarEvent.GetOccurrences(Date(first))
            .Select(o => new LocalDate(o.Period.StartTime.Year, o.Period.StartTime.Month, o.Period.StartTime.Day))
            .TakeWhile(day => day <= window.End && (normal.Until is not { } last || day <= last))
            .Where(window.Contains);

        static CalDateTime Date(LocalDate day) => new(day.Year, day.Month, day.Day);
    }

    private static string RuleText(Recurrence rule)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"FREQ={rule.Frequency.ToString().ToUpperInvariant()};INTERVAL={rule.Interval};WKST={TwoLetters(rule.WeekStart)}");
        if (rule.Month is { } month) text += string.Create(CultureInfo.InvariantCulture, $";BYMONTH={month}");
        if (rule.Weekdays.Count > 0) text += ";BYDAY=" + string.Join(',', rule.Weekdays.Select(w => (w.Ordinal == 0 ? "" : w.Ordinal.ToString(CultureInfo.InvariantCulture)) + TwoLetters(w.Day)));
        if (rule.DayOfMonth is > 28 && !rule.SkipMissing) text += $";BYMONTHDAY={string.Join(',', Enumerable.Range(28, rule.DayOfMonth.Value - 27))};BYSETPOS=-1";
        else if (rule.DayOfMonth is { } day) text += string.Create(CultureInfo.InvariantCulture, $";BYMONTHDAY={day}");
        if (rule.Count is { } count) text += string.Create(CultureInfo.InvariantCulture, $";COUNT={count}");
        if (rule.Until is { } until) text += string.Create(CultureInfo.InvariantCulture, $";UNTIL={until:uuuuMMdd}");
        return text;

        static string TwoLetters(IsoDayOfWeek day) => day.ToString()[..2].ToUpperInvariant();
    }
}
