using System.Globalization;
using ContentPlanner.Core.Plans;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// Why something stands on its day, in a planner's words. A reason is about the plan, never about today: the same plan
/// says the same words tomorrow, so that feeds do not change overnight.
/// </summary>
internal static class Reason
{
    private static readonly LocalDatePattern DayOfYear = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");

    /// <summary>"T-30" from the launch's own day; "2 days before Cart closes" from any other.</summary>
    public static string Of(Offset offset, string anchorTitle, bool isMain) => isMain
        ? offset.Label
        : offset.Amount == 0 ? anchorTitle : $"{Length(offset)} {(offset.Amount < 0 ? "before" : "after")} {anchorTitle}";

    /// <summary>", moved from Sun 11 Apr to the working day before", empty when it was not.</summary>
    public static string Rolled(LocalDate from, LocalDate to, Roll roll) => from == to
        ? ""
        : $", moved from {DayOfYear.Format(from)} to {(roll == Roll.Previous ? "the working day before" : "the next working day")}";

    /// <summary>How far <paramref name="day"/> is from an anchor, in days, said as the rule is said.</summary>
    public static string Distance(LocalDate day, LocalDate anchor, string anchorTitle, bool isMain) =>
        Of(new Offset(Period.DaysBetween(anchor, day), OffsetUnit.Days), anchorTitle, isMain);

    public static string Days(int n) => n == 1 ? "1 day" : n.ToString(CultureInfo.InvariantCulture) + " days";

    private static string Length(Offset offset)
    {
        var n = Math.Abs(offset.Amount);
        var unit = offset.Unit switch
        {
            OffsetUnit.Days => "day",
            OffsetUnit.Weeks => "week",
            OffsetUnit.Months => "month",
            _ => "working day",
        };
        return n.ToString(CultureInfo.InvariantCulture) + " " + unit + (n == 1 ? "" : "s");
    }
}
