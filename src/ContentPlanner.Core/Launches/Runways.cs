using System.Globalization;
using ContentPlanner.Core.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// The weeks in which launches ask for people's attention. Two at once is a choice somebody may make, so it is a finding
/// and not a mistake.
/// </summary>
internal static class Runways
{
    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("d MMM yyyy");

    public static IEnumerable<Finding> Overlaps(IReadOnlyList<LaunchSchedule> launches, LocalDate today)
    {
        for (var i = 0; i < launches.Count; i++)
            for (var j = i + 1; j < launches.Count; j++)
                if (Overlap(launches[i], launches[j]) is { } shared && shared.End >= today)
                    yield return new(FindingKind.RunwayOverlap, FindingSeverity.Warning, launches[j].Key,
                        $"{launches[i].Launch.Title} and {launches[j].Launch.Title} ask for the same {Words(shared)}", shared.Start);
    }

    /// <summary>The days both are under way; null when they keep clear of each other or one of them does not take place.</summary>
    public static DateInterval? Overlap(LaunchSchedule one, LaunchSchedule other) =>
        one is { Launch.Status: LaunchStatus.Planned, Runway: { } a } && other is { Launch.Status: LaunchStatus.Planned, Runway: { } b } ? a.Intersection(b) : null;

    public static string Words(DateInterval days) => days.Length == 1
        ? $"day, {Written.Format(days.Start)}"
        : string.Create(CultureInfo.InvariantCulture, $"{days.Length} days, {Written.Format(days.Start)} to {Written.Format(days.End)}");
}
