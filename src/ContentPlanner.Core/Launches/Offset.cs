using System.Globalization;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Launches;

public enum OffsetUnit { Days, WorkingDays, Weeks, Months }

/// <summary>
/// A signed distance from a day, as people plan: "30 days before", "2 weeks after", "5 working days before". Months clamp
/// to the month's last day. Recomputed from the day it hangs on, never added up.
/// </summary>
public readonly record struct Offset(int Amount, OffsetUnit Unit)
{
    public static Offset Zero => new(0, OffsetUnit.Days);

    public LocalDate From(LocalDate day, WorkCalendar calendar) => Unit switch
    {
        OffsetUnit.Days => day.PlusDays(Amount),
        OffsetUnit.Weeks => day.PlusWeeks(Amount),
        OffsetUnit.Months => day.PlusMonths(Amount),
        _ => Amount == 0 ? day : calendar.PlusWorkingDays(day, Amount),
    };

    /// <summary>Canonical text: <c>-30d</c>, <c>+2w</c>, <c>-5wd</c>, <c>+1m</c>, <c>+0d</c>.</summary>
    public override string ToString() =>
        (Amount < 0 ? "" : "+") + Amount.ToString(CultureInfo.InvariantCulture) + Unit switch
        {
            OffsetUnit.Days => "d",
            OffsetUnit.Weeks => "w",
            OffsetUnit.Months => "m",
            _ => "wd",
        };

    /// <summary>As planners write it: "T-30", "T-2 weeks", "T-5 working days", "T".</summary>
    public string Label => Amount == 0 ? "T" : (Amount < 0 ? "T-" : "T+") + Math.Abs(Amount).ToString(CultureInfo.InvariantCulture) + Unit switch
    {
        OffsetUnit.Days => "",
        OffsetUnit.Weeks => Math.Abs(Amount) == 1 ? " week" : " weeks",
        OffsetUnit.Months => Math.Abs(Amount) == 1 ? " month" : " months",
        _ => Math.Abs(Amount) == 1 ? " working day" : " working days",
    };
}

/// <summary>A distance from a named anchor: <c>publication - 30d</c>.</summary>
public sealed record OffsetRule(string Anchor, Offset Offset)
{
    public override string ToString() => Offset.Amount == 0
        ? Anchor
        : $"{Anchor} {(Offset.Amount < 0 ? '-' : '+')} {Offset.ToString()[1..]}";
}
