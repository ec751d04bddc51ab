using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Calendar;

/// <summary>Days and entries as a page shows them: in the reader's words.</summary>
/// <param name="Workspaces">By client.</param>
/// <param name="Many">Entries say whose they are.</param>
internal sealed record Looks(Locale Locale, LocalDate Today, IReadOnlyDictionary<string, Workspace> Workspaces, bool Many)
{
    public IReadOnlyList<WeekLook> Month(MonthGrid grid) => [.. grid.Weeks.Select(Week)];

    public WeekLook Week(LocalDate start, IEnumerable<CalendarItem> items)
    {
        var all = items.ToList();
        return Week(CalendarWeek.Of(start, start, all.FindAll(i => i.IsBar), all.Where(i => !i.IsBar).ToLookup(i => i.Day), int.MaxValue - 1, 6)) is var week ? week with { Days = [.. week.Days.Select(d => d with { IsOfMonth = true })] } : null!;
    }

    /// <summary>Days with something on them.</summary>
    /// <param name="month">Only days of its month; null: all.</param>
    public IReadOnlyList<DayLook> Agenda(DateInterval days, LocalDate? month, IEnumerable<CalendarItem> items)
    {
        var byDay = items.Where(i => !i.IsRunway && days.Contains(LocalDate.Max(i.Day, days.Start))).ToLookup(i => LocalDate.Max(i.Day, days.Start));
        return [.. byDay.Where(d => month is not { } m || (d.Key.Month == m.Month && d.Key.Year == m.Year)).OrderBy(d => d.Key)
            .Select(d => Day(d.Key, true) with { Items = [.. CalendarWeek.InOrder(d).Select(Item)] })];
    }

    /// <summary>"23 – 29 November", "November 23 – 29".</summary>
    public string Span(DateInterval days)
    {
        if (days.Start.Month != days.End.Month) return $"{Locale.Format(days.Start, DayStyle.DayMonthShort)} – {Locale.Format(days.End, DayStyle.DayMonthShort)}";
        // The month is said once: after the days, or before them where it is written so.
        var (from, to) = (Locale.Format(days.Start, DayStyle.DayMonth), Locale.Format(days.End, DayStyle.DayMonth));
        return char.IsDigit(from[0]) ? $"{from.Split(' ')[0]} – {to}" : $"{from} – {to[(to.LastIndexOf(' ') + 1)..]}";
    }

    private WeekLook Week(CalendarWeek week) => new([.. week.Days.Select(d => Day(d.Day, d.IsOfMonth) with
    {
        Bars = [.. d.Bars.Select(Bar)],
        Items = [.. d.Items.Select(Item)],
        More = [.. d.More.Select(Item)],
        Dots = [.. d.Items.Concat(d.More).Where(i => i.State != CalendarState.Gap).Select(i => i.Kind.Key()).Take(6)],
    })], Today >= week.Start && Today <= week.Start.PlusDays(6));

    private DayLook Day(LocalDate day, bool isOfMonth) => new()
    {
        Date = LocalDatePattern.Iso.Format(day),
        Number = FormattableString.Invariant($"{day.Day}"),
        Weekday = Locale.ShortDays[(int)day.DayOfWeek - 1],
        Label = Locale.Format(day, DayStyle.Weekday),
        IsToday = day == Today,
        IsPast = day < Today,
        IsOfMonth = isOfMonth,
        IsWeekend = day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday,
    };

    private BarLook? Bar(BarPart? part) => part is null ? null : new(Item(part.Item), part.IsHead,
        $"{(part.Item.IsRunway ? "runway" : "cal-bar")} span-{part.Days}{(part.Begins ? " begins" : "")}{(part.Ends ? " ends" : "")}");

    private ItemLook Item(CalendarItem item)
    {
        var workspace = Workspaces[item.Client];
        var parts = item.Reference.Split(':');
        var root = $"/w/{item.Client}";
        var opens = parts[0] switch
        {
            "piece" or "task" or "milestone" or "slot" or "session" or "anchor" or "note" => $"{root}/calendar/item/{item.Reference}",
            "mark" or "runway" => $"{root}/launches/{item.Launch}",
            "entry" => $"{root}/plan",
            _ => null,
        };
        var span = item.Until > item.Day ? $", {Locale.Format(item.Day, DayStyle.DayMonth)} to {Locale.Format(item.Until, DayStyle.DayMonth)}" : $", {Locale.Format(item.Day, DayStyle.Weekday)}";
        var owner = item.Outside ?? workspace.NameOf(item.Owner);
        return new()
        {
            Reference = item.Reference,
            Client = item.Client,
            Kind = item.Kind.Key(),
            State = item.State switch { CalendarState.Tentative => "tentative", CalendarState.Done => "past", CalendarState.Gap => "open", _ => item.Day < Today && !item.IsLate ? "past" : "planned" } + (item.IsLate ? " overdue" : "") + (item.IsCritical ? " critical" : "") + (item.IsPart ? " beneath" : ""),
            Title = item.Title,
            Date = LocalDatePattern.Iso.Format(item.Day),
            Time = item.Time is { } time ? Locale.Format(time) : null,
            AtHome = item.AtHome is { } home ? $"{(home.Date == item.Day ? "" : Locale.Format(home.Date, DayStyle.WeekdayShort) + ", ")}{Locale.Format(home.TimeOfDay)} in {ReaderTime.City(workspace.Zone)}" : null,
            Context = string.Join(" · ", new[] { Many ? workspace.Name : null, item.Context, owner }.OfType<string>()),
            Note = item.Note,
            Reason = item.Reason,
            IsLate = item.IsLate,
            Href = opens,
            IsPage = parts[0] is "mark" or "runway" or "entry",
            CanMove = item.CanMove,
            Preview = parts[0] == "anchor" && item.CanMove ? $"{root}/launches/{item.Launch}/move?anchor={Uri.EscapeDataString(parts[2])}" : null,
            Spoken = $"{span}, {Words.Of(item.Kind)}{(item.Note is null ? "" : $", {item.Note}")}{(item.IsPart ? $", of {workspace.Launches.First(l => l.Key == item.Launch).Title}" : "")}",
        };
    }
}
