using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Yaml;

/// <summary>Days, times and moments as people write them in a plan; ISO 8601, because 03/04 is two different days.</summary>
internal static class DayWords
{
    /// <summary>A plan is about the years people live in; what lies outside is a slip of the finger.</summary>
    public const int FirstYear = 1900, LastYear = 2199;

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static readonly Word<LocalDate> Day = new("a day such as 2027-05-11", ParseDay, Print)
    {
        Style = Style.Plain,
        Rule = () => Words.Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    };

    /// <summary>Quoted when written: YAML 1.1 takes 18:30 for the number 1110.</summary>
    public static readonly Word<LocalTime> Time = new("a time such as \"09:00\"", ParseTime, Print)
    {
        Style = Style.Quoted,
        Rule = () => Words.Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$"),
    };

    public static readonly Word<LocalDateTime> Moment = new("a day and time such as 2027-05-11T09:00", ParseMoment, PrintMoment)
    {
        Style = Style.Plain,
        Rule = () => Words.Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]$"),
    };

    /// <summary>A moment, or a day where only the day counts.</summary>
    public static readonly Word<LocalDateTime> DayOrMoment = new("a day and time such as 2027-05-11T09:00", (string text, out LocalDateTime value) =>
    {
        if (ParseDay(text, out var day) is not null) return ParseMoment(text, out value);
        value = day.AtMidnight();
        return null;
    }, moment => moment.TimeOfDay == LocalTime.Midnight ? Print(moment.Date) : PrintMoment(moment))
    {
        Style = Style.Plain,
        Rule = () => Words.Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9])?$"),
    };

    public static readonly Word<Instant> Instant = new("a moment such as 2026-11-23T09:00:00Z, written by an export", (string text, out Instant value) =>
    {
        var parsed = InstantPattern.ExtendedIso.Parse(text);
        value = parsed.Success ? parsed.Value : default;
        return parsed.Success ? null : $"'{text}' is not a moment in UTC such as 2026-11-23T09:00:00Z: leave it out";
    }, InstantPattern.ExtendedIso.Format)
    {
        Style = Style.Plain,
        Rule = () => Words.Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$"),
    };

    /// <summary>A day of every year, month first: <c>09-01</c>.</summary>
    public static readonly Word<AnnualDate> DayOfYear = new("a day of the year such as 09-01 for 1 September", ParseDayOfYear, AnnualDatePattern.Iso.Format)
    {
        Style = Style.AsNeeded,
        Rule = () => Words.Pattern("^[0-9]{2}-[0-9]{2}$"),
    };

    public static readonly Word<IsoDayOfWeek> Weekday = new("a weekday such as mon", ParseWeekday, WeekdayText)
    {
        Rule = () => new() { ["enum"] = new JsonArray("mon", "tue", "wed", "thu", "fri", "sat", "sun") },
    };

    public static string Print(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string Print(LocalTime time) => Minutes.Format(time);

    public static string PrintMoment(LocalDateTime moment) => $"{Print(moment.Date)}T{Print(moment.TimeOfDay)}";

    /// <summary><c>mon</c> … <c>sun</c>.</summary>
    public static string WeekdayText(IsoDayOfWeek day) => day.ToString()[..3].ToLowerInvariant();

    /// <summary>"mon", "Monday", "MON".</summary>
    public static bool IsWeekday(string text, out IsoDayOfWeek day)
    {
        for (day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
            if (text.Equals(WeekdayText(day), StringComparison.OrdinalIgnoreCase) || text.Equals(day.ToString(), StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static string? ParseDay(string text, out LocalDate value)
    {
        value = default;
        if (!Digits(text, "dddd-dd-dd", out var year, out var month, out var day)) return DayAdvice(text);
        if (year is < FirstYear or > LastYear) return $"the year of {text} is not one to plan in: {FirstYear} to {LastYear}";
        if (month is < 1 or > 12) return $"{text} does not exist: the month is the middle number, 01 to 12";
        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        if (day < 1 || day > days) return string.Create(CultureInfo.InvariantCulture, $"{text} does not exist: {Months[month - 1]} {year} has {days} days");
        value = new(year, month, day);
        return null;
    }

    private static string DayAdvice(string text) => text.Split('.', '/', '-', ' ') is [{ Length: 1 or 2 }, { Length: 1 or 2 }, { Length: 4 }]
        ? $"'{text}' can be read in two ways: write year-month-day as in 2027-05-11"
        : text.Contains('T', StringComparison.Ordinal) && ParseMoment(text, out _) is null ? $"here should be a day without a time: {text[..10]}"
        : $"'{text}' is not a day: write year-month-day as in 2027-05-11";

    private static string? ParseTime(string text, out LocalTime value)
    {
        value = default;
        if (Digits(text, "d:dd", out _, out _, out _)) return $"'{text}' needs two digits for the hour: 0{text}";
        if (!Digits(text, "dd:dd", out var hour, out var minute, out _)) return $"'{text}' is not a time: write hours and minutes of a 24-hour clock as in 09:00 or 18:30";
        if (text == "24:00") return "24:00 belongs to the next day: write 00:00 there, or 23:59 here";
        if (hour > 23 || minute > 59) return $"{text} does not exist: a day runs from 00:00 to 23:59";
        value = new(hour, minute);
        return null;
    }

    private static string? ParseMoment(string text, out LocalDateTime value)
    {
        value = default;
        var parts = text.Split('T', ' ');
        if (parts.Length == 1 && ParseDay(text, out _) is null) return $"here should be a day with a time: {text}T09:00";
        if (parts.Length != 2) return $"'{text}' is not a day and time such as 2027-05-11T09:00";
        if (ParseDay(parts[0], out var day) is { } wrongDay) return wrongDay;
        if (parts[1].Length > 5 && (parts[1][^1] == 'Z' || parts[1].AsSpan(5).IndexOfAny("+-") >= 0))
            return $"'{text}' names an offset from UTC: write the time on the wall, {parts[0]}T{parts[1][..5]}, and the zone beside it if it is not the workspace's";
        if (ParseTime(parts[1], out var time) is { } wrongTime) return wrongTime;
        value = day + time;
        return null;
    }

    private static string? ParseDayOfYear(string text, out AnnualDate value)
    {
        value = default;
        if (!Digits(text, "dd-dd", out var month, out var day, out _)) return $"'{text}' is not a day of the year: write month-day as in 09-01 for 1 September";
        if (month is < 1 or > 12) return $"{text} does not exist: the month comes first, 01 to 12";
        var days = CalendarSystem.Iso.GetDaysInMonth(2028, month);
        if (day < 1 || day > days) return $"{text} does not exist: {Months[month - 1]} has {days} days";
        value = new(month, day);
        return null;
    }

    private static string? ParseWeekday(string text, out IsoDayOfWeek value)
    {
        if (IsWeekday(text, out value)) return null;
        var known = Enumerable.Range(1, 7).Select(d => WeekdayText((IsoDayOfWeek)d)).ToArray();
        return $"'{text}' is not a weekday: write one of {string.Join(", ", known)}";
    }

    /// <summary>Numbers out of a text that has exactly the pattern's form, <c>d</c> for a digit.</summary>
    private static bool Digits(string text, string form, out int first, out int second, out int third)
    {
        Span<int> numbers = [0, 0, 0];
        (first, second, third) = (0, 0, 0);
        if (text.Length != form.Length) return false;
        for (int i = 0, n = 0; i < form.Length; i++)
        {
            if (form[i] != 'd' && text[i] == form[i]) n++;
            else if (form[i] == 'd' && char.IsAsciiDigit(text[i])) numbers[n] = numbers[n] * 10 + text[i] - '0';
            else return false;
        }
        (first, second, third) = (numbers[0], numbers[1], numbers[2]);
        return true;
    }
}
