using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>Nothing recurs more often than daily: the safe profile of ical.md section 3 and a guard against runaway rules.</summary>
public enum Frequency { Daily, Weekly, Monthly, Yearly }

/// <summary>A weekday, or in a month the n-th (last: −1) one.</summary>
public readonly record struct WeekdayRule(IsoDayOfWeek Day, int Ordinal = 0);

/// <summary>
/// When something comes again: the part of RFC 5545 recurrence rules that all calendar programs understand alike. Days
/// only; the wall time belongs to the <see cref="Series"/>. Ends by day, by count, or never.
/// </summary>
public sealed partial record Recurrence
{
    /// <summary>Limits of the safe profile (ical.md section 5, requirement 4).</summary>
    public const int MaxInterval = 366, MaxCount = 1000;

    public required Frequency Frequency { get; init; }

    /// <summary>1…366.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>
    /// Weekly: the weekdays (empty: the start's). Monthly and yearly: the n-th such day of the month, or without an ordinal
    /// each of them; not together with <see cref="DayOfMonth"/>.
    /// </summary>
    public ValueList<WeekdayRule> Weekdays { get; init; } = [];

    /// <summary>
    /// Monthly and yearly: 1…31, or −1 for the last day. A day a month lacks falls on its last day, unless
    /// <see cref="SkipMissing"/>. Null without weekdays: the start's.
    /// </summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Months without that day are left out instead.</summary>
    public bool SkipMissing { get; init; }

    /// <summary>Yearly: 1…12. Null: the start's.</summary>
    public int? Month { get; init; }

    /// <summary>Where a week begins; matters to every-other-week rules on several weekdays.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>1…1000 occurrences, skipped ones included; null: not ended by count.</summary>
    public int? Count { get; init; }

    /// <summary>The last day it may fall on; null: not ended by day.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>
    /// What makes this no rule, in words for the person who wrote it, without a full stop; none for a sound one. Only a
    /// sound rule has occurrences: the other members throw <see cref="InvalidOperationException"/> for one with mistakes.
    /// </summary>
    public IEnumerable<string> Mistakes()
    {
        if (Interval is < 1 or > MaxInterval) yield return $"the interval must be 1 to {MaxInterval}, not {Interval}";
        if (Count is < 1 or > MaxCount) yield return $"the count must be 1 to {MaxCount}, not {Count}";
        if (Count is not null && Until is not null) yield return "it ends either by count or by day: leave one of the two out";
        if (DayOfMonth is not null and not -1 and not (>= 1 and <= 31)) yield return $"the day of the month must be 1 to 31, or -1 for the last, not {DayOfMonth}";
        if (Month is < 1 or > 12) yield return $"the month must be 1 to 12, not {Month}";
        if (Frequency == Frequency.Daily && Weekdays.Count > 0) yield return "a daily rule has no weekdays: write a weekly one on those days";
        if (Frequency is Frequency.Daily or Frequency.Weekly && DayOfMonth is not null) yield return "only a monthly or yearly rule has a day of the month";
        if (Frequency != Frequency.Yearly && Month is not null) yield return "only a yearly rule has a month";
        if (Weekdays.Count > 0 && DayOfMonth is not null) yield return "a weekday and a day of the month do not go together: leave one of the two out";
        foreach (var (day, ordinal) in Weekdays)
        {
            if (day is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday) yield return $"{day} is no weekday";
            if (ordinal is < -5 or > 5) yield return $"a month has no weekday number {ordinal}: 1 to 5, or -1 for the last";
            if (ordinal != 0 && Frequency == Frequency.Weekly) yield return "a weekly rule names weekdays without a number";
        }
    }

    /// <summary>
    /// The same rule with everything said that was left to <paramref name="start"/>, and said in one way only: the 31st of
    /// every month is its last day, 29 February of every year is February's last day. What a feed writes and what is
    /// compared. Days 29 and 30 keep their number; without <see cref="SkipMissing"/> a feed says them as eleven months and
    /// February's last day (docs/decisions/0008).
    /// </summary>
    public Recurrence Normalised(LocalDate start)
    {
        Sound();
        return Frequency switch
        {
            Frequency.Daily => this with { SkipMissing = false, WeekStart = IsoDayOfWeek.Monday },
            Frequency.Weekly => Weekly(start),
            Frequency.Monthly => Monthly(start) with { WeekStart = IsoDayOfWeek.Monday },
            _ => Yearly(start) with { WeekStart = IsoDayOfWeek.Monday },
        };
    }

    private Recurrence Weekly(LocalDate start)
    {
        ValueList<WeekdayRule> days = Weekdays.Count == 0 ? [new(start.DayOfWeek)] : Weekdays.Distinct().OrderBy(w => w.Day).ToValueList();
        // Weeks are counted from the one of the first occurrence, so their beginning matters only between two weekdays.
        var weekStart = Interval > 1 && days.Count > 1 ? WeekStart : IsoDayOfWeek.Monday;
        return this with { Weekdays = days, WeekStart = weekStart, SkipMissing = false };
    }

    private Recurrence Monthly(LocalDate start)
    {
        if (Weekdays.Count > 0) return Sorted();
        var day = DayOfMonth ?? start.Day;
        return day switch
        {
            31 when !SkipMissing => this with { DayOfMonth = -1 },
            > 28 => this with { DayOfMonth = day },
            _ => this with { DayOfMonth = day, SkipMissing = false },
        };
    }

    private Recurrence Yearly(LocalDate start)
    {
        var month = Month ?? start.Month;
        if (Weekdays.Count > 0) return Sorted() with { Month = month };
        var day = DayOfMonth ?? start.Day;
        var always = month == 2 ? 28 : CalendarSystem.Iso.GetDaysInMonth(2027, month);
        if (day <= always) return this with { Month = month, DayOfMonth = day, SkipMissing = false };
        return this with { Month = month, DayOfMonth = SkipMissing ? day : -1 };
    }

    private Recurrence Sorted() => this with
    {
        Weekdays = Weekdays.Distinct().OrderBy(w => w.Ordinal < 0).ThenBy(w => w.Ordinal).ThenBy(w => w.Day).ToValueList(),
        SkipMissing = false,
    };

    private void Sound()
    {
        if (Mistakes().FirstOrDefault() is { } mistake) throw new InvalidOperationException($"Not a recurrence: {mistake}");
    }
}
