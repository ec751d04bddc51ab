using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// The one thing that time alone does to a task: after four weeks one that nobody took up is no debt any more but a
/// proposal, and what fell due before anybody planned never was a debt.
/// </summary>
internal sealed record Backlog(LocalDate FirstPlanningDay)
{
    private const int Days = 28;

    public static Backlog Of(Workspace workspace) =>
        new(workspace.Periods.Select(p => p.PlannedOn ?? p.From).DefaultIfEmpty(LocalDate.MinIsoValue).Min());

    /// <summary>What was planned before this day is backlog.</summary>
    public LocalDate Before(LocalDate today) => LocalDate.Min(today, LocalDate.Max(today.PlusDays(-Days), FirstPlanningDay));

    /// <summary>The first day on which a task of that day is backlog: <c>planned &lt; Before(day)</c>.</summary>
    public LocalDate Takes(LocalDate planned) => planned < FirstPlanningDay ? planned.PlusDays(1) : planned.PlusDays(Days + 1);
}
