using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// The period that follows another one: what is carried over, by key. Projects move with their open work, so that nothing
/// stands on the calendar twice; intentions are begun anew from where they stand, and the old period keeps their history.
/// </summary>
public sealed record NextPeriod
{
    /// <summary>Key of the period it follows.</summary>
    public required string After { get; init; }

    public required string Name { get; init; }
    public required LocalDate From { get; init; }
    public required LocalDate To { get; init; }
    public LocalDate? PlannedOn { get; init; }
    public string? Vision { get; init; }
    public ValueList<string> Intentions { get; init; } = [];
    public ValueList<string> Projects { get; init; } = [];

    /// <summary>Cadences that go on until the period's end; the others end the day before it begins.</summary>
    public ValueList<string> Cadences { get; init; } = [];

    /// <summary>The players, and roles nobody has been found for yet.</summary>
    public bool Players { get; init; } = true;

    /// <summary>The same rhythm of reviews.</summary>
    public bool Reviews { get; init; } = true;

    /// <summary>What outside matters beyond the year.</summary>
    public bool Environment { get; init; } = true;

    /// <summary>A period as long as the last that begins the day after it; about a year is a year.</summary>
    public static (LocalDate From, LocalDate To) Days(Plan last)
    {
        var from = last.To.PlusDays(1);
        var months = Period.Between(last.From, from, PeriodUnits.Months).Months is var whole && whole is > 10 and < 15 ? 12 : whole;
        return (from, (months >= 1 ? from.PlusMonths(months) : from.PlusDays(Period.DaysBetween(last.From, last.To) + 1)).PlusDays(-1));
    }
}

/// <summary>Starting a period from the one before.</summary>
public static class PeriodVerbs
{
    /// <summary>The workspace with the next period, and everything that was chosen carried over into it.</summary>
    /// <exception cref="ArgumentException">There is no such period before.</exception>
    public static Workspace Begin(this Workspace workspace, NextPeriod next)
    {
        var last = workspace.Periods.FirstOrDefault(p => p.Key == next.After) ?? throw new ArgumentException($"{workspace.Name} has no period {next.After}", nameof(next));
        var keys = new FreshKeys(workspace, next.From.Year);
        var intentions = last.Focus.SelectMany(f => f.Intentions).Where(i => next.Intentions.Contains(i.Key)).ToDictionary(i => i.Key, i => keys.For(i.Key), StringComparer.Ordinal);
        var needs = last.Environment.Where(f => next.Environment && f.Horizon == Horizon.GoingForward).ToDictionary(f => f.Key, f => keys.For(f.Key), StringComparer.Ordinal);
        var begun = new Plan
        {
            Key = Keys.New(next.Name, "period", workspace.Periods.Select(p => p.Key)),
            Name = next.Name,
            From = next.From,
            To = next.To,
            PlannedOn = next.PlannedOn,
            Vision = next.Vision,
            Environment = last.Environment.Where(f => needs.ContainsKey(f.Key)).Select(f => Fresh(f) with { Key = needs[f.Key] }).ToValueList(),
            Focus = Focus(last, next, keys, intentions),
            Players = next.Players ? last.Players.Select(p => Fresh(p) with { Key = keys.For(p.Key) }).ToValueList() : [],
            OpenRoles = next.Players ? last.OpenRoles.Where(r => r.FilledOn is null).Select(r => r.WantedBy < next.From ? r with { WantedBy = next.From } : r).ToValueList() : [],
            Projects = InTurn(last.Projects.Where(p => next.Projects.Contains(p.Key)).Select(p => Carried(workspace, p, next, intentions))),
            Reviews = next.Reviews ? last.Reviews.Where(r => r.Series.Rule.Count != 1).Select(r => Carried(r, next, keys)).ToValueList() : [],
        };
        var left = last with
        {
            Projects = last.Projects.Where(p => !next.Projects.Contains(p.Key)).ToValueList(),
            OpenRoles = next.Players ? last.OpenRoles.Where(r => r.FilledOn is not null).ToValueList() : last.OpenRoles,
            Reviews = last.Reviews.Select(r => r.Series.Start < next.From ? r with { Series = r.Series.EndOn(next.From.PlusDays(-1)) } : r).ToValueList(),
        };
        return workspace with
        {
            Periods = [.. workspace.Periods.Select(p => p.Key == last.Key ? left : p), begun],
            Cadences = workspace.Cadences.Select(c => Carried(c, next)).ToValueList(),
            Pieces = workspace.Pieces.Select(p => !IsAhead(p, next.From) ? p : p with
            {
                Intention = p.Intention is { } i ? intentions.GetValueOrDefault(i, i) : null,
                Need = p.Need is { } n ? needs.GetValueOrDefault(n, n) : null,
            }).ToValueList(),
            Launches = workspace.Launches.Select(l => l.Intention is { } i && l.Anchors.Any(a => a.Day >= next.From) ? l with { Intention = intentions.GetValueOrDefault(i, i) } : l).ToValueList(),
        };
    }

