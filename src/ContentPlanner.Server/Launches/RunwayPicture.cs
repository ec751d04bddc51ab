using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Locales;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>The weeks one launch asks for, on the picture of all.</summary>
/// <param name="Lane">From 0, top to bottom.</param>
/// <param name="Shares">The other launches that ask for the same weeks, in words.</param>
public sealed record Runway(string Key, string Title, int Lane, Across From, Across To, Across Day, string Days, string DayWords, IReadOnlyList<string> Shares);

/// <summary>Days two launches both ask for.</summary>
public sealed record SharedWeeks(Across From, Across To, int Upper, int Lower);

/// <summary>A line of the grid: the first of a month.</summary>
public sealed record MonthLine(Across At, string Name);

/// <summary>All launches that are on their way on one picture, with the weeks in which two of them ask for people's attention. The runways in words are its text twin.</summary>
public sealed record RunwayPicture(IReadOnlyList<Runway> Runways, IReadOnlyList<SharedWeeks> Shared, IReadOnlyList<MonthLine> Months, Across? Today)
{
    private const int MostMonthNames = 8;

    /// <summary>Null: fewer than two have weeks to compare.</summary>
    public static RunwayPicture? Of(IReadOnlyList<LaunchSchedule> launches, LocalDate today, Locale locale)
    {
        var ahead = launches.Where(l => l is { Launch.Status: LaunchStatus.Planned, Runway: { } r, Day: not null } && r.End >= today).OrderBy(l => l.Day).ThenBy(l => l.Key, StringComparer.Ordinal).ToList();
        if (ahead.Count < 2) return null;
        var from = LocalDate.Min(today, ahead.Min(l => l.Runway!.Start));
        var days = new DateInterval(from, ahead.Max(l => l.Runway!.End).PlusDays(6));
        var shared = new List<SharedWeeks>();
        var shares = ahead.ConvertAll(_ => new List<string>());
        for (var i = 0; i < ahead.Count; i++)
            for (var j = i + 1; j < ahead.Count; j++)
                if (ahead[i].Runway!.Intersection(ahead[j].Runway!) is { } both)
                {
                    shared.Add(new(Across.Of(both.Start, days), Across.Of(both.End, days), i, j));
                    var words = $"{locale.Format(both.Start, DayStyle.DayMonthShort)} to {locale.Format(both.End, DayStyle.Medium)}";
                    shares[i].Add($"{ahead[j].Launch.Title}, {words}");
                    shares[j].Add($"{ahead[i].Launch.Title}, {words}");
                }
        return new(
            [.. ahead.Select((l, n) => new Runway(l.Key, l.Launch.Title, n, Across.Of(l.Runway!.Start, days), Across.Of(l.Runway.End, days), Across.Of(l.Day!.Value, days),
                $"{locale.Format(l.Runway.Start, DayStyle.DayMonthShort)} to {locale.Format(l.Runway.End, DayStyle.Medium)}", locale.Format(l.Day.Value, DayStyle.Full), shares[n]))],
            shared, Lines(days, locale), days.Contains(today) ? Across.Of(today, days) : null);
    }

    private static List<MonthLine> Lines(DateInterval days, Locale locale)
    {
        var firsts = new List<LocalDate>();
        for (var first = new LocalDate(days.Start.Year, days.Start.Month, 1).PlusMonths(1); first <= days.End; first = first.PlusMonths(1)) firsts.Add(first);
        var every = Math.Max(1, (firsts.Count + MostMonthNames - 1) / MostMonthNames);
        return firsts.ConvertAll(first => new MonthLine(Across.Of(first, days), firsts.IndexOf(first) % every == 0 ? locale.ShortMonths[first.Month - 1] : ""));
    }
}
