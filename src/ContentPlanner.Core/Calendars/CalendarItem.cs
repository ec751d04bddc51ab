using NodaTime;

namespace ContentPlanner.Core.Calendars;

/// <summary>How far along something on the calendar is: an outline, filled, or quiet.</summary>
public enum CalendarState
{
    /// <summary>Thought of, not promised: an outline.</summary>
    Tentative,

    /// <summary>Agreed: filled.</summary>
    Planned,

    /// <summary>Done, out, or held.</summary>
    Done,

    /// <summary>An empty slot that wants a piece.</summary>
    Gap,
}

/// <summary>One thing on a day of a calendar page, as its reader's clock shows it.</summary>
public sealed record CalendarItem
{
    /// <summary>What it is, so that it can be moved: <c>piece:…</c>, <c>task:…</c> (see the server's <c>Movable</c>).</summary>
    public required string Reference { get; init; }

    /// <summary>Key of its workspace.</summary>
    public required string Client { get; init; }

    public required CalendarKind Kind { get; init; }
    public required CalendarState State { get; init; }
    public required string Title { get; init; }

    /// <summary>The day it stands on; of a span the first.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>The last day; the same as <see cref="Day"/> for most.</summary>
    public required LocalDate Until { get; init; }

    /// <summary>On the reader's clock; null: the whole day.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>The same moment where the workspace is at home, when its clock says something else there.</summary>
    public LocalDateTime? AtHome { get; init; }

    /// <summary>"LinkedIn", "The Unhurried Author": where it belongs.</summary>
    public string? Context { get; init; }

    /// <summary>"Scheduled", "3 days late", "T-30".</summary>
    public string? Note { get; init; }

    /// <summary>Why it is there.</summary>
    public string? Reason { get; init; }

    public string? Owner { get; init; }

    /// <summary>Somebody outside who does it, by name; the owner keeps an eye on it.</summary>
    public string? Outside { get; init; }
    public string? Channel { get; init; }
    public string? Pillar { get; init; }
    public string? Launch { get; init; }
    public bool IsLate { get; init; }

    /// <summary>Other things hang on it: it is told before them.</summary>
    public bool IsCritical { get; init; }
    public bool CanMove { get; init; }

    /// <summary>It belongs to a launch whose own date stands on the same day: it is told beneath it.</summary>
    public bool IsPart { get; init; }

    /// <summary>Only a line over its days: a launch's runway.</summary>
    public bool IsRunway { get; init; }

    /// <summary>Drawn over its days, not as an entry of one.</summary>
    public bool IsBar => IsRunway || Until > Day || Kind == CalendarKind.Note;
}
