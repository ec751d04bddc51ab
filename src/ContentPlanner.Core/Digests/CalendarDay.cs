using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>A day of the week ahead with what happens on it: what goes out, sessions, launch dates, reviews, notes.</summary>
public sealed record CalendarDay(LocalDate Day, ValueList<CalendarLine> Lines)
{
    /// <summary>
    /// The days within <paramref name="week"/> on which something happens, as the reader's clock shows it. Work stands in
    /// other sections and is left out here, and so is what is done, called off, empty, or somebody else's secret.
    /// </summary>
    public static IEnumerable<CalendarDay> Within(Reader reader, Timeline timeline, DateInterval week) =>
        from line in Shown(reader, timeline, week)
        group line.Line by line.Day into day
        orderby day.Key
        select new CalendarDay(day.Key, day.OrderBy(l => l.Time is not null).ThenBy(l => l.Time).ToValueList());

    /// <summary>A day more on both sides: what is Monday night here may be Tuesday where the reader is.</summary>
    private static IEnumerable<(LocalDate Day, CalendarLine Line)> Shown(Reader reader, Timeline timeline, DateInterval week) =>
        from occurrence in timeline.Occurrences(new(week.Start.PlusDays(-1), week.End.PlusDays(1)))
        where IsShown(reader, occurrence.Entry)
        let line = Line(reader, occurrence, week)
        where week.Contains(line.Day)
        select line;

    private static bool IsShown(Reader reader, Entry entry) =>
        entry.Facet is Facet.Publish or Facet.Session or Facet.Anchor or Facet.Review or Facet.Note
        && entry.Status is not (EntryStatus.Done or EntryStatus.Cancelled)
        && !entry.IsGap
        && (!entry.Private || reader.Owns(entry.Owner));

    private static (LocalDate Day, CalendarLine Line) Line(Reader reader, Occurrence occurrence, DateInterval week)
    {
        var entry = occurrence.Entry;
        var line = new CalendarLine { Title = occurrence.Title, IsTentative = entry.Status == EntryStatus.Tentative, Url = entry.Url };
        if (occurrence.When is When.At at)
        {
            var there = at.Instant.InZone(reader.Zone);
            return (there.Date, line with { Time = there.TimeOfDay });
        }
        var span = (When.AllDay)occurrence.When;
        var last = span.Start.PlusDays(span.Days - 1);
        // A span that began before the week is told on the week's first day.
        var day = last >= week.Start ? LocalDate.Max(span.Start, week.Start) : span.Start;
        return (day, line with { Until = last > day ? last : null });
    }
}

public sealed record CalendarLine
{
    public required string Title { get; init; }

    /// <summary>On the reader's clock; null for whole days.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>The last day of something that lasts longer than this one.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>An idea: thought of for this day, not promised.</summary>
    public bool IsTentative { get; init; }

    public string? Url { get; init; }
}
