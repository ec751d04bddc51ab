using NodaTime;

namespace ContentPlanner.Core;

/// <summary>What a plan shows when it is looked at as a whole. A finding is a fact worth a person's attention, never an error.</summary>
public enum FindingKind
{
    /// <summary>A role that a step asks for and nobody holds; the item is unassigned.</summary>
    UnheldRole,

    /// <summary>Two launches want the same weeks.</summary>
    RunwayOverlap,

    /// <summary>A week holds more work for a person than their hours.</summary>
    Overload,

    /// <summary>A hard constraint is broken, with or without a reason given.</summary>
    BrokenConstraint,

    /// <summary>A decision whose task or milestone no longer follows from the plan; kept in the document.</summary>
    OrphanDecision,

    /// <summary>A channel gets less than its cadence wants.</summary>
    CadenceShortfall,

    /// <summary>Nothing goes out that serves the intention.</summary>
    StarvedIntention,

    /// <summary>A client need no piece answers.</summary>
    UnmetNeed,

    /// <summary>A piece that serves no intention and no need.</summary>
    OrphanContent,

    /// <summary>Published in one place and nowhere else.</summary>
    OnePlaceOnly,
}

/// <summary>One thing the plan shows, in plain words.</summary>
/// <param name="Subject">Key of what it is about: a role, a launch, a member, a decision, a channel, an intention, a piece.</param>
/// <param name="Message">A sentence without a final full stop, that reads on its own.</param>
/// <param name="From">The first day it concerns; null: no particular one.</param>
/// <param name="To">The last day it concerns; null: <paramref name="From"/> alone, or none.</param>
public sealed record Finding(FindingKind Kind, string Subject, string Message, LocalDate? From = null, LocalDate? To = null);
