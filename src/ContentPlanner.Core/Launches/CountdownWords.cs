using System.Globalization;

namespace ContentPlanner.Core.Launches;

/// <summary>How the marks of a countdown are told, the same wherever they stand.</summary>
public static class CountdownWords
{
    /// <summary>"Publication day", "Booking closes": what its countdown counts down to.</summary>
    public static string CountsTo(this LaunchSchedule launch) =>
        launch.Blueprint.Countdown?.Anchor is { } name && launch.Anchor(name) is { } anchor ? anchor.Title : launch.Launch.Title;

    /// <summary>It counts down to the launch's own day.</summary>
    public static bool CountsToItsDay(this LaunchSchedule launch) => launch.Blueprint.Countdown?.Anchor == launch.Blueprint.MainAnchor;

    /// <summary>
    /// "30 days to go"; to another day than the launch's own "3 days until booking closes", because nobody takes the day booking closes
    /// for the day the group starts.
    /// </summary>
    public static string Words(this LaunchSchedule launch, Mark mark)
    {
        var days = mark.Definition.DaysBefore;
        var left = days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");
        return launch.CountsToItsDay()
            ? days == 0 ? "the countdown ends" : $"{left} to go"
            : days == 0 ? $"{launch.CountsTo()}, the day is here" : $"{left} until {InSentence(launch.CountsTo())}";
    }

    /// <summary>"Countdown: 30 days to go": the mark as a line among others; its last one is "The countdown ends".</summary>
    public static string CountdownTitle(this LaunchSchedule launch, Mark mark) =>
        mark.Definition.DaysBefore == 0 && launch.CountsToItsDay() ? "The countdown ends" : $"Countdown: {launch.Words(mark)}";

    /// <summary>The last mark says nothing that the date it counts down to, shown on that very day, does not.</summary>
    public static bool IsSaidByItsDate(this LaunchSchedule launch, Mark mark) =>
        mark.Definition.DaysBefore == 0 && launch.Blueprint.Countdown is { } countdown && launch.Anchor(countdown.Anchor) is { Shown: true, Status: LaunchStatus.Planned };

    /// <summary>"booking closes"; a name with more capitals, "LinkedIn live", stays as it is written.</summary>
    private static string InSentence(string title) =>
        title.Length > 1 && title.AsSpan(1).IndexOfAnyInRange('A', 'Z') < 0 ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
