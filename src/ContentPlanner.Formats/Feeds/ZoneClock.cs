using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// The clocks of one zone, as a feed tells time by them. Remembers the stretch between two clock changes it was last asked
/// about, for the entries of a feed lie close together.
/// </summary>
internal sealed class ZoneClock(DateTimeZone zone)
{
    private LocalDateTime _plainFrom = LocalDateTime.MaxIsoValue, _plainTo = LocalDateTime.MinIsoValue;

    public DateTimeZone Zone => zone;

    /// <summary>The year of the earliest time told by it in the feed.</summary>
    public int FirstYear { get; set; } = int.MaxValue;

    /// <summary>
    /// Start and end by the wall clock; null when one of them exists twice that day, so that only UTC is clear. A start that
    /// does not exist is shifted forward (design rule 7).
    /// </summary>
    public (LocalDateTime Start, LocalDateTime End)? Wall(LocalDateTime start, int minutes)
    {
        var end = start.PlusMinutes(minutes);
        if (IsPlain(start, end)) return (start, end);
        var begins = zone.AtLeniently(start);
        Remember(zone.GetZoneInterval(begins.ToInstant()));
        if (IsPlain(start, end)) return (start, end);
        var ends = begins.PlusMinutes(minutes);
        return zone.MapLocal(begins.LocalDateTime).Count == 1 && zone.MapLocal(ends.LocalDateTime).Count == 1
            ? (begins.LocalDateTime, ends.LocalDateTime)
            : null;
    }

    private bool IsPlain(LocalDateTime start, LocalDateTime end) => start >= _plainFrom && end <= _plainTo;

    private void Remember(NodaTime.TimeZones.ZoneInterval interval)
    {
        _plainFrom = interval.HasStart ? interval.IsoLocalStart.PlusDays(1) : LocalDateTime.MinIsoValue;
        _plainTo = interval.HasEnd ? interval.IsoLocalEnd.PlusDays(-1) : LocalDateTime.MaxIsoValue;
    }
}
