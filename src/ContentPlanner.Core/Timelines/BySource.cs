using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>What follows from one source: a piece, a launch, a period, or the workspace itself.</summary>
/// <param name="Source">Id of the item.</param>
/// <param name="Tasks">As <see cref="Schedule.Tasks"/> has them.</param>
/// <param name="Milestones">As <see cref="Schedule.Milestones"/> has them.</param>
/// <param name="Lines">Every line of it that any timeline may show, whatever its window; gaps are nobody's.</param>
/// <param name="Until">The first day on which time alone makes it another; null: never.</param>
public sealed record SourceLines(Guid Source, ValueList<ContentTask> Tasks, ValueList<Milestone> Milestones, ValueList<Entry> Lines, LocalDate? Until);

/// <summary>
/// The schedule and its timeline, source by source, so that a change derives only what it touches. It is the same rules over
/// less: for every workspace the sources together give the tasks, milestones and lines of <see cref="Schedule.Of"/> and
/// <see cref="Timeline.Of"/>, gaps aside. Pieces are asked for in parts of any size; launches and periods are few and known
/// whole. Proposals for empty slots are one more part: they follow from everything that competes for those slots.
/// </summary>
/// <param name="read">Reads a piece's body; asked only for pieces that a recipe makes a series of.</param>
public sealed class BySource(Workspace workspace, Library library, Func<ContentPiece, KeyPoints> read, LocalDate today)
{
    private static readonly DateInterval Always = new(LocalDate.MinIsoValue, Recurrence.EndOfTime);

    private readonly Workspace _few = workspace with { Pieces = [], Tasks = [] };
    private readonly Lazy<Dictionary<string, MilestoneDecision>> _decided = new(workspace.DecisionsByKey);
    private ValueList<LaunchSchedule>? _launches;

    public LocalDate Today => today;

    private ValueList<LaunchSchedule> Launches => _launches ??= Schedule.LaunchesOf(_few, library, _decided.Value, today, []).ToValueList();

    /// <summary>Whether a piece has steps that count from a launch, so that it follows launches beside its own day.</summary>
    public static bool FollowsLaunches(ContentPiece piece, Library library) =>
        piece.Launch is not null || library.RecipesFor(piece).Any(r => r.Steps.Any(s => s.Offset.Anchor != PieceTasks.Publish));

    /// <summary>What follows from some pieces, in their order.</summary>
    /// <param name="beside">
    /// The other pieces in the places (channel and day) of these: pieces of one place decide together who fills which slot.
    /// </param>
    /// <param name="decisions">What was decided about tasks, of these pieces at least.</param>
    public IReadOnlyList<SourceLines> OfPieces(IReadOnlyCollection<ContentPiece> pieces, IEnumerable<ContentPiece> beside, IEnumerable<TaskDecision> decisions)
    {
        var part = _few with { Pieces = pieces.Concat(beside).ToValueList(), Tasks = decisions.ToValueList() };
        var bench = new Workbench(part, library, Launches, today);
        var frame = FrameOf(part);
        var days = pieces.Select(p => p.Day).OfType<LocalDate>().ToList();
        var slots = days.Count == 0 ? [] : Slots.Of(part, new DateInterval(days.Min(), days.Max()));
        var editorial = EditorialLines.OfPieces(frame, slots).ToLookup(e => e.Uid, StringComparer.Ordinal);
        return [.. pieces.Select(piece =>
        {
            var tasks = bench.TasksOf(piece, read).ToValueList();
            var lines = editorial[frame.Uid(piece, Facet.Publish)].Take(1).Concat(tasks.Select(task => TaskLines.Of(frame, task, piece)).OfType<Entry>());
            return Of(frame, Identity.Of(workspace, piece), tasks, [], lines, bench.Backlog);
        })];
    }

    /// <summary>Only the tasks of some pieces, without proposals for empty slots: for a page that shows these pieces.</summary>
    /// <param name="decisions">What was decided about tasks, of these pieces at least.</param>
    /// <param name="offered">Outings that fill empty slots, as <see cref="Proposals"/> gave them.</param>
    /// <returns>By the piece's key, in their day's order.</returns>
    public ILookup<string, ContentTask> TasksOf(IReadOnlyCollection<ContentPiece> pieces, IEnumerable<TaskDecision> decisions, ILookup<string, OfferedOuting> offered)
    {
        var bench = new Workbench(_few with { Pieces = pieces.ToValueList(), Tasks = decisions.ToValueList() }, library, Launches, today);
        return pieces.SelectMany(piece =>
            {
                var own = bench.TasksOf(piece, read).ToList();
                return own.Concat(offered[piece.Key].Select(o => bench.Offered(piece, own, o)).OfType<ContentTask>());
            })
            .OrderBy(t => t.Day).ToLookup(t => t.Source.Key, StringComparer.Ordinal);
    }

    /// <summary>The launches with the days that follow.</summary>
    public IReadOnlyList<LaunchSchedule> LaunchDays => Launches;

    /// <summary>The steps of launches, then of projects.</summary>
    public IEnumerable<Milestone> Steps => Launches.SelectMany(l => l.Milestones).Concat(workspace.Periods.SelectMany(p => Of(p).Milestones));

