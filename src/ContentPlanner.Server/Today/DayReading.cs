using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Calendar;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Today;

/// <summary>What somebody's day is made of.</summary>
/// <param name="Schedule">What follows from the pieces and launches the day is about, and from no other.</param>
/// <param name="Gaps">Empty slots of the weeks ahead.</param>
/// <param name="Late">Open tasks of theirs whose day has passed; <see cref="ClientToday.Many"/> stands for more.</param>
/// <param name="Soon">Open tasks of theirs in the days ahead; counted alike.</param>
public sealed record DayPlan(Schedule Schedule, IReadOnlyList<Gap> Gaps, int Late, int Soon);

/// <summary>
/// Reads what a day needs without deriving the rest of the plan: which tasks are due, and which are worth a look, is known from
/// stored rows; only the pieces behind these are derived anew. A client with ten thousand pieces is read as fast as one with a hundred.
/// </summary>
public sealed class DayReading(IDbContextFactory<PlannerDb> databases, Libraries libraries, TaskBook tasks, IClock clock)
{
    public const int DaysAhead = 7;

    private const int GapDays = 28;

    /// <summary>Of the open tasks the first due are shown.</summary>
    private const int MostOpen = 60;

    /// <summary>
    /// Of the proposals, the week's picks are chosen from those that wait longest, those that came last, and those that serve what is
    /// behind or a launch that is near: all of them, in a plan of usual size.
    /// </summary>
    private const int MostWaiting = 250, MostRecent = 100, MostServing = 40;

    /// <summary>Somebody who owns few of very many tasks: so far is looked for theirs.</summary>
    private const int LookedAt = 5000;

