using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>A named date of a launch with the day it has: given by a person, or following from another anchor or from the sessions.</summary>
public sealed record Anchor
{
    public required Guid Id { get; init; }

    /// <summary><c>{launch}/{name}</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The word rules use: <c>publication</c>, <c>cart-open</c>.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }
    public required LocalDate Day { get; init; }
    public LocalTime? Time { get; init; }

    /// <summary>The rule the day follows from; null when a person gave the day.</summary>
    public OffsetRule? Rule { get; init; }

    /// <summary>What its rule would give, also where a person gave another day; null without a rule.</summary>
    public LocalDate? RuleDay { get; init; }

    /// <summary>A person gave the day: it does not follow other anchors.</summary>
    public bool IsGiven { get; init; }

    /// <summary>"T", "T-14", "6 days after Cart opens".</summary>
    public required string Reason { get; init; }

    public bool Shown { get; init; } = true;
    public LaunchStatus Status { get; init; }
    public LocalDate? Announced { get; init; }
    public ValueList<Constraint> Constraints { get; init; } = [];
    public string? OverrideReason { get; init; }
}
