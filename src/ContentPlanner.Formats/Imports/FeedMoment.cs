using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Imports;

/// <summary>When an entry was published, as feeds say it: RFC 822 as people write it, RFC 3339, a day alone.</summary>
internal static partial class FeedMoment
{
    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["BST"] = 60, ["IST"] = 60, ["WEST"] = 60, ["CET"] = 60, ["MEZ"] = 60, ["CEST"] = 120, ["MESZ"] = 120, ["EET"] = 120, ["EEST"] = 180, ["MSK"] = 180,
        ["EST"] = -300, ["EDT"] = -240, ["CST"] = -360, ["CDT"] = -300, ["MST"] = -420, ["MDT"] = -360, ["PST"] = -480, ["PDT"] = -420, ["AKST"] = -540, ["HST"] = -600, ["AEST"] = 600, ["AEDT"] = 660, ["NZST"] = 720, ["NZDT"] = 780, ["JST"] = 540,
    };

    /// <summary>The local moment in <paramref name="here"/>; a day without a time has none.</summary>
    public static (LocalDate Day, LocalTime? Time)? Read(string text, DateTimeZone here)
    {
        var said = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (said.Length is < 8 or > 60) return null;
        if (OffsetDateTimePattern.Rfc3339.Parse(said) is { Success: true, Value: var exact }) return In(exact.ToInstant(), here);
        if (RfcPattern().Match(said) is { Success: true } match && Rfc(match, here) is { } moment) return moment;
        // Whatever else is a day: 2027-05-11 09:00:00 +0200, May 11, 2027.
        if (WrittenDay.Read(said, DayOrder.DayFirst) is not { End: null } day || WrittenDay.OrderOf(said, out var isNumbers) is null && isNumbers) return null;
        return day is { Time: { } time, Offset: { } offset } ? In((day.Day + time).WithOffset(offset).ToInstant(), here) : (day.Day, day.Time);
    }

    private static (LocalDate, LocalTime?)? Rfc(Match match, DateTimeZone here)
    {
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        if (WrittenDay.Read($"{match.Groups["day"].Value} {match.Groups["month"].Value} {match.Groups["year"].Value}", DayOrder.DayFirst) is not { } day) return null;
        if (!match.Groups["hour"].Success) return (day.Day, null);
        var (hour, minute) = (Number("hour"), Number("minute"));
        if (hour > 23 || minute > 59) return (day.Day, null);
        var zone = match.Groups["zone"].Value;
        var offset = Zones.TryGetValue(zone, out var minutes) ? Offset.FromSeconds(minutes * 60) : EventZones.OffsetOf(zone.Contains(':', StringComparison.Ordinal) ? zone.Replace(":", "", StringComparison.Ordinal) : zone) ?? Offset.Zero;
        return In((day.Day + new LocalTime(hour, minute)).WithOffset(offset).ToInstant(), here);
    }

    private static (LocalDate, LocalTime?)? In(Instant at, DateTimeZone here)
    {
        if (at.InUtc().Year is < Yaml.DayWords.FirstYear or > Yaml.DayWords.LastYear) return null;
        var local = at.InZone(here).LocalDateTime;
        return (local.Date, new LocalTime(local.Hour, local.Minute));
    }

    [GeneratedRegex(@"^(?:\p{L}{2,12}\.?,?\s)?(?<day>\d{1,2})[\s-](?<month>\p{L}{3,12})\.?[\s-](?<year>\d{4}|\d{2})(?:[\s,]+(?<hour>\d{1,2}):(?<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s?(?<zone>[A-Za-z]{1,5}|[+\-]\d{1,2}:?\d{2})?)?(?:\s?\(.*\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex RfcPattern();
}
