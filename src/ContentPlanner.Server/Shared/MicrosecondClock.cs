using NodaTime;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// The service's one clock. Both databases keep microseconds; a clock that knew more would give moments that are not
/// equal to themselves after a round trip.
/// </summary>
public sealed class MicrosecondClock(IClock clock) : IClock
{
    public Instant GetCurrentInstant() => clock.GetCurrentInstant().ToMicroseconds();
}

public static class Microseconds
{
    public static Instant ToMicroseconds(this Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks() / 10 * 10);
}
