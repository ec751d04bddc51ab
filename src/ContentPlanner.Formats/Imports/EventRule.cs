using System.Globalization;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using RuleText = ContentPlanner.Formats.Plans.RuleText;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The days a repeating event gives within a window. Only rules of whole days are evaluated, by Core's recurrence where it knows
/// them and by Ical.Net's otherwise, with limits: FREQ=SECONDLY would run for ever.
/// </summary>
internal static partial class EventRule
{
    private const int LongestRule = 400;

    private static readonly string[] Whitelist = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

    /// <summary>Steps without a match after which a rule is given up.</summary>
    private const int MostIdle = 1_000;

    /// <param name="start">The first day; <paramref name="time"/> tells whether the last moment still counts.</param>
    /// <param name="budget">How many days may still be given; what is used is taken off.</param>
    /// <returns>The days, or why not, in words.</returns>
    public static (IReadOnlyList<LocalDate> Days, string? Refusal) Days(string rule, LocalDate start, LocalTime? time, DateTimeZone zone, DateInterval window, ref int budget)
    {
        if (rule.Length > LongestRule) return ([], "its rule is too long to be one");
        var text = WithUntilDay(rule.Trim().ToUpperInvariant(), time, zone);
        if (budget <= 0) return ([], "the calendar repeats too often all together");
        if (RuleText.TryParse(text, out var known) is null && !known.Mistakes().Any())
        {
            var days = known.Occurrences(start, window).Take(budget).ToList();
            budget -= days.Count + 1;
            return (days, null);
        }
        return ByIcalNet(text, start, window, ref budget);
    }

    private static (IReadOnlyList<LocalDate>, string?) ByIcalNet(string text, LocalDate start, DateInterval window, ref int budget)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToList();
        if (parts.Exists(p => p.Length != 2)) return ([], "its rule cannot be read");
        var frequency = parts.Find(p => p[0] == "FREQ")?[1];
        if (frequency is null || !Whitelist.Contains(frequency)) return ([], frequency is "HOURLY" or "MINUTELY" or "SECONDLY" ? "it repeats more often than daily" : "its rule cannot be read");
        if (parts.Exists(p => p[0] is "BYHOUR" or "BYMINUTE" or "BYSECOND")) return ([], "it repeats within a day");
        if (parts.Exists(p => p[1].Count(c => c == ',') > 60)) return ([], "its rule is too long to be one");
        if (parts.Find(p => p[0] == "COUNT") is { } counted && !(int.TryParse(counted[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1_000)) return ([], "it repeats more than a thousand times");
        if (parts.Find(p => p[0] == "INTERVAL") is { } stepped && !(int.TryParse(stepped[1], NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step is > 0 and <= 366)) return ([], "its rule cannot be read");
        // Stepping through is much dearer here.
        budget -= 50;
        if (budget <= 0) return ([], "the calendar repeats too often all together");
        try
        {
            var one = new CalendarEvent { Start = Of(start), RecurrenceRule = new RecurrenceRule(text) };
            var days = one.GetOccurrences(Of(LocalDate.Max(start, window.Start)), new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostIdle })
                .Select(o => o.Period.StartTime.Date).Select(d => new LocalDate(d.Year, d.Month, d.Day))
                .TakeWhile(d => d <= window.End).Take(Math.Min(budget, 1_500)).ToList();
            budget -= days.Count;
            return (days, null);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or EvaluationException or OverflowException or NullReferenceException or IndexOutOfRangeException or NotSupportedException)
        {
            budget -= MostIdle / 2;
            return ([], "its rule cannot be followed");
        }
    }

    private static CalDateTime Of(LocalDate day) => new(day.Year, day.Month, day.Day);

    /// <summary>UNTIL as the last day: 20270331T220000Z is 1 April at midnight in Berlin, which no event of that evening reaches.</summary>
    private static string WithUntilDay(string rule, LocalTime? time, DateTimeZone zone) => UntilPattern().Replace(rule, match =>
    {
        if (EventStamp.Read(match.Groups[1].Value) is not { } stamp) return match.Value;
        if (stamp.Time is null) return $"UNTIL={Compact(stamp.Day)}";
        var last = stamp.IsUtc ? stamp.At.InUtc().WithZone(zone).LocalDateTime : stamp.At;
        return $"UNTIL={Compact(time is { } clock && clock > last.TimeOfDay ? last.Date.PlusDays(-1) : last.Date)}";
    });

    private static string Compact(LocalDate day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}{day.Month:00}{day.Day:00}");

    [GeneratedRegex("UNTIL=([0-9TZ:-]{8,25})", RegexOptions.CultureInvariant)]
    private static partial Regex UntilPattern();
}
