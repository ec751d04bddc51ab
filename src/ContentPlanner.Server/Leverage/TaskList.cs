using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared.Web;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>A task as a list shows it.</summary>
/// <param name="What">"LinkedIn post".</param>
/// <param name="From">Title of what it is made of.</param>
/// <param name="Kind">Category, for colour and shape.</param>
/// <param name="When">"today", "3 days late".</param>
/// <param name="Day">For a form that needs one: <c>2026-11-26</c>.</param>
public sealed record TaskLine(
    Guid Id, string Href, string What, string From, string Channel, string Kind, string When, string Day, bool IsLate, string Who, string Effort, string Reason, bool HasChanged, bool IsUnderWay);

/// <param name="Count">How many there are on this page.</param>
public sealed record TaskGroup(string Name, bool IsLate, int Count, IReadOnlyList<TaskLine> Lines);

/// <summary>What <c>/w/{client}/tasks</c> shows.</summary>
/// <param name="Snoozes">Days to put several tasks off to.</param>
public sealed record TaskListModel(
    TaskQuery Query, string Path, string Sub, IReadOnlyList<Choice> Shelves, IReadOnlyList<Choice> Orders, IReadOnlyList<Option> People, IReadOnlyList<Option> Members,
    IReadOnlyList<Option> Channels, IReadOnlyList<Option> Launches, IReadOnlyList<TaskGroup> Groups, IReadOnlyList<Option> Snoozes, string Today, int Pages, string? Refusal)
{
    public string Back => Query.At(Path);
}

/// <summary>Reads the list of tasks from the rows beside the plan: its time does not grow with the client.</summary>
internal sealed class TaskList(OpenPlan open, IDbContextFactory<PlannerDb> databases)
{
    private const int PageSize = 50;

    /// <summary>More than these are "500+": nobody needs the exact figure, and counting them all takes time.</summary>
    private const int CountedAtMost = 500;

