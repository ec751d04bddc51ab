using ContentPlanner.Core.Locales;
using NodaTime;

namespace ContentPlanner.Formats.Digests;

/// <summary>The functions with which pages and mails write days, times and numbers in the workspace's locale.</summary>
internal static class Written
{
    /// <summary>
    /// <c>date</c>: <c>{{ day | date }}</c> is 5 March 2027; with a style <c>full</c>, <c>medium</c>, <c>weekday</c>,
    /// <c>weekday-short</c>, <c>day-month</c>, <c>day-month-short</c>, <c>month</c> or <c>short</c> as <see cref="DayStyle"/>
    /// has them; a time has one way only. <c>number</c>: <c>{{ 1240 | number }}</c>. What is missing is written as nothing.
    /// </summary>
    public static (string Name, object? Value)[] In(Locale locale)
    {
        string Date(object? value, string style = "long") => value switch
        {
            LocalDate day => locale.Format(day, StyleOf(style)),
            LocalTime time => locale.Format(time),
            null => "",
            _ => throw new ArgumentException("date writes days and times", nameof(value)),
        };
        string Number(object? value) => value switch
        {
            decimal exact => locale.Format(exact),
            int whole => locale.Format(whole),
            long whole => locale.Format(whole),
            null => "",
            _ => throw new ArgumentException("number writes numbers", nameof(value)),
        };
        return [("date", (Delegate)Date), ("number", (Delegate)Number)];
    }

    private static DayStyle StyleOf(string word)
    {
        foreach (var style in Enum.GetValues<DayStyle>())
            if (Said.Word(style) == word) return style;
        throw new ArgumentException($"'{word}' is no style of days; there are {string.Join(", ", Enum.GetValues<DayStyle>().Select(s => Said.Word(s)))}", nameof(word));
    }
}