    /// <param name="everything">All that is open, up to <see cref="ClientToday.Many"/>; else the first of it.</param>
    public async Task<DayPlan> ReadAsync(WorkspaceSnapshot plan, Reader reader, bool everything, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var steps = StepsOf(plan);
        var until = reader.Today.PlusDays(DaysAhead);
        // Its days are bounded below, once in each question: of two upper bounds SQLite makes a walk through every day there ever was.
        var open = db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == plan.Id && (t.Status == ContentTaskStatus.Open || t.Status == ContentTaskStatus.InProgress));
        var proposed = db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == plan.Id && t.Status == ContentTaskStatus.Proposed && t.Due < until);

        var wanted = Serving(plan.Workspace, steps, reader);
        // The first key is the same for all of them: see TaskQuery.
        wanted.UnionWith(await FirstOf(open.Where(t => t.Due < until).OrderBy(t => t.Status == ContentTaskStatus.Done).ThenBy(t => t.Due).ThenBy(t => t.Key), reader, everything ? ClientToday.Many : MostOpen, stop));
        wanted.UnionWith(await FirstOf(proposed.OrderBy(t => t.Due).ThenBy(t => t.Key), reader, MostWaiting, stop));
        wanted.UnionWith(await FirstOf(proposed.OrderByDescending(t => t.Due).ThenBy(t => t.Key), reader, MostRecent, stop));

        var window = new DateInterval(reader.Today, reader.Today.PlusDays(GapDays - 1));
        var weeks = WholeWeeks.Of(window);
        var placed = await PlanWindow.TasksOn(db, plan.Id, weeks).ToListAsync(stop);
        var (few, sources) = Few(plan.Workspace, wanted, weeks, until);
        var schedule = steps with { Workspace = few, Tasks = await TasksAsync(plan, sources, stop) };
        return new(
            schedule,
            [.. Gap.Within(schedule with { Tasks = placed.Select(r => r.Task()).ToValueList() }, window)],
            await Theirs(open.Where(t => t.Due < reader.Today), reader).Take(ClientToday.Many).CountAsync(stop),
            await Theirs(open.Where(t => t.Due >= reader.Today && t.Due < until), reader).Take(ClientToday.Many).CountAsync(stop));
    }

    /// <summary>Launches and their steps, and those of projects: few, and known whole.</summary>
    public Schedule StepsOf(WorkspaceSnapshot plan)
    {
        var sources = tasks.Sources(plan);
        return new()
        {
            Workspace = plan.Workspace,
            Library = libraries.Of(plan.Workspace).Library,
            Today = plan.Today(clock),
            Launches = sources.LaunchDays.ToValueList(),
            Milestones = sources.Steps.InOrder().ToValueList(),
        };
    }

    private async Task<ValueList<ContentTask>> TasksAsync(WorkspaceSnapshot plan, List<ContentPiece> pieces, CancellationToken stop)
    {
        var sources = tasks.Sources(plan);
        var workspace = plan.Workspace;
        return (await tasks.OfPiecesAsync(plan, pieces, stop)).SelectMany(of => of)
            .Concat(workspace.Launches.SelectMany(l => sources.Of(l, TaskBook.DecisionsAbout(workspace, [l.Key])).Tasks))
            .OrderBy(t => t.Day).ToValueList();
    }

    /// <summary>Ids of what the first of their tasks are made of.</summary>
    private static async Task<IEnumerable<Guid>> FirstOf(IQueryable<TaskRow> ordered, Reader reader, int most, CancellationToken stop)
    {
        if (reader.SeesAll) return await ordered.Take(most).Select(t => t.SourceId).ToListAsync(stop);
        // Rows of others are left out here: a filter would have the database look through all of them.
        var rows = await ordered.Take(LookedAt).Select(t => new { t.SourceId, t.Owner }).ToListAsync(stop);
        return rows.Where(t => reader.Owns(t.Owner)).Take(most).Select(t => t.SourceId);
    }

    private static IQueryable<TaskRow> Theirs(IQueryable<TaskRow> rows, Reader reader)
    {
        var (key, strategist) = (reader.Key, reader.IsStrategist);
        return reader.SeesAll ? rows : rows.Where(t => t.Owner == key || (strategist && t.Owner == null));
    }

    /// <summary>Ids of some published pieces that serve an intention or a launch that is near: what is made of them is picked first.</summary>
    private static HashSet<Guid> Serving(Workspace workspace, Schedule steps, Reader reader)
    {
        var intentions = workspace.Periods.SelectMany(p => IntentionStanding.Of(workspace, p, reader.Today)).Where(s => s.Pace == Pace.Behind).Select(s => s.Intention.Key).ToHashSet(StringComparer.Ordinal);
        var launches = steps.Launches.Where(l => l.Launch.Status == LaunchStatus.Planned && l.Day >= reader.Today && l.Day < reader.Today.PlusDays(Picks.NearDays)).Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        if (intentions.Count + launches.Count == 0) return [];
        return [.. workspace.Pieces.Where(p => p.Status == PieceStatus.Published && ((p.Intention is { } i && intentions.Contains(i)) || (p.Launch is { } l && launches.Contains(l)))).Take(MostServing).Select(p => p.Id!.Value)];
    }

    /// <summary>The workspace with the pieces a day is about: to be finished, standing in the weeks ahead, fit for an empty slot, or sources of tasks.</summary>
    private static (Workspace Few, List<ContentPiece> Sources) Few(Workspace workspace, HashSet<Guid> wanted, DateInterval weeks, LocalDate until)
    {
        var (pieces, sources) = (new List<ContentPiece>(), new List<ContentPiece>());
        var unfilled = workspace.Cadences.ToList();
        foreach (var piece in workspace.Pieces)
        {
            var isSource = piece.Id is { } id && wanted.Contains(id);
            if (isSource) sources.Add(piece);
            // The first idea that fits a cadence is the one that is named.
            var isIdea = piece.Day is null && unfilled.RemoveAll(c => c.CouldTake(piece)) > 0;
            var isToFinish = piece.Day < until && piece.Status is (PieceStatus.Idea or PieceStatus.Planned or PieceStatus.Drafting or PieceStatus.Scheduled);
            if (isSource || isIdea || isToFinish || (piece.Day is { } day && weeks.Contains(day))) pieces.Add(piece);
        }
        return (workspace with { Pieces = pieces.ToValueList(), Tasks = [] }, sources);
    }
}
