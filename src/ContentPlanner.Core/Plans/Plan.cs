using NodaTime;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// One planning period of a workspace: the five steps of the planning day (environment, focus, players, projects,
/// milestones), its take-aways and when to regroup.
/// </summary>
public sealed record Plan : PlanItem
{
    public required string Name { get; init; }
    public required LocalDate From { get; init; }
    public required LocalDate To { get; init; }

    /// <summary>The planning day itself.</summary>
    public LocalDate? PlannedOn { get; init; }

    public ValueList<EnvironmentFactor> Environment { get; init; } = [];

    /// <summary>Short, simple, inspiring.</summary>
    public string? Vision { get; init; }

    public ValueList<FocusArea> Focus { get; init; } = [];
    public ValueList<Player> Players { get; init; } = [];
    public ValueList<OpenRole> OpenRoles { get; init; } = [];

    /// <summary>The dated steps that communicate vision and roles to the team.</summary>
    public ValueList<CommunicationStep> Communication { get; init; } = [];

    public ValueList<Project> Projects { get; init; } = [];
    public ValueList<TakeAway> TakeAways { get; init; } = [];

    /// <summary>"Regroup in a month."</summary>
    public ValueList<ReviewCadence> Reviews { get; init; } = [];

    public bool Includes(LocalDate day) => day >= From && day <= To;
}

public enum FactorKind { CompetitorOffer, ClientNeed, Trend, Risk }

public enum Horizon { ThisYear, GoingForward }

/// <summary>Something outside that matters: what others offer, what clients need, what is changing, what could go wrong.</summary>
public sealed record EnvironmentFactor : PlanItem
{
    public required FactorKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>−3 (hurts a lot) … +3 (helps a lot).</summary>
    public int Impact { get; init; }

    public Horizon Horizon { get; init; }
    public string? Note { get; init; }
}

public sealed record FocusArea : PlanItem
{
    public required string Name { get; init; }
    public string? Note { get; init; }
    public ValueList<Intention> Intentions { get; init; } = [];
}

/// <summary>What must be achieved in a focus area to realise the vision, and how one would know.</summary>
public sealed record Intention : PlanItem
{
    public required string Title { get; init; }

    /// <summary>What is counted: "subscribers", "seats sold".</summary>
    public string? Measure { get; init; }

    public decimal? Start { get; init; }
    public decimal? Target { get; init; }
    public LocalDate? By { get; init; }
    public string? Owner { get; init; }
    public ValueList<Reading> Readings { get; init; } = [];
}

/// <summary>What the measure said on a day.</summary>
public sealed record Reading(LocalDate On, decimal Value, string? Note = null);

/// <summary>Who plays which role in a period. <see cref="Member"/> is null for somebody outside who does not sign in.</summary>
public sealed record Player : PlanItem
{
    public required string Role { get; init; }
    public string? Member { get; init; }

    /// <summary>Name of somebody outside: "the cover designer's studio".</summary>
    public string? Name { get; init; }

    public string? Responsibility { get; init; }
}

/// <summary>A player who is missing, by when they are wanted, and how they will be won.</summary>
public sealed record OpenRole : PlanItem
{
    public required string Role { get; init; }
    public LocalDate? WantedBy { get; init; }
    public string? How { get; init; }
    public string? Owner { get; init; }

    /// <summary>The day it was filled; null while open.</summary>
    public LocalDate? FilledOn { get; init; }
}

public sealed record CommunicationStep : PlanItem
{
    public required string Title { get; init; }
    public required LocalDate On { get; init; }
    public string? Audience { get; init; }
    public string? Owner { get; init; }
    public LocalDate? DoneOn { get; init; }
}

public enum Level { Low, Medium, High }

public sealed record Project : PlanItem
{
    public required string Title { get; init; }
    public string? Outcome { get; init; }

    /// <summary>Null: nobody said.</summary>
    public Level? Importance { get; init; }

    /// <summary>Null: nobody said.</summary>
    public Level? Effort { get; init; }

    /// <summary>1 is first.</summary>
    public int? Priority { get; init; }

    public string? Owner { get; init; }
    public string? Intention { get; init; }
    public LocalDate? Deadline { get; init; }
    public ValueList<ProjectMilestone> Milestones { get; init; } = [];
}

/// <summary>
/// A dated step of a project: a day of its own, or an offset from the project's deadline or from another launch's anchor.
/// What people decided about it since stands in <see cref="Workspace.Milestones"/> under <c>{project}/{key}</c>.
/// </summary>
public sealed record ProjectMilestone : PlanItem
{
    public required string Title { get; init; }
    public LocalDate? On { get; init; }

    /// <summary>Offset from the project's deadline, anchor name <c>deadline</c>. Used when <see cref="On"/> is null.</summary>
    public Launches.OffsetRule? Offset { get; init; }

    public string? Outcome { get; init; }
    public string? Owner { get; init; }
    public string? Role { get; init; }
    public bool Critical { get; init; }
}

/// <summary>Who does what by when; on the timeline and on the review agenda until closed.</summary>
public sealed record TakeAway : PlanItem
{
    public required string What { get; init; }
    public string? Who { get; init; }
    public LocalDate? By { get; init; }
    public LocalDate? ClosedOn { get; init; }
    public string? Outcome { get; init; }
}

/// <summary>A recurring look back and forward, with an agenda made from what happened since the one before.</summary>
public sealed record ReviewCadence : PlanItem
{
    public required string Title { get; init; }
    public required Series Series { get; init; }
    public ValueList<string> Participants { get; init; } = [];

    /// <summary>Reviews that took place, by their day.</summary>
    public ValueList<HeldReview> Held { get; init; } = [];
}

/// <summary>A review that took place: the day it was planned for, when it was closed, and what people wrote down.</summary>
public sealed record HeldReview(LocalDate Day, LocalDate ClosedOn, string? Notes = null);
