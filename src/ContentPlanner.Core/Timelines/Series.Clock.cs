using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>
/// The hours a clock change skips or repeats. The engine holds what falls there at a definite moment (design rule 7), but
/// calendar programs give three different answers, so a plan that starts there is sent back with the nearest valid times.
/// </summary>
public sealed partial record Series
{
    /// <summary>
    /// Starts that do not exist on their day, within so many years from <paramref name="from"/>: the rule's own, and moved ones.
    /// </summary>
    /// <param name="home">The workspace's zone.</param>
    public IReadOnlyList<SkippedHour> GapsWithin(LocalDate from, int years, DateTimeZone home)
    {
        var window = new DateInterval(from, from.PlusYears(years));
        return [.. StartsNearClockChanges(window, home).Select(start => SkippedHour.At(start, Zone ?? home)).OfType<SkippedHour>()];
    }

    /// <summary>Starts that exist twice on their day; the earlier one is meant.</summary>
    public IReadOnlyList<LocalDateTime> RepeatedWithin(LocalDate from, int years, DateTimeZone home)
    {
        var window = new DateInterval(from, from.PlusYears(years));
        return [.. StartsNearClockChanges(window, home).Where(start => (Zone ?? home).MapLocal(start).Count == 2)];
    }

    /// <summary>Looks at the few days of clock changes, not at every occurrence.</summary>
    private IEnumerable<LocalDateTime> StartsNearClockChanges(DateInterval window, DateTimeZone home)
    {
        if (Time is not { } time) return [];
        var zone = Zone ?? home;
        var exceptions = Skipped.Concat(Moved.Select(m => m.Day)).ToHashSet();
        var due = ClockChanges(window, zone).Where(day => !exceptions.Contains(day) && FallsOn(day)).Select(day => day + time);
        var moved = Moved.Where(m => window.Contains(m.To.Date) && FallsOn(m.Day)).Select(m => m.To);
        return due.Concat(moved).Distinct().Order();
    }

    private static IEnumerable<LocalDate> ClockChanges(DateInterval window, DateTimeZone zone)
    {
        var from = window.Start.AtStartOfDayInZone(zone).ToInstant();
        var to = window.End.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
        return zone.GetZoneIntervals(from, to)
            .Where(i => i.HasEnd)
            .SelectMany(i => new[] { i.IsoLocalEnd.Date, zone.GetZoneInterval(i.End).IsoLocalStart.Date })
            .Where(window.Contains)
            .Distinct();
    }
}

/// <summary>A wall time that its zone skips on its day, with the nearest ones that exist, to the minute.</summary>
public sealed record SkippedHour(LocalDateTime Wanted, LocalDateTime Before, LocalDateTime After)
{
    /// <summary>Null for a time that exists.</summary>
    public static SkippedHour? At(LocalDateTime wanted, DateTimeZone zone)
    {
        var map = zone.MapLocal(wanted);
        if (map.Count > 0) return null;
        return new(wanted, map.EarlyInterval.IsoLocalEnd.PlusMinutes(-1), map.LateInterval.IsoLocalStart);
    }
}
