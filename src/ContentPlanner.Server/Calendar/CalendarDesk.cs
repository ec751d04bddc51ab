using ContentPlanner.Core;
using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Pieces;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Calendar;

/// <summary>Makes calendar pages: of one client, or of several together.</summary>
internal sealed class CalendarDesk(WorkspaceStore workspaces, Libraries libraries, IDbContextFactory<PlannerDb> databases, IClock clock)
{
    /// <summary>Items of a day that a month shows at once, and ideas beside it.</summary>
    private const int MostOfDay = 4, MostIdeas = 24;

    /// <param name="one">The client whose page it is; null: across clients.</param>
    /// <param name="seats">Across clients: all the reader could see.</param>
    public async Task<CalendarModel> OfAsync(IReadOnlyList<Client> clients, Client? one, IReadOnlyList<Seat> seats, Person person, CalendarQuery query, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var snapshots = new List<(Client Client, WorkspaceSnapshot Snapshot)>();
        foreach (var client in clients)
            if (await workspaces.ReadAsync(client.Id, stop) is { } snapshot) snapshots.Add((client, snapshot));
        var locale = Locale.For(person.Locale ?? snapshots.Select(s => s.Snapshot.Workspace.Locale).FirstOrDefault("en-GB"));
        var here = ZoneOf(person, snapshots.Select(s => s.Snapshot.Workspace).FirstOrDefault());
        var today = now.InZone(here).Date;
        var day = query.Day ?? today;
        var weekStart = WeekStart(locale);
        var days = query.View == CalendarView.Week ? MonthGrid.WeekOf(day, weekStart) : MonthGrid.DaysOf(day, weekStart);

        var items = new List<CalendarItem>();
        await using var db = databases.CreateDbContext();
        foreach (var (client, snapshot) in snapshots)
        {
            var window = await PlanWindow.ReadAsync(db, snapshot, libraries.Of(snapshot.Workspace).Library, days, today, stop);
            items.AddRange(new CalendarItems(window, client, new(here, snapshot.Workspace.Zone), today).All().Where(query.Filter.Shows));
        }
        var looks = new Looks(locale, today, snapshots.ToDictionary(s => s.Client.Key, s => s.Snapshot.Workspace, StringComparer.Ordinal), Many: one is null);
        var weeks = query.View == CalendarView.Week ? [looks.Week(days.Start, items)] : query.View == CalendarView.Month ? looks.Month(MonthGrid.Of(day, weekStart, items, MostOfDay)) : [];
        var agenda = looks.Agenda(days, query.View == CalendarView.Week ? null : day, items);
        return new()
        {
            Query = query,
            Title = query.View == CalendarView.Week ? looks.Span(days) : locale.Months[day.Month - 1],
            Less = FormattableString.Invariant($"{(query.View == CalendarView.Week ? days.End.Year : day.Year)}"),
            Before = (query with { Day = query.View == CalendarView.Week ? day.PlusDays(-7) : FirstOf(day).PlusMonths(-1) }).Address,
            After = (query with { Day = query.View == CalendarView.Week ? day.PlusDays(7) : FirstOf(day).PlusMonths(1) }).Address,
            Now = (query with { Day = null }).Address,
            Views = [.. Enum.GetValues<CalendarView>().Select(v => new Choice(v.ToString(), (query with { View = v }).Address, v == query.View))],
            Legend = [.. Enum.GetValues<CalendarKind>().Select(k => new LegendLine(k.Key(), Words.Of(k), (query with { Filter = query.Filter.Toggled(k) }).Address, query.Filter.Kinds.Contains(k)))],
            Filters = Filters(query, snapshots.ConvertAll(s => s.Snapshot.Workspace)),
            FiltersOn = new[] { query.Filter.Channels.Count, query.Filter.Pillars.Count, query.Filter.Launches.Count, query.Filter.Owners.Count }.Count(n => n > 0) + (query.Filter.Gaps ? 0 : 1) + (query.Filter.Done ? 0 : 1),
            Clients = one is null && seats.Count > 1
                ? [new("All clients", (query with { Clients = [] }).Address, query.Clients.Count == 0), .. seats.Select(s => new Choice(s.Name, (query with { Clients = [s.Key] }).Address, query.Clients.Contains(s.Key)))]
                : [],
            Everything = query.Filter.IsEmpty ? null : (query with { Filter = new() }).Address,
            Weekdays = [.. Enumerable.Range(0, 7).Select(i => locale.ShortDays[((int)weekStart - 1 + i) % 7])],
            Weeks = weeks,
            Agenda = agenda,
            Backlog = [.. snapshots.SelectMany(s => Ideas(s.Client, s.Snapshot.Workspace, one is null)).Take(MostIdeas)],
            MoreIdeas = Math.Max(0, snapshots.Sum(s => s.Snapshot.Workspace.Pieces.Count(p => IsIdea(p) && PieceList.MaySee(s.Client, p))) - MostIdeas),
            New = one?.May(Access.Contributor) == true ? $"/w/{one.Key}/calendar/new?day={NodaTime.Text.LocalDatePattern.Iso.Format(day < today && day.Month == today.Month ? today : day)}" : null,
            Empty = items.Exists(i => !i.IsBar) ? null : query.View == CalendarView.Week ? "Nothing is planned this week yet." : $"Nothing is planned in {locale.Format(FirstOf(day), DayStyle.Month)} yet.",
        };
    }

