using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Calendars;

/// <summary>What people do to a recurring place beside leaving one out or moving one.</summary>
public static class CadenceVerbs
{
    /// <summary>
    /// "This and following": from <paramref name="day"/> on the place is where <paramref name="to"/> says: another weekday, another day of the
    /// month, another hour. What came before stays; the new part is a cadence of its own that continues the old one.
    /// </summary>
    /// <param name="day">A day the rule gives.</param>
    /// <exception cref="ArgumentException">The workspace has no such cadence, or its rule does not give that day.</exception>
    public static Workspace MoveFollowing(this Workspace workspace, string cadence, LocalDate day, LocalDateTime to)
    {
        var old = workspace.Cadences.FirstOrDefault(c => c.Key == cadence) ?? throw new ArgumentException($"{workspace.Name} has no cadence {cadence}", nameof(cadence));
        if (!old.Series.FallsOn(day)) throw new ArgumentException($"{cadence} has no place on {day:uuuu-MM-dd}", nameof(day));
        var (before, after) = old.Series.SplitAt(day);
        var moved = Shifted(after!, day, to);
        if (before is null) return workspace with { Cadences = workspace.Cadences.Select(c => c.Key == cadence ? c with { Series = moved } : c).ToValueList() };
        var next = old with
        {
            Id = null,
            Sequence = null,
            Changed = null,
            Key = Keys.New($"{cadence} {to.Date:uuuu-MM-dd}", cadence, workspace.Cadences.Select(c => c.Key)),
            Series = moved,
            Continues = cadence,
        };
        return workspace with { Cadences = workspace.Cadences.SelectMany(c => c.Key == cadence ? new[] { c with { Series = before }, next } : [c]).ToValueList() };
    }

    /// <summary>From that day on there is no such place any more.</summary>
    /// <exception cref="ArgumentException">The workspace has no such cadence.</exception>
    public static Workspace EndBefore(this Workspace workspace, string cadence, LocalDate day)
    {
        var old = workspace.Cadences.FirstOrDefault(c => c.Key == cadence) ?? throw new ArgumentException($"{workspace.Name} has no cadence {cadence}", nameof(cadence));
        var (before, _) = old.Series.SplitAt(day);
        return workspace with
        {
            Cadences = before is null
                ? workspace.Cadences.Where(c => c.Key != cadence).ToValueList()
                : workspace.Cadences.Select(c => c.Key == cadence ? c with { Series = before } : c).ToValueList(),
        };
    }

    private static Series Shifted(Series series, LocalDate day, LocalDateTime to)
    {
        var rule = series.Rule.Frequency switch
        {
            Frequency.Weekly => series.Rule with { Weekdays = series.Rule.Normalised(day).Weekdays.Select(w => w.Day == day.DayOfWeek ? new(to.DayOfWeek) : w).Distinct().ToValueList() },
            Frequency.Monthly => OfMonth(series.Rule, to.Date),
            Frequency.Yearly => OfMonth(series.Rule, to.Date) with { Month = to.Month },
            _ => series.Rule,
        };
        var shifted = series with { Start = to.Date, Rule = rule, Time = series.Time is null ? null : to.TimeOfDay };
        // Exceptions of days the new rule does not have would be nobody's.
        return shifted with { Skipped = shifted.Skipped.Where(shifted.FallsOn).ToValueList(), Moved = shifted.Moved.Where(m => shifted.FallsOn(m.Day)).ToValueList() };
    }

    /// <summary>The n-th weekday stays one, a day of the month too.</summary>
    private static Recurrence OfMonth(Recurrence rule, LocalDate to) => rule.Weekdays.Count > 0
        ? rule with { Weekdays = [new(to.DayOfWeek, to.PlusDays(7).Month != to.Month && rule.Weekdays[0].Ordinal < 0 ? -1 : (to.Day - 1) / 7 + 1)] }
        : rule with { DayOfMonth = to.Day };
}
