using ContentPlanner.Core.Locales;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>Days as people say them: near ones by their distance, others by their date.</summary>
internal static class DueWords
{
    /// <summary>"today", "tomorrow", "Thu 26 Nov", "12 Mar 2028".</summary>
    public static string Day(this Locale locale, LocalDate day, LocalDate today) => Period.DaysBetween(today, day) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        var ahead when day.Year == today.Year || ahead is > -150 and < 270 => locale.Format(day, DayStyle.WeekdayShort),
        _ => locale.Format(day, DayStyle.Medium),
    };

    /// <summary>"3 days late", or the day.</summary>
    public static string Due(this Locale locale, LocalDate due, LocalDate today) => due < today ? $"{Days(Period.DaysBetween(due, today))} late" : locale.Day(due, today);

    /// <summary>"5 days ago", "7 weeks ago", "2 years ago", "in 3 days"; for the distance of a day from today.</summary>
    public static string Ago(int days) => days switch
    {
        0 => "today",
        < 0 => $"in {Span(-days)}",
        _ => $"{Span(days)} ago",
    };

    /// <summary>The shortest that says it, for a narrow cell: "5d", "7w", "4m", "2y".</summary>
    public static string Short(int days) => Math.Abs(days) switch
    {
        0 => "today",
        var d when d < 14 => FormattableString.Invariant($"{d}d"),
        var d when d < 70 => FormattableString.Invariant($"{d / 7}w"),
        var d when d < 700 => FormattableString.Invariant($"{d * 12 / 365}m"),
        var d => FormattableString.Invariant($"{d / 365}y"),
    };

    /// <summary>"45 min", "1 h 30 min", "2 h".</summary>
    public static string Length(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => FormattableString.Invariant($"{m} min"),
        (var h, 0) => FormattableString.Invariant($"{h} h"),
        var (h, m) => FormattableString.Invariant($"{h} h {m} min"),
    };

    public static string Counted(int count, string one, string? many = null) => FormattableString.Invariant($"{count} {(count == 1 ? one : many ?? one + "s")}");

    public static string Days(int days) => Counted(days, "day");

    private static string Span(int days) => days switch
    {
        < 21 => Days(days),
        < 70 => Counted(days / 7, "week"),
        < 700 => Counted(days * 12 / 365, "month"),
        _ => Counted(days / 365, "year"),
    };
}
