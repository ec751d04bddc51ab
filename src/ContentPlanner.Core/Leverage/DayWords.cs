using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Leverage;

/// <summary>Days and distances as a reason says them. In English, as all shipped texts are.</summary>
internal static class DayWords
{
    private static readonly LocalDatePattern Short = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");

    /// <summary>"Thu 14 Jan".</summary>
    public static string Words(this LocalDate day) => Short.Format(day);

    /// <summary>"1 day", "12 days".</summary>
    public static string Days(int days) => Counted(days, "day");

    /// <summary>"1 post", "2 posts".</summary>
    public static string Counted(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
