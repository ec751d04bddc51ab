using System.Buffers;
using NodaTime;
using NodaTime.TimeZones;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// The clocks of one zone, as a feed tells time by them. Remembers the stretch between two clock changes it was last asked
/// about, for the entries of a feed lie close together.
/// </summary>
internal sealed class ZoneClock(DateTimeZone zone)
{
    private const int MinutesOfDay = 24 * 60;
    private LocalDateTime _plainFrom = LocalDateTime.MaxIsoValue, _plainTo = LocalDateTime.MinIsoValue;

    private readonly byte[] _parameter = Parameter(zone);

    public DateTimeZone Zone => zone;

    /// <summary>What stands between a property's name and a time told by it: <c>;TZID=Europe/Dublin:</c>.</summary>
    public ReadOnlySpan<byte> TzId => _parameter;

    /// <summary>The year of the earliest time the feed tells by it; null while there is none.</summary>
    public int? FirstYear { get; private set; }

    public void IsUsedIn(int year) => FirstYear = Math.Min(year, FirstYear ?? year);

    /// <summary>
    /// Start and end by the wall clock; null when one of them exists twice that day, so that only UTC is clear. A start that
    /// does not exist is shifted forward (design rule 7).
    /// </summary>
    public (LocalDateTime Start, LocalDateTime End)? Wall(LocalDateTime start, int minutes) =>
        IsPlain(start, minutes) ? (start, start.PlusMinutes(minutes)) : NearChange(start, minutes);

    /// <summary>Whether <see cref="Wall"/> has an answer.</summary>
    public bool Tells(LocalDateTime start, int minutes) => IsPlain(start, minutes) || NearChange(start, minutes) is not null;

    private static byte[] Parameter(DateTimeZone zone)
    {
        var octets = new ArrayBufferWriter<byte>(64);
        var ics = new IcsWriter(octets);
        ics.Begin(""u8);
        ics.Parameter("TZID"u8, zone.Id);
        ics.Colon();
        ics.Flush();
        return octets.WrittenSpan.ToArray();
    }

    private bool IsPlain(LocalDateTime start, int minutes) => minutes <= MinutesOfDay && start >= _plainFrom && start <= _plainTo;

    private (LocalDateTime Start, LocalDateTime End)? NearChange(LocalDateTime start, int minutes)
    {
        var begins = zone.AtLeniently(start);
        var ends = begins.PlusMinutes(minutes);
        Remember(zone.GetZoneInterval(begins.ToInstant()));
        return zone.MapLocal(begins.LocalDateTime).Count == 1 && zone.MapLocal(ends.LocalDateTime).Count == 1
            ? (begins.LocalDateTime, ends.LocalDateTime)
            : null;
    }

    /// <summary>A day clear of the change before, and of the one after even for what lasts a day.</summary>
    private void Remember(ZoneInterval interval)
    {
        _plainFrom = interval.HasStart ? interval.IsoLocalStart.PlusDays(1) : LocalDateTime.MinIsoValue;
        _plainTo = interval.HasEnd ? interval.IsoLocalEnd.PlusDays(-2) : LocalDateTime.MaxIsoValue;
    }
}

/// <summary>The clocks of every zone a feed has to do with.</summary>
internal sealed class ZoneClocks
{
    private readonly List<ZoneClock> _clocks = [];
    private DateTimeZone? _lastZone;
    private ZoneClock? _lastClock;

    /// <summary>Null for UTC, whose time is told without a zone.</summary>
    public ZoneClock? Of(DateTimeZone zone)
    {
        if (ReferenceEquals(zone, _lastZone)) return _lastClock;
        _lastZone = zone;
        return _lastClock = zone.Id is "UTC" or "Etc/UTC" ? null : Known(zone);
    }

    /// <summary>By name.</summary>
    public IEnumerable<ZoneClock> Used => _clocks.Where(clock => clock.FirstYear is not null).OrderBy(clock => clock.Zone.Id, StringComparer.Ordinal);

    private ZoneClock Known(DateTimeZone zone)
    {
        foreach (var clock in _clocks)
            if (clock.Zone.Equals(zone)) return clock;
        var added = new ZoneClock(zone);
        _clocks.Add(added);
        return added;
    }
}
