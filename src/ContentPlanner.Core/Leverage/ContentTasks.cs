using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// The work that follows from what is published: for each source and each step of its recipe one task under a key of its
/// own (domain.md 4.3), with what people decided about it. Derived whole, so deriving twice gives the same tasks; what is
/// done stands on the day it was done.
/// </summary>
/// <param name="Tasks">By day, then as the document orders their sources.</param>
/// <param name="Findings">Roles nobody holds, and decisions whose task no longer follows from the plan.</param>
public sealed record ContentTasks(ValueList<ContentTask> Tasks, ValueList<Finding> Findings)
{
    /// <param name="launches">The launches with the days their anchors, sessions and marks have.</param>
    /// <param name="read">Reads a piece's body; asked only for pieces that a recipe makes a series of.</param>
    public static ContentTasks Of(
        Workspace workspace, Library library, IReadOnlyList<LaunchSchedule> launches, Func<ContentPiece, KeyPoints> read, LocalDate today)
    {
        var bench = new Workbench(workspace, library, launches, today);
        var tasks = workspace.Pieces.SelectMany(piece => bench.TasksOf(piece, read))
            .Concat(launches.SelectMany(bench.TasksOfSessions))
            .Concat(launches.SelectMany(bench.TasksOfMarks))
            .OrderBy(task => task.Day)
            .ToValueList();
        return new(tasks, bench.UnheldRoles(tasks).Concat(bench.OrphanDecisions()).ToValueList());
    }
}
