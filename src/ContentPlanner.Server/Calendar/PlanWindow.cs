using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Calendar;

/// <summary>
/// What stands on some days of a client's plan, without deriving the rest of it: tasks come from their stored rows, pieces by
/// their day; launches, periods and notes are few and known whole. A client with ten thousand pieces is read as fast as one with
/// a hundred.
/// </summary>
internal sealed class PlanWindow
{
    /// <summary>A task that was finished while it was put off stands on the day it was closed, some time before the day it would have come back.</summary>
    private const int LongestSnooze = 92;

    private PlanWindow(WorkspaceSnapshot snapshot, DateInterval days) => (Snapshot, Days) = (snapshot, days);

    public WorkspaceSnapshot Snapshot { get; }
    public Workspace Workspace => Snapshot.Workspace;

    /// <summary>Whole weeks, both ends included.</summary>
    public DateInterval Days { get; }

    public required Library Library { get; init; }

    /// <summary>On these days, in the plan's order.</summary>
    public required IReadOnlyList<ContentPiece> Pieces { get; init; }

    public required IReadOnlyList<Slot> Slots { get; init; }
    public required IReadOnlyList<TaskRow> Tasks { get; init; }

    /// <summary>The pieces that <see cref="Tasks"/> are made from, by id.</summary>
    public required IReadOnlyDictionary<Guid, ContentPiece> Sources { get; init; }

    public required IReadOnlyList<LaunchSchedule> Launches { get; init; }
    public required IReadOnlyList<SourceLines> Periods { get; init; }

    /// <summary>Tasks that stand on some days, and so may fill a place there.</summary>
    public static IQueryable<TaskRow> TasksOn(PlannerDb db, Guid workspace, DateInterval days)
    {
        var (start, end, latest) = (days.Start, days.End, days.End.PlusDays(LongestSnooze));
        return db.Tasks.AsNoTracking()
            .Where(t => t.WorkspaceId == workspace && t.Due >= start && t.Due <= latest)
            .Where(t => (t.Status == ContentTaskStatus.Done && t.Day <= end) || (t.Due <= end && (t.Status == ContentTaskStatus.Open || t.Status == ContentTaskStatus.InProgress || (t.Status == ContentTaskStatus.Proposed && t.Offered))))
            .OrderBy(t => t.Due).ThenBy(t => t.Key);
    }

    public static async Task<PlanWindow> ReadAsync(PlannerDb db, WorkspaceSnapshot snapshot, Library library, DateInterval days, LocalDate today, CancellationToken stop)
    {
        var workspace = snapshot.Workspace;
        var rows = await TasksOn(db, snapshot.Id, days).ToListAsync(stop);
        var pieces = new List<ContentPiece>();
        var wanted = rows.Where(r => r.SourceKind == SourceKind.Piece).Select(r => r.SourceId).ToHashSet();
        var sources = new Dictionary<Guid, ContentPiece>();
        foreach (var piece in workspace.Pieces)
        {
            if (piece.Day is { } day && days.Contains(day)) pieces.Add(piece);
            if (wanted.Count > 0 && piece.Id is { } id && wanted.Contains(id)) sources[id] = piece;
        }
        var few = workspace with { Pieces = pieces.ToValueList(), Tasks = [] };
        var parts = new BySource(few, library, _ => KeyPoints.None, today);
        return new(snapshot, days)
        {
            Library = library,
            Pieces = pieces,
            Slots = Core.Timelines.Slots.Of(few, rows.Select(r => r.Task()), days),
            Tasks = rows,
            Sources = sources,
            Launches = [.. workspace.Launches.Select(l => LaunchSchedule.Of(few, library, l.Key)).OfType<LaunchSchedule>()],
            Periods = [.. workspace.Periods.Select(parts.Of)],
        };
    }
}
