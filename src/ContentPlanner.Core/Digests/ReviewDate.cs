using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>A day on which people look back and forward together ("regroup in a month").</summary>
public sealed record ReviewDate
{
    public required string Title { get; init; }
    public required Plan Period { get; init; }
    public required When When { get; init; }

    /// <summary>Names.</summary>
    public ValueList<string> Participants { get; init; } = [];

    public LocalDate Day => When.Day;

    /// <summary>Reviews of all periods held on or after <paramref name="day"/>, until two years later.</summary>
    public static IEnumerable<ReviewDate> After(Workspace workspace, LocalDate day) => Within(workspace, new(day, day.PlusYears(2)));

    /// <summary>Reviews of all periods held within <paramref name="window"/>, by wall time.</summary>
    public static IEnumerable<ReviewDate> Within(Workspace workspace, DateInterval window) =>
        (from period in workspace.Periods
         from review in period.Reviews
         from occasion in review.Series.Occurrences(workspace.Zone, window)
         orderby occasion.When.WallTime, review.Key
         select new ReviewDate
         {
             Title = review.Title,
             Period = period,
             When = occasion.When,
             Participants = review.Participants.Select(p => workspace.NameOf(p)!).ToValueList(),
         });

    /// <summary>The review before this one, else the planning day, else the period's first day: since when an agenda looks back.</summary>
    public LocalDate Since(Workspace workspace) =>
        Within(workspace, new(Period.From, Day.PlusDays(-1)))
            .Where(r => r.Period.Key == Period.Key).Select(r => (LocalDate?)r.Day).LastOrDefault()
        ?? Period.PlannedOn ?? Period.From;
}
