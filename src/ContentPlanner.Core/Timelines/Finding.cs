using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>What a finding is about; the word the report groups by.</summary>
public enum FindingKind
{
    /// <summary>A launch names a blueprint this installation does not have.</summary>
    UnknownBlueprint,

    /// <summary>An anchor has no day: nobody gave it one, or it hangs on itself.</summary>
    UnresolvedAnchor,

    /// <summary>Sessions ended before their number was reached: the skipped days leave no room.</summary>
    SessionsCutShort,

    /// <summary>A role that somebody should play and nobody holds.</summary>
    UnheldRole,

    /// <summary>A rule the world imposes is broken.</summary>
    ConstraintBroken,

    /// <summary>A rule is broken on purpose; somebody wrote down why.</summary>
    ConstraintOverridden,

    /// <summary>Open, and its day has passed.</summary>
    Late,

    /// <summary>Pinned before its anchor once, now after it.</summary>
    PinnedPastAnchor,

    /// <summary>Held, due or launched on a day on which nothing should be.</summary>
    OnBlackout,

    /// <summary>Two launches ask for the same weeks.</summary>
    RunwayOverlap,

    /// <summary>A person's week holds more work than they have hours.</summary>
    Overload,

    /// <summary>A channel gets less than its cadences promise.</summary>
    CadenceShortfall,

    /// <summary>An intention nothing serves.</summary>
    StarvedIntention,

    /// <summary>A client need nothing answers.</summary>
    UnmetNeed,

    /// <summary>A piece that serves no intention.</summary>
    OrphanContent,

    /// <summary>A piece that stands in one place only.</summary>
    OnePlaceOnly,

    /// <summary>Out for so long that somebody should look whether it is still true.</summary>
    Stale,

    /// <summary>A decision about a task that no longer follows from the plan; kept in the document.</summary>
    OrphanDecision,
}

/// <summary>How much a finding matters. None of them keeps a plan from being used.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Somebody should look.</summary>
    Warning,

    /// <summary>Something will go wrong unless somebody acts.</summary>
    Serious,
}

/// <summary>
/// Something the plan says about itself that a person should know: nothing wrong in the document (that is a
/// <see cref="Problem"/>), but a promise at risk.
/// </summary>
/// <param name="Subject">Key of what it is about: a milestone, a launch, a member, a piece, a role.</param>
/// <param name="Message">A whole sentence without its full stop, in plain words.</param>
/// <param name="Day">The day it concerns, for sorting; null: no particular one.</param>
public sealed record Finding(FindingKind Kind, FindingSeverity Severity, string Subject, string Message, LocalDate? Day = null);