    public async Task<TaskListModel> ReadAsync(TaskQuery query, string? refusal, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var me = open.Client.Member;
        var wanted = query.In(db, open.Client.Id, me);
        var count = await wanted.Take(CountedAtMost * 20).CountAsync(stop);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        query = query with { Page = Math.Min(query.Page, pages) };
        var rows = await query.Ordered(wanted.AsNoTracking()).Skip((query.Page - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        var path = open.At("/tasks");
        return new(
            query, path, await Sub(db, query, stop),
            [.. await Shelves(db, query, path, count, stop)],
            [.. Enum.GetValues<TaskOrder>().Select(by => new Choice(NameOf(by), (query with { By = by, Page = 1 }).At(path), query.By == by))],
            People(me), [.. open.Workspace.Members.Select(m => new Option(m.Key, m.Name))],
            [new("", "All channels"), .. open.Workspace.ChannelsIn(open.Library).Select(c => new Option(c.Key, c.Name))],
            open.Workspace.Launches.Count == 0 ? [] : [new("", "All launches"), .. open.Workspace.Launches.Select(l => new Option(l.Key, l.Title))],
            Groups(query, Lines(rows)), Snoozes(open.Today, open.Locale), NodaTime.Text.LocalDatePattern.Iso.Format(open.Today), pages, refusal);
    }

    /// <summary>Days people put things off to.</summary>
    public static IReadOnlyList<Option> Snoozes(LocalDate today, Locale locale)
    {
        var monday = WholeWeeks.MondayOf(today).PlusWeeks(1);
        return [.. new (string Name, LocalDate Day)[] { ("Tomorrow", today.PlusDays(1)), ("Next week", monday), ("In two weeks", monday.PlusDays(7)), ("Next month", today.PlusMonths(1)) }
            .Select(s => new Option(NodaTime.Text.LocalDatePattern.Iso.Format(s.Day), $"{s.Name}, {locale.Format(s.Day, DayStyle.WeekdayShort)}"))];
    }

    private async Task<string> Sub(PlannerDb db, TaskQuery query, CancellationToken stop)
    {
        if (query.Shelf != TaskShelf.Todo) return query.Shelf switch
        {
            TaskShelf.Proposals => "Good pieces that could go somewhere else. Take one up, or pass: what nobody takes up is no debt.",
            TaskShelf.Done => "What went out, the latest first.",
            _ => "What somebody decided against, or what went with its source.",
        };
        var today = open.Today;
        var mine = query.In(db, open.Client.Id, open.Client.Member);
        var late = await mine.Where(t => t.Due < today).Take(CountedAtMost).CountAsync(stop);
        var now = await mine.Where(t => t.Due == today).Take(CountedAtMost).CountAsync(stop);
        return (late, now) switch
        {
            (0, 0) => "No task is late, and none is due today.",
            (0, _) => $"{DueWords.Counted(now, "task")} due today, nothing late.",
            (_, 0) => $"{DueWords.Counted(late, "task")} late, nothing due today.",
            _ => $"{DueWords.Counted(late, "task")} late, {now} due today.",
        };
    }

    private async Task<IEnumerable<Choice>> Shelves(PlannerDb db, TaskQuery query, string path, int count, CancellationToken stop)
    {
        var shelves = new List<Choice>();
        foreach (var shelf in Enum.GetValues<TaskShelf>())
        {
            var asked = query with { Shelf = shelf, Page = 1 };
            var there = shelf == query.Shelf ? Math.Min(count, CountedAtMost) : await asked.In(db, open.Client.Id, open.Client.Member).Take(CountedAtMost).CountAsync(stop);
            var figure = shelf is TaskShelf.Todo or TaskShelf.Proposals ? there >= CountedAtMost ? $" {CountedAtMost}+" : there > 0 ? FormattableString.Invariant($" {there}") : "" : "";
            shelves.Add(new(NameOf(shelf) + figure, asked.At(path), query.Shelf == shelf));
        }
        return shelves;
    }

    private IReadOnlyList<Option> People(string? me)
    {
        var people = new List<Option> { new("", "Everybody") };
        if (me is not null) people.Add(new(TaskQuery.Me, "Mine"));
        people.AddRange(open.Workspace.Members.Where(m => m.Key != me).Select(m => new Option(m.Key, m.Name)));
        people.Add(new(TaskQuery.Nobody, "Nobody yet"));
        return people;
    }

    private IEnumerable<(TaskRow Row, TaskLine Line)> Lines(List<TaskRow> rows)
    {
        var sources = rows.Select(r => r.SourceId).ToHashSet();
        var pieces = open.Workspace.Pieces.Where(p => sources.Contains(p.Id!.Value)).ToDictionary(p => p.Id!.Value, p => p.Title);
        var launches = open.Workspace.Launches.ToDictionary(l => l.Id!.Value, l => l.Title);
        foreach (var row in rows)
        {
            var from = pieces.GetValueOrDefault(row.SourceId) ?? launches.GetValueOrDefault(row.SourceId) ?? "";
            var what = from.Length > 0 && row.Title.EndsWith($": {from}", StringComparison.Ordinal) ? row.Title[..^(from.Length + 2)] : row.Title;
            var isOpen = row.Status is ContentTaskStatus.Open or ContentTaskStatus.InProgress;
            yield return (row, new(
                row.Id, open.At($"/tasks/{row.Key}"), what, from, open.ChannelName(row.Channel), Kinds.OfChannel(row.Channel),
                isOpen ? open.Locale.Due(row.Due, open.Today) : open.Locale.Day(row.Due, open.Today),
                NodaTime.Text.LocalDatePattern.Iso.Format(LocalDate.Max(row.Due, open.Today)),
                isOpen && row.Due < open.Today, open.Workspace.NameOf(row.Owner) ?? "Nobody yet", DueWords.Length(row.EffortMinutes), row.Reason, row.SourceChanged, row.Status == ContentTaskStatus.InProgress));
        }
    }

    private IReadOnlyList<TaskGroup> Groups(TaskQuery query, IEnumerable<(TaskRow Row, TaskLine Line)> lines) =>
        [.. lines.GroupBy(l => NameOf(query, l.Row)).Select(g => new TaskGroup(g.Key, g.Key is Late or Earlier, g.Count(), [.. g.Select(l => l.Line)]))];

    private const string Late = "Late", Earlier = "Earlier weeks";

    private string NameOf(TaskQuery query, TaskRow row)
    {
        var monday = WholeWeeks.MondayOf(open.Today);
        if (query.Shelf != TaskShelf.Todo)
            return query.Shelf == TaskShelf.Proposals && row.Due >= open.Today ? "For an empty slot" : open.Locale.Format(row.Due, DayStyle.Month);
        return query.By switch
        {
            TaskOrder.Person => open.Workspace.NameOf(row.Owner) ?? "Nobody yet",
            TaskOrder.Launch => open.Workspace.Launches.FirstOrDefault(l => l.Key == row.Launch)?.Title ?? "Without a launch",
            TaskOrder.Week when row.Due >= monday => WeekOf(WholeWeeks.MondayOf(row.Due), monday),
            TaskOrder.Week => Earlier,
            _ when row.Due < open.Today => Late,
            TaskOrder.Day when row.Due == open.Today => "Today",
            _ when row.Due < monday.PlusDays(7) => "This week",
            _ when row.Due < monday.PlusDays(14) => "Next week",
            _ => "Later",
        };
    }

    private string WeekOf(LocalDate week, LocalDate monday) => Period.DaysBetween(monday, week) switch
    {
        0 => "This week",
        7 => "Next week",
        _ => $"Week of {open.Locale.Format(week, DayStyle.DayMonth)}",
    };

    private static string NameOf(TaskShelf shelf) => shelf switch
    {
        TaskShelf.Todo => "To do",
        TaskShelf.Proposals => "Proposals",
        TaskShelf.Done => "Done",
        _ => "Decided against",
    };

    private static string NameOf(TaskOrder by) => by switch
    {
        TaskOrder.Day => "By day",
        TaskOrder.Person => "By person",
        TaskOrder.Week => "By week",
        _ => "By launch",
    };
}
