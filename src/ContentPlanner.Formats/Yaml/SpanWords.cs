using System.Globalization;
using System.Text.RegularExpressions;
using ContentPlanner.Core.Launches;

namespace ContentPlanner.Formats.Yaml;

/// <summary>Lengths of time and distances between days: <c>1h30m</c>, <c>90d</c>, <c>publication - 30d</c>.</summary>
internal static partial class SpanWords
{
    private const int MinutesADay = 24 * 60;

    /// <summary>Ten years, in each unit an offset may have.</summary>
    private static readonly Dictionary<OffsetUnit, int> Farthest = new()
    {
        [OffsetUnit.Days] = 3660,
        [OffsetUnit.WorkingDays] = 2600,
        [OffsetUnit.Weeks] = 520,
        [OffsetUnit.Months] = 120,
    };

    /// <summary>How long something takes, in minutes: <c>30m</c>, <c>1h30m</c>; at most a week.</summary>
    public static readonly Word<int> Minutes = new("a length of time such as 30m or 1h30m", (string text, out int value) => ParseMinutes(text, 7 * MinutesADay, out value), MinutesText)
    {
        Style = Style.Plain,
        Rule = () => Words.Pattern("^([0-9]+h)?([0-9]+m)?$"),
    };

    /// <summary>How long before something, in minutes: <c>2h</c>, <c>1d</c>, <c>1d9h</c>; at most four weeks.</summary>
    public static readonly Word<int> Notice = new("a time before such as 30m, 2h or 1d", (string text, out int value) => ParseMinutes(text, 28 * MinutesADay, out value), NoticeText)
    {
        Style = Style.Plain,
        Rule = () => Words.Pattern("^([0-9]+d)?([0-9]+h)?([0-9]+m)?$"),
    };

    /// <summary>A short time, in seconds: <c>50s</c>, <c>5m</c>.</summary>
    public static Word<int> Seconds(int most)
    {
        var says = string.Create(CultureInfo.InvariantCulture, $"a time such as 50s or 5m, at most {most / 60}m");
        return new(says, (string text, out int value) =>
        {
            var match = SecondsPattern().Match(text);
            var seconds = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value == "m" ? 60 : 1) : 0;
            value = seconds;
            return seconds >= 1 && seconds <= most ? null : $"'{text}' is not {says}";
        }, seconds => seconds % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m") : string.Create(CultureInfo.InvariantCulture, $"{seconds}s"))
        {
            Style = Style.Plain,
            Rule = () => Words.Pattern("^[0-9]+[sm]$"),
        };
    }

    /// <summary>From the day something hangs on, by name: <c>publication - 30d</c>.</summary>
    public static readonly Word<OffsetRule> Rule = new("an anchor with an offset such as publication - 30d", ParseRule, rule => rule.ToString())
    {
        Rule = () => Words.Pattern(@"^[a-z0-9][a-z0-9-]*(\s+[+-]\s*[0-9]+\s*(d|w|m|wd))?$"),
    };

    /// <summary>From T: <c>-42d</c>, <c>+2w</c>.</summary>
    public static readonly Word<Offset> Offset = new("an offset such as -42d or +2w", ParseOffset, offset => offset.ToString())
    {
        Style = Style.Plain,
        Rule = () => Words.Pattern("^[+-]?[0-9]+(d|w|m|wd)$"),
    };

