using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>
/// A series as one entry tells it, in the safe profile of ical.md (section 3): it begins on a day of its own rule, the rule
/// is said in full, and only exceptions of real occurrences are told.
/// </summary>
internal sealed record RecurringLine(When First, Recurrence Rule, ValueList<LocalDate> Skipped, ValueList<Variation> Variations)
{
    /// <summary>Null when nothing of the series takes place within the frame's window.</summary>
    public static RecurringLine? Of(Series series, Frame frame)
    {
        if (series.Rule.AlignedStart(series.Start) is not { } first) return null;
        if (!series.TakesPlaceWithin(frame.Window)) return null;
        var skipped = series.Skipped.Where(series.FallsOn).Distinct().Order().ToValueList();
        return new(
            series.WhenDue(first, frame.Home),
            series.Rule.Normalised(series.Start),
            skipped,
            series.Moved.Where(m => !skipped.Contains(m.Day) && series.FallsOn(m.Day))
                .Select(m => new Variation(m.Day, series.WhenMoved(m, frame.Home))).OrderBy(v => v.Day).ToValueList());
    }
}
