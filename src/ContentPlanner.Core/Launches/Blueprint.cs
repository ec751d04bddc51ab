using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// How a launch of one kind is planned backward: a versioned data file (templates/blueprints). A new kind of launch is a
/// file, not a class.
/// </summary>
public sealed record Blueprint
{
    public required string Key { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }

    /// <summary>What a launch of it is called: "Book", "Coaching group", "Campaign", "Event".</summary>
    public required string Kind { get; init; }

    /// <summary>The anchor that is "T": the launch's own day.</summary>
    public required string MainAnchor { get; init; }

    public ValueList<AnchorDefinition> Anchors { get; init; } = [];
    public ValueList<BlueprintStep> Steps { get; init; } = [];
    public CountdownPlan? Countdown { get; init; }

    /// <summary>How long before and after T the launch takes people's attention; two launches' runways should not overlap.</summary>
    public Offset RunwayFrom { get; init; } = new(-42, OffsetUnit.Days);
    public Offset RunwayTo { get; init; } = new(7, OffsetUnit.Days);

    /// <summary>Coaching groups: the launch has sessions, starting on this anchor.</summary>
    public string? SessionsFrom { get; init; }

    public AnchorDefinition? Anchor(string name) => Anchors.FirstOrDefault(a => a.Name == name);
}

/// <summary>
/// A named date of a launch. Unless the launch gives it a day of its own, it is a session's day
/// (<see cref="Session"/>) or hangs on another anchor (<see cref="Offset"/>).
/// </summary>
public sealed record AnchorDefinition
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public OffsetRule? Offset { get; init; }

    /// <summary>The day of this session, moved ones where they are held; a launch without sessions falls back to <see cref="Offset"/>.</summary>
    public SessionAnchor? Session { get; init; }

    public LocalTime? Time { get; init; }
    public ValueList<Constraint> Constraints { get; init; } = [];

    /// <summary>Shown as an entry of the timeline; an anchor that coincides with a step need not be.</summary>
    public bool Shown { get; init; } = true;
}

/// <summary>Sessions other dates hang on. Middle is number N/2 rounded up, of N sessions held.</summary>
public enum SessionAnchor { First, Middle, Last }

public sealed record BlueprintStep
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required OffsetRule Offset { get; init; }
    public LocalTime? Time { get; init; }

    /// <summary>Minutes; of a timed step. Null: 30.</summary>
    public int? DurationMinutes { get; init; }

    public Roll Roll { get; init; } = Roll.Previous;
    public string? Role { get; init; }
    public string? Phase { get; init; }
    public bool Critical { get; init; }

    /// <summary>What to do, how one knows it is done.</summary>
    public string? Note { get; init; }

    /// <summary>Minutes of work, for the week's load.</summary>
    public int? EffortMinutes { get; init; }

    public ValueList<Constraint> Constraints { get; init; } = [];

    /// <summary>Once for every session of a coaching group, counted from the session's day (anchor <c>session</c>). <c>{n}</c> in the title is its number; without it the number follows the title.</summary>
    public bool EachSession { get; init; }
}

public enum ConstraintKind
{
    /// <summary>Not before the day given by <see cref="Constraint.Bound"/>.</summary>
    NotBefore,

    /// <summary>Not after the day given by <see cref="Constraint.Bound"/>.</summary>
    NotAfter,

    /// <summary>May be moved later once, by at most <see cref="Constraint.Days"/> days, counted from the day first announced.</summary>
    MaxSlipOnce,

    /// <summary>Must not move once frozen (the launch's <see cref="Launch.FrozenOn"/> has come): somebody enrolled.</summary>
    Frozen,
}

/// <summary>
/// A rule the world imposes: a retailer's, a printer's, a promise's. Data, because such rules change: each says where it
/// comes from and when somebody last looked.
/// </summary>
public sealed record Constraint
{
    public required ConstraintKind Kind { get; init; }
    public OffsetRule? Bound { get; init; }
    public int? Days { get; init; }
    public required string Why { get; init; }
    public string? Source { get; init; }
    public LocalDate? CheckedOn { get; init; }
}

/// <summary>The marks of a countdown before its anchor, and what is prepared for each.</summary>
public sealed record CountdownPlan
{
    public required string Anchor { get; init; }
    public ValueList<CountdownMark> Marks { get; init; } = [];
}

/// <summary>"30 days to go": a mail to those who launch, and prepared posts that are content tasks due that day.</summary>
public sealed record CountdownMark
{
    /// <summary>Days before the anchor, 0 is the day itself.</summary>
    public required int DaysBefore { get; init; }

    /// <summary>Template in templates/countdowns/, without ending: a .txt and a .html of that name.</summary>
    public required string Template { get; init; }

    public ValueList<MarkPost> Posts { get; init; } = [];

    /// <summary>"T-30", "T-0".</summary>
    public string Label => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"T-{DaysBefore}");
}

public sealed record MarkPost(string Channel, string Template, string? Role = null, int? EffortMinutes = null);
