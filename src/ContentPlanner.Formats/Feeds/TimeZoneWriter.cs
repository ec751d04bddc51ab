using System.Buffers;
using System.Collections.Concurrent;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// VTIMEZONE (RFC 5545, 3.6.5) from NodaTime's transitions, for readers that believe the feed rather than a database of
/// their own. What changes by one rule every year up to the last year asked for is written as that rule, without an end
/// (Outlook needs <c>FREQ=YEARLY</c> with one BYDAY, MS-OXCICAL 2.1.3.1.1.19.2.2); all else as single observances.
/// DAYLIGHT is when clocks go forward, in Dublin and Casablanca too, whose laws call winter the exception: readers that
/// meet a negative DST move events by an hour (ical4j#493).
/// </summary>
public static class TimeZoneWriter
{
    /// <summary>Zones of earlier years than this are written as from it.</summary>
    private const int FirstYear = 1970;

    /// <summary>A rule seen fewer times might be chance.</summary>
    private const int LeastRepeats = 4;

    private static readonly ConcurrentDictionary<(DateTimeZone Zone, int From, int Through), byte[]> Written = new();

    /// <summary>
    /// The component of <paramref name="zone"/>, right for all of the years given; the same octets for the same arguments
    /// and time zone database.
    /// </summary>
    public static ReadOnlySpan<byte> Of(DateTimeZone zone, int fromYear, int throughYear)
    {
        fromYear = Math.Max(fromYear, FirstYear);
        throughYear = Math.Clamp(throughYear, fromYear, 9990);
        return Written.GetOrAdd((zone, fromYear, throughYear), static key => Write(key.Zone, key.From, key.Through));
    }

