using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace ContentPlanner.Core.Digests;

/// <summary>
/// A week as ISO 8601 counts it: Monday to Sunday, week 1 holds the year's first Thursday. One digest belongs to one week
/// of its reader's own zone, whatever weekday it is sent on (design rule 10).
/// </summary>
/// <param name="Year">The week's year; 1 January may lie in the last week of the year before.</param>
/// <param name="Number">1…53.</param>
public readonly record struct IsoWeek(int Year, int Number)
{
    public static IsoWeek Of(LocalDate day) => new(WeekYearRules.Iso.GetWeekYear(day), WeekYearRules.Iso.GetWeekOfWeekYear(day));

    public LocalDate Monday => Day(IsoDayOfWeek.Monday);

    public LocalDate Day(IsoDayOfWeek weekday) => LocalDate.FromWeekYearWeekAndDay(Year, Number, weekday);

    public IsoWeek Following => Of(Monday.PlusDays(7));

    /// <summary>The week of <c>2026-W48</c>; null: another text.</summary>
    public static IsoWeek? Parse(string text) =>
        text is [_, _, _, _, '-', 'W', _, _]
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && year > 0 && number >= 1 && number <= WeekYearRules.Iso.GetWeeksInWeekYear(year) ? new(year, number) : null;

    /// <summary><c>2026-W48</c>: sorts as text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
