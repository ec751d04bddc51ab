using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Launches;

public enum LaunchStatus
{
    Planned,

    /// <summary>Postponed without a new date: open items are off calendar and digest, offsets kept.</summary>
    Postponed,

    Cancelled,
}

/// <summary>Something with a date everything else hangs on: a coaching group, a book, a campaign, an event.</summary>
public sealed partial record Launch : PlanItem
{
    public required string Title { get; init; }

    /// <summary>Blueprint key; a running launch keeps its version when the blueprint moves on.</summary>
    public required string Blueprint { get; init; }

    public int BlueprintVersion { get; init; } = 1;
    public LaunchStatus Status { get; init; } = LaunchStatus.Planned;

    /// <summary>The days this launch gives its anchors; the others follow from the blueprint's offsets.</summary>
    public ValueList<AnchorDay> Anchors { get; init; } = [];

    public string? Owner { get; init; }
    public string? Intention { get; init; }
    public string? Pillar { get; init; }
    public string? Url { get; init; }
    public string? Promise { get; init; }

    /// <summary>Members for roles, in this launch only.</summary>
    public ValueList<RoleHolder> Roles { get; init; } = [];

    /// <summary>Sessions of a coaching group.</summary>
    public SessionPlan? Sessions { get; init; }

    /// <summary>Where this launch differs from its blueprint.</summary>
    public ValueList<StepOverride> Overrides { get; init; } = [];

    /// <summary>Steps of its own, as in a blueprint.</summary>
    public ValueList<BlueprintStep> Steps { get; init; } = [];

    /// <summary>From this day on frozen anchors must not move.</summary>
    public LocalDate? FrozenOn { get; init; }

    /// <summary>The countdown's run: grows only by restarting it, so that moving a date never sends a mark again.</summary>
    public int CountdownRun { get; init; } = 1;

    /// <summary>The day it was cancelled or postponed.</summary>
    public LocalDate? StatusSince { get; init; }

    /// <summary>What people wrote down when they looked back on it; null: not yet.</summary>
    public Debrief? Debrief { get; init; }

    /// <summary>What holds for a date of this launch: what came before it was cancelled or postponed has taken place.</summary>
    public LaunchStatus StatusOn(LocalDate day) => StatusSince is { } since && day < since ? LaunchStatus.Planned : Status;
}

/// <summary>A day a person gave to an anchor. <see cref="Announced"/> is the day first told to the world, for rules on slipping.</summary>
public sealed record AnchorDay(string Anchor, LocalDate Day, LocalDate? Announced = null, string? OverrideReason = null);

public sealed record RoleHolder(string Role, string Member);

/// <summary>Where one launch departs from its blueprint's step; null keeps the blueprint's word.</summary>
public sealed record StepOverride
{
    public required string Step { get; init; }
    public bool LeaveOut { get; init; }
    public OffsetRule? Offset { get; init; }
    public string? Title { get; init; }
    public string? Role { get; init; }
    public LocalTime? Time { get; init; }
    public Roll? Roll { get; init; }
}

/// <summary>
/// The sessions of a coaching group: one series from the cohort's start; exceptions belong to session number k
/// (design rule 8). Skipping a week keeps the number of sessions and ends later; cancelling session k loses it.
/// </summary>
public sealed record SessionPlan
{
    /// <summary>The role that leads a session.</summary>
    public const string Facilitator = "facilitator";

    public required int Count { get; init; }

    /// <summary>Empty: the weekday of the cohort's start.</summary>
    public ValueList<IsoDayOfWeek> Weekdays { get; init; } = [];

    /// <summary>1 is every week, 2 every other week.</summary>
    public int EveryWeeks { get; init; } = 1;

    public required LocalTime Time { get; init; }
    public DateTimeZone? Zone { get; init; }
    public int DurationMinutes { get; init; } = 60;

    /// <summary>A place or a link.</summary>
    public string? Place { get; init; }

    /// <summary>Title of a session; <c>{n}</c> is its number.</summary>
    public string? Title { get; init; }

    /// <summary>Recipe run at each session's end.</summary>
    public string? Recipe { get; init; }

    /// <summary>Days on which no session is held, beside blackouts and holidays: the series ends later.</summary>
    public ValueList<LocalDate> Skipped { get; init; } = [];

    public ValueList<SessionChange> Changes { get; init; } = [];
}

/// <summary>What a person changed about session number <see cref="Session"/> (from 1): moved (pinned) or cancelled.</summary>
public sealed record SessionChange
{
    public required int Session { get; init; }
    public LocalDateTime? MovedTo { get; init; }
    public bool Cancelled { get; init; }
    public string? Title { get; init; }
    public string? Place { get; init; }
    public string? Note { get; init; }
}
