using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>A word as the file says it, and where.</summary>
public readonly record struct Said(string Text, int Line, int Column);

/// <summary>One row, event or entry, read: what it says, before anybody compares it with the plan.</summary>
public sealed record Incoming
{
    /// <summary>What it is called over there, so that it is found again: a card's id, a uid, a guid, an address; else its title.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the id is only made from its title: then two of one title are told apart by their days.</summary>
    public bool IsNamedByTitle { get; init; }

    public required string Title { get; init; }
    public required int Line { get; init; }
    public required int Column { get; init; }

    /// <summary>Its day, or its first one.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Its last day, where it has several.</summary>
    public LocalDate? To { get; init; }

    /// <summary>Its moment, to the minute; null: only the day is known.</summary>
    public LocalDateTime? Moment { get; init; }

    /// <summary>Zone of the moment; null: the workspace's.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Where the source's own states are known: what has been published is published.</summary>
    public PieceStatus? KnownStatus { get; init; }

    public Said? Status { get; init; }
    public Said? Owner { get; init; }
    public Said? Channel { get; init; }
    public Said? Format { get; init; }
    public Said? Pillar { get; init; }
    public Said? Intention { get; init; }
    public Said? Launch { get; init; }

    /// <summary>Labels, tags, categories: each may name a pillar, a channel or a format.</summary>
    public ValueList<Said> Labels { get; init; } = [];

    public string? Url { get; init; }
    public Body? Body { get; init; }

    /// <summary>Plain text of a note.</summary>
    public string? Text { get; init; }

    /// <summary>It is not there any more over there: an event that was cancelled.</summary>
    public bool IsCancelled { get; init; }
}

/// <summary>What was in the file and is not taken, and why.</summary>
public sealed record LeftOut(int Line, int Column, string Title, string Why);

/// <summary>What has to be known before anything can be taken in.</summary>
/// <param name="Column">The column it is about.</param>
/// <param name="Words">For the person.</param>
/// <param name="Examples">Values that can be read in two ways.</param>
public sealed record ImportQuestion(string Column, string Words, ValueList<string> Examples);

/// <summary>A file, read.</summary>
/// <param name="From">Through which kind of import: <c>csv</c>, <c>calendar</c>, <c>feed</c>; what an <see cref="Core.Plans.Origin"/> says.</param>
/// <param name="Count">Rows, events or entries in the file: each is an item or was left out.</param>
/// <param name="Problems">Losses within what is taken, and mistakes that keep all of it from being taken.</param>
public sealed record ImportReading(string From, int Count, ValueList<Incoming> Items, ValueList<LeftOut> LeftOut, ValueList<Problem> Problems)
{
    public ImportQuestion? Question { get; init; }

    /// <summary>A name the file gives itself: a calendar's, a blog's.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it holds everything there is over there (a calendar), or only the latest (a feed, a part of a table).</summary>
    public bool IsWhole { get; init; }

    /// <summary>It is a list of days and no word on how far anything is: what has a past day is taken to be out.</summary>
    public bool SaysOnlyDays { get; init; }
}
