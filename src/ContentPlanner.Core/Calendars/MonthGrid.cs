using NodaTime;

namespace ContentPlanner.Core.Calendars;

/// <summary>A month as whole weeks, each day with what stands on it, each week with the bars that run through it.</summary>
/// <param name="Month">The first day of the month.</param>
public sealed record MonthGrid(LocalDate Month, ValueList<CalendarWeek> Weeks)
{
    /// <summary>Bars above each other; more are left to the other views.</summary>
    private const int MostLanes = 4;

    /// <summary>The days a month's page shows: whole weeks.</summary>
    public static DateInterval DaysOf(LocalDate day, IsoDayOfWeek weekStart)
    {
        var first = StartOfWeek(new(day.Year, day.Month, 1), weekStart);
        var last = new LocalDate(day.Year, day.Month, 1).PlusMonths(1).PlusDays(-1);
        return new(first, StartOfWeek(last, weekStart).PlusDays(6));
    }

    public static DateInterval WeekOf(LocalDate day, IsoDayOfWeek weekStart)
    {
        var first = StartOfWeek(day, weekStart);
        return new(first, first.PlusDays(6));
    }

    /// <param name="most">Items of a day that are shown at once.</param>
    public static MonthGrid Of(LocalDate month, IsoDayOfWeek weekStart, IEnumerable<CalendarItem> items, int most)
    {
        var days = DaysOf(month, weekStart);
        var (bars, singles) = (items.Where(i => i.IsBar).ToArray(), items.Where(i => !i.IsBar).ToLookup(i => i.Day));
        var weeks = new List<CalendarWeek>();
        for (var start = days.Start; start < days.End; start = start.PlusDays(7))
            weeks.Add(CalendarWeek.Of(start, month, bars, singles, most, MostLanes));
        return new(new(month.Year, month.Month, 1), weeks.ToValueList());
    }

    private static LocalDate StartOfWeek(LocalDate day, IsoDayOfWeek weekStart) => day.PlusDays(-(((int)day.DayOfWeek - (int)weekStart + 7) % 7));
}

/// <summary>A week with its bars, which keep their lane on every day they run.</summary>
/// <param name="Lanes">Lanes that any bar of the week uses.</param>
public sealed record CalendarWeek(LocalDate Start, int Lanes, ValueList<CalendarDayCell> Days)
{
    public static CalendarWeek Of(LocalDate start, LocalDate month, IReadOnlyList<CalendarItem> bars, ILookup<LocalDate, CalendarItem> singles, int most, int mostLanes)
    {
        var week = new DateInterval(start, start.PlusDays(6));
        var placed = Placed(bars.Where(b => b.Day <= week.End && b.Until >= week.Start), week, mostLanes);
        var lanes = placed.Count == 0 ? 0 : placed.Max(p => p.Lane) + 1;
        var days = new List<CalendarDayCell>();
        for (var i = 0; i < 7; i++)
        {
            var day = start.PlusDays(i);
            // On a launch's own day what belongs to it gives way to what else is on: its date stands for it.
            var items = InOrder(singles[day]).OrderBy(i => most < int.MaxValue - 1 && i.IsPart).ToArray();
            // The line that says "and 1 more" takes the place of one: then all fit.
            var shown = items.Length <= most + 1 ? items.Length : most;
            days.Add(new(day, day.Month == month.Month && day.Year == month.Year, BarsOn(day, i, placed, lanes), items.Take(shown).ToValueList(), items.Skip(shown).ToValueList()));
        }
        return new(start, lanes, days.ToValueList());
    }

    /// <summary>What others hang on first, with its parts beneath it, then whole days, then by the hour; what wants doing before what is empty.</summary>
    public static IEnumerable<CalendarItem> InOrder(IEnumerable<CalendarItem> items) =>
        items.OrderByDescending(i => i.IsCritical || i.IsPart).ThenBy(i => i.IsCritical || i.IsPart ? i.Launch : null, StringComparer.Ordinal).ThenByDescending(i => i.IsCritical).ThenBy(i => i.Time is not null).ThenBy(i => i.Time).ThenBy(i => i.State == CalendarState.Gap).ThenBy(i => i.Kind).ThenBy(i => i.Title, StringComparer.Ordinal).ThenBy(i => i.Reference, StringComparer.Ordinal);

    /// <summary>Longer ones first, each in the first lane that is free; what finds none is left out.</summary>
    private static List<PlacedBar> Placed(IEnumerable<CalendarItem> bars, DateInterval week, int mostLanes)
    {
        var placed = new List<PlacedBar>();
        foreach (var bar in bars.OrderBy(b => b.IsRunway).ThenBy(b => b.Day).ThenByDescending(b => b.Until).ThenBy(b => b.Title, StringComparer.Ordinal))
        {
            var from = LocalDate.Max(bar.Day, week.Start);
            var to = LocalDate.Min(bar.Until, week.End);
            var (first, last) = (Period.DaysBetween(week.Start, from), Period.DaysBetween(week.Start, to));
            for (var lane = 0; lane < mostLanes; lane++)
                if (placed.TrueForAll(p => p.Lane != lane || p.Last < first || p.First > last))
                {
                    placed.Add(new(bar, lane, first, last, bar.Day >= week.Start, bar.Until <= week.End));
                    break;
                }
        }
        return placed;
    }

    private static ValueList<BarPart?> BarsOn(LocalDate day, int index, List<PlacedBar> placed, int lanes) =>
        Enumerable.Range(0, lanes).Select(lane => placed.Find(p => p.Lane == lane && p.First <= index && p.Last >= index) is { } bar
            ? new BarPart(bar.Item, IsHead: bar.First == index, Days: bar.Last - bar.First + 1, bar.Begins, bar.Ends)
            : null).ToValueList();

    private sealed record PlacedBar(CalendarItem Item, int Lane, int First, int Last, bool Begins, bool Ends);
}

/// <summary>A day of the grid.</summary>
/// <param name="IsOfMonth">False for the days before and after that fill up the weeks.</param>
/// <param name="Bars">By lane; null: nothing runs there on this day.</param>
/// <param name="Items">What is shown at once.</param>
/// <param name="More">What is behind "+3 more".</param>
public sealed record CalendarDayCell(LocalDate Day, bool IsOfMonth, ValueList<BarPart?> Bars, ValueList<CalendarItem> Items, ValueList<CalendarItem> More);

/// <summary>A day's part of a bar.</summary>
/// <param name="IsHead">The first of this week: it is drawn from here, over <paramref name="Days"/> days.</param>
/// <param name="Begins">It does not come from the week before.</param>
/// <param name="Ends">It does not go on in the next.</param>
public sealed record BarPart(CalendarItem Item, bool IsHead, int Days, bool Begins, bool Ends);
