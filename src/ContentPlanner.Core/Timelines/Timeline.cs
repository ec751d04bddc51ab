using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>
/// The ordered dated lines that follow from everything planned and decided: the one thing that feeds, calendar pages,
/// digests and countdowns read. The same schedule and window give the same timeline, whenever it is asked for.
/// </summary>
public sealed record Timeline
{
    /// <summary>The workspace's zone: where whole days begin.</summary>
    public required DateTimeZone Home { get; init; }

    /// <summary>Both ends included.</summary>
    public required DateInterval Window { get; init; }

    /// <summary>
    /// What touches the window, by the moment it begins, then by uid. A recurring thing is one entry that begins where its
    /// series does, here when at least one of its occurrences is; its rule is in normal form (<see cref="Recurrence.Normalised"/>)
    /// and begins on a day of its own rule.
    /// </summary>
    public required ValueList<Entry> Entries { get; init; }

    /// <summary>The timeline of a schedule, in time that grows with what the schedule holds.</summary>
    /// <param name="stamps">Stored change data by uid; it wins over what the document says (design rule 3).</param>
    public static Timeline Of(Schedule schedule, DateInterval window, IReadOnlyDictionary<string, Stamp>? stamps = null)
    {
        var frame = new Frame(schedule, window, stamps);
        var entries = EditorialLines.Of(frame)
            .Concat(LaunchLines.Of(frame))
            .Concat(MilestoneLines.Of(frame))
            .Concat(TaskLines.Of(frame))
            .Concat(PlanLines.Of(frame))
            .Concat(NoteLines.Of(frame))
            .Select(frame.Discreet);
        return new() { Home = frame.Home, Window = window, Entries = InOrder(entries, e => e.When, e => e.Uid, frame.Home).ToValueList() };
    }

    /// <summary>
    /// What takes place within <paramref name="window"/>, recurring things spread over their days, in the same order. Days
    /// outside the timeline's own window are not known to it.
    /// </summary>
    public IReadOnlyList<Occurrence> Occurrences(DateInterval window) =>
        window.Intersection(Window) is { } known
            ? [.. InOrder(Entries.SelectMany(e => e.OccurrencesWithin(known)), o => o.When, o => o.Entry.Uid, Home)]
            : [];

    private static IEnumerable<T> InOrder<T>(IEnumerable<T> lines, Func<T, When> when, Func<T, string> uid, DateTimeZone home)
    {
        // A day begins for all its lines at the same moment, which the zone is asked for once.
        var days = new Dictionary<LocalDate, Instant>();
        return lines.OrderBy(line => Begins(when(line))).ThenBy(uid, StringComparer.Ordinal);

        Instant Begins(When when)
        {
            if (when is not When.AllDay { Start: var day }) return when.BeginsAt(home);
            if (!days.TryGetValue(day, out var begins)) days[day] = begins = when.BeginsAt(home);
            return begins;
        }
    }
}

/// <summary>An entry on a day: the entry itself, or one time that a recurring one takes place.</summary>
public sealed record Occurrence(Entry Entry, When When, string Title, string? Location)
{
    public LocalDate Day => When.Day;
}
