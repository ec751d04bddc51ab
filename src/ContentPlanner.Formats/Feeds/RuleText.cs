using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// A recurrence as a RRULE that all calendar programs understand alike (ical.md, section 3): everything said, nothing left
/// to the start. Only typed values are written, never text of people.
/// </summary>
internal static class RuleText
{
    /// <summary>Dates have four digits for the year, and the day after must have them too.</summary>
    private static readonly LocalDate EndOfTime = new(9999, 12, 31);

    /// <summary>Writes the value of a RRULE.</summary>
    /// <param name="at">Wall time and zone of the series; null: all-day.</param>
    public static void Write(ref IcsWriter ics, SafeSeries series, When.At? at)
    {
        var rule = series.Rule;
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
        if (series.WithoutFebruary) ics.Octets(";BYMONTH=1,3,4,5,6,7,8,9,10,11,12"u8);
        if (rule.DayOfMonth is { } day)
        {
            ics.Octets(";BYMONTHDAY="u8);
            ics.Number(day);
        }
        WriteWeekdays(ref ics, rule.Weekdays);
        WriteEnd(ref ics, rule, at);
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

    private static void WriteEnd(ref IcsWriter ics, Recurrence rule, When.At? at)
    {
        if (rule.Count is { } count)
        {
            ics.Octets(";COUNT="u8);
            ics.Number(count);
        }
        if (rule.Until is not { } until || until >= EndOfTime) return;
        ics.Octets(";UNTIL="u8);
        if (at is null) ics.Date(until);
        else ics.Utc(LastSecond(until, at));
    }

    /// <summary>
    /// The last second of the last day, for an end on the very moment of the last start loses that start in some readers;
    /// but two hours clear of that start and of the one that would follow, for some reckon the end by the summer or winter
    /// time that the series began in.
    /// </summary>
    private static Instant LastSecond(LocalDate until, When.At at)
    {
        var margin = Duration.FromHours(2);
        var last = (at with { Start = until + at.Start.TimeOfDay }).Instant;
        var next = (at with { Start = until.PlusDays(1) + at.Start.TimeOfDay }).Instant;
        var endOfDay = at.Zone.AtStartOfDay(until.PlusDays(1)).ToInstant() - Duration.FromSeconds(1);
        return Instant.Max(Instant.Min(endOfDay, next - margin), last + margin);
    }
}
