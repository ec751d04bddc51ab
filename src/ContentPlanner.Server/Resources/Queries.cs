using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Resources;

/// <summary>What stands behind the question mark.</summary>
internal static class Queries
{
    /// <summary>Longer looks are several.</summary>
    private const int MostDays = 1100;

    public static IReadOnlyList<ApiParameter> Window { get; } =
    [
        ApiParameter.Day("from", "The first day; today if not said."),
        ApiParameter.Day("to", "The last day, at most three years later; 90 days after the first if not said."),
    ];

    public static IResult NoDay => Api.Wrong("from and to are days such as 2027-05-11.");

    public static bool TryDay(string? text, out LocalDate? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (LocalDatePattern.Iso.Parse(text) is not { Success: true, Value: var found }) return false;
        day = found;
        return true;
    }

    public static string Written(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>From and to; null with a problem.</summary>
    public static (DateInterval? Window, IResult? Problem) WindowOf(string? from, string? to, LocalDate today)
    {
        if (!TryDay(from, out var first) || !TryDay(to, out var last)) return (null, NoDay);
        var start = first ?? today;
        var end = last ?? start.PlusDays(90);
        if (end < start) return (null, Api.Wrong("to is before from."));
        return Period.DaysBetween(start, end) > MostDays ? (null, Api.Wrong("From and to are more than three years apart: ask for less at a time.")) : (new(start, end), null);
    }

    /// <summary>Today where the person is who asks, else where the workspace is.</summary>
    public static LocalDate TodayOf(HttpContext http, Workspace workspace, IClock clock) =>
        clock.GetCurrentInstant().InZone((http.Person().Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null) ?? workspace.Zone).Date;
}
