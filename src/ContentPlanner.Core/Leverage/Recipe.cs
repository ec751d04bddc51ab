using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core.Leverage;

/// <summary>For one source format, what is made of it where and when: a versioned data file (templates/recipes).</summary>
public sealed record Recipe
{
    public required string Key { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }

    /// <summary>Source format it is written for.</summary>
    public required string Format { get; init; }

    public ValueList<RecipeStep> Steps { get; init; } = [];
}

public sealed record RecipeStep
{
    public required string Key { get; init; }
    public required string Channel { get; init; }
    public required string Title { get; init; }

    /// <summary>
    /// From anchor <c>publish</c> (the source's day), or from an anchor of the piece's launch; a step on a launch's anchor
    /// runs once for each launch that has it (the launch is then the cycle).
    /// </summary>
    public required OffsetRule Offset { get; init; }

    public Roll Roll { get; init; } = Roll.Next;
    public string? Role { get; init; }
    public int EffortMinutes { get; init; } = 30;

    /// <summary>Repurposing is not copying: what to change for this channel.</summary>
    public required string Instruction { get; init; }

    /// <summary>File in templates/tasks/.</summary>
    public required string Template { get; init; }

    /// <summary>The source's list becomes a series, one task for each part.</summary>
    public SeriesRule? Series { get; init; }

    /// <summary>Used for evergreen outings too.</summary>
    public bool Evergreen { get; init; }
}

/// <summary>At most so many parts, so many days apart.</summary>
public sealed record SeriesRule(int AtMost, int EveryDays);
