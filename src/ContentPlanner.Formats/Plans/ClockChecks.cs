using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>
/// Starts that a clock change skips: calendar programs give three different answers for them, so a person decides
/// (design rule 7). Looks ten years ahead; the past is as it was.
/// </summary>
internal sealed class ClockChecks(Workspace workspace, LocalDate today, Proof proof)
{
    public const int Years = 10;

    public void Run()
    {
        foreach (var cadence in workspace.Cadences) Check(cadence.Series, proof.PlaceOf(cadence));
        foreach (var review in workspace.Periods.SelectMany(p => p.Reviews)) Check(review.Series, proof.PlaceOf(review));
        foreach (var piece in workspace.Pieces)
            if (piece.Publish is { } publish && SkippedAt(publish.At, publish.Zone ?? workspace.Zone, today) is { } message) proof.PlaceOf(piece).Wrong("publish", message);
    }

    /// <summary>Null for a moment that exists, or that lies outside the years looked at.</summary>
    public static string? SkippedAt(LocalDateTime moment, DateTimeZone zone, LocalDate today) =>
        moment.Date >= today && moment.Date <= today.PlusYears(Years) && SkippedHour.At(moment, zone) is { } skipped ? Message(skipped, zone) : null;

    public static string Message(SkippedHour skipped, DateTimeZone zone) =>
        $"{DayWords.PrintMoment(skipped.Wanted)} does not exist in {zone.Id}: the clocks go forward over it; the nearest times that day are {DayWords.Print(skipped.Before.TimeOfDay)} and {DayWords.Print(skipped.After.TimeOfDay)}";

    private void Check(Series series, Place place)
    {
        if (!place.Has("from") || !place.Has("repeat") || series.Rule.Mistakes().Any()) return;
        foreach (var skipped in series.GapsWithin(today, Years, workspace.Zone))
        {
            var moved = series.Moved.ToList().FindIndex(m => m.To == skipped.Wanted);
            proof.Wrong(moved < 0 ? place.Of("time") : place.Of("move", moved), Message(skipped, series.Zone ?? workspace.Zone));
            // The first tells it; a series that meets one clock change often meets the next.
            break;
        }
    }
}
