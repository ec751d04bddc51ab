using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>What becomes of a thing when an anchor moves (domain.md 4.2), in the order people should read it.</summary>
public enum MoveGroup
{
    /// <summary>Its new day has passed already; somebody has to decide.</summary>
    LandsInThePast,

    /// <summary>A rule the world imposes would be broken; needs a written reason.</summary>
    BreaksConstraint,

    /// <summary>It meets something else: the same person's day, a blackout, another launch's weeks.</summary>
    Collides,

    Moves,

    /// <summary>A person set its day; the rule now gives another.</summary>
    StaysPinned,

    /// <summary>Done, skipped or cancelled: it has happened where it stands.</summary>
    StaysClosed,
}

public enum MovedKind { Anchor, Milestone, Session, Task, Mark }

/// <summary>One line of a preview. A thing that moves and collides stands in both groups.</summary>
public sealed record MoveRow
{
    public required MoveGroup Group { get; init; }
    public required MovedKind Kind { get; init; }
    public required string Key { get; init; }
    public required string Title { get; init; }

    /// <summary>Null: it is new.</summary>
    public LocalDate? OldDay { get; init; }

    /// <summary>What the rule gives, before it is rolled to a working day.</summary>
    public LocalDate? RuleDay { get; init; }

    /// <summary>Where it will stand, rolled or kept. Null: it is not there any more.</summary>
    public LocalDate? NewDay { get; init; }

    /// <summary>How many days ago its new day was; 0 when it lies ahead.</summary>
    public int DaysLate { get; init; }

    /// <summary>A broken rule somebody accepted in writing.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Member key.</summary>
    public string? Owner { get; init; }

    /// <summary>Somebody outside who does it, by name; see <see cref="Milestone.Outside"/>.</summary>
    public string? Outside { get; init; }

    /// <summary>A sentence without its full stop: "late by 3 days · T-180", "stays; the rule now gives Tue 1 Jun".</summary>
    public required string Reason { get; init; }
}
