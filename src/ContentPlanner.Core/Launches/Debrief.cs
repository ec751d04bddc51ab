using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>What people wrote down when they looked back on a launch.</summary>
public sealed record Debrief(LocalDate On, string? Worked = null, string? DidNot = null);

/// <summary>How a step of a launch went: when it should have been done, when it was, both counted from its anchor.</summary>
public sealed record StepOutcome
{
    /// <summary>Name of the step in the blueprint.</summary>
    public required string Step { get; init; }

    public required string Title { get; init; }
    public required MilestoneStatus Status { get; init; }

    /// <summary>As the blueprint has it; null for a step of the launch's own.</summary>
    public Offset? InBlueprint { get; init; }

    /// <summary>The anchor it is counted from, by name and as people call it.</summary>
    public required string Anchor { get; init; }

    public required string AnchorTitle { get; init; }

    /// <summary>"T-30", "2 days before Booking closes".</summary>
    public required string Planned { get; init; }

    public required LocalDate PlannedOn { get; init; }

    /// <summary>The day it was done; null for what was not.</summary>
    public LocalDate? DoneOn { get; init; }

    /// <summary>"T-24", from the day it was done.</summary>
    public string? Actual { get; init; }

    /// <summary>Days later than planned, negative when earlier; null for what was not done.</summary>
    public int? DaysOff { get; init; }

    /// <summary>The offset that would have been right; null for what was not done.</summary>
    public Offset? Right { get; init; }

    /// <summary>Differences this small say nothing about the blueprint.</summary>
    public const int Slack = 2;

    /// <summary>Worth another offset in the blueprint: done clearly earlier or later than planned.</summary>
    public bool IsOff => InBlueprint is not null && DaysOff is { } off && Math.Abs(off) > Slack;

    /// <summary>Every step of a launch once, by planned day; what is repeated for each session stays with the sessions.</summary>
    public static ValueList<StepOutcome> Of(LaunchSchedule launch)
    {
        var steps = launch.Blueprint.Steps.ToDictionary(s => s.Key, StringComparer.Ordinal);
        return (from milestone in launch.Milestones
                let step = milestone.Key[(launch.Key.Length + 1)..]
                where milestone.Rule is not null && !step.Contains('/')
                let anchor = launch.Anchor(milestone.Rule!.Anchor)
                where anchor is not null
                orderby milestone.Planned, milestone.Key
                select Of(launch, milestone, step, anchor, steps.GetValueOrDefault(step)?.Offset.Offset)).ToValueList();
    }

    private static StepOutcome Of(LaunchSchedule launch, Milestone milestone, string step, Anchor anchor, Offset? inBlueprint)
    {
        var isMain = anchor.Name == launch.Blueprint.MainAnchor;
        var done = milestone.Status == MilestoneStatus.Done ? milestone.ClosedOn ?? milestone.Day : (LocalDate?)null;
        return new()
        {
            Step = step,
            Title = milestone.Title,
            Status = milestone.Status,
            InBlueprint = inBlueprint,
            Anchor = anchor.Name,
            AnchorTitle = anchor.Title,
            Planned = Reason.Of(milestone.Rule!.Offset, anchor.Title, isMain),
            PlannedOn = milestone.Planned,
            DoneOn = done,
            Actual = done is { } day ? Reason.Distance(day, anchor.Day, anchor.Title, isMain) : null,
            DaysOff = done is { } on ? Period.DaysBetween(milestone.Planned, on) : null,
            Right = done is { } then ? new Offset(Period.DaysBetween(anchor.Day, then), OffsetUnit.Days) : null,
        };
    }
}

/// <summary>What a launch taught is kept where the next one begins: in the next version of its blueprint.</summary>
public static class BlueprintVersions
{
    /// <summary>
    /// The blueprint with the offsets that were right this time for <paramref name="adjust"/>, without the steps
    /// <paramref name="leaveOut"/>, and with the launch's own steps <paramref name="adopt"/>. Running launches keep theirs.
    /// </summary>
    /// <param name="version">Of the new one.</param>
    public static Blueprint After(this Blueprint blueprint, LaunchSchedule launch, int version, IReadOnlySet<string> adjust, IReadOnlySet<string> leaveOut, IReadOnlySet<string> adopt)
    {
        var right = StepOutcome.Of(launch).Where(o => o.Right is not null && adjust.Contains(o.Step)).ToDictionary(o => o.Step, o => o.Right!.Value, StringComparer.Ordinal);
        return blueprint with
        {
            Version = version,
            Steps =
            [
                .. from step in blueprint.Steps
                   where !leaveOut.Contains(step.Key)
                   select right.TryGetValue(step.Key, out var offset) ? step with { Offset = step.Offset with { Offset = offset } } : step,
                .. launch.Launch.Steps.Where(s => adopt.Contains(s.Key) && blueprint.Steps.All(b => b.Key != s.Key)),
            ],
        };
    }
}
