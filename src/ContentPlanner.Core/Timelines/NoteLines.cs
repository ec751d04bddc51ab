using ContentPlanner.Core.Plans;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Timelines;

/// <summary>What is only there to be remembered: notes and spans, holidays, and days on which nothing is published.</summary>
internal static class NoteLines
{
    public static IEnumerable<Entry> Of(Frame frame) =>
        frame.Workspace.Notes.Where(n => Shows(frame, n.From, n.To)).Select(n => Note(frame, n))
            .Concat(DaysOff(frame, frame.Workspace.Holidays, "holiday", "Nobody works on these days."))
            .Concat(DaysOff(frame, frame.Workspace.Blackouts, "blackout", "Nothing is published, held or due on these days."));

    private static Entry Note(Frame frame, CalendarNote note) => frame.Stamped(new()
    {
        Uid = frame.Uid(note, Facet.Note),
        Type = "note",
        Key = note.Key,
        Facet = Facet.Note,
        When = Span(note.From, note.To),
        Title = note.Title,
        Category = Categories.Note,
        Status = EntryStatus.Confirmed,
        State = "note",
        Description = note.Text,
        Private = note.Private,
    }, note);

    /// <summary>Days off have no key of their own: their first day and name say which they are.</summary>
    private static IEnumerable<Entry> DaysOff(Frame frame, ValueList<DaysOff> all, string type, string meaning) =>
        from days in all.Distinct()
        where Shows(frame, days.From, days.To)
        let key = $"{LocalDatePattern.Iso.Format(days.From)} {days.Name}"
        select frame.Stamped(new Entry
        {
            Uid = frame.Uid(type, Identity.Derived(frame.WorkspaceId, type, key), Facet.Note),
            Type = type,
            Key = key,
            Facet = Facet.Note,
            When = Span(days.From, days.To),
            Title = days.Name,
            Category = Categories.Note,
            Status = EntryStatus.Confirmed,
            State = type,
            Description = meaning,
        });

    private static bool Shows(Frame frame, LocalDate from, LocalDate to) => from <= to && Span(from, to).Overlaps(frame.Window);

    private static When.AllDay Span(LocalDate from, LocalDate to) => new(from, Period.DaysBetween(from, to) + 1);
}
