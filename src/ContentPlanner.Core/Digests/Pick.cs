using ContentPlanner.Core.Leverage;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>Why a task was picked, strongest first. The words for each stand in the template.</summary>
public enum PickReasonKind
{
    /// <summary>The source has been out for more than two weeks, and never anywhere else. <see cref="PickReason.Day"/>: since when.</summary>
    NeverUsedAgain,

    /// <summary>The channel has empty slots that the task could take. <see cref="PickReason.Name"/>: the channel; <see cref="PickReason.Number"/>: how many in the next four weeks.</summary>
    ChannelShort,

    /// <summary>It serves an intention that is behind its pace. <see cref="PickReason.Name"/>: the intention.</summary>
    IntentionBehind,

    /// <summary>A launch it belongs to is near. <see cref="PickReason.Number"/>: days until then.</summary>
    LaunchNear,

    /// <summary>An evergreen piece that has rested long enough. <see cref="PickReason.Number"/>: days.</summary>
    Rested,

    /// <summary>It serves an intention. <see cref="PickReason.Name"/>: the intention.</summary>
    ServesIntention,

    /// <summary>The source came out in the last two weeks. <see cref="PickReason.Day"/>: when.</summary>
    Fresh,
}

public sealed record PickReason(PickReasonKind Kind, string? Name = null, int Number = 0, LocalDate? Day = null);

/// <summary>A piece worth using again this week, where, and why this one.</summary>
public sealed record Pick
{
    public required ContentTask Task { get; init; }

    /// <summary>Somebody is to do it by its day; a proposal may be done any day, or never.</summary>
    public bool IsPromised => Task.IsOpen;

    /// <summary>What is made of it: "LinkedIn post", "Quote card (2 of 5)".</summary>
    public required string What { get; init; }

    /// <summary>Title of what is used again.</summary>
    public required string Source { get; init; }

    /// <summary>Where the source stands; null when it has no address.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>At most three, strongest first; never empty.</summary>
    public required ValueList<PickReason> Reasons { get; init; }
}
