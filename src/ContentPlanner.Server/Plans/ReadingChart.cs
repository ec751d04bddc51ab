using System.Globalization;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Launches;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary>A point of a chart: across as SVG says it, down in pixels.</summary>
public sealed record ChartPoint(Across X, int Y, string Words);

/// <summary>What an intention's measure said, as a small picture: its readings, and the straight line from start to target. The words say the same.</summary>
public sealed record ReadingChart(IReadOnlyList<ChartPoint> Readings, (ChartPoint From, ChartPoint To)? Line, string Top, string Bottom, string Words)
{
    /// <summary>Of the picture, in pixels; numbers and lines stay within a margin.</summary>
    public const int Height = 76;

    private const int Margin = 10;

    /// <summary>Null: there is nothing to draw.</summary>
    public static ReadingChart? Of(IntentionStanding standing, Plan period, Locale locale)
    {
        var intention = standing.Intention;
        var readings = intention.Readings.OrderBy(r => r.On).ToList();
        if (readings.Count == 0 && intention is not { Start: not null, Target: not null }) return null;
        var begin = period.PlannedOn ?? period.From;
        var days = readings.Select(r => r.On).Append(begin).Append(intention.By ?? period.To).ToList();
        var span = new DateInterval(days.Min(), days.Max());
        var values = readings.Select(r => r.Value).Concat(new[] { intention.Start, intention.Target }.OfType<decimal>()).ToList();
        var (low, high) = (values.Min(), values.Max());

        ChartPoint Point(LocalDate day, decimal value, string words) => new(Across.Of(day, span), high == low ? Height / 2 : Margin + (int)((high - value) * (Height - 2 * Margin) / (high - low)), words);

        var line = intention is { Start: { } start, Target: { } target }
            ? (Point(begin, start, $"{locale.Format(start)} at the start"), Point(intention.By ?? period.To, target, $"{locale.Format(target)} wanted by {locale.Format(intention.By ?? period.To, DayStyle.Medium)}"))
            : ((ChartPoint, ChartPoint)?)null;
        return new([.. readings.Select(r => Point(r.On, r.Value, $"{locale.Format(r.On, DayStyle.Medium)}: {locale.Format(r.Value)}{(r.Note is { } note ? $", {note}" : "")}"))], line, locale.Format(high), locale.Format(low), Said(standing, locale));
    }

    /// <summary>"1,262 on 20 Nov 2026, up 22; on pace".</summary>
    public static string Said(IntentionStanding standing, Locale locale)
    {
        if (standing.Latest is not { } latest) return "nothing read yet";
        var change = standing.Change is { } by && by != 0 ? string.Create(CultureInfo.InvariantCulture, $", {(by > 0 ? "up" : "down")} {locale.Format(Math.Abs(by))}") : "";
        var pace = standing.Pace switch
        {
            Pace.Reached => "; reached",
            Pace.OnPace => "; on pace",
            Pace.Behind => standing.Expected is { } expected ? $"; behind, {locale.Format(expected)} would be on pace" : "; behind",
            _ => "",
        };
        return $"{locale.Format(latest.Value)} on {locale.Format(latest.On, DayStyle.Medium)}{change}{pace}";
    }
}
