using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>The same step in two launches; null where a launch does not have it.</summary>
public sealed record ComparedStep(string Title, StepOutcome? One, StepOutcome? Other)
{
    /// <summary>One was done and how much later than in the other, counted from its own plan.</summary>
    public int? Later => One?.DaysOff - Other?.DaysOff;
}

/// <summary>Two launches side by side, step by step, each counted from its own day.</summary>
public sealed record LaunchComparison(LaunchSchedule One, LaunchSchedule Other, ValueList<ComparedStep> Steps)
{
    /// <summary>In the order of the first launch; what only the second has comes after.</summary>
    public static LaunchComparison Of(LaunchSchedule one, LaunchSchedule other)
    {
        var (ours, theirs) = (StepOutcome.Of(one), StepOutcome.Of(other));
        var known = theirs.ToDictionary(s => s.Step, StringComparer.Ordinal);
        var both = ours.Select(s => new ComparedStep(s.Title, s, known.GetValueOrDefault(s.Step)));
        return new(one, other, [.. both, .. theirs.Where(t => ours.All(o => o.Step != t.Step)).Select(t => new ComparedStep(t.Title, null, t))]);
    }

    /// <summary>Days from the first planned step to the launch's own day: how long it was prepared.</summary>
    public static int? Preparation(LaunchSchedule launch) =>
        launch.Day is { } day && launch.Milestones.Count > 0 ? Math.Max(0, Period.DaysBetween(launch.Milestones.Min(m => m.Planned), day)) : null;
}
