using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>Weekdays as recurrence rules write them (RFC 5545, 3.3.10).</summary>
internal static class Weekdays
{
    public static ReadOnlySpan<byte> Octets(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => "MO"u8,
        IsoDayOfWeek.Tuesday => "TU"u8,
        IsoDayOfWeek.Wednesday => "WE"u8,
        IsoDayOfWeek.Thursday => "TH"u8,
        IsoDayOfWeek.Friday => "FR"u8,
        IsoDayOfWeek.Saturday => "SA"u8,
        _ => "SU"u8,
    };
}
