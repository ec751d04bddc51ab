using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>
/// The days a rule gives. The k-th one follows from the start and k, never from the one before, so that a look at any
/// window costs what the window holds, however long ago the rule began. Only a rule that ends by count is walked from
/// its start, and a count is at most <see cref="MaxCount"/>.
/// </summary>
public sealed partial record Recurrence
{
    /// <summary>
    /// How far to look for a first match. The rarest day the rules can ask for, a fifth Monday in February, may be 40 years
    /// away (28, and 12 more over a century without a leap day).
    /// </summary>
    private const int RarestInYears = 41;

    internal static readonly LocalDate EndOfTime = new(9999, 12, 31);

    /// <summary>
    /// The first day on or after <paramref name="start"/> that fits; intervals are counted from there ("every two weeks on
    /// Monday, from Wednesday on" begins on the next Monday). Null: there is none, as for a skipped 30 February.
    /// Calendar programs disagree about a start that does not fit its own rule, so none is ever published (ical.md, section 3).
    /// </summary>
    public LocalDate? AlignedStart(LocalDate start)
    {
        var everyTime = Normalised(start) with { Interval = 1 };
        var horizon = start.Year > EndOfTime.Year - RarestInYears ? EndOfTime : start.PlusYears(RarestInYears);
        foreach (var day in everyTime.DaysFrom(start, start, horizon)) return day;
        return null;
    }

    /// <summary>
    /// The days within <paramref name="window"/> (both ends included), ascending, lazily. <paramref name="start"/> moves on
    /// to its first match, see <see cref="AlignedStart"/>.
    /// </summary>
    public IEnumerable<LocalDate> Occurrences(LocalDate start, DateInterval window)
    {
        if (AlignedStart(start) is not { } first) return [];
        var rule = Normalised(start);
        return Count is { } count
            ? rule.DaysFrom(first, first, window.End).Take(count).SkipWhile(day => day < window.Start)
            : rule.DaysFrom(first, window.Start, window.End);
    }

    /// <summary>Whether the rule gives this day.</summary>
    public bool FallsOn(LocalDate start, LocalDate day) => Occurrences(start, new DateInterval(day, day)).Any();

    private IEnumerable<LocalDate> DaysFrom(LocalDate first, LocalDate from, LocalDate to)
    {
        from = LocalDate.Max(from, first);
        to = Until is { } until ? LocalDate.Min(to, until) : to;
        if (from > to) return [];
        return Frequency switch
        {
            Frequency.Daily => EveryDays(first, from, to),
            Frequency.Weekly => EveryWeeks(first, from, to),
            _ => EveryMonths(first, from, to),
        };
    }

    private IEnumerable<LocalDate> EveryDays(LocalDate first, LocalDate from, LocalDate to)
    {
        var last = Period.DaysBetween(first, to);
        var before = Period.DaysBetween(first, from) + Interval - 1;
        for (var n = before - before % Interval; n <= last; n += Interval) yield return first.PlusDays(n);
    }

    private IEnumerable<LocalDate> EveryWeeks(LocalDate first, LocalDate from, LocalDate to)
    {
        var week = first.PlusDays(-DaysInto(first.DayOfWeek));
        var offsets = Weekdays.Select(w => DaysInto(w.Day)).Order().ToArray();
        var step = 7 * Interval;
        var earliest = Period.DaysBetween(week, from);
        var last = Period.DaysBetween(week, to);
        for (var n = earliest - earliest % step; n <= last; n += step)
            foreach (var offset in offsets)
                if (n + offset >= earliest && n + offset <= last) yield return week.PlusDays(n + offset);
    }

    private int DaysInto(IsoDayOfWeek day) => (day - WeekStart + 7) % 7;

    private IEnumerable<LocalDate> EveryMonths(LocalDate first, LocalDate from, LocalDate to)
    {
        var step = Frequency == Frequency.Yearly ? 12 * Interval : Interval;
        var origin = first.Year * 12 + (Month ?? first.Month) - 1;
        var before = Math.Max(0, from.Year * 12 + from.Month - 1 - origin);
        for (var month = origin + before - before % step; month <= to.Year * 12 + to.Month - 1; month += step)
            foreach (var day in DaysOf(month / 12, month % 12 + 1))
                if (new LocalDate(month / 12, month % 12 + 1, day) is var date && date >= from && date <= to) yield return date;
    }

    private IEnumerable<int> DaysOf(int year, int month)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
        return DayOfMonth switch
        {
            null => Weekdays.SelectMany(w => DaysOf(w, new LocalDate(year, month, 1).DayOfWeek, length)).Distinct().Order(),
            -1 => [length],
            { } day when day <= length => [day],
            _ => SkipMissing ? [] : [length],
        };
    }

    private static IEnumerable<int> DaysOf(WeekdayRule wanted, IsoDayOfWeek firstOfMonth, int length)
    {
        var earliest = 1 + (wanted.Day - firstOfMonth + 7) % 7;
        var weeks = (length - earliest) / 7 + 1;
        return wanted.Ordinal switch
        {
            0 => Enumerable.Range(0, weeks).Select(week => earliest + 7 * week),
            > 0 and var n => n <= weeks ? [earliest + 7 * (n - 1)] : [],
            var n => -n <= weeks ? [earliest + 7 * (weeks + n)] : [],
        };
    }
}
