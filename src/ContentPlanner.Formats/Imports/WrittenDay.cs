using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using ContentPlanner.Core.Locales;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>Which of two numbers comes first in 04/05/2027.</summary>
public enum DayOrder { DayFirst, MonthFirst }

/// <summary>A day as a table says it, with its end and its time where it has them.</summary>
/// <param name="Offset">Distance from UTC that stands beside the time; null: the reader's own zone.</param>
public readonly record struct WrittenDay(LocalDate Day, LocalTime? Time, Offset? Offset, LocalDate? End)
{
    /// <summary>Longer texts are no days.</summary>
    private const int Longest = 80;

    private static readonly LocalDate SerialStart = new(1899, 12, 30);

    private static readonly FrozenDictionary<string, int> Months = MonthNames().ToFrozenDictionary(m => m.Name, m => m.Number, StringComparer.Ordinal);

    /// <summary>What the text says; null: it is no day.</summary>
    /// <param name="order">For numbers that can be read in two ways.</param>
    public static WrittenDay? Read(string text, DayOrder order)
    {
        var said = text.Trim().TrimStart('@').Trim();
        if (said.Length is 0 or > Longest) return null;
        if (DatePatterns.Range().Match(said) is { Success: true } range)
            return Read(range.Groups[1].Value, order) is { End: null } first && Read(range.Groups[2].Value, order) is { End: null } last
                ? first with { End = last.Day > first.Day ? last.Day : null }
                : null;
        return Iso(said) ?? Numbers(said, order) ?? DayMonth(said) ?? MonthDay(said) ?? Serial(said);
    }

    public static bool LooksLikeOne(string text) => text.Length >= 6 && Read(text, DayOrder.DayFirst) is not null;

    /// <summary>Evidence for one order: 31/12 can only be day first. Null: none, or no such numbers.</summary>
    /// <param name="isNumbers">Whether it is written in numbers whose order matters.</param>
    public static DayOrder? OrderOf(string text, out bool isNumbers)
    {
        isNumbers = false;
        var said = text.Trim();
        if (said.Length > Longest || DatePatterns.Numbers().Match(said) is not { Success: true } match) return null;
        var (first, second) = (Number(match.Groups[1]), Number(match.Groups[2]));
        if (first == second) return null;
        isNumbers = true;
        return (first > 12, second > 12) switch
        {
            (true, false) => DayOrder.DayFirst,
            (false, true) => DayOrder.MonthFirst,
            _ => null,
        };
    }

    /// <summary>A time by itself: <c>9:00</c>, <c>9am</c>, <c>14.30</c>.</summary>
    public static LocalTime? TimeOf(string text) => text.Length <= 40 && DatePatterns.TimeAlone().Match(text.Trim()) is { Success: true } match && TryTime(match, out var time, out _) ? time : null;

    private static WrittenDay? Iso(string said) =>
        DatePatterns.YearFirst().Match(said) is { Success: true } m ? Made(Number(m.Groups[1]), Number(m.Groups[2]), Number(m.Groups[3]), m)
        : DatePatterns.Compact().Match(said) is { Success: true } c ? Made(Number(c.Groups[1]), Number(c.Groups[2]), Number(c.Groups[3]), c)
        : null;

    private static WrittenDay? Numbers(string said, DayOrder order)
    {
        if (DatePatterns.Numbers().Match(said) is not { Success: true } m) return null;
        var (first, second, year) = (Number(m.Groups[1]), Number(m.Groups[2]), Century(m.Groups[3].Value));
        return order == DayOrder.DayFirst ? Made(year, second, first, m) : Made(year, first, second, m);
    }

    private static WrittenDay? DayMonth(string said) =>
        DatePatterns.DayMonth().Match(said) is { Success: true } m && MonthOf(m.Groups[2].Value) is { } month ? Made(Century(m.Groups[3].Value), month, Number(m.Groups[1]), m) : null;

    private static WrittenDay? MonthDay(string said) =>
        DatePatterns.MonthDay().Match(said) is { Success: true } m && MonthOf(m.Groups[1].Value) is { } month ? Made(Number(m.Groups[3]), month, Number(m.Groups[2]), m) : null;

    /// <summary>Days since 1900, as a spreadsheet writes a day whose column it forgot to format.</summary>
    private static WrittenDay? Serial(string said) =>
        DatePatterns.Serial().IsMatch(said) && decimal.TryParse(said, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days is > 36_000 and < 73_000
            ? new(SerialStart.PlusDays((int)days), days % 1 == 0 ? null : LocalTime.FromMinutesSinceMidnight(Math.Min(1439, (int)Math.Round(days % 1 * 1440))), null, null)
            : null;

    private static WrittenDay? Made(int year, int month, int day, Match match)
    {
        if (year is < Yaml.DayWords.FirstYear or > Yaml.DayWords.LastYear || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        var date = new LocalDate(year, month, day);
        if (!match.Groups["hour"].Success) return new(date, null, null, null);
        return TryTime(match, out var time, out var offset) ? new(date, time, offset, null) : null;
    }

    private static bool TryTime(Match match, out LocalTime time, out Offset? offset)
    {
        (time, offset) = (default, null);
        var hour = Number(match.Groups["hour"]);
        var minute = match.Groups["minute"].Success ? Number(match.Groups["minute"]) : 0;
        if (match.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12) return false;
            hour = hour % 12 + (half.Value[0] is 'p' or 'P' ? 12 : 0);
        }
        else if (!match.Groups["minute"].Success) return false;
        if (hour > 23 || minute > 59) return false;
        time = new(hour, minute);
        if (match.Groups["zone"] is not { Success: true, Length: > 0 } zone) return true;
        var digits = zone.Value.Where(char.IsAsciiDigit).Select(c => c - '0').ToArray();
        var (hours, minutes) = digits.Length switch
        {
            0 => (0, 0),
            1 => (digits[0], 0),
            2 => (digits[0] * 10 + digits[1], 0),
            3 => (digits[0], digits[1] * 10 + digits[2]),
            _ => (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]),
        };
        if (hours > 14 || minutes > 59) return false;
        offset = NodaTime.Offset.FromSeconds((zone.Value.Contains('-', StringComparison.Ordinal) || zone.Value.Contains('−', StringComparison.Ordinal) ? -1 : 1) * (hours * 60 + minutes) * 60);
        return true;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Century(string year) => int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture) is var n && year.Length == 2 ? n < 70 ? 2000 + n : 1900 + n : n;

    private static int? MonthOf(string name) => Months.TryGetValue(name.TrimEnd('.').ToLowerInvariant(), out var month) ? month : null;

    private static IEnumerable<(string Name, int Number)> MonthNames() => Locale.Known
        .SelectMany(l => l.Months.Select((name, n) => (name, n)).Concat(l.ShortMonths.Select((name, n) => (name, n))))
        .Select(m => (m.name.TrimEnd('.').ToLowerInvariant(), m.n + 1))
        .DistinctBy(m => m.Item1);
}

