using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Calendar;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>A named date of a launch.</summary>
/// <param name="Why">"T", "T-14", "given".</param>
public sealed record DateLine(string Name, string Title, string Day, string Why, string? Announced, bool IsMain, bool IsGiven);

/// <summary>A session of a group.</summary>
/// <param name="State">held, moved, lost, past.</param>
public sealed record SessionLine(int Number, string Title, string When, string? Place, string? Note, string State, string? Badge, string Iso, bool IsAhead);

/// <summary>A post that is prepared for a mark of the countdown.</summary>
public sealed record PostLine(string Day, string Mark, string Channel, string What, string? Owner, Guid Id, bool IsClosed, bool IsLate, string? Slot);

/// <summary>One launch with everything that hangs on its day.</summary>
public sealed record LaunchView
{
    public required LaunchSchedule Launch { get; init; }
    public required LaunchCard Card { get; init; }
    public required IReadOnlyList<StepLine> Late { get; init; }
    public required IReadOnlyList<StepLine> Ahead { get; init; }
    public required IReadOnlyList<StepLine> Closed { get; init; }
    public required IReadOnlyList<DateLine> Dates { get; init; }
    public required IReadOnlyList<SessionLine> Sessions { get; init; }

    /// <summary>Days the series passes over, with the reason.</summary>
    public required IReadOnlyList<(LocalDate Day, string Words, bool IsOwn)> Skipped { get; init; }

    public required IReadOnlyList<PostLine> Posts { get; init; }

    /// <summary>Names of channels its countdown has posts for and the client does not use.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Rules of the world it breaks, accepted or not.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    /// <summary>What else somebody should know: unheld roles, shared weeks, blackouts.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required string? Owner { get; init; }
    public required string? Intention { get; init; }

    public static LaunchView Of(Schedule schedule, LaunchSchedule launch, ReaderTime times)
    {
        var (workspace, today, locale) = (schedule.Workspace, schedule.Today, times.Locale);
        var open = launch.Milestones.Where(m => !m.Status.IsClosed()).ToList();
        return new()
        {
            Launch = launch,
            Card = LaunchCard.Of(launch, workspace, today, times),
            Late = StepLine.Of(open.Where(m => m.IsLate(today)), launch.Key, workspace, today, times),
            Ahead = StepLine.Of(open.Where(m => !m.IsLate(today)), launch.Key, workspace, today, times),
            Closed = StepLine.Of(launch.Milestones.Where(m => m.Status.IsClosed()), launch.Key, workspace, today, times),
            Dates = [.. launch.Anchors.Where(a => launch.Blueprint.Anchor(a.Name)?.Session is null).Select(a => Line(launch, a, times))],
            Sessions = [.. (launch.Sessions?.Sessions ?? []).Select(s => Line(s, today, times))],
            Skipped = [.. (launch.Sessions?.SkippedDays ?? []).Where(d => launch.Sessions!.Ends is not { } ends || d.Day <= ends).Select(d => (d.Day, $"{locale.Format(d.Day, DayStyle.WeekdayShort)}: {d.Why}", launch.Launch.Sessions!.Skipped.Contains(d.Day)))],
            Posts = [.. PostsOf(schedule, launch, locale)],
            LeftOut = CountdownLook.Of(schedule, launch.Key, locale).LeftOut,
            Broken = [.. launch.Checks.Where(c => c.IsBroken).Select(c => c.Message)],
            Notes = [.. NotesOf(schedule, launch)],
            Owner = workspace.NameOf(launch.Launch.Owner),
            Intention = workspace.Periods.SelectMany(p => p.Focus).SelectMany(f => f.Intentions).FirstOrDefault(i => i.Key == launch.Launch.Intention)?.Title,
        };
    }

    private static DateLine Line(LaunchSchedule launch, Anchor anchor, ReaderTime times)
    {
        var locale = times.Locale;
        var isMain = anchor.Name == launch.Blueprint.MainAnchor;
        var day = anchor.Time is { } time ? times.There(anchor.Day + time, DayStyle.Full) : locale.Format(anchor.Day, DayStyle.Full);
        var announced = anchor.Announced is { } told ? told == anchor.Day ? "announced" : $"announced for {locale.Format(told, DayStyle.Medium)}" : null;
        return new(anchor.Name, anchor.Title, day, isMain ? "the launch’s own day" : anchor.IsGiven && anchor.RuleDay is not null ? $"given; the plan would have {locale.Format(anchor.RuleDay.Value, DayStyle.WeekdayShort)}" : anchor.Reason, announced, isMain, anchor.IsGiven);
    }

    private static SessionLine Line(Session session, LocalDate today, ReaderTime times)
    {
        var locale = times.Locale;
        var start = session.When.Start;
        var (state, badge) = session switch
        {
            { IsLost: true } => ("lost", "Called off"),
            { IsHeld: false } => ("lost", "Called off with the launch"),
            { IsMoved: true } => ("moved", $"Moved from {locale.Format(session.RuleDay, DayStyle.WeekdayShort)}"),
            _ when session.Day < today => ("past", (string?)null),
            _ => ("held", null),
        };
        return new(session.Number, session.Title, times.There(start, DayStyle.Full), session.Place, session.Note, state, badge,
            NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(start), session.Day >= today);
    }

    private static IEnumerable<PostLine> PostsOf(Schedule schedule, LaunchSchedule launch, Locale locale)
    {
        var marks = launch.Marks.ToDictionary(m => m.Id);
        var slots = schedule.SlotsFilledByCountdown(launch, schedule.Today).ToDictionary(s => s.Task!.Id);
        return from task in schedule.Tasks
               where task.Source.Kind == SourceKind.Mark && marks.ContainsKey(task.Source.Id)
               orderby task.Day, task.Key.ToString()
               select new PostLine(locale.Format(task.Due, DayStyle.WeekdayShort), marks[task.Source.Id].Label, schedule.Workspace.ChannelName(schedule.Library, task.Channel), task.What(),
                   schedule.Workspace.OutsideOf(task, launch.Launch) ?? schedule.Workspace.NameOf(task.Owner), task.Id, task.Status.IsClosed(), !task.Status.IsClosed() && task.Due < schedule.Today,
                   slots.TryGetValue(task.Id, out var slot) ? Words.Fills(slot, task.Due) : null);
    }

    private static IEnumerable<string> NotesOf(Schedule schedule, LaunchSchedule launch) =>
        launch.Findings.Where(f => f.Kind is not (FindingKind.Late or FindingKind.ConstraintBroken or FindingKind.ConstraintOverridden)).Select(f => f.Message)
            .Concat(schedule.Findings.Where(f => f.Kind == FindingKind.RunwayOverlap && (f.Subject == launch.Key || f.Message.Contains(launch.Launch.Title, StringComparison.Ordinal))).Select(f => f.Message))
            .Distinct();
}
