using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Timelines;

/// <summary>What a member has to do in a week, and the time they have for it.</summary>
/// <param name="Monday">First day of the ISO week.</param>
/// <param name="Minutes">Effort of content tasks and steps that stand in the week.</param>
/// <param name="Available">Minutes a week for content work; null: not watched.</param>
public sealed record WeekLoad(string Member, LocalDate Monday, int Minutes, int? Available)
{
    public int MinutesOver => Available is { } available ? Math.Max(0, Minutes - available) : 0;
}

/// <summary>
/// Work against hours, week by week. Counted is what somebody agreed to do or has done: tasks and steps that are open, in
/// progress or done, not proposals, and not what a player from outside does.
/// </summary>
public static class Load
{
    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("d MMM yyyy");

    /// <summary>
    /// Every week that touches <paramref name="window"/>, whole, in which a member has something to do; by week, then as
    /// the workspace orders its members.
    /// </summary>
    public static IReadOnlyList<WeekLoad> PerWeek(Schedule schedule, DateInterval window)
    {
        var weeks = WholeWeeks.Of(window);
        var work = Work(schedule).Where(piece => weeks.Contains(piece.Day)).ToLookup(piece => piece.Member, StringComparer.Ordinal);
        return [.. from member in schedule.Workspace.Members
                   from week in work[member.Key].GroupBy(piece => WholeWeeks.MondayOf(piece.Day), (monday, pieces) => new WeekLoad(member.Key, monday, pieces.Sum(p => p.Minutes), Available(member)))
                   orderby week.Monday
                   select week];
    }

    /// <summary>The weeks, from today's on, that hold more work than a member has hours.</summary>
    public static IEnumerable<Finding> Overloads(Schedule schedule, DateInterval window) =>
        from week in PerWeek(schedule, window)
        where week.MinutesOver > 0 && week.Monday.PlusDays(6) >= schedule.Today
        let name = schedule.Workspace.Members.First(m => m.Key == week.Member).Name
        select new Finding(FindingKind.Overload, FindingSeverity.Warning, week.Member,
            $"{name} has {Wording.Length(week.Minutes)} of work in the week of {Written.Format(week.Monday)}, {Wording.Length(week.MinutesOver)} more than their {Wording.Length(week.Available!.Value)}",
            week.Monday);

    private sealed record PieceOfWork(string Member, LocalDate Day, int Minutes);

    private static IEnumerable<PieceOfWork> Work(Schedule schedule)
    {
        foreach (var task in schedule.Tasks)
            if (task is { Owner: { } owner, Status: ContentTaskStatus.Open or ContentTaskStatus.InProgress or ContentTaskStatus.Done })
                yield return new(owner, task.Status.IsClosed() ? task.Day : task.Due, task.EffortMinutes);
        foreach (var step in schedule.Milestones)
            if (step is { Owner: { } owner, Outside: null, EffortMinutes: { } effort, Status: MilestoneStatus.Open or MilestoneStatus.InProgress or MilestoneStatus.Done })
                yield return new(owner, step.Day, effort);
    }

    private static int? Available(Member member) => member.WeeklyHours is { } hours ? (int)(hours * 60) : null;
}
