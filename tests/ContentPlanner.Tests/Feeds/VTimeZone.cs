using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Tests.Feeds;

/// <summary>
/// A VTIMEZONE as a reader without any time zone database understands it (RFC 5545, 3.6.5). Knows of rules only what feeds
/// use: every year, a month, one weekday with its number. Independent of the writer and of NodaTime's zones.
/// </summary>
internal sealed class VTimeZone
{
    private readonly List<(Instant At, Offset To)> _onsets = [];
    private Offset _before;

    public required string Id { get; init; }
    public required List<Observance> Observances { get; init; }

    public sealed record Observance(bool IsDaylight, LocalDateTime Start, (int Month, int Ordinal, IsoDayOfWeek Day)? Yearly, Offset From, Offset To);

    /// <param name="lines">Content lines of a whole component.</param>
    /// <param name="through">Rules are followed to the end of this year.</param>
    public static VTimeZone Read(IReadOnlyList<string> lines, int through)
    {
        Assert.Equal("BEGIN:VTIMEZONE", lines[0]);
        Assert.Equal("END:VTIMEZONE", lines[^1]);
        var observances = new List<Observance>();
        for (var i = 2; i < lines.Count - 1; i++)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            var kind = lines[i]["BEGIN:".Length..];
            for (i++; lines[i] != "END:" + kind; i++) values.Add(lines[i][..lines[i].IndexOf(':', StringComparison.Ordinal)], lines[i][(lines[i].IndexOf(':', StringComparison.Ordinal) + 1)..]);
            Assert.True(kind is "STANDARD" or "DAYLIGHT", kind);
            var start = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss").Parse(values["DTSTART"]).Value;
            observances.Add(new(kind == "DAYLIGHT", start, values.TryGetValue("RRULE", out var rule) ? Rule(rule) : null, Offset(values["TZOFFSETFROM"]), Offset(values["TZOFFSETTO"])));
        }
        var zone = new VTimeZone { Id = lines[1]["TZID:".Length..], Observances = observances };
        zone.Follow(through);
        return zone;
    }

    public static (int, int, IsoDayOfWeek) Rule(string rule)
    {
        var parts = rule.Split(';').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        Assert.Equal("YEARLY", parts["FREQ"]);
        Assert.Equal(["BYDAY", "BYMONTH", "FREQ"], parts.Keys.Order(StringComparer.Ordinal));
        var day = parts["BYDAY"];
        string[] names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        return (int.Parse(parts["BYMONTH"], CultureInfo.InvariantCulture), int.Parse(day[..^2], CultureInfo.InvariantCulture), (IsoDayOfWeek)(Array.IndexOf(names, day[^2..]) + 1));
    }

    /// <summary>The offset in force; before the first observance, what it changes from.</summary>
    public Offset At(Instant at)
    {
        var (low, high) = (0, _onsets.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_onsets[middle].At <= at) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? _before : _onsets[low - 1].To;
    }

    private void Follow(int through)
    {
        foreach (var observance in Observances)
        {
            if (observance.Yearly is not { } yearly)
            {
                _onsets.Add((observance.Start.WithOffset(observance.From).ToInstant(), observance.To));
                continue;
            }
            for (var year = observance.Start.Year; year <= through; year++)
            {
                var day = Day(year, yearly.Month, yearly.Ordinal, yearly.Day) + observance.Start.TimeOfDay;
                if (year == observance.Start.Year) Assert.Equal(observance.Start, day);
                _onsets.Add((day.WithOffset(observance.From).ToInstant(), observance.To));
            }
        }
        _onsets.Sort();
        _before = Observances.MinBy(o => o.Start)!.From;
    }

    private static LocalDate Day(int year, int month, int ordinal, IsoDayOfWeek weekday)
    {
        var days = Enumerable.Range(1, CalendarSystem.Iso.GetDaysInMonth(year, month)).Select(d => new LocalDate(year, month, d)).Where(d => d.DayOfWeek == weekday).ToList();
        return ordinal > 0 ? days[ordinal - 1] : days[^-ordinal];
    }

    private static Offset Offset(string text)
    {
        var seconds = int.Parse(text[1..3], CultureInfo.InvariantCulture) * 3600 + int.Parse(text[3..5], CultureInfo.InvariantCulture) * 60
            + (text.Length > 5 ? int.Parse(text[5..7], CultureInfo.InvariantCulture) : 0);
        return NodaTime.Offset.FromSeconds(text[0] == '-' ? -seconds : seconds);
    }
}
