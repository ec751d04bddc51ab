using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Calendar;

/// <summary>A calendar page, in words.</summary>
public sealed record CalendarModel
{
    public required CalendarQuery Query { get; init; }

    /// <summary>"November", and more quietly "2026".</summary>
    public required string Title { get; init; }
    public required string Less { get; init; }

    public required string Before { get; init; }
    public required string After { get; init; }
    public required string Now { get; init; }
    public required IReadOnlyList<Choice> Views { get; init; }
    public required IReadOnlyList<LegendLine> Legend { get; init; }
    public required IReadOnlyList<FilterField> Filters { get; init; }

    /// <summary>Across clients: all of them, and each.</summary>
    public IReadOnlyList<Choice> Clients { get; init; } = [];

    /// <summary>Where the filter is taken off; null: there is none.</summary>
    public string? Everything { get; init; }

    /// <summary>How many filters other than the legend's are on.</summary>
    public int FiltersOn { get; init; }

    /// <summary>Heads of the columns.</summary>
    public required IReadOnlyList<string> Weekdays { get; init; }

    /// <summary>Of a month: its weeks; of a week: one.</summary>
    public required IReadOnlyList<WeekLook> Weeks { get; init; }

    /// <summary>Days with something on them, for the agenda and for phones.</summary>
    public required IReadOnlyList<DayLook> Agenda { get; init; }

    public IReadOnlyList<IdeaLine> Backlog { get; init; } = [];

    /// <summary>Ideas beyond those.</summary>
    public int MoreIdeas { get; init; }

    /// <summary>Where a new piece is made; null: not the reader's to do, or across clients.</summary>
    public string? New { get; init; }

    /// <summary>"Nothing is planned in December yet."; null: there is something.</summary>
    public string? Empty { get; init; }

    public bool IsFiltered => Everything is not null;
}

public sealed record LegendLine(string Kind, string Name, string Href, bool IsChosen);

/// <summary>A choice of the filter's form.</summary>
public sealed record FilterField(string Label, string Name, string? Value, IReadOnlyList<Option> Options);

/// <param name="IsCurrent">Today is in it.</param>
public sealed record WeekLook(IReadOnlyList<DayLook> Days, bool IsCurrent);

public sealed record DayLook
{
    /// <summary><c>2026-11-24</c></summary>
    public required string Date { get; init; }
    public required string Number { get; init; }

    /// <summary>"Tue", and "Tuesday 24 November".</summary>
    public required string Weekday { get; init; }
    public required string Label { get; init; }

    public bool IsToday { get; init; }
    public bool IsOfMonth { get; init; } = true;
    public bool IsPast { get; init; }

    /// <summary>By lane; null: nothing runs there.</summary>
    public IReadOnlyList<BarLook?> Bars { get; init; } = [];
    public IReadOnlyList<ItemLook> Items { get; init; } = [];
    public IReadOnlyList<ItemLook> More { get; init; } = [];

    /// <summary>Kinds of what stands there, for the dots on a phone.</summary>
    public IReadOnlyList<string> Dots { get; init; } = [];

    public bool IsWeekend { get; init; }
}

/// <param name="Class">Where it begins and ends, how long it is.</param>
public sealed record BarLook(ItemLook Item, bool IsHead, string Class);

/// <summary>An entry of a day.</summary>
public sealed record ItemLook
{
    public required string Reference { get; init; }
    public required string Client { get; init; }
    public required string Kind { get; init; }

    /// <summary>Class of its state.</summary>
    public required string State { get; init; }
    public required string Title { get; init; }

    /// <summary>The day a move begins from.</summary>
    public required string Date { get; init; }

    /// <summary>"14:30"; null: the whole day.</summary>
    public string? Time { get; init; }

    /// <summary>"09:30 in Dublin", where that differs.</summary>
    public string? AtHome { get; init; }
    public string? Context { get; init; }
    public string? Note { get; init; }
    public string? Reason { get; init; }
    public bool IsLate { get; init; }

    /// <summary>What opens when it is chosen; null: it only stands there.</summary>
    public string? Href { get; init; }

    /// <summary>Its own page instead of a dialog.</summary>
    public bool IsPage { get; init; }
    public bool CanMove { get; init; }

    /// <summary>A launch's own date: dropping it leads here, with <c>&amp;to=</c> and the day.</summary>
    public string? Preview { get; init; }

    /// <summary>What a screen reader adds: day, kind, state.</summary>
    public required string Spoken { get; init; }
}

/// <summary>An idea without a day.</summary>
public sealed record IdeaLine(string Reference, string Client, string Kind, string Title, string About, string Href, bool CanMove);
