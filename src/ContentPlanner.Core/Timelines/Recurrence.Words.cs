using System.Globalization;
using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>A rule as people say it.</summary>
public sealed partial record Recurrence
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth"];

    /// <summary>
    /// "every Tuesday", "every 2 weeks on Monday and Thursday", "on the last Friday of every month"; "once" for what comes
    /// a single time. Without its end: how days are written is the reader's locale.
    /// </summary>
    public string InWords(LocalDate start)
    {
        var rule = Normalised(start);
        return Frequency switch
        {
            _ when Count == 1 => "once",
            Frequency.Daily => Every("day"),
            Frequency.Weekly => rule.WeeklyWords(),
            Frequency.Monthly when Interval == 1 => $"{rule.OnDays()} of every month{rule.OrLastDay()}",
            Frequency.Monthly => $"{Every("month")} {rule.OnDays()}{rule.OrLastDay()}",
            _ => $"{Every("year")} {rule.YearlyDay()}",
        };
    }

    private string Every(string unit) => Interval == 1 ? $"every {unit}" : string.Create(CultureInfo.InvariantCulture, $"every {Interval} {unit}s");

    private string WeeklyWords()
    {
        var days = Weekdays.Select(w => w.Day).ToArray();
        if (days.Length == 7) return Interval == 1 ? Every("day") : $"{Every("week")} on every day";
        var workdays = days.Length == 5 && days[^1] == IsoDayOfWeek.Friday;
        var names = workdays ? "Monday to Friday" : Together(days.Select(d => d.ToString()));
        return Interval > 1 ? $"{Every("week")} on {names}" : workdays ? "every weekday" : $"every {names}";
    }

    private string YearlyDay() => Weekdays.Count > 0 || DayOfMonth == -1
        ? $"{OnDays()} of {Months[Month!.Value - 1]}"
        : string.Create(CultureInfo.InvariantCulture, $"on {DayOfMonth} {Months[Month!.Value - 1]}{(SkipMissing ? ", in the years that have it" : "")}");

    private string OnDays() => DayOfMonth switch
    {
        null when Weekdays.All(w => w.Ordinal == 0) => $"on every {Together(Weekdays.Select(w => w.Day.ToString()))}",
        null => $"on the {Together(Weekdays.GroupBy(w => w.Day).Select(g => $"{Together(g.Select(w => Ordinal(w.Ordinal)))} {g.Key}"))}",
        -1 => "on the last day",
        { } day => $"on the {Numbered(day)}",
    };

    private string OrLastDay() => DayOfMonth is not > 28 ? "" : SkipMissing ? ", where there is one" : " or its last day";

    private static string Ordinal(int n) => n switch
    {
        0 => "every",
        > 0 => Ordinals[n - 1],
        -1 => "last",
        _ => $"{Ordinals[-n - 1]} to last",
    };

    private static string Numbered(int day) => day.ToString(CultureInfo.InvariantCulture) + (day % 10, day / 10) switch
    {
        (1, not 1) => "st",
        (2, not 1) => "nd",
        (3, not 1) => "rd",
        _ => "th",
    };

    private static string Together(IEnumerable<string> words)
    {
        var all = words.ToArray();
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
