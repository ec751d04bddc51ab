using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Leverage;

/// <summary>Days and distances as a reason says them. In English, as all shipped texts are.</summary>
internal static class DayWords
{
    private static readonly LocalDatePattern Near = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");
    private static readonly LocalDatePattern Past = LocalDatePattern.CreateWithInvariantCulture("d MMM yyyy");

    /// <summary>"Thu 14 Jan": a day close to the one it is read on.</summary>
    public static string Words(this LocalDate day) => Near.Format(day);

    /// <summary>"14 Jan 2026": a day that may be years ago.</summary>
    public static string Dated(this LocalDate day) => Past.Format(day);

    /// <summary>"1 day", "12 days".</summary>
    public static string Days(int days) => Counted(days, "day");

    /// <summary>"1 post", "2 posts".</summary>
    public static string Counted(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
