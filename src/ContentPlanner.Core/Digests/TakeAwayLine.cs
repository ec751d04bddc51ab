using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>What somebody took away from the planning day or a review: who, what, by when.</summary>
public sealed record TakeAwayLine
{
    public required string What { get; init; }

    /// <summary>Name; null while nobody took it.</summary>
    public string? Who { get; init; }

    public LocalDate? By { get; init; }

    /// <summary>0 when it is not late, or closed.</summary>
    public int DaysLate { get; init; }

    public LocalDate? ClosedOn { get; init; }
    public string? Outcome { get; init; }

    public static TakeAwayLine Of(Workspace workspace, TakeAway takeAway, LocalDate today) => new()
    {
        What = takeAway.What,
        Who = workspace.NameOf(takeAway.Who),
        By = takeAway.By,
        DaysLate = takeAway is { ClosedOn: null, By: { } by } ? Math.Max(0, Period.DaysBetween(by, today)) : 0,
        ClosedOn = takeAway.ClosedOn,
        Outcome = takeAway.Outcome,
    };

    /// <summary>Open ones of every period, by day; those without a day last.</summary>
    public static IEnumerable<TakeAway> Open(Workspace workspace) =>
        workspace.Periods.SelectMany(p => p.TakeAways).Where(t => t.ClosedOn is null).OrderBy(t => t.By ?? LocalDate.MaxIsoValue);
}
