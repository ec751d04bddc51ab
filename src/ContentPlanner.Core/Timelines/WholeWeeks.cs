using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>Weeks as plans count them: Monday to Sunday.</summary>
public static class WholeWeeks
{
    public static LocalDate MondayOf(LocalDate day) => day.PlusDays(IsoDayOfWeek.Monday - day.DayOfWeek);

    /// <summary>Every week that touches <paramref name="days"/>, whole.</summary>
    public static DateInterval Of(DateInterval days) => new(MondayOf(days.Start), MondayOf(days.End).PlusDays(6));
}
