using ContentPlanner.Core;

namespace ContentPlanner.Formats.Jobs;

/// <summary>What runs when: one file in jobs/ (design decision 4). The file says when, the program knows how.</summary>
public sealed record Job
{
    /// <summary>The file's name without its ending.</summary>
    public required string Id { get; init; }

    /// <summary>A verb the program knows: <c>send-digests</c>.</summary>
    public required string Run { get; init; }

    /// <summary>Five fields, in UTC: minute, hour, day of the month, month, weekday.</summary>
    public required string Cron { get; init; }

    public string? Description { get; init; }
    public ValueList<JobParameter> Parameters { get; init; } = [];

    /// <summary>How often it is tried again after a failure, 0…3.</summary>
    public int Retries { get; init; }

    /// <summary>After so many seconds it is told to stop; 1…3600.</summary>
    public int TimeoutSeconds { get; init; } = 50;

    public bool Enabled { get; init; } = true;
}

public sealed record JobParameter(string Name, string Value);
