using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using NodaTime;

namespace ContentPlanner.Server.Calendar;

/// <summary>Something of a plan that a person may put on another day, found by the reference its entry on the calendar has.</summary>
internal sealed record Movable
{
    public required string Reference { get; init; }
    public required CalendarKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>Where it belongs, and why it stands there.</summary>
    public string? About { get; init; }

    /// <summary>When it is, in its own zone; null: it has no day yet.</summary>
    public required When? When { get; init; }

    /// <summary>The zone its hour is in.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Puts it on a day, at an hour where one was named, both in its own zone.</summary>
    public required Func<LocalDate, LocalTime?, Deed> To { get; init; }

    /// <summary>The day it has in a workspace now, in its own zone: another than the one a person saw means that somebody was faster.</summary>
    public required Func<Workspace, When?> Now { get; init; }

    /// <summary>The item in the change log that says who moved it last: by id, or by key for what was decided about something derived.</summary>
    public Guid? Item { get; init; }
    public string? Decision { get; init; }

    /// <summary>Whose access is needed to look at it.</summary>
    public Access Shows { get; init; } = Access.ClientViewer;

    /// <summary>Whose access is needed to move it.</summary>
    public required Access Needs { get; init; }

    /// <summary>Its hour can be set as well.</summary>
    public bool HasTime { get; init; }

    /// <summary>It is one of a series: this and all that follow can be moved together.</summary>
    public Func<LocalDateTime, Deed>? Following { get; init; }

    /// <summary>Leaves this one out; how that is called.</summary>
    public (string Words, Deed Deed)? LeaveOut { get; init; }

    /// <summary>Nothing recurs from this one on.</summary>
    public Deed? End { get; init; }

    /// <summary>Pieces of its channel can be pushed on.</summary>
    public bool CanPush { get; init; }

    /// <summary>Why it keeps its day; null: it may be moved.</summary>
    public string? Stays { get; init; }

    /// <summary>Takes the day away again.</summary>
    public Deed? WithoutDay { get; init; }

    /// <summary>It follows its rule or source again.</summary>
    public Deed? Relink { get; init; }

    /// <summary>Its own page.</summary>
    public string? Page { get; init; }

    /// <summary>A launch's own date: moving it moves all that hangs on it, so it is shown first, at this address.</summary>
    public Func<LocalDate, string>? Preview { get; init; }

    /// <summary>A new piece for this empty slot.</summary>
    public string? Fill { get; init; }
}
