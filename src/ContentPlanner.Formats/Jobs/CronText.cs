using System.Globalization;
using NodaTime;

namespace ContentPlanner.Formats.Jobs;

/// <summary>
/// When a job runs, in the five fields of cron: minute, hour, day of the month, month, weekday. Each is <c>*</c>, a number
/// or name, a range, a step, or several of these with commas: <c>*/15</c>, <c>mon-fri</c>, <c>8-18/2</c>, <c>1,15</c>.
/// </summary>
public static class CronText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly Field[] Fields =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of the month", 1, 31, []),
        new("month", 1, 12, Months),
        new("weekday", 0, 7, Weekdays),
    ];

    /// <summary>What is wrong with it, in words for the person who wrote it; null when all is well.</summary>
    public static string? Mistake(string text)
    {
        if (text.StartsWith('@')) return $"'{text}' is a shorthand: write the five fields, as in 0 6 * * mon for Mondays at 06:00 UTC";
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 6) return "six fields name seconds, but nothing runs more often than once a minute: write five";
        if (parts.Length != 5) return $"'{text}' has {parts.Length} of the five fields minute, hour, day of the month, month, weekday";
        for (var i = 0; i < Fields.Length; i++)
            if (Mistake(parts[i], Fields[i]) is { } mistake) return mistake;
        return parts[4] == "*" && NeverComes(parts[2], parts[3]) ? $"it never runs: day {parts[2]} does not exist in month {parts[3]}" : null;
    }

    /// <summary>
    /// The first moment after <paramref name="after"/> at which it is due, in UTC as both are. The day has to suit both its day of the
    /// month and its weekday. Null: not within the next forty years.
    /// </summary>
    /// <param name="text">Without a <see cref="Mistake(string)"/>.</param>
    public static Instant? Next(string text, Instant after)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (minutes, hours, days, months, weekdays) = (Values(parts[0], Fields[0]), Values(parts[1], Fields[1]), Values(parts[2], Fields[2]), Values(parts[3], Fields[3]), Values(parts[4], Fields[4]));
        var start = after.InUtc().LocalDateTime.With(TimeAdjusters.TruncateToMinute).PlusMinutes(1);
        for (var day = start.Date; day < start.Date.PlusYears(40); day = day.PlusDays(1))
        {
            if (!months.Contains(day.Month) || !days.Contains(day.Day) || !(weekdays.Contains((int)day.DayOfWeek) || (day.DayOfWeek == IsoDayOfWeek.Sunday && weekdays.Contains(0)))) continue;
            var from = day == start.Date ? start.TimeOfDay : LocalTime.Midnight;
            foreach (var hour in hours.Where(h => h >= from.Hour))
                foreach (var minute in minutes.Where(m => hour > from.Hour || m >= from.Minute))
                    return day.At(new LocalTime(hour, minute)).InUtc().ToInstant();
        }
        return null;
    }

    /// <summary>"every 15 minutes", "every day at 03:40 UTC"; null where words would be longer than the five fields.</summary>
    /// <param name="text">Without a <see cref="Mistake(string)"/>.</param>
    public static string? InWords(string text)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var minute, var hour, "*", "*", var weekday]) return null;
        var on = weekday == "*" ? "every day" : Values(weekday, Fields[4]) is { Count: 1 } one && (IsoDayOfWeek)(one.Min is 0 ? 7 : one.Min) is var day ? $"every {day}" : null;
        return (minute, hour) switch
        {
            ("*", "*") when weekday == "*" => "every minute",
            (_, "*") when weekday == "*" && minute.StartsWith("*/", StringComparison.Ordinal) => $"every {minute[2..]} minutes",
            (_, "*") when weekday == "*" && Number(minute, out var past) => past == 0 ? "every hour" : string.Create(CultureInfo.InvariantCulture, $"every hour, {past} minutes past"),
            (_, ['*', '/', .. var step]) when weekday == "*" && Number(minute, out var past) && Number(step, out var every) && every is > 1 and < 24 =>
                string.Create(CultureInfo.InvariantCulture, $"every {every} hours{(past == 0 ? "" : $", {past} minutes past")}"),
            _ when on is not null && Number(minute, out var m) && Number(hour, out var h) => string.Create(CultureInfo.InvariantCulture, $"{on} at {h:00}:{m:00} UTC"),
            _ => null,
        };
    }

    private static SortedSet<int> Values(string text, Field field)
    {
        var values = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            var pieces = part.Split('/');
            var ends = pieces[0].Split('-');
            var (from, to) = (field.Least, field.Most);
            if (pieces[0] != "*")
            {
                field.Read(ends[0], out from);
                // "5/15" begins at five and goes on to the end, as Hangfire reads it.
                if (ends.Length == 2) field.Read(ends[1], out to);
                else if (pieces.Length == 1) to = from;
            }
            var step = pieces.Length == 2 ? int.Parse(pieces[1], CultureInfo.InvariantCulture) : 1;
            for (var value = from; value <= to; value += step) values.Add(value);
        }
        return values;
    }

    private static string? Mistake(string text, Field field)
    {
        foreach (var part in text.Split(','))
        {
            if (part.Split('/') is not [var range, ..] pieces || pieces.Length > 2 || range.Length == 0) return NotUnderstood(part, field);
            if (pieces.Length == 2 && !(Number(pieces[1], out var step) && step >= 1 && step <= field.Most)) return $"'{part}' has a step that is not a number from 1 to {field.Most} ({field.Name})";
            if (range == "*") continue;
            var ends = range.Split('-');
            if (ends.Length > 2) return NotUnderstood(part, field);
            if (!field.Read(ends[0], out var from)) return NotUnderstood(ends[0], field);
            if (ends.Length == 1) continue;
            if (!field.Read(ends[1], out var to)) return NotUnderstood(ends[1], field);
            if (to < from) return $"'{range}' runs backwards ({field.Name}): write the smaller one first, or two ranges with a comma";
        }
        return null;
    }

    private static string NotUnderstood(string part, Field field) => string.Create(CultureInfo.InvariantCulture,
        $"'{part}' is not understood as {field.Name}: *, a number from {field.Least} to {field.Most}{(field.Names.Length == 0 ? "" : $", {field.Names[0]} … {field.Names[^1]}")}, a range such as {field.Least + 1}-{field.Least + 5}, or a step such as */2");

    private static bool NeverComes(string days, string months) =>
        Numbers(days, Fields[2]) is { } d && Numbers(months, Fields[3]) is { } m && !m.Any(month => d.Any(day => day <= CalendarSystem.Iso.GetDaysInMonth(2028, month)));

    /// <summary>The numbers of a plain list; null for anything that holds a range or a star.</summary>
    private static List<int>? Numbers(string text, Field field)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!field.Read(part, out var number)) return null;
            numbers.Add(number);
        }
        return numbers;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private sealed record Field(string Name, int Least, int Most, string[] Names)
    {
        public bool Read(string text, out int number)
        {
            number = Array.FindIndex(Names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) + Least;
            return number >= Least || (Number(text, out number) && number >= Least && number <= Most);
        }
    }
}
