using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>Where a due date goes that falls on a day nobody works.</summary>
public enum Roll
{
    /// <summary>It stays: a birthday is on its day.</summary>
    None,

    /// <summary>Back to the working day before: a hand-in.</summary>
    Previous,

    /// <summary>On to the next working day: a post.</summary>
    Next,
}

/// <summary>
/// Which days a client works: the working week less holidays and blackouts. "Ten working days before" is counted here.
/// </summary>
public sealed record WorkCalendar(ValueList<IsoDayOfWeek> WorkingWeek, ValueList<DaysOff> Holidays, ValueList<DaysOff> Blackouts)
{
    /// <summary>How far a roll looks before it gives up: a year without a working day is a mistake, not a plan.</summary>
    private const int Horizon = 366;

    public bool IsWorkingDay(LocalDate day) => WorkingWeek.Contains(day.DayOfWeek) && HolidayOn(day) is null && BlackoutOn(day) is null;

    public DaysOff? HolidayOn(LocalDate day) => FirstOf(Holidays, day);

    public DaysOff? BlackoutOn(LocalDate day) => FirstOf(Blackouts, day);

    private static DaysOff? FirstOf(ValueList<DaysOff> off, LocalDate day)
    {
        foreach (var days in off)
            if (days.Includes(day)) return days;
        return null;
    }

    /// <summary>The day itself, or the working day its roll rule leads to.</summary>
    public LocalDate Roll(LocalDate day, Roll roll)
    {
        if (roll == Plans.Roll.None) return day;
        var step = roll == Plans.Roll.Next ? 1 : -1;
        for (var i = 0; i <= Horizon; i++)
            if (day.PlusDays(i * step) is var candidate && IsWorkingDay(candidate)) return candidate;
        return day;
    }

    /// <summary>
    /// The n-th working day after (before, when negative) <paramref name="day"/>; zero rolls on to the next working day.
    /// </summary>
    public LocalDate PlusWorkingDays(LocalDate day, int n)
    {
        if (n == 0) return Roll(day, Plans.Roll.Next);
        var step = Math.Sign(n);
        var left = Math.Abs(n);
        for (var idle = 0; left > 0 && idle <= Horizon;)
        {
            day = day.PlusDays(step);
            if (IsWorkingDay(day)) (left, idle) = (left - 1, 0);
            else idle++;
        }
        return day;
    }
}
