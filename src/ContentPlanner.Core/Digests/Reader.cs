using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>
/// The member a text is written for: what is theirs, in which zone they live, and which day it is there. What nobody
/// holds is the strategist's to see, so that it is somebody's.
/// </summary>
public sealed record Reader
{
    public required Member Member { get; init; }
    public required DateTimeZone Zone { get; init; }

    /// <summary>Today where the reader is.</summary>
    public required LocalDate Today { get; init; }

    public bool IsStrategist { get; init; }

    /// <summary>Looks at what is everybody's, as who keeps the plan does now and then.</summary>
    public bool SeesAll { get; init; }

    public string Key => Member.Key;

    /// <summary>Null when no member has that key.</summary>
    /// <param name="zone">Wins over the member's own zone and the workspace's.</param>
    public static Reader? Of(Workspace workspace, string member, Instant now, DateTimeZone? zone = null)
    {
        if (workspace.Members.FirstOrDefault(m => m.Key == member) is not { } found) return null;
        var home = zone ?? found.Zone ?? workspace.Zone;
        return new() { Member = found, Zone = home, Today = now.InZone(home).Date, IsStrategist = workspace.Strategist == found.Key };
    }

    /// <summary>Has access to the plan and is nobody in it.</summary>
    public bool IsOutside => Key.Length == 0;

    /// <summary>Somebody who is nobody in the plan: nothing is theirs.</summary>
    /// <param name="keepsPlan">What nobody holds is theirs to see all the same.</param>
    public static Reader Outside(string name, Instant now, DateTimeZone zone, bool keepsPlan) =>
        new() { Member = new() { Key = "", Name = name }, Zone = zone, Today = now.InZone(zone).Date, IsStrategist = keepsPlan };

    /// <summary>Whether what <paramref name="owner"/> owns concerns this reader: their own, and for the strategist also what nobody owns.</summary>
    public bool Owns(string? owner) => SeesAll || owner == Key || (owner is null && IsStrategist);

    /// <summary>How many days <paramref name="day"/> has passed; 0 when it has not.</summary>
    public int DaysLate(LocalDate day) => Math.Max(0, Period.DaysBetween(day, Today));
}