    public static DateTimeZone ZoneOf(Person person, Workspace? workspace) =>
        (person.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null) ?? workspace?.Zone ?? DateTimeZone.Utc;

    private static LocalDate FirstOf(LocalDate day) => new(day.Year, day.Month, 1);

    private static IsoDayOfWeek WeekStart(Locale locale) => locale.Tag is "en-US" or "en-CA" or "pt-BR" or "en-IN" or "hi-IN" ? IsoDayOfWeek.Sunday : IsoDayOfWeek.Monday;

    private static bool IsIdea(ContentPiece piece) => piece is { Status: PieceStatus.Idea, Day: null };

    private IEnumerable<IdeaLine> Ideas(Client client, Workspace workspace, bool many) => workspace.Pieces.Where(p => IsIdea(p) && PieceList.MaySee(client, p)).Take(MostIdeas).Select(piece => new IdeaLine(
        $"piece:{piece.Id}", client.Key, CalendarKinds.OfFormat(piece.Format).Key(), piece.Title,
        string.Join(" · ", new[] { many ? client.Name : null, Spelling.Spelled(piece.Format), piece.Channel is { } channel ? workspace.ChannelName(libraries.Of(workspace).Library, channel) : null }.OfType<string>()),
        $"/w/{client.Key}/calendar/item/piece:{piece.Id}", client.May(Access.Contributor)));

    private IReadOnlyList<FilterField> Filters(CalendarQuery query, IReadOnlyList<Workspace> of)
    {
        var fields = new List<FilterField>();
        Add("Channel", "channel", query.Filter.Channels, of.SelectMany(w => w.Channels.Select(c => new Option(c.Key, w.ChannelName(libraries.Of(w).Library, c.Key)))));
        Add("Pillar", "pillar", query.Filter.Pillars, of.SelectMany(w => w.Pillars.Select(p => new Option(p.Key, p.Name))));
        Add("Launch", "launch", query.Filter.Launches, of.SelectMany(w => w.Launches.Select(l => new Option(l.Key, l.Title))));
        Add("Owner", "owner", query.Filter.Owners, of.SelectMany(w => w.Members.Select(m => new Option(m.Key, m.Name))));
        fields.Add(new("Empty slots", "gaps", query.Filter.Gaps ? "" : "hide", [new("", "Show"), new("hide", "Hide")]));
        fields.Add(new("What is done", "done-items", query.Filter.Done ? "" : "hide", [new("", "Show"), new("hide", "Hide")]));
        return fields;

        void Add(string label, string name, IEnumerable<string> chosen, IEnumerable<Option> options)
        {
            var all = options.DistinctBy(o => o.Value).OrderBy(o => o.Name, StringComparer.OrdinalIgnoreCase).ToList();
            if (all.Count > 0) fields.Add(new(label, name, chosen.FirstOrDefault() ?? "", [new("", "All"), .. all]));
        }
    }
}
