using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Digests;

public enum Pace
{
    /// <summary>Nothing has been read since the planning day, or there is no target to compare with.</summary>
    Unknown,

    /// <summary>At or past the target.</summary>
    Reached,

    /// <summary>On or ahead of the straight line from start to target.</summary>
    OnPace,

    Behind,
}

/// <summary>
/// How an intention stands: the latest reading of its measure, what changed, and whether that keeps pace with a straight
/// line from the planning day to the day it should be achieved by.
/// </summary>
public sealed record IntentionStanding
{
    public required Intention Intention { get; init; }

    /// <summary>Name of its focus area.</summary>
    public required string Focus { get; init; }

    /// <summary>Name of its owner.</summary>
    public string? Owner { get; init; }

    public Reading? Latest { get; init; }

    /// <summary>Since the reading before, else since the start; null while nothing has been read since the planning day.</summary>
    public decimal? Change { get; init; }

    /// <summary>What the straight line asks for on the latest reading's day, as finely as start and target are counted; null without one.</summary>
    public decimal? Expected { get; init; }

    public required Pace Pace { get; init; }

    /// <summary>All intentions of a period as they stand on <paramref name="asOf"/>; later readings are not looked at.</summary>
    public static IEnumerable<IntentionStanding> Of(Workspace workspace, Plan period, LocalDate asOf) =>
        from focus in period.Focus
        from intention in focus.Intentions
        select Of(workspace, period, focus.Name, intention, asOf);

    private static IntentionStanding Of(Workspace workspace, Plan period, string focus, Intention intention, LocalDate asOf)
    {
        var readings = intention.Readings.Where(r => r.On <= asOf).OrderBy(r => r.On).ToArray();
        var latest = readings.LastOrDefault();
        var start = period.PlannedOn ?? period.From;
        // A reading on the planning day is where it starts from: it says nothing about the way since.
        var moved = latest is not null && latest.On > start;
        var before = readings.Length > 1 ? readings[^2].Value : intention.Start;
        var expected = moved ? Line(intention, start, latest!.On) : null;
        return new()
        {
            Intention = intention,
            Focus = focus,
            Owner = workspace.NameOf(intention.Owner),
            Latest = latest,
            Change = moved ? latest!.Value - before : null,
            Expected = expected,
            Pace = PaceOf(intention, latest?.Value, expected),
        };
    }

    /// <summary>
    /// What the straight line asks for on a day, rounded towards the start: half a seat is not yet asked for. Before its
    /// first day it asks for the start, after its last for the target.
    /// </summary>
    private static decimal? Line(Intention intention, LocalDate from, LocalDate on)
    {
        if (intention is not { Start: { } start, Target: { } target, By: { } by }) return null;
        var whole = Period.DaysBetween(from, by);
        if (whole <= 0) return target;
        var gone = Math.Clamp(Period.DaysBetween(from, on), 0, whole);
        var exact = start + (target - start) * gone / whole;
        return decimal.Round(exact, Math.Max(start.Scale, target.Scale), target < start ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity);
    }

    /// <summary>Fewer may be better ("hours of editing"): the target tells the direction.</summary>
    private static Pace PaceOf(Intention intention, decimal? value, decimal? expected)
    {
        if (value is not { } v || intention.Target is not { } target) return Pace.Unknown;
        var down = intention.Start > target;
        if (down ? v <= target : v >= target) return Pace.Reached;
        if (expected is not { } e) return Pace.Unknown;
        return (down ? v <= e : v >= e) ? Pace.OnPace : Pace.Behind;
    }
}
