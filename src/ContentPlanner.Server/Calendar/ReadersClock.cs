using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Server.Calendar;

/// <summary>Where and when something stands as its reader's clock shows it.</summary>
/// <param name="Zone">The reader's.</param>
/// <param name="Home">The workspace's.</param>
internal sealed record ReadersClock(DateTimeZone Zone, DateTimeZone Home)
{
    /// <param name="AtHome">The same moment on the workspace's clock, where it shows something else.</param>
    public readonly record struct Place(LocalDate Day, LocalDate Until, LocalTime? Time, LocalDateTime? AtHome);

    public Place Of(When when)
    {
        if (when is not When.At at) return new(when.Day, when.LastDay, null, null);
        var (here, home) = (at.Instant.InZone(Zone).LocalDateTime, at.Instant.InZone(Home).LocalDateTime);
        return new(here.Date, here.Date, here.TimeOfDay, here == home ? null : home);
    }

    /// <summary>The day in the thing's own zone that is <paramref name="day"/> to the reader.</summary>
    public LocalDate OwnDay(When when, LocalDate day) => when.Day.PlusDays(Period.DaysBetween(Of(when).Day, day));

    /// <summary>Wall time in the thing's own zone of a moment on the reader's clock.</summary>
    public LocalDateTime Own(When.At when, LocalDate day, LocalTime time) => Zone.AtLeniently(day + time).ToInstant().InZone(when.Zone).LocalDateTime;
}
