namespace ContentPlanner.Core.Calendars;

/// <summary>What a calendar page shows; an empty list does not filter.</summary>
public sealed record CalendarFilter
{
    public ValueList<CalendarKind> Kinds { get; init; } = [];
    public ValueList<string> Channels { get; init; } = [];
    public ValueList<string> Pillars { get; init; } = [];
    public ValueList<string> Launches { get; init; } = [];

    /// <summary>Member keys.</summary>
    public ValueList<string> Owners { get; init; } = [];

    /// <summary>Empty slots are shown.</summary>
    public bool Gaps { get; init; } = true;

    /// <summary>What is done or out is shown.</summary>
    public bool Done { get; init; } = true;

    public bool Shows(CalendarItem item) =>
        Of(Kinds, item.Kind)
        && (Gaps || item.State != CalendarState.Gap)
        && (Done || item.State != CalendarState.Done)
        && Names(Channels, item.Channel) && Names(Pillars, item.Pillar) && Names(Launches, item.Launch) && Names(Owners, item.Owner);

    /// <summary>The filter with one kind more or less; the last one taken away shows all again.</summary>
    public CalendarFilter Toggled(CalendarKind kind) => this with
    {
        Kinds = Kinds.Contains(kind) ? Kinds.Where(k => k != kind).ToValueList() : Kinds.Append(kind).Order().ToValueList(),
    };

    public bool IsEmpty => this == new CalendarFilter();

    private static bool Of(ValueList<CalendarKind> wanted, CalendarKind kind) => wanted.Count == 0 || wanted.Contains(kind);

    private static bool Names(ValueList<string> wanted, string? has) => wanted.Count == 0 || (has is not null && wanted.Contains(has));
}
