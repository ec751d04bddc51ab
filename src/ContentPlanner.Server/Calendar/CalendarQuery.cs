using ContentPlanner.Core;
using ContentPlanner.Core.Calendars;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Calendar;

public enum CalendarView { Month, Week, Agenda }

/// <summary>Everything a calendar page's address says, so that back, bookmarks and a second tab work.</summary>
public sealed record CalendarQuery
{
    /// <summary><c>/calendar</c> or <c>/w/{workspace}/calendar</c>.</summary>
    public required string Path { get; init; }

    public CalendarView View { get; init; } = CalendarView.Month;

    /// <summary>A day of what is shown; null: today.</summary>
    public LocalDate? Day { get; init; }

    public CalendarFilter Filter { get; init; } = new();

    /// <summary>Across clients: only of these (keys).</summary>
    public ValueList<string> Clients { get; init; } = [];

    /// <summary>What is not understood is passed over.</summary>
    public static CalendarQuery Of(string path, IQueryCollection query) => new()
    {
        Path = path,
        View = Enum.TryParse<CalendarView>(query["view"], ignoreCase: true, out var view) && Enum.IsDefined(view) ? view : CalendarView.Month,
        Day = LocalDatePattern.Iso.Parse(query["day"].ToString()) is { Success: true, Value: { Year: > 1900 and < 2200 } day } ? day : null,
        Clients = Values(query, "client"),
        Filter = new()
        {
            Kinds = Values(query, "cat").Select(v => Enum.TryParse<CalendarKind>(v, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : (CalendarKind?)null).OfType<CalendarKind>().Distinct().Order().ToValueList(),
            Channels = Values(query, "channel"),
            Pillars = Values(query, "pillar"),
            Launches = Values(query, "launch"),
            Owners = Values(query, "owner"),
            Gaps = query["gaps"] != "hide",
            Done = query["done-items"] != "hide",
        },
    };

    public string Address => ToString();

    public override string ToString()
    {
        var parts = new List<string>();
        if (View != CalendarView.Month) parts.Add($"view={View.ToString().ToLowerInvariant()}");
        if (Day is { } day) parts.Add($"day={LocalDatePattern.Iso.Format(day)}");
        parts.AddRange(Clients.Select(c => $"client={Uri.EscapeDataString(c)}"));
        parts.AddRange(Filter.Kinds.Select(k => $"cat={k.Key()}"));
        parts.AddRange(Filter.Channels.Select(c => $"channel={Uri.EscapeDataString(c)}"));
        parts.AddRange(Filter.Pillars.Select(c => $"pillar={Uri.EscapeDataString(c)}"));
        parts.AddRange(Filter.Launches.Select(c => $"launch={Uri.EscapeDataString(c)}"));
        parts.AddRange(Filter.Owners.Select(c => $"owner={Uri.EscapeDataString(c)}"));
        if (!Filter.Gaps) parts.Add("gaps=hide");
        if (!Filter.Done) parts.Add("done-items=hide");
        return parts.Count == 0 ? Path : $"{Path}?{string.Join('&', parts)}";
    }

    private static ValueList<string> Values(IQueryCollection query, string name) => query[name].Where(v => !string.IsNullOrEmpty(v)).Select(v => v!).Distinct().Take(20).ToValueList();
}
