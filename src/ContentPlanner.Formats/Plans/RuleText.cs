using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Plans;

/// <summary>
/// A recurrence as RFC 5545 (3.3.10) writes it, as far as all calendar programs understand it alike (ical.md, section 3):
/// FREQ (daily and slower), INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS with a single weekday, WKST, COUNT, UNTIL.
/// </summary>
public static class RuleText
{
    private const string Prefix = "RRULE:";

    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly LocalDatePattern Compact = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public static bool LooksLikeOne(string text) =>
        text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || text.Contains("FREQ=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when all is well, otherwise what is wrong, in words for the person who wrote it.</summary>
    public static string? TryParse(string text, out Recurrence rule)
    {
        rule = new() { Frequency = Frequency.Daily };
        var body = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in body.Trim().TrimEnd(';').ToUpperInvariant().Split(';'))
        {
            if (part.Split('=') is not [var name, { Length: > 0 } value]) return $"'{part}' is not understood in a recurrence rule: its parts look like FREQ=WEEKLY";
            if (!parts.TryAdd(name, value)) return $"{name} stands in the rule a second time: leave one out";
        }
        return Read(parts, out rule);
    }

    private static string? Read(Dictionary<string, string> parts, out Recurrence rule)
    {
        rule = new() { Frequency = Frequency.Daily };
        int? position = null;
        int[] monthDays = [];
        // The frequency first: the others are checked against it.
        foreach (var (name, value) in parts.OrderBy(p => p.Key != "FREQ"))
        {
            var mistake = name switch
            {
                "FREQ" => ReadFrequency(value, ref rule),
                "INTERVAL" => Number(value, 1, Recurrence.MaxInterval, name, out var interval) ?? Set(ref rule, rule with { Interval = interval }),
                "COUNT" => Number(value, 1, Recurrence.MaxCount, name, out var count) ?? Set(ref rule, rule with { Count = count }),
                "UNTIL" => ReadUntil(value, ref rule),
                "BYDAY" => ReadDays(value, ref rule),
                "BYMONTHDAY" => ReadMonthDays(value, out monthDays),
                "BYMONTH" => Number(value, 1, 12, name, out var month) ?? Set(ref rule, rule with { Month = month }),
                "BYSETPOS" => Number(value, -5, 5, name, out var n) ?? (n == 0 ? "BYSETPOS=0 has no meaning" : SetPosition(n, out position)),
                "WKST" => ReadWeekStart(value, ref rule),
                _ => $"{name} is not a part that all calendar programs understand alike: leave it out",
            };
            if (mistake is not null) return mistake;
        }
        return parts.ContainsKey("FREQ") ? Placed(monthDays, position, ref rule) : "the rule has no FREQ";
    }

    /// <summary>BYSETPOS and days of the month that a month may lack.</summary>
    private static string? Placed(int[] monthDays, int? position, ref Recurrence rule)
    {
        if (monthDays is [var day])
        {
            if (position is not null and not 1 and not -1) return "BYSETPOS does not go with a single day of the month: leave it out";
            rule = rule with { DayOfMonth = day, SkipMissing = day > 28 };
            return null;
        }
        if (monthDays.Length > 1)
        {
            // How "the 31st, or else the last day" is said (design rule 7).
            if (position != -1 || !monthDays.SequenceEqual(Enumerable.Range(28, monthDays.Length))) return "several days of the month are only understood as BYMONTHDAY=28,…,31;BYSETPOS=-1: write one rule for each day";
            rule = rule with { DayOfMonth = monthDays[^1] };
            return null;
        }
        // RFC 5545 leaves months out that lack the start's day.
        if (rule.Frequency is Frequency.Monthly or Frequency.Yearly && rule.Weekdays.Count == 0) rule = rule with { SkipMissing = true };
        if (position is null) return null;
        if (rule.Weekdays is not [{ Ordinal: 0 } single] || rule.Frequency is Frequency.Daily or Frequency.Weekly) return "BYSETPOS is only understood with a single weekday of a month, as in FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1";
        rule = rule with { Weekdays = [single with { Ordinal = position.Value }] };
        return null;
    }