    private static bool IsAhead(Pieces.ContentPiece piece, LocalDate from) =>
        piece.Status is not (Pieces.PieceStatus.Published or Pieces.PieceStatus.Retired) && (piece.Day is null || piece.Day >= from);

    private static ValueList<FocusArea> Focus(Plan last, NextPeriod next, FreshKeys keys, Dictionary<string, string> intentions) =>
        (from area in last.Focus
         let kept = area.Intentions.Where(i => intentions.ContainsKey(i.Key)).ToList()
         where kept.Count > 0
         select Fresh(area) with
         {
             Key = keys.For(area.Key),
             Intentions = kept.Select(i => Fresh(i) with
             {
                 Key = intentions[i.Key],
                 Start = i.Readings.OrderBy(r => r.On).Select(r => (decimal?)r.Value).LastOrDefault() ?? i.Start,
                 By = i.By >= next.From ? i.By : i.By is null ? null : next.To,
                 Readings = [],
             }).ToValueList(),
         }).ToValueList();

    /// <summary>The project itself, with its open steps: a day that has passed by then is the period's first.</summary>
    private static Project Carried(Workspace workspace, Project project, NextPeriod next, Dictionary<string, string> intentions)
    {
        var closed = workspace.Milestones.Where(d => d.Status is { } s && Launches.MilestoneStatuses.IsClosed(s)).Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        return project with
        {
            Intention = project.Intention is { } i ? intentions.GetValueOrDefault(i, i) : null,
            Deadline = project.Deadline < next.From ? next.To : project.Deadline,
            Milestones = project.Milestones.Select(m => m.On < next.From && !closed.Contains($"{project.Key}/{m.Key}") ? m with { On = next.From } : m).ToValueList(),
        };
    }

    /// <summary>The order they were taken in, counted anew from the first: those that stay behind leave no holes.</summary>
    private static ValueList<Project> InTurn(IEnumerable<Project> carried)
    {
        var projects = carried.ToList();
        var turns = projects.Select(p => p.Priority).OfType<int>().Distinct().Order().ToList();
        return projects.Select(p => p.Priority is { } turn ? p with { Priority = turns.IndexOf(turn) + 1 } : p).ToValueList();
    }

    private static ReviewCadence Carried(ReviewCadence review, NextPeriod next, FreshKeys keys) => Fresh(review) with
    {
        Key = keys.For(review.Key),
        Held = [],
        Series = new()
        {
            Start = next.From,
            Rule = review.Series.Rule.Normalised(review.Series.Start) with { Until = next.To, Count = null },
            Time = review.Series.Time,
            Zone = review.Series.Zone,
            DurationMinutes = review.Series.DurationMinutes,
        },
    };

    private static Cadence Carried(Cadence cadence, NextPeriod next)
    {
        if (cadence.Series.Start >= next.From || cadence.Series.Rule.Count == 1) return cadence;
        if (!next.Cadences.Contains(cadence.Key)) return cadence with { Series = cadence.Series.EndOn(next.From.PlusDays(-1)) };
        var ends = cadence.Series.Rule is { Count: not null } or { Until: not null };
        return ends && !(cadence.Series.Rule.Until >= next.To) ? cadence with { Series = cadence.Series with { Rule = cadence.Series.Rule with { Until = next.To, Count = null } } } : cadence;
    }

    /// <summary>Another item of the same content: it gets an id of its own.</summary>
    private static T Fresh<T>(T item) where T : PlanItem => item with { Id = null, Sequence = null, Changed = null };

    /// <summary>The year tells them apart: <c>letter-readers-2028</c>; a year that was there already gives way.</summary>
    private sealed class FreshKeys(Workspace workspace, int year)
    {
        private readonly HashSet<string> _taken =
        [
            .. workspace.Periods.SelectMany(p => p.Environment.Select(f => f.Key)
                .Concat(p.Focus.Select(f => f.Key)).Concat(p.Focus.SelectMany(f => f.Intentions).Select(i => i.Key))
                .Concat(p.Players.Select(i => i.Key)).Concat(p.Reviews.Select(i => i.Key))),
        ];

        public string For(string key)
        {
            var bare = key.Length > 5 && key[^5] == '-' && key.AsSpan(^4).IndexOfAnyExceptInRange('0', '9') < 0 ? key[..^5] : key;
            var fresh = Keys.New(FormattableString.Invariant($"{bare}-{year}"), bare, _taken);
            _taken.Add(fresh);
            return fresh;
        }
    }
}