    /// <summary>Only the lines of some pieces themselves, without their tasks: for those whose neighbour in a place changed.</summary>
    public IReadOnlyList<(Guid Source, Entry Line)> PublicationsOf(IReadOnlyCollection<ContentPiece> pieces)
    {
        var days = pieces.Select(p => p.Day).OfType<LocalDate>().ToList();
        if (days.Count == 0) return [];
        var part = _few with { Pieces = pieces.ToValueList() };
        var frame = FrameOf(part);
        var ids = pieces.ToDictionary(p => frame.Uid(p, Facet.Publish), p => Identity.Of(workspace, p), StringComparer.Ordinal);
        return [.. EditorialLines.OfPieces(frame, Slots.Of(part, new DateInterval(days.Min(), days.Max()))).Select(line => (ids[line.Uid], frame.Discreet(line)))];
    }

    /// <summary>What follows from a launch; nothing when its blueprint is unknown.</summary>
    /// <param name="decisions">What was decided about tasks, of this launch at least.</param>
    public SourceLines Of(Launch launch, IEnumerable<TaskDecision> decisions)
    {
        var id = Identity.Of(workspace, launch);
        if (Launches.FirstOrDefault(l => ReferenceEquals(l.Launch, launch) || l.Key == launch.Key) is not { } schedule) return new(id, [], [], [], null);
        var bench = new Workbench(_few with { Tasks = decisions.ToValueList() }, library, Launches, today);
        var tasks = bench.TasksOfSessions(schedule).Concat(bench.TasksOfMarks(schedule)).ToValueList();
        var frame = FrameOf(_few);
        var lines = LaunchLines.Of(frame, schedule)
            .Concat(schedule.Milestones.Select(m => MilestoneLines.Of(frame, m, null)).OfType<Entry>())
            .Concat(tasks.Select(task => TaskLines.Of(frame, task, schedule.Launch)).OfType<Entry>());
        return Of(frame, id, tasks, schedule.Milestones, lines, bench.Backlog);
    }

    public SourceLines Of(Plan period)
    {
        var milestones = ProjectMilestones.Of(_few, period.Projects, _decided.Value, today, []);
        var projects = period.Projects.DistinctBy(p => p.Key).ToDictionary(p => p.Key, StringComparer.Ordinal);
        var frame = FrameOf(_few);
        var lines = PlanLines.Of(frame, period).Concat(milestones.Select(m => MilestoneLines.Of(frame, m, projects.GetValueOrDefault(m.Project!))).OfType<Entry>());
        return Of(frame, Identity.Of(workspace, period), [], milestones.ToValueList(), lines, Backlog.Of(_few));
    }

    /// <summary>Notes and days off, whose source is the workspace.</summary>
    public SourceLines OfNotes()
    {
        var frame = FrameOf(_few);
        return Of(frame, Identity.Of(workspace), [], [], NoteLines.Of(frame), Backlog.Of(_few));
    }

    /// <summary>The proposals for empty slots, by the piece each would bring back.</summary>
    /// <param name="competing">
    /// At least: published pieces with an evergreen rule, pieces on a day of <see cref="Evergreen.WeeksAhead"/>, and pieces
    /// with a task there that is open, in progress or done. In the order of the workspace.
    /// </param>
    /// <param name="decisions">What was decided about tasks of these and of launches.</param>
    public IReadOnlyList<SourceLines> Proposals(IReadOnlyCollection<ContentPiece> competing, IEnumerable<TaskDecision> decisions)
    {
        var part = _few with { Pieces = competing.ToValueList(), Tasks = decisions.ToValueList() };
        var tasks = ContentTasks.Of(part, library, Launches, read, today).Tasks;
        var slots = Slots.Of(part, tasks, Evergreen.DaysAhead(today));
        var frame = FrameOf(part);
        var sources = competing.DistinctBy(p => p.Key).ToDictionary(p => p.Key, StringComparer.Ordinal);
        return [.. Evergreen.Proposals(part, library, Launches, tasks, slots, today).GroupBy(t => t.Source.Id)
            .Select(of => Of(frame, of.Key, of.ToValueList(), [], of.Select(t => TaskLines.Of(frame, t, sources[t.Source.Key])).OfType<Entry>(), Backlog.Of(_few)))];
    }

    private Frame FrameOf(Workspace part) =>
        new(new() { Workspace = part, Library = library, Today = today, Launches = Launches }, Always, stamps: null);

    private SourceLines Of(Frame frame, Guid source, ValueList<ContentTask> tasks, ValueList<Milestone> milestones, IEnumerable<Entry> lines, Backlog backlog) =>
        new(source, tasks, milestones, lines.Select(frame.Discreet).ToValueList(), Until(tasks, backlog));

    private LocalDate? Until(ValueList<ContentTask> tasks, Backlog backlog)
    {
        LocalDate? until = null;
        foreach (var task in tasks)
            if (task.Status == ContentTaskStatus.Open && backlog.Takes(task.Planned) is var day && day > today && !(day >= until)) until = day;
        return until;
    }
}
