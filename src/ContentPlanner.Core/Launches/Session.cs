using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>Session number k of a coaching group, with its exception if it has one.</summary>
public sealed record Session
{
    public required Guid Id { get; init; }

    /// <summary><c>{launch}/session-3</c>.</summary>
    public required string Key { get; init; }

    public required string Launch { get; init; }

    /// <summary>From 1; a cancelled session keeps its number.</summary>
    public required int Number { get; init; }

    /// <summary>How many sessions the group has.</summary>
    public required int Of { get; init; }

    /// <summary>The day the series gives it, whether or not it is held then.</summary>
    public required LocalDate RuleDay { get; init; }

    /// <summary>When it is held: wall time in the group's zone.</summary>
    public required When.At When { get; init; }

    /// <summary>Cancelled when this session is, or when the launch was cancelled before its day.</summary>
    public LaunchStatus Status { get; init; }

    /// <summary>A person moved it: it stays when the cohort's start moves.</summary>
    public bool IsMoved { get; init; }

    /// <summary>A person cancelled this one session: the group has one less.</summary>
    public bool IsLost { get; init; }

    /// <summary>"Session 3 of 8", or as the launch or its exception calls it.</summary>
    public required string Title { get; init; }

    public string? Place { get; init; }
    public string? Note { get; init; }

    /// <summary>Member key of who leads it: the facilitator, else the launch's owner.</summary>
    public string? Owner { get; init; }

    public LocalDate Day => When.Day;
    public bool IsHeld => Status == LaunchStatus.Planned;
}
