using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// A recurrence as a RRULE that all calendar programs understand alike (ical.md, section 3): everything said, nothing left
/// to the start; the last month day that exists as <c>BYMONTHDAY=28,29,30;BYSETPOS=-1</c>; an end by day as the last
/// second of that local day. Only typed values are written, never text of people.
/// </summary>
internal static class RuleText
{
    /// <summary>Dates have four digits for the year, and the day after must have them too.</summary>
    private static readonly LocalDate EndOfTime = new(9999, 12, 31);

    /// <summary>Writes the value of a RRULE.</summary>
    /// <param name="rule">As <see cref="Recurrence.Normalised"/> gives it.</param>
    /// <param name="zone">The zone of the series; null: all-day.</param>
    public static void Write(ref IcsWriter ics, Recurrence rule, DateTimeZone? zone)
    {
        ics.Octets(rule.Frequency switch
        {
            Frequency.Daily => "FREQ=DAILY"u8,
            Frequency.Weekly => "FREQ=WEEKLY"u8,
            Frequency.Monthly => "FREQ=MONTHLY"u8,
            _ => "FREQ=YEARLY"u8,
        });
        if (rule.Interval > 1)
        {
            ics.Octets(";INTERVAL="u8);
            ics.Number(rule.Interval);
        }
        if (rule.Frequency == Frequency.Weekly && rule.Interval > 1)
        {
            ics.Octets(";WKST="u8);
            ics.Octets(Weekdays.Octets(rule.WeekStart));
        }
        if (rule.Month is { } month)
        {
            ics.Octets(";BYMONTH="u8);
            ics.Number(month);
        }
        if (rule.DayOfMonth is { } day) WriteMonthDay(ref ics, day, rule.SkipMissing);
        WriteWeekdays(ref ics, rule.Weekdays);
        WriteEnd(ref ics, rule, zone);
    }

    private static void WriteMonthDay(ref IcsWriter ics, int day, bool skipMissing)
    {
        ics.Octets(";BYMONTHDAY="u8);
        if (day <= 28 || skipMissing)
        {
            ics.Number(day);
            return;
        }
        for (var candidate = 28; candidate <= day; candidate++)
        {
            if (candidate > 28) ics.Octets(","u8);
            ics.Number(candidate);
        }
        ics.Octets(";BYSETPOS=-1"u8);
    }

    private static void WriteWeekdays(ref IcsWriter ics, IReadOnlyList<WeekdayRule> weekdays)
    {
        for (var i = 0; i < weekdays.Count; i++)
        {
            ics.Octets(i == 0 ? ";BYDAY="u8 : ","u8);
            if (weekdays[i].Ordinal != 0) ics.Number(weekdays[i].Ordinal);
            ics.Octets(Weekdays.Octets(weekdays[i].Day));
        }
    }

    private static void WriteEnd(ref IcsWriter ics, Recurrence rule, DateTimeZone? zone)
    {
        if (rule.Count is { } count)
        {
            ics.Octets(";COUNT="u8);
            ics.Number(count);
        }
        if (rule.Until is not { } until || until >= EndOfTime) return;
        ics.Octets(";UNTIL="u8);
        // An end on the very moment of the last start loses that start in some readers; the end of its day never does.
        if (zone is null) ics.Date(until);
        else ics.Utc(zone.AtStartOfDay(until.PlusDays(1)).ToInstant() - Duration.FromSeconds(1));
    }
}
