using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>A mark of a launch's countdown with its day: "30 days to go".</summary>
public sealed record Mark
{
    public required Guid Id { get; init; }

    /// <summary><c>{launch}/t-30</c>.</summary>
    public required string Key { get; init; }

    public required string Launch { get; init; }
    public required CountdownMark Definition { get; init; }
    public required LocalDate Day { get; init; }
    public LaunchStatus Status { get; init; }

    /// <summary>"T-30", "T-0".</summary>
    public string Label => Definition.Label;
}
