using System.Globalization;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Locales;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>Where something stands on a line of days, as an attribute of SVG says it: <c>43.2%</c>.</summary>
public readonly record struct Across(double Share)
{
    public static Across Of(LocalDate day, DateInterval days) => new(Math.Clamp((double)Period.DaysBetween(days.Start, day) / Math.Max(1, days.Length - 1), 0, 1));

    /// <summary>Within a margin, so that nothing is cut off at the edges.</summary>
    public override string ToString() => (1.5 + Share * 97).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>From here to there, as a width.</summary>
    public string To(Across end) => ((end.Share - Share) * 97).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>How a word here is set so that it stays within the picture.</summary>
    public string Anchor => Share < .08 ? "start" : Share > .92 ? "end" : "middle";
}

/// <summary>A point of a launch's track.</summary>
/// <param name="State">done, late, open, now (the launch's own day), off (skipped, cancelled or suspended).</param>
public sealed record TrackPoint(Across At, string State, string Words);

/// <summary>A launch as one line from its first step to its last, with today on it. The words say the same.</summary>
public sealed record Track(IReadOnlyList<TrackPoint> Points, Across? Today, Across DoneUntil, string Words)
{
    /// <summary>Null: the launch has no day yet.</summary>
    public static Track? Of(LaunchSchedule launch, LocalDate today, Locale locale)
    {
        if (launch.Day is not { } own) return null;
        var steps = launch.Milestones.Where(m => m.Status is not (MilestoneStatus.Skipped or MilestoneStatus.Cancelled)).ToList();
        var days = steps.Select(m => m.Day).Append(own).ToList();
        var span = new DateInterval(days.Min(), days.Max());
        var points = steps.GroupBy(m => m.Day).Where(g => g.Key != own).Select(g => new TrackPoint(Across.Of(g.Key, span), State(g, today), $"{locale.Format(g.Key, DayStyle.WeekdayShort)}: {string.Join(", ", g.Select(m => m.Title))}"))
            .Append(new(Across.Of(own, span), "now", $"{locale.Format(own, DayStyle.WeekdayShort)}: {launch.Anchor(launch.Blueprint.MainAnchor)!.Title}"))
            .ToList();
        var here = span.Contains(today) ? Across.Of(today, span) : (Across?)null;
        var done = steps.Count(m => m.Status == MilestoneStatus.Done);
        var late = steps.Count(m => m.IsLate(today));
        return new(points, here, here ?? new(today < span.Start ? 0 : 1), string.Create(CultureInfo.InvariantCulture,
            $"{launch.Launch.Title}: {done} of {steps.Count} steps done{(late > 0 ? $", {late} late" : "")}, from {locale.Format(span.Start, DayStyle.Medium)} to {locale.Format(span.End, DayStyle.Medium)}"));
    }

    private static string State(IEnumerable<Milestone> sameDay, LocalDate today)
    {
        var all = sameDay.ToList();
        return all.Exists(m => m.IsLate(today)) ? "late" : all.TrueForAll(m => m.Status == MilestoneStatus.Done) ? "done" : all.TrueForAll(m => m.Status == MilestoneStatus.Suspended) ? "off" : "open";
    }
}
