using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>Nothing recurs more often than daily: the safe profile of ical.md section 3 and a guard against runaway rules.</summary>
public enum Frequency { Daily, Weekly, Monthly, Yearly }

/// <summary>A weekday, or in a month the n-th (last: −1) one.</summary>
public readonly record struct WeekdayRule(IsoDayOfWeek Day, int Ordinal = 0);

/// <summary>
/// When something comes again: the part of RFC 5545 recurrence rules that all calendar programs understand alike. Days
/// only; the wall time belongs to the <see cref="Series"/>. Ends by day, by count, or never.
/// </summary>
public sealed record Recurrence
{
    /// <summary>Limits of the safe profile (ical.md section 5, requirement 4).</summary>
    public const int MaxInterval = 366, MaxCount = 1000;

    public required Frequency Frequency { get; init; }

    /// <summary>1…366.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Weekly: the weekdays (empty: the start's). Monthly and yearly: with an ordinal.</summary>
    public ValueList<WeekdayRule> Weekdays { get; init; } = [];

    /// <summary>Monthly and yearly: 1…31, or −1 for the last day. A day a month lacks falls on its last day, unless <see cref="SkipMissing"/>.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Months without that day are left out instead.</summary>
    public bool SkipMissing { get; init; }

    /// <summary>Yearly: 1…12.</summary>
    public int? Month { get; init; }

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>1…1000 occurrences, skipped ones included; null: not ended by count.</summary>
    public int? Count { get; init; }

    /// <summary>The last day it may fall on; null: not ended by day.</summary>
    public LocalDate? Until { get; init; }
}

/// <summary>
/// A recurring thing with its exceptions: start, wall time, zone, length, rule, and what people changed. Null time:
/// all-day. A change of "this and following" is a second series that continues the first (ical.md section 5, requirement 11).
/// </summary>
public sealed record Series
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
}

/// <param name="Day">The day the rule gives.</param>
/// <param name="To">Wall time it is held at instead; of an all-day series only the day counts.</param>
public sealed record MovedOccurrence(LocalDate Day, LocalDateTime To);
