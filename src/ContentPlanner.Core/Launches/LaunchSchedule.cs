using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>A launch with the days that follow from it: anchors, milestones, sessions and countdown marks.</summary>
public sealed record LaunchSchedule
{
    public required Guid Id { get; init; }
    public required Launch Launch { get; init; }
    public required Blueprint Blueprint { get; init; }

    /// <summary>The anchors that have a day, as the blueprint orders them, then those only the launch names.</summary>
    public ValueList<Anchor> Anchors { get; init; } = [];

    /// <summary>By day, time and key.</summary>
    public ValueList<Milestone> Milestones { get; init; } = [];

    public SessionSchedule? Sessions { get; init; }

    /// <summary>Countdown marks, farthest first; empty while the anchor has no day.</summary>
    public ValueList<Mark> Marks { get; init; } = [];

    /// <summary>The rules the world imposes on its anchors and open milestones, honoured and broken ones.</summary>
    public ValueList<ConstraintCheck> Checks { get; init; } = [];

    /// <summary>The weeks it takes people's attention, both days included; null while it has no day.</summary>
    public DateInterval? Runway { get; init; }

    /// <summary>What it says about itself: unheld roles, broken rules, what is late. Empty while it is postponed or cancelled.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    public string Key => Launch.Key;

    public Anchor? Anchor(string name) => Anchors.FirstOrDefault(a => a.Name == name);

    /// <summary>T: the launch's own day. Null while nobody gave it one.</summary>
    public LocalDate? Day => Anchor(Blueprint.MainAnchor)?.Day;

    /// <summary>The days of one launch, which depend on nothing but the workspace. Null when launch or blueprint is unknown.</summary>
    public static LaunchSchedule? Of(Workspace workspace, Library library, string launch) =>
        workspace.Launches.FirstOrDefault(l => l.Key == launch) is { } found
        && library.Blueprint(found.Blueprint, found.BlueprintVersion) is { } blueprint
            ? new BackwardPlan(workspace, found, blueprint, workspace.DecisionsByKey(), today: LocalDate.MinIsoValue).Schedule()
            : null;
}

internal static class Decided
{
    /// <summary>What was decided last about each milestone.</summary>
    public static Dictionary<string, MilestoneDecision> DecisionsByKey(this Workspace workspace)
    {
        var decisions = new Dictionary<string, MilestoneDecision>(StringComparer.Ordinal);
        foreach (var decision in workspace.Milestones) decisions[decision.Key] = decision;
        return decisions;
    }
}
