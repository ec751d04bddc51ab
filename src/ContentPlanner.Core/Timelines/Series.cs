using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>
/// A recurring thing with its exceptions: start, wall time, zone, length, rule, and what people changed. Null time:
/// all-day. A change of "this and following" is a second series that continues the first (ical.md section 5, requirement 11).
/// </summary>
public sealed partial record Series
{
    /// <summary>The first day; moved on to the rule's first match when it does not fit the rule.</summary>
    public required LocalDate Start { get; init; }

    public required Recurrence Rule { get; init; }
    public LocalTime? Time { get; init; }

    /// <summary>Null: the workspace's.</summary>
    public DateTimeZone? Zone { get; init; }

    public int DurationMinutes { get; init; } = 30;

    /// <summary>Occurrences left out, by their day.</summary>
    public ValueList<LocalDate> Skipped { get; init; } = [];

    /// <summary>Occurrences held at another time, by the day they were due.</summary>
    public ValueList<MovedOccurrence> Moved { get; init; } = [];

    /// <summary>
    /// What takes place within <paramref name="window"/>, by the day it is held: what was moved in is there, what was
    /// skipped or moved out is not. Ordered by wall time.
    /// </summary>
    /// <param name="home">The workspace's zone.</param>
    public IReadOnlyList<Occasion> Occurrences(DateTimeZone home, DateInterval window)
    {
        var skipped = Skipped.ToHashSet();
        var moved = Moves();
        var due = Rule.Occurrences(Start, window)
            .Where(day => !skipped.Contains(day) && !moved.ContainsKey(day))
            .Select(day => new Occasion(day, WhenDue(day, home)));
        var movedIn = moved.Values
            .Where(m => window.Contains(m.To.Date) && !skipped.Contains(m.Day) && FallsOn(m.Day))
            .Select(m => new Occasion(m.Day, WhenMoved(m, home)));
        return [.. due.Concat(movedIn).OrderBy(o => o.When.WallTime).ThenBy(o => o.Day)];
    }

    /// <summary>Whether <see cref="Occurrences"/> gives anything within <paramref name="window"/>, however long that is.</summary>
    public bool TakesPlaceWithin(DateInterval window)
    {
        var skipped = Skipped.ToHashSet();
        var moved = Moves();
        return Rule.Occurrences(Start, window).Any(day => !skipped.Contains(day) && !moved.ContainsKey(day))
            || moved.Values.Any(m => window.Contains(m.To.Date) && !skipped.Contains(m.Day) && FallsOn(m.Day));
    }

    /// <summary>Whether the rule gives this day, skipped and moved or not.</summary>
    public bool FallsOn(LocalDate day) => Rule.FallsOn(Start, day);

    /// <summary>When the occurrence of that day is due, before anybody moved it.</summary>
    public When WhenDue(LocalDate day, DateTimeZone home) =>
        Time is { } time ? new When.At(day + time, Zone ?? home, DurationMinutes) : new When.AllDay(day);

    /// <summary>When a moved occurrence is held; of an all-day series only the day counts.</summary>
    public When WhenMoved(MovedOccurrence moved, DateTimeZone home) =>
        Time is null ? new When.AllDay(moved.To.Date) : new When.At(moved.To, Zone ?? home, DurationMinutes);

    /// <summary>Days of exceptions that no occurrence has: a slip of the pen, or left over from an earlier rule. They have no effect.</summary>
    public IEnumerable<LocalDate> ExceptionsWithoutOccurrence() =>
        Skipped.Concat(Moved.Select(m => m.Day)).Distinct().Where(day => !FallsOn(day)).Order();

    /// <summary>The last word on a day counts, should it have been moved twice.</summary>
    private Dictionary<LocalDate, MovedOccurrence> Moves()
    {
        var moves = new Dictionary<LocalDate, MovedOccurrence>(Moved.Count);
        foreach (var m in Moved) moves[m.Day] = m;
        return moves;
    }
}

/// <param name="Day">The day the rule gives.</param>
/// <param name="To">Wall time it is held at instead; of an all-day series only the day counts.</param>
public sealed record MovedOccurrence(LocalDate Day, LocalDateTime To);

/// <summary>One time that a series takes place.</summary>
/// <param name="Day">The day the rule gives: its name within the series, whenever it is held.</param>
/// <param name="When">When it is held.</param>
public sealed record Occasion(LocalDate Day, When When);
