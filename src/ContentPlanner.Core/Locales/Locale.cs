using System.Globalization;
using System.Text;
using NodaTime;

namespace ContentPlanner.Core.Locales;

#pragma warning disable CA1720 // Long and short are what styles of dates are called.
public enum DayStyle
{
    /// <summary>5 March 2027</summary>
    Long,

    /// <summary>05/03/2027, in the order of the country.</summary>
    Short,

    /// <summary>5 Mar 2027</summary>
    Medium,

    /// <summary>5 March</summary>
    DayMonth,

    /// <summary>Friday 5 March</summary>
    Weekday,

    /// <summary>Friday 5 March 2027</summary>
    Full,

    /// <summary>Fri 5 Mar, for narrow columns.</summary>
    WeekdayShort,

    /// <summary>5 Mar</summary>
    DayMonthShort,

    /// <summary>March 2027</summary>
    Month,
}
#pragma warning restore CA1720

/// <summary>
/// How people of a language and country write days, times and numbers. The table is the project's own (from CLDR 46): the
/// same on every machine, whatever its culture says.
/// </summary>
public sealed partial record Locale
{
    /// <summary>BCP 47, <c>en-IE</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>ISO 639-1, <c>en</c>.</summary>
    public string Language => Tag[..2];

    public required ValueList<string> Months { get; init; }
    public required ValueList<string> ShortMonths { get; init; }

    /// <summary>From Monday.</summary>
    public required ValueList<string> Days { get; init; }
    public required ValueList<string> ShortDays { get; init; }

    public required string LongPattern { get; init; }
    public required string ShortPattern { get; init; }
    public required string MediumPattern { get; init; }
    public required string DayMonthPattern { get; init; }
    public required string WeekdayPattern { get; init; }
    public string MonthPattern { get; init; } = "MMMM yyyy";
    public string TimePattern { get; init; } = "HH:mm";

    /// <summary>What the first of a month is called beside a month's name ("1er janvier"); empty: 1.</summary>
    public string First { get; init; } = "";

    public string Am { get; init; } = "am";
    public string Pm { get; init; } = "pm";
    public string DecimalPoint { get; init; } = ".";
    public string Thousands { get; init; } = ",";

    /// <summary>Digits from which thousands are set apart: 4, or 5 where 1000 is written without a mark.</summary>
    public int ThousandsFrom { get; init; } = 4;

    /// <summary>12,34,567 instead of 1,234,567.</summary>
    public bool Lakhs { get; init; }

    public string QuoteStart { get; init; } = "“";
    public string QuoteEnd { get; init; } = "”";

    /// <summary>Every locale of the table: for reading what people of any of them wrote.</summary>
    public static IReadOnlyCollection<Locale> Known => Table;

    /// <summary>The locale of a tag; one of its language if the country is not in the table, British English if neither is.</summary>
    public static Locale For(string tag) =>
        All.TryGetValue(tag, out var exact) ? exact
        : tag.Length >= 2 && ByLanguage.TryGetValue(tag.Split('-', '_')[0], out var near) ? near
        : All["en-GB"];

    public string Format(LocalDate day, DayStyle style = DayStyle.Long) => Write(
        style switch
        {
            DayStyle.Short => ShortPattern,
            DayStyle.Medium => MediumPattern,
            DayStyle.DayMonth => DayMonthPattern,
            DayStyle.Weekday => WeekdayPattern,
            DayStyle.Full => FullPattern,
            DayStyle.WeekdayShort => Abbreviated(WeekdayPattern),
            DayStyle.DayMonthShort => Abbreviated(DayMonthPattern),
            DayStyle.Month => MonthPattern,
            _ => LongPattern,
        }, day, default);

    public string Format(LocalTime time) => Write(TimePattern, default, time);

    /// <summary>A number as people read it: 12,500.5 or 12.500,5.</summary>
    /// <param name="decimals">Digits after the point; null: as many as the number has, without trailing zeros.</param>
    public string Format(decimal number, int? decimals = null)
    {
        var plain = decimals is { } places
            ? Math.Round(number, places, MidpointRounding.AwayFromZero).ToString($"F{places}", CultureInfo.InvariantCulture)
            : number.ToString("0.############################", CultureInfo.InvariantCulture);
        var negative = plain.StartsWith('-');
        var parts = plain.TrimStart('-').Split('.');
        var whole = Grouped(parts[0]);
        return (negative && plain.Any(c => c is >= '1' and <= '9') ? "-" : "") + (parts.Length > 1 ? whole + DecimalPoint + parts[1] : whole);
    }

    /// <summary>In the quotation marks of the language, unless it stands in some already.</summary>
    public string Quoted(string text) =>
        text.Length > 1 && text[0] is '“' or '„' or '«' or '"' or '‘' or '”' ? text : $"{QuoteStart}{text}{QuoteEnd}";

    /// <summary>What stands before the day in the weekday's pattern stands before the whole date too: "dddd, " or "dddd ".</summary>
    private string FullPattern => WeekdayPattern[..Math.Max(0, WeekdayPattern.LastIndexOf(DayMonthPattern, StringComparison.Ordinal))] + LongPattern;

    private static string Abbreviated(string pattern) =>
        pattern.Replace("dddd", "ddd", StringComparison.Ordinal).Replace("MMMM", "MMM", StringComparison.Ordinal);

    private string Grouped(string digits)
    {
        if (digits.Length < ThousandsFrom)
            return digits;
        var grouped = new StringBuilder(digits);
        for (int at = digits.Length - 3; at > 0; at -= Lakhs ? 2 : 3)
            grouped.Insert(at, Thousands);
        return grouped.ToString();
    }

    /// <summary>Patterns hold runs of d, M, y, H, h, m, t and words in apostrophes, as CLDR's do.</summary>
    private string Write(string pattern, LocalDate day, LocalTime time)
    {
        var text = new StringBuilder();
        var besideName = pattern.Contains("MMM", StringComparison.Ordinal);
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '\'')
            {
                var close = pattern.IndexOf('\'', at + 1);
                text.Append(pattern, at + 1, close - at - 1);
                at = close + 1;
                continue;
            }
            var run = 1;
            while (at + run < pattern.Length && pattern[at + run] == pattern[at])
                run++;
            text.Append(pattern[at] switch
            {
                'd' when run == 4 => Days[(int)day.DayOfWeek - 1],
                'd' when run == 3 => ShortDays[(int)day.DayOfWeek - 1],
                'd' when day.Day == 1 && besideName && First.Length > 0 => First,
                'd' => Digits(day.Day, run),
                'M' when run == 4 => Months[day.Month - 1],
                'M' when run == 3 => ShortMonths[day.Month - 1],
                'M' => Digits(day.Month, run),
                'y' => Digits(day.Year, run),
                'H' => Digits(time.Hour, run),
                'h' => Digits(time.ClockHourOfHalfDay, run),
                'm' => Digits(time.Minute, run),
                't' => time.Hour < 12 ? Am : Pm,
                _ => pattern.Substring(at, run),
            });
            at += run;
        }
        return text.ToString();
    }

    private static string Digits(int number, int atLeast) => number.ToString($"D{atLeast}", CultureInfo.InvariantCulture);
}
