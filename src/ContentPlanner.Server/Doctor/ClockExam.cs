using System.Globalization;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Doctor;

/// <summary>Can the clock be right, and does the program know today's time zones.</summary>
internal static class ClockExam
{
    /// <summary>Countries change their rules several times a year.</summary>
    private const int OldYears = 2;

    public static IEnumerable<Diagnosis> Of(Instant now)
    {
        var zones = DateTimeZoneProviders.Tzdb.VersionId;
        // "TZDB: 2025b (mapping: $Revision$)"
        var version = zones.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? zones;
        var isOld = version.Length >= 4 && int.TryParse(version.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && now.InUtc().Year - year >= OldYears;
        yield return isOld ? Diagnosis.Warning("time zones", $"the zone data are of {version}", "Install a newer version of this program: countries have changed their rules since.")
            : Diagnosis.Good("time zones", $"the zone data are of {version}");
    }

    /// <summary>What was written lies in the past.</summary>
    public static async Task<Diagnosis> OfAsync(PlannerDb db, Instant now, CancellationToken stop)
    {
        var last = await db.Workspaces.MaxAsync(w => (Instant?)w.ChangedAt, stop);
        return last is { } written && written > now + Duration.FromMinutes(1)
            ? Diagnosis.Bad("clock", $"it says {now}, but something was written at {written}", "Set the clock by a time server (chrony, systemd-timesyncd); one of the two was wrong.")
            : Diagnosis.Good("clock", $"it says {now}");
    }
}
