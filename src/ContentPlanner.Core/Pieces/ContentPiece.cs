using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Pieces;

public enum PieceStatus { Idea, Planned, Drafting, Scheduled, Published, Retired }

/// <summary>One planned or published piece of content.</summary>
public sealed record ContentPiece : PlanItem
{
    public required string Title { get; init; }

    /// <summary>Source format a recipe is written for: <c>blog-post</c>, <c>podcast</c>, <c>webinar</c>, <c>video</c>,
    /// <c>newsletter</c>, <c>book-chapter</c>, <c>talk</c>, <c>case-study</c>, or one of the installation's own.</summary>
    public required string Format { get; init; }

    public PieceStatus Status { get; init; } = PieceStatus.Idea;

    /// <summary>The day it is planned for; a day, because planning is about days.</summary>
    public LocalDate? PlannedOn { get; init; }

    /// <summary>The moment it goes (or went) out; apart from the planned day, because the two differ in real life.</summary>
    public PublishMoment? Publish { get; init; }

    public string? Owner { get; init; }

    /// <summary>The channel it is first published in.</summary>
    public string? Channel { get; init; }

    public string? Pillar { get; init; }
    public string? Intention { get; init; }

    /// <summary>Key of the environment factor (client need) it serves.</summary>
    public string? Need { get; init; }

    /// <summary>The launch it belongs to.</summary>
    public string? Launch { get; init; }

    public Body? Body { get; init; }

    /// <summary>Where the body stands beside the plan document; null: inline. Written back, never resolved by Core.</summary>
    public string? BodyFile { get; init; }

    public string? Url { get; init; }
    public EvergreenRule? Evergreen { get; init; }

    /// <summary>Where it has already been out, before the plan or since.</summary>
    public ValueList<Outlet> Outlets { get; init; } = [];

    /// <summary>Recipe keys to use instead of the one for its format; a single <c>none</c> leverages it nowhere.</summary>
    public ValueList<string> Recipes { get; init; } = [];

    public bool Private { get; init; }

    /// <summary>Null: a person wrote it.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The day its place on the calendar is: the publish moment's, else the planned day.</summary>
    public LocalDate? Day => Publish?.At.Date ?? PlannedOn;

    /// <summary>Whether an outlet only repeats where and when the piece was first published.</summary>
    public bool IsPublication(Outlet outlet) => outlet.Channel == Channel && outlet.On == Day;
}

/// <summary>Wall time and zone; null zone: the workspace's.</summary>
public sealed record PublishMoment(LocalDateTime At, DateTimeZone? Zone = null);

/// <summary>A place the piece has been out: in this channel, on this day, at this address.</summary>
public sealed record Outlet(string Channel, LocalDate On, string? Url = null);

/// <summary>How often a piece may come back (domain.md 4.3). All limits hold together.</summary>
public sealed record EvergreenRule
{
    /// <summary>Days of rest between two outings.</summary>
    public int CooldownDays { get; init; } = 90;

    /// <summary>How often it may come back in all; null: no limit.</summary>
    public int? Cycles { get; init; }

    /// <summary>Seasons in which it fits; empty: all year.</summary>
    public ValueList<Season> Seasons { get; init; } = [];

    public LocalDate? HoldUntil { get; init; }
    public LocalDate? ExpiresOn { get; init; }

    /// <summary>Channels it may come back in; empty: those its recipe reaches.</summary>
    public ValueList<string> Channels { get; init; } = [];

    /// <summary>New openings; each outing needs one that was not used yet. Empty: the recipe's own variants are used.</summary>
    public ValueList<string> Variants { get; init; } = [];

    /// <summary>Days before the same text may appear in the same network again.</summary>
    public int NetworkGapDays { get; init; } = 30;

    /// <summary>Days after which it asks "still true?"; null: its channel's, else 180.</summary>
    public int? RefreshAfterDays { get; init; }

    /// <summary>Higher goes first when two have rested equally long.</summary>
    public int Priority { get; init; }
}

/// <summary>A part of every year, both days included; may run over New Year.</summary>
public sealed record Season(AnnualDate From, AnnualDate To)
{
    public bool Includes(LocalDate day)
    {
        var d = new AnnualDate(day.Month, day.Day);
        return From <= To ? d >= From && d <= To : d >= From || d <= To;
    }
}
