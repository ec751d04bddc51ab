using ContentPlanner.Core;
using ContentPlanner.Core.Timelines;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Tests.Timelines;

/// <summary>Every kind of rule a plan may hold, at random.</summary>
internal static class Rules
{
    public static readonly Gen<LocalDate> Days = Gen.Int[0, 365 * 12].Select(n => new LocalDate(2020, 1, 1).PlusDays(n));

    private static readonly Gen<IsoDayOfWeek> Weekday = Gen.Int[1, 7].Select(d => (IsoDayOfWeek)d);

    private static readonly Gen<ValueList<WeekdayRule>> PlainWeekdays =
        Weekday.Array[0, 4].Select(days => days.Distinct().Select(d => new WeekdayRule(d)).ToValueList());

    private static readonly Gen<ValueList<WeekdayRule>> NumberedWeekdays =
        Gen.Select(Weekday, Gen.OneOf(0, 1, 2, 3, 4, 5, -1, -2, -5), (d, n) => new WeekdayRule(d, n)).Array[1, 3].Select(w => w.Distinct().ToValueList());

    private static readonly Gen<int?> DayOfMonth = Gen.OneOf<int?>(
        Gen.Const((int?)null), Gen.Int[1, 31].Select(d => (int?)d), Gen.OneOf<int?>(-1, 28, 29, 30, 31));

    private static readonly Gen<Recurrence> Daily = Gen.Int[1, 40].Select(n => new Recurrence { Frequency = Frequency.Daily, Interval = n });

    private static readonly Gen<Recurrence> Weekly = Gen.Select(Gen.Int[1, 6], PlainWeekdays, Weekday, (n, days, start) =>
        new Recurrence { Frequency = Frequency.Weekly, Interval = n, Weekdays = days, WeekStart = start });

    private static readonly Gen<Recurrence> Monthly = Gen.Select(Gen.Int[1, 14], NumberedWeekdays, DayOfMonth, Gen.Bool, Gen.Bool, (n, days, day, numbered, skip) =>
        new Recurrence { Frequency = Frequency.Monthly, Interval = n, Weekdays = numbered ? days : [], DayOfMonth = numbered ? null : day, SkipMissing = skip });

    private static readonly Gen<Recurrence> Yearly = Gen.Select(Monthly, Gen.Int[1, 4], Gen.Int[1, 12].Nullable(), (rule, n, month) =>
        rule with { Frequency = Frequency.Yearly, Interval = n, Month = month });

    private static readonly Gen<Func<LocalDate, Recurrence, Recurrence>> End = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 60], Gen.Int[-5, 3000], (kind, count, days) =>
        new Func<LocalDate, Recurrence, Recurrence>((start, rule) => kind switch
        {
            0 => rule,
            1 => rule with { Count = count },
            _ => rule with { Until = start.PlusDays(days) },
        }));

    /// <summary>A start and a sound rule; now and then one that never comes.</summary>
    public static readonly Gen<(LocalDate Start, Recurrence Rule)> Any =
        Gen.Select(Days, Gen.OneOf(Daily, Weekly, Monthly, Yearly), End, (start, rule, end) => (start, end(start, rule)));

    /// <summary>A series with a few exceptions, most of them on days that the rule gives.</summary>
    public static readonly Gen<Series> Series = Gen.Select(Any, Gen.Bool, Gen.Int[0, 30].Array[0, 4], Gen.Int[0, 30].Array[0, 4], Gen.Int[-40, 40], (any, timed, skips, moves, by) =>
    {
        var days = any.Rule.Occurrences(any.Start, new DateInterval(any.Start, any.Start.PlusYears(4))).Take(31).ToArray();
        return new Series
        {
            Start = any.Start,
            Rule = any.Rule,
            Time = timed ? new LocalTime(9, 0) : null,
            Skipped = skips.Where(i => i < days.Length).Select(i => days[i]).Distinct().Order().ToValueList(),
            Moved = moves.Except(skips).Where(i => i < days.Length).Distinct().Order()
                .Select(i => new MovedOccurrence(days[i], days[i].PlusDays(by) + new LocalTime(10, 30))).ToValueList(),
        };
    });

    public static DateInterval Window(LocalDate from, LocalDate to) => new(from, to);

    public static LocalDate Day(int year, int month, int day) => new(year, month, day);
}
