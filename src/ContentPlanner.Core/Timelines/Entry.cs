using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>What an entry shows of its object.</summary>
public enum Facet { Due, Publish, Session, Milestone, Slot, Anchor, Review, Note, Mark }

/// <summary>How sure it is: an idea is tentative, what is agreed is confirmed (design rule 11).</summary>
public enum EntryStatus { Tentative, Confirmed, InProgress, Done, Cancelled }

/// <summary>When something is: whole days, or a wall time in a zone.</summary>
public abstract record When
{
    private When() { }

    public abstract LocalDate Day { get; }

    /// <summary>Start on the wall's clock, for ordering within a day: whole days come first.</summary>
    public abstract LocalDateTime WallTime { get; }

    /// <summary>The last day it touches by its own count; a session that runs past midnight belongs to the day it began.</summary>
    public abstract LocalDate LastDay { get; }

    /// <summary>The moment it begins; whole days begin where the workspace is at home.</summary>
    public abstract Instant BeginsAt(DateTimeZone home);

    /// <summary>The same hour and length, or as many whole days, on another day.</summary>
    public abstract When On(LocalDate day);

    public bool Overlaps(DateInterval window) => Day <= window.End && LastDay >= window.Start;

    /// <summary>Whole days from <see cref="Start"/>; a single day is 1.</summary>
    public sealed record AllDay(LocalDate Start, int Days = 1) : When
    {
        public override LocalDate Day => Start;
        public override LocalDateTime WallTime => Start.AtMidnight();
        public override LocalDate LastDay => Start.PlusDays(Days - 1);
        public override When On(LocalDate day) => this with { Start = day };
        public override Instant BeginsAt(DateTimeZone home) => home.AtStartOfDay(Start).ToInstant();
    }

    /// <summary>Wall time in a zone, so long.</summary>
    public sealed record At(LocalDateTime Start, DateTimeZone Zone, int Minutes) : When
    {
        public override LocalDate Day => Start.Date;
        public override LocalDateTime WallTime => Start;
        public override LocalDate LastDay => Start.Date;
        public override When On(LocalDate day) => this with { Start = day + Start.TimeOfDay };
        public override Instant BeginsAt(DateTimeZone home) => Instant;

        /// <summary>A gap is shifted forward by its length, an overlap takes the earlier (design rule 7).</summary>
        public Instant Instant => Zone.AtLeniently(Start).ToInstant();
    }
}

/// <summary>A single occurrence of a recurring entry that differs: held at another time or under another title.</summary>
/// <param name="Day">The day the rule gives.</param>
public sealed record Variation(LocalDate Day, When When, string? Title = null, string? Location = null);

/// <summary>
/// One line of the timeline. A recurring thing is one entry with a rule, not many; <c>Timeline.Occurrences</c>
/// spreads it over days where days are shown.
/// </summary>
public sealed record Entry
{
    /// <summary><c>{type}-{id}-{facet}@{workspace id}</c>; survives renames, moves and restores (design rule 2).</summary>
    public required string Uid { get; init; }

    /// <summary>Singular noun of what it is about, lower case: <c>piece</c>, <c>milestone</c>, <c>task</c>, <c>session</c>, <c>slot</c> …</summary>
    public required string Type { get; init; }

    /// <summary>Key of the object in the plan.</summary>
    public required string Key { get; init; }

    public required Facet Facet { get; init; }
    public required When When { get; init; }
    public Recurrence? Rule { get; init; }
    public ValueList<LocalDate> Skipped { get; init; } = [];
    public ValueList<Variation> Variations { get; init; } = [];
    public required string Title { get; init; }

    /// <summary>Editorial, Launch, Coaching, Task, Plan …: the filter and CATEGORIES value, see <see cref="Categories"/>.</summary>
    public required string Category { get; init; }

    public required EntryStatus Status { get; init; }

    /// <summary>The object's own status word, lower case, for filters: <c>planned</c>, <c>drafting</c>, <c>open</c> …</summary>
    public required string State { get; init; }

    /// <summary>Member key.</summary>
    public string? Owner { get; init; }

    /// <summary>Somebody outside who does it, by name; then the owner keeps an eye on it.</summary>
    public string? Outside { get; init; }

    /// <summary>Why it is there on that day: "T-30 · advance copies out". Never changes from day to day.</summary>
    public string? Reason { get; init; }

    public string? Description { get; init; }
    public string? Location { get; init; }
    public string? Url { get; init; }
    public string? Launch { get; init; }
    public string? Pillar { get; init; }
    public string? Channel { get; init; }
    public bool Private { get; init; }
    public bool Critical { get; init; }

    /// <summary>An unfilled slot.</summary>
    public bool IsGap { get; init; }

    /// <summary>The day it was done or cancelled.</summary>
    public LocalDate? ClosedOn { get; init; }

    public int Sequence { get; init; }

    /// <summary>Null: never stamped; `build` writes its <c>--now</c>.</summary>
    public Instant? Changed { get; init; }

    public LocalDate Day => When.Day;

    /// <summary>
    /// The times it takes place within <paramref name="window"/>, both ends included: once, or as often as its rule says,
    /// with what was skipped left out and what was moved where it is held.
    /// </summary>
    public IEnumerable<Occurrence> OccurrencesWithin(DateInterval window)
    {
        if (Rule is not { } rule) return When.Overlaps(window) ? [new(this, When, Title, Location)] : [];
        var exceptions = Skipped.Concat(Variations.Select(v => v.Day)).ToHashSet();
        var due = rule.Occurrences(Day, window)
            .Where(day => !exceptions.Contains(day))
            .Select(day => new Occurrence(this, When.On(day), Title, Location));
        var varied = Variations
            .Where(v => v.When.Overlaps(window) && !Skipped.Contains(v.Day) && rule.FallsOn(Day, v.Day))
            .Select(v => new Occurrence(this, v.When, v.Title ?? Title, v.Location ?? Location));
        return due.Concat(varied);
    }
}

/// <summary>The words feeds are filtered by.</summary>
public static class Categories
{
    public const string Editorial = "editorial", Launch = "launch", Coaching = "coaching", Task = "task", Plan = "plan", Note = "note";
}

/// <summary>Stored change data of an entry (design rule 3).</summary>
public sealed record Stamp(int Sequence, Instant Changed);