/// <summary>How days and times are written; each text is short before it is compared.</summary>
internal static partial class DatePatterns
{
    private const string Clock = @"(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?)?\s*(?<half>[aApP]\.?[mM]\.?)?\s*\(?(?<zone>[zZ]|(?:UTC|GMT)?\s*[+\-−]\d{1,2}:?\d{0,2}|UTC|GMT)?\)?";

    private const string After = @"(?:(?:[T,\s]|\s+(?:at|um|à|a las|@)\s)\s*" + Clock + @")?\s*\z";

    private const string Weekday = @"\A(?:\p{L}{2,12}\.?,?\s+)??";

    [GeneratedRegex(@"\A(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + After, RegexOptions.CultureInvariant)]
    public static partial Regex YearFirst();

    [GeneratedRegex(@"\A(\d{4})(\d{2})(\d{2})" + After, RegexOptions.CultureInvariant)]
    public static partial Regex Compact();

    [GeneratedRegex(Weekday + @"(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})" + After, RegexOptions.CultureInvariant)]
    public static partial Regex Numbers();

    [GeneratedRegex(Weekday + @"(\d{1,2})(?:st|nd|rd|th|\.|º|er)?[\s-]+(?:de\s+)?(\p{L}{3,12}\.?)[\s,-]+(?:de[l]?\s+)?(\d{4}|\d{2})" + After, RegexOptions.CultureInvariant)]
    public static partial Regex DayMonth();

    [GeneratedRegex(Weekday + @"(\p{L}{3,12}\.?)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + After, RegexOptions.CultureInvariant)]
    public static partial Regex MonthDay();

    [GeneratedRegex(@"\A" + Clock + @"\z", RegexOptions.CultureInvariant)]
    public static partial Regex TimeAlone();

    [GeneratedRegex(@"\A\d{5}(?:\.\d{1,10})?\z", RegexOptions.CultureInvariant)]
    public static partial Regex Serial();

    [GeneratedRegex(@"\A(.{6,40}?)\s*(?:→|–|—|\s-\s|\sto\s|\sbis\s)\s*(.{6,40})\z", RegexOptions.CultureInvariant)]
    public static partial Regex Range();
}
