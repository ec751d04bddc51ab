using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>A content task or piece whose day has passed and that is not out; late launch and project steps are findings of their own.</summary>
/// <param name="Title">Of the task ("Carousel: Five steps") or the piece.</param>
/// <param name="Owner">Member key; null: nobody's.</param>
/// <param name="IsPiece">A piece; else a content task.</param>
public sealed record LateWork(string Title, LocalDate Day, int DaysLate, string? Owner, bool IsPiece)
{
    /// <summary>The longest late first.</summary>
    public static ValueList<LateWork> Of(Schedule schedule) =>
        Tasks(schedule).Concat(Pieces(schedule)).Where(w => w.DaysLate > 0)
            .OrderByDescending(w => w.DaysLate).ThenBy(w => w.Title, StringComparer.Ordinal).ToValueList();

    private static IEnumerable<LateWork> Tasks(Schedule schedule) =>
        from task in schedule.Tasks
        where task.IsOpen
        select new LateWork(task.Title, task.Due, Period.DaysBetween(task.Due, schedule.Today), task.Owner, false);

    private static IEnumerable<LateWork> Pieces(Schedule schedule) =>
        from piece in schedule.Workspace.Pieces
        where piece is { Day: not null, Status: PieceStatus.Planned or PieceStatus.Drafting or PieceStatus.Scheduled }
        select new LateWork(piece.Title, piece.Day!.Value, Period.DaysBetween(piece.Day!.Value, schedule.Today), piece.Owner, true);
}
