using ContentPlanner.Core;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// "Monthly on the 29th or 30th", where February has its last day instead, is two series to a calendar: the eleven months
/// that have that day, and February's last. The one rule that says it (<c>BYMONTHDAY=28,29,30;BYSETPOS=-1</c>) gives three
/// days a month in ical.js, which is Thunderbird and Nextcloud.
/// </summary>
internal static class ShortMonths
{
    private const int February = 2;

    /// <summary>Whether the rule is one of those.</summary>
    public static bool Matter(Entry entry, Recurrence rule) =>
        rule is { Frequency: Frequency.Monthly, SkipMissing: false, Weekdays.Count: 0 } && (rule.DayOfMonth ?? entry.Day.Day) is 29 or 30;

    /// <summary>Its one or two series.</summary>
    public static IEnumerable<(Entry Entry, Recurrence Rule, bool WithoutFebruary)> Apart(Entry entry, Recurrence rule)
    {
        var said = rule.Normalised(entry.Day);
        var known = new DateInterval(entry.Day, new LocalDate(9999, 12, 31));
        // Months come round after twelve occurrences at the latest.
        var year = rule.Occurrences(entry.Day, known).Take(12).ToList();
        var last = rule.Count is null ? rule.Until : rule.Occurrences(entry.Day, known).Last();
        var eleven = said with { SkipMissing = true, Count = null, Until = last };
        var lastOfFebruary = new Recurrence { Frequency = Frequency.Yearly, Interval = YearsBetween(said.Interval), Month = February, DayOfMonth = -1, Until = last };
        var (others, februaries) = (year.Where(day => day.Month != February).ToList(), year.Where(day => day.Month == February).ToList());
        return
        [
            .. others.Take(1).Select(first => (Part(entry, first, day => day.Month != February, ""), eleven, said.DayOfMonth == 29 && februaries.Count > 0)),
            .. februaries.Take(1).Select(first => (Part(entry, first, day => day.Month == February, others.Count > 0 ? "-february" : ""), lastOfFebruary, false)),
        ];
    }

    /// <summary>Every so many months is February every so many years.</summary>
    private static int YearsBetween(int months)
    {
        var (a, b) = (months, 12);
        while (b > 0) (a, b) = (b, a % b);
        return months / a;
    }

    private static Entry Part(Entry entry, LocalDate first, Func<LocalDate, bool> isOwn, string name) => entry with
    {
        Uid = SafeSeries.Named(entry.Uid, name),
        When = entry.When.On(first),
        Skipped = entry.Skipped.Where(isOwn).ToValueList(),
        Variations = entry.Variations.Where(v => isOwn(v.Day)).ToValueList(),
    };
}
