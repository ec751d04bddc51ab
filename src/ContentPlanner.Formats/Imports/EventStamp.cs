using System.Globalization;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>A day or moment of a calendar as it stands there.</summary>
/// <param name="Time">Null: the whole day.</param>
/// <param name="IsUtc">Followed by Z.</param>
internal readonly record struct EventStamp(LocalDate Day, LocalTime? Time, bool IsUtc)
{
    /// <summary><c>20270511</c>, <c>20270511T090000</c>, <c>20270511T090000Z</c>, and what careless programs write. Null: none of them.</summary>
    public static EventStamp? Read(string text)
    {
        var said = text.Trim();
        if (said.Length is < 8 or > 32) return null;
        var plain = said.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        if (plain.Length < 8 || !Number(plain, 0, 4, out var year) || !Number(plain, 4, 2, out var month) || !Number(plain, 6, 2, out var day)) return null;
        if (year is < Yaml.DayWords.FirstYear or > Yaml.DayWords.LastYear || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        var date = new LocalDate(year, month, day);
        if (plain.Length == 8) return new(date, null, false);
        if (plain[8] is not ('T' or ' ') || plain.Length < 13 || !Number(plain, 9, 2, out var hour) || !Number(plain, 11, 2, out var minute) || hour > 24 || minute > 59) return null;
        var utc = plain[^1] is 'Z' or 'z';
        return hour == 24 ? new(date.PlusDays(1), LocalTime.Midnight, utc) : new(date, new(hour, minute), utc);
    }

    public LocalDateTime At => Day + (Time ?? LocalTime.Midnight);

    private static bool Number(string text, int start, int length, out int number) =>
        int.TryParse(text.AsSpan(start, Math.Min(length, text.Length - start)), NumberStyles.None, CultureInfo.InvariantCulture, out number) && start + length <= text.Length;
}
