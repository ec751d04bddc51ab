using System.Globalization;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>A day of the series without a session, and why: "St Patrick’s Day", or "skipped" where a person said so.</summary>
public sealed record SkippedDay(LocalDate Day, string Why);

/// <summary>
/// All sessions of a group: each with its number, and the one recurring series they are (design rule 8). A skipped day
/// moves the rest on, so the series ends later; a cancelled session is lost.
/// </summary>
public sealed record SessionSchedule
{
    public required Guid Id { get; init; }
    public required string Launch { get; init; }

    /// <summary>
    /// The sessions as one recurring thing: its count covers skipped days, its <see cref="Series.Skipped"/> are those days
    /// and the cancelled sessions', its <see cref="Series.Moved"/> the sessions a person moved. Null when there is none.
    /// </summary>
    public required Series? Series { get; init; }

    public ValueList<Session> Sessions { get; init; } = [];

    /// <summary>Days the series passes over, with the reason; those before its first session included.</summary>
    public ValueList<SkippedDay> SkippedDays { get; init; } = [];

    public string? Place { get; init; }

    /// <summary>Recipe run at each session's end.</summary>
    public string? Recipe { get; init; }

    /// <summary>The last day a session is held; null when none is.</summary>
    public LocalDate? Ends => Sessions.Where(s => s.IsHeld).Select(s => (LocalDate?)s.Day).Max();

    internal static SessionSchedule Of(Workspace workspace, Launch launch, Guid launchId, SessionPlan plan, LocalDate start)
    {
        var (days, skipped) = Days(plan, start, workspace.Calendar);
        var sessions = days.Select((day, i) => SessionOn(day, i + 1, plan, workspace, launch, launchId)).ToValueList();
        return new()
        {
            Id = Identity.Derived(launchId, "sessions", ""),
            Launch = launch.Key,
            Series = SeriesOf(sessions, skipped, plan, workspace),
            Sessions = sessions,
            SkippedDays = skipped.ToValueList(),
            Place = plan.Place,
            Recipe = plan.Recipe,
        };
    }

    /// <summary>
    /// The days the rule gives, session by session, and the days it passes over. Holidays and blackouts are passed over
    /// like the days a person named, so they are worked out anew whenever the start moves.
    /// </summary>
    private static (List<LocalDate> Days, List<SkippedDay> Skipped) Days(SessionPlan plan, LocalDate start, WorkCalendar calendar)
    {
        var days = new List<LocalDate>();
        var skipped = new List<SkippedDay>();
        foreach (var day in RuleDays(plan, start).Take(Recurrence.MaxCount))
        {
            if (days.Count >= plan.Count) break;
            if (WhyNot(day, plan, calendar) is { } why) skipped.Add(new(day, why));
            else days.Add(day);
        }
        return (days, skipped);
    }

    /// <summary>Every n-th week is counted from the week of the first day that fits, Monday first (RFC 5545, WKST=MO).</summary>
    private static IEnumerable<LocalDate> RuleDays(SessionPlan plan, LocalDate start)
    {
        var weekdays = WeekdaysOf(plan, start);
        while (!weekdays.Contains(start.DayOfWeek)) start = start.PlusDays(1);
        var monday = WholeWeeks.MondayOf(start);
        for (var week = monday; ; week = week.PlusWeeks(Math.Max(1, plan.EveryWeeks)))
            foreach (var weekday in weekdays)
                if (week.PlusDays(weekday - IsoDayOfWeek.Monday) is var day && day >= start) yield return day;
    }

    private static List<IsoDayOfWeek> WeekdaysOf(SessionPlan plan, LocalDate start)
    {
        var named = new List<IsoDayOfWeek>();
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
            if (plan.Weekdays.Contains(day)) named.Add(day);
        return named.Count == 0 ? [start.DayOfWeek] : named;
    }

    private static string? WhyNot(LocalDate day, SessionPlan plan, WorkCalendar calendar) =>
        plan.Skipped.Contains(day) ? "skipped" : calendar.BlackoutOn(day)?.Name ?? calendar.HolidayOn(day)?.Name;

    private static Session SessionOn(LocalDate day, int number, SessionPlan plan, Workspace workspace, Launch launch, Guid launchId)
    {
        var change = plan.Changes.FirstOrDefault(c => c.Session == number);
        var start = change?.MovedTo ?? day + plan.Time;
        return new()
        {
            Id = Identity.Derived(launchId, "session", number.ToString(CultureInfo.InvariantCulture)),
            Key = string.Create(CultureInfo.InvariantCulture, $"{launch.Key}/session-{number}"),
            Launch = launch.Key,
            Number = number,
            Of = plan.Count,
            RuleDay = day,
            When = new When.At(start, plan.Zone ?? workspace.Zone, plan.DurationMinutes),
            Status = change is { Cancelled: true } ? LaunchStatus.Cancelled : launch.StatusOn(start.Date),
            IsMoved = change?.MovedTo is not null,
            IsLost = change is { Cancelled: true },
            Title = change?.Title ?? TitleOf(number, plan),
            Place = change?.Place ?? plan.Place,
            Note = change?.Note,
            Owner = workspace.HolderOf(SessionPlan.Facilitator, start.Date, launch)?.Member ?? launch.Owner,
        };
    }

    private static string TitleOf(int number, SessionPlan plan) => plan.Title is { } title
        ? title.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        : string.Create(CultureInfo.InvariantCulture, $"Session {number} of {plan.Count}");

    private static Series? SeriesOf(ValueList<Session> sessions, List<SkippedDay> skipped, SessionPlan plan, Workspace workspace)
    {
        if (sessions.Count == 0) return null;
        var (first, last) = (sessions[0].RuleDay, sessions[^1].RuleDay);
        var between = skipped.Select(s => s.Day).Where(day => day > first && day < last).ToList();
        return new()
        {
            Start = first,
            Rule = new()
            {
                Frequency = Frequency.Weekly,
                Interval = Math.Max(1, plan.EveryWeeks),
                Weekdays = WeekdaysOf(plan, first).Select(d => new WeekdayRule(d)).ToValueList(),
                Count = sessions.Count + between.Count,
            },
            Time = plan.Time,
            Zone = plan.Zone ?? workspace.Zone,
            DurationMinutes = plan.DurationMinutes,
            Skipped = sessions.Where(s => s.IsLost).Select(s => s.RuleDay).Concat(between).Order().ToValueList(),
            Moved = sessions.Where(s => s.IsMoved && !s.IsLost).Select(s => new MovedOccurrence(s.RuleDay, s.When.Start)).ToValueList(),
        };
    }
}