    private static byte[] Write(DateTimeZone zone, int fromYear, int throughYear)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var ics = new IcsWriter(buffer);
        ics.Lines("BEGIN:VTIMEZONE\r\n"u8);
        ics.Begin("TZID"u8);
        ics.Colon();
        ics.Text(zone.Id);
        ics.End();
        foreach (var observance in InForce(zone, fromYear, throughYear)) Write(ref ics, observance);
        ics.Lines("END:VTIMEZONE\r\n"u8);
        ics.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ref IcsWriter ics, Observance observance)
    {
        var change = observance.First;
        ics.Lines(change.IsForward ? "BEGIN:DAYLIGHT\r\n"u8 : "BEGIN:STANDARD\r\n"u8);
        ics.Begin("DTSTART:"u8);
        ics.DateTime(change.At);
        ics.End();
        if (observance.Yearly is { } yearly)
        {
            ics.Begin("RRULE:FREQ=YEARLY;BYMONTH="u8);
            ics.Number(change.At.Month);
            ics.Octets(";BYDAY="u8);
            ics.Number(yearly);
            ics.Octets(Weekdays.Octets(change.At.DayOfWeek));
            ics.End();
        }
        WriteOffset(ref ics, "TZOFFSETFROM:"u8, change.From);
        WriteOffset(ref ics, "TZOFFSETTO:"u8, change.To);
        if (change.Name.Length > 0)
        {
            ics.Begin("TZNAME:"u8);
            ics.Text(change.Name);
            ics.End();
        }
        ics.Lines(change.IsForward ? "END:DAYLIGHT\r\n"u8 : "END:STANDARD\r\n"u8);
    }

    private static void WriteOffset(ref IcsWriter ics, ReadOnlySpan<byte> name, Offset offset)
    {
        var seconds = Math.Abs(offset.Seconds);
        ics.Begin(name);
        ics.Octets(offset.Seconds < 0 ? "-"u8 : "+"u8);
        ics.TwoDigits(seconds / 3600);
        ics.TwoDigits(seconds / 60 % 60);
        if (seconds % 60 != 0) ics.TwoDigits(seconds % 60);
        ics.End();
    }

    /// <summary>
    /// A zone that goes by rules all through the years begins when those rules did, however long ago: the octets then do not
    /// hang on the years asked for, and vobject, which compares the years 2000 to 2020, does not mistake Dublin for UTC.
    /// </summary>
    private static IReadOnlyList<Observance> InForce(DateTimeZone zone, int fromYear, int throughYear)
    {
        var asked = Observances(Changes(zone, fromYear, throughYear), throughYear);
        if (!asked.All(o => o.Yearly is not null)) return asked;
        var known = Observances(Changes(zone, FirstYear, throughYear), throughYear);
        var lastChange = known.Where(o => o.Yearly is null).Select(o => o.First.At).Max();
        return Observances(Changes(zone, FirstYear, throughYear).Where(c => c.At > lastChange).ToList(), throughYear);
    }

    /// <summary>
    /// Every change of the wall clock, the first being the one in force when the years begin. A zone that has long kept the
    /// same time begins with the first year, as if it had always been so.
    /// </summary>
    private static List<Change> Changes(DateTimeZone zone, int fromYear, int throughYear)
    {
        var start = Instant.FromUtc(fromYear, 1, 1, 0, 0) - Duration.FromDays(1);
        var end = Instant.FromUtc(throughYear + 1, 1, 2, 0, 0);
        var changes = new List<Change>();
        foreach (var interval in zone.GetZoneIntervals(start, end))
        {
            if (changes.Count == 0)
            {
                var since = new LocalDate(fromYear - 1, 1, 1).AtMidnight();
                var before = interval.HasStart ? zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset : interval.WallOffset;
                changes.Add(interval.HasStart && interval.Start.WithOffset(before).LocalDateTime >= since
                    ? new(interval.Start.WithOffset(before).LocalDateTime, before, interval.WallOffset, interval.Name)
                    : new(since, interval.WallOffset, interval.WallOffset, interval.Name));
            }
            else if (changes[^1].To != interval.WallOffset)
            {
                var from = changes[^1].To;
                changes.Add(new(interval.Start.WithOffset(from).LocalDateTime, from, interval.WallOffset, interval.Name));
            }
        }
        return changes;
    }

    /// <summary>The rules that hold up to the last year, each from its first change on, and the changes that follow none.</summary>
    private static IReadOnlyList<Observance> Observances(List<Change> changes, int throughYear)
    {
        var ruled = new Dictionary<Change, int>();
        var followers = new HashSet<Change>();
        foreach (var kind in changes.GroupBy(c => c.Kind))
        {
            var latest = kind.Reverse().ToList();
            if (latest[0].At.Year < throughYear) continue;
            var run = latest.TakeWhile((c, i) => c.At.Year == latest[0].At.Year - i).ToList();
            var (repeats, ordinal) = Change.Ordinals.Select(o => (run.TakeWhile(c => c.Fits(o)).Count(), o)).Max();
            if (repeats < LeastRepeats) continue;
            ruled[run[repeats - 1]] = ordinal;
            followers.UnionWith(run.Take(repeats - 1));
        }
        return [.. changes.Where(c => !followers.Contains(c)).Select(c => new Observance(c, ruled.TryGetValue(c, out var o) ? o : null))];
    }

    /// <summary>A change of the wall clock at a time told by the old one.</summary>
    private sealed record Change(LocalDateTime At, Offset From, Offset To, string Name)
    {
        /// <summary>The last, or the first to fourth such weekday of the month; the last is tried first where both would fit.</summary>
        public static readonly int[] Ordinals = [1, 2, 3, 4, -1];

        public bool IsForward => To > From;

        /// <summary>Changes that one yearly rule could give.</summary>
        public ChangeKind Kind => new(At.Month, At.DayOfWeek, At.TimeOfDay, From, To, Name);

        public bool Fits(int ordinal) => ordinal < 0
            ? At.Day + 7 > CalendarSystem.Iso.GetDaysInMonth(At.Year, At.Month)
            : (At.Day - 1) / 7 + 1 == ordinal;
    }

    private sealed record ChangeKind(int Month, IsoDayOfWeek Weekday, LocalTime Time, Offset From, Offset To, string Name);

    /// <param name="First">The only change, or the first that the rule gives.</param>
    /// <param name="Yearly">Which such weekday of the month it is every year; null: it happens once.</param>
    private sealed record Observance(Change First, int? Yearly);
}
