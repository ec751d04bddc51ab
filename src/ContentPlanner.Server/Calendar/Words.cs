using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Leverage;
using NodaTime;

namespace ContentPlanner.Server.Calendar;

/// <summary>How calendar pages call things.</summary>
internal static class Words
{
    public static string Of(PieceStatus status) => status.ToString();

    public static string? Of(ContentTaskStatus status) => status switch
    {
        ContentTaskStatus.Proposed => "Proposal",
        ContentTaskStatus.InProgress => "In progress",
        ContentTaskStatus.Done => "Done",
        _ => null,
    };

    public static string Late(LocalDate day, LocalDate today) => $"{DueWords.Days(Period.DaysBetween(day, today))} late";

    /// <summary>"fills Thursday’s slot": what a task of a day fills in its week.</summary>
    public static string Fills(Slot slot, LocalDate day) => $"fills {(slot.When.Day == day ? "its" : $"{slot.When.Day.DayOfWeek}’s")} slot";

    /// <summary>The kind's name in legends.</summary>
    public static string Of(CalendarKind kind) => kind switch
    {
        CalendarKind.Podcast => "Audio and video",
        CalendarKind.Newsletter => "Newsletter",
        CalendarKind.Article => "Article",
        CalendarKind.Social => "Task",
        CalendarKind.Launch => "Launch",
        CalendarKind.Coaching => "Session",
        CalendarKind.Plan => "Plan",
        _ => "Note",
    };

    /// <summary>Its word in addresses, classes and icons.</summary>
    public static string Key(this CalendarKind kind) => kind.ToString().ToLowerInvariant();
}