    /// <summary>
    /// The rule as RFC 5545 says it. A day that is left to the start's is only said alike when months without it are left
    /// out; <see cref="Recurrence.Normalised"/> names the day.
    /// </summary>
    public static string Print(Recurrence rule)
    {
        var parts = new List<string> { $"FREQ={rule.Frequency.ToString().ToUpperInvariant()}" };
        if (rule.Interval != 1) parts.Add(Part("INTERVAL", rule.Interval));
        if (rule.Month is { } month) parts.Add(Part("BYMONTH", month));
        if (rule.DayOfMonth is { } day)
        {
            var orLast = day > 28 && !rule.SkipMissing;
            parts.Add(orLast ? $"BYMONTHDAY={string.Join(',', Enumerable.Range(28, day - 27))}" : Part("BYMONTHDAY", day));
            if (orLast) parts.Add("BYSETPOS=-1");
        }
        if (rule.Weekdays.Count > 0) parts.Add($"BYDAY={string.Join(',', rule.Weekdays.Select(Text))}");
        if (rule.WeekStart != IsoDayOfWeek.Monday) parts.Add($"WKST={Days[(int)rule.WeekStart - 1]}");
        if (rule.Count is { } count) parts.Add(Part("COUNT", count));
        if (rule.Until is { } until) parts.Add($"UNTIL={Compact.Format(until)}");
        return string.Join(';', parts);
    }

    private static string? ReadFrequency(string value, ref Recurrence rule)
    {
        if (value is "HOURLY" or "MINUTELY" or "SECONDLY") return "nothing recurs more often than daily";
        if (!Enum.TryParse<Frequency>(value, ignoreCase: true, out var frequency) || char.IsDigit(value[0]) || value.Contains(',', StringComparison.Ordinal))
            return $"FREQ={value} is not understood: DAILY, WEEKLY, MONTHLY or YEARLY";
        rule = rule with { Frequency = frequency };
        return null;
    }

    private static string? ReadUntil(string value, ref Recurrence rule)
    {
        var parsed = Compact.Parse(value);
        if (!parsed.Success) return $"UNTIL={value} is not a day such as 20271231: write the last day under until instead";
        rule = rule with { Until = parsed.Value };
        return null;
    }

    private static string? ReadDays(string value, ref Recurrence rule)
    {
        var days = new List<WeekdayRule>();
        foreach (var word in value.Split(','))
        {
            var name = word.Length >= 2 ? Array.IndexOf(Days, word[^2..]) : -1;
            var ordinal = 0;
            if (name < 0 || (word.Length > 2 && !int.TryParse(word[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ordinal)))
                return $"'{word}' is not a weekday of a rule such as TU or -1FR";
            days.Add(new((IsoDayOfWeek)(name + 1), ordinal));
        }
        if (days.Distinct().Count() < days.Count) return "a weekday stands in BYDAY a second time: leave one out";
        rule = rule with { Weekdays = days.ToValueList() };
        return null;
    }

    private static string? ReadMonthDays(string value, out int[] days)
    {
        var found = new List<int>();
        days = [];
        foreach (var word in value.Split(','))
        {
            if (Number(word, -1, 31, "BYMONTHDAY", out var day) is { } mistake) return mistake;
            if (day == 0) return "BYMONTHDAY=0 has no meaning";
            found.Add(day);
        }
        days = [.. found];
        return null;
    }

    private static string? ReadWeekStart(string value, ref Recurrence rule)
    {
        var day = Array.IndexOf(Days, value);
        if (day < 0) return $"WKST={value} is not a weekday such as MO";
        rule = rule with { WeekStart = (IsoDayOfWeek)(day + 1) };
        return null;
    }

    private static string? Number(string text, int least, int most, string name, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most
            ? null
            : $"{name}={text} is not understood: {least} to {most}";

    private static string? Set(ref Recurrence rule, Recurrence read)
    {
        rule = read;
        return null;
    }

    private static string? SetPosition(int n, out int? position)
    {
        position = n;
        return null;
    }

    private static string Part(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}={number}");

    private static string Text(WeekdayRule weekday) =>
        (weekday.Ordinal == 0 ? "" : weekday.Ordinal.ToString(CultureInfo.InvariantCulture)) + Days[(int)weekday.Day - 1];
}