    /// <summary>A number of days: <c>90d</c>, or in weeks <c>12w</c>.</summary>
    public static Word<int> Days(int least, int most)
    {
        var says = string.Create(CultureInfo.InvariantCulture, $"a number of days such as 90d, from {least}d to {most}d");
        return new(says, (string text, out int value) =>
        {
            value = 0;
            var match = DaysPattern().Match(text);
            if (!match.Success) return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"'{text}' has no unit: write {text}d for days" : $"'{text}' is not {says}";
            var days = long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value == "w" ? 7 : 1);
            if (days < least || days > most) return $"'{text}' is not {says}";
            value = (int)days;
            return null;
        }, value => value.ToString(CultureInfo.InvariantCulture) + "d")
        {
            Style = Style.Plain,
            Rule = () => Words.Pattern("^[0-9]+[dw]$"),
        };
    }

    private static string? ParseMinutes(string text, int most, out int value)
    {
        value = 0;
        if (text.StartsWith('-')) return $"'{text}' is negative: a length of time has no sign";
        var match = SpanPattern().Match(text);
        if (!match.Success || text.Length == 0)
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? $"'{text}' has no unit: write {text}m for minutes or {text}h for hours"
                : $"'{text}' is not a length of time such as 30m or 1h30m";
        var minutes = Part(1) * MinutesADay + Part(2) * 60 + Part(3);
        if (minutes > most) return string.Create(CultureInfo.InvariantCulture, $"'{text}' is too long: at most {most / MinutesADay} days");
        value = (int)minutes;
        return null;

        long Part(int group) => match.Groups[group] is { Success: true, Value: var digits } ? long.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    private static string MinutesText(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => string.Create(CultureInfo.InvariantCulture, $"{m}m"),
        (var h, 0) => string.Create(CultureInfo.InvariantCulture, $"{h}h"),
        var (h, m) => string.Create(CultureInfo.InvariantCulture, $"{h}h{m}m"),
    };

    private static string NoticeText(int minutes) => minutes < MinutesADay ? MinutesText(minutes)
        : string.Create(CultureInfo.InvariantCulture, $"{minutes / MinutesADay}d{(minutes % MinutesADay == 0 ? "" : MinutesText(minutes % MinutesADay))}");

    private static string? ParseRule(string text, out OffsetRule value)
    {
        value = new("", Core.Launches.Offset.Zero);
        var match = RulePattern().Match(text);
        if (!match.Success)
            return TightPattern().Match(text) is { Success: true } tight
                ? $"'{text}' needs spaces around its sign: {tight.Groups[1]} {tight.Groups[2]} {tight.Groups[3]}{tight.Groups[4]}"
                : $"'{text}' is not an anchor with an offset such as publication - 30d (d days, w weeks, m months, wd working days)";
        if (!match.Groups[2].Success)
        {
            value = new(match.Groups[1].Value, Core.Launches.Offset.Zero);
            return null;
        }
        if (OffsetOf(match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value, out var offset) is { } mistake) return mistake;
        value = new(match.Groups[1].Value, offset);
        return null;
    }

    private static string? ParseOffset(string text, out Offset value)
    {
        value = Core.Launches.Offset.Zero;
        var match = OffsetPattern().Match(text);
        return match.Success ? OffsetOf(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, out value)
            : $"'{text}' is not an offset such as -42d or +2w (d days, w weeks, m months, wd working days)";
    }

    private static string? OffsetOf(string sign, string digits, string unit, out Offset offset)
    {
        offset = Core.Launches.Offset.Zero;
        var of = unit switch { "d" => OffsetUnit.Days, "w" => OffsetUnit.Weeks, "m" => OffsetUnit.Months, _ => OffsetUnit.WorkingDays };
        var amount = long.Parse(digits, CultureInfo.InvariantCulture);
        if (amount > Farthest[of]) return $"{sign}{digits}{unit} is farther than ten years";
        if (amount != 0) offset = new((int)(sign == "-" ? -amount : amount), of);
        return null;
    }

    [GeneratedRegex(@"^([0-9]{1,6})([sm])\z")]
    private static partial Regex SecondsPattern();

    [GeneratedRegex(@"^([0-9]{1,6})([dw])\z")]
    private static partial Regex DaysPattern();

    [GeneratedRegex(@"^(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?\z")]
    private static partial Regex SpanPattern();

    [GeneratedRegex(@"^([a-z0-9][a-z0-9-]{0,99})(?:\s+([+-])\s*([0-9]{1,6})\s*(d|w|m|wd))?\z")]
    private static partial Regex RulePattern();

    [GeneratedRegex(@"^([a-z0-9][a-z0-9-]{0,99}?)\s*([+-])\s*([0-9]{1,6})\s*(d|w|m|wd)\z")]
    private static partial Regex TightPattern();

    [GeneratedRegex(@"^([+-]?)([0-9]{1,6})(d|w|m|wd)\z")]
    private static partial Regex OffsetPattern();
}
