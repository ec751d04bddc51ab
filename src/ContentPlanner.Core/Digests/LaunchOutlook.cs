using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>How a launch stands on a day: how long until its own day, what comes next, what is late, what slipped.</summary>
public sealed record LaunchOutlook
{
    public required string Key { get; init; }
    public required string Title { get; init; }

    /// <summary>"Book", "Coaching group" …</summary>
    public required string Kind { get; init; }

    /// <summary>What its own day is called: "Publication day".</summary>
    public required string DayTitle { get; init; }

    public required LocalDate Day { get; init; }

    /// <summary>From the day looked at; negative once it has passed.</summary>
    public required int DaysLeft { get; init; }

    public string? Url { get; init; }

    /// <summary>Steps done, of all that are not skipped or cancelled.</summary>
    public required int Done { get; init; }
    public required int Steps { get; init; }

    /// <summary>Open steps due from today until the day looked at; 0 when that is today.</summary>
    public int DueBefore { get; init; }

    public required Capped<Gate> Next { get; init; }
    public required Capped<Gate> Late { get; init; }
    public required Capped<Slip> Slips { get; init; }

    /// <summary>
    /// Launches that are still on their way on <paramref name="on"/>, nearest first. Postponed and cancelled ones are off
    /// digests and agendas, those with nothing left to happen too.
    /// </summary>
    /// <param name="on">The day looked at.</param>
    /// <param name="today">Up to when one knows what is late: nothing that is still to come.</param>
    public static IEnumerable<LaunchOutlook> Underway(Workspace workspace, IEnumerable<LaunchSchedule> launches, LocalDate on, LocalDate today, int gates) =>
        launches
            .Where(l => l.Launch.Status == LaunchStatus.Planned && l.Day is not null && LastDay(l) >= on)
            .OrderBy(l => l.Day).ThenBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => Of(workspace, l, on, today, gates));

    private static LaunchOutlook Of(Workspace workspace, LaunchSchedule launch, LocalDate on, LocalDate today, int gates)
    {
        var day = launch.Day!.Value;
        var counted = launch.Milestones.Where(m => m.Status is not (MilestoneStatus.Skipped or MilestoneStatus.Cancelled)).ToArray();
        return new()
        {
            Key = launch.Key,
            Title = launch.Launch.Title,
            Kind = launch.Blueprint.Kind,
            DayTitle = launch.Anchor(launch.Blueprint.MainAnchor)!.Title,
            Day = day,
            DaysLeft = Period.DaysBetween(on, day),
            Url = launch.Launch.Url,
            Done = counted.Count(m => m.Status == MilestoneStatus.Done),
            Steps = counted.Length,
            DueBefore = counted.Count(m => !m.Status.IsClosed() && m.Day >= today && m.Day < on),
            Next = Gate.Ahead(workspace, launch, on).CappedAt(gates),
            Late = Gate.Overdue(workspace, launch, today, on).CappedAt(gates),
            Slips = Slip.Of(launch).CappedAt(gates),
        };
    }

    /// <summary>The last day something of it happens, so that a group's circle stays in sight until its last step.</summary>
    private static LocalDate LastDay(LaunchSchedule launch)
    {
        var days = launch.Milestones.Where(m => !m.Status.IsClosed()).Select(m => m.Day).Append(launch.Day!.Value);
        return launch.Sessions?.Ends is { } ends ? days.Append(ends).Max() : days.Max();
    }
}

/// <summary>Something a launch has to pass on a day: a step of it, or one of its named dates.</summary>
public sealed record Gate
{
    public required string Title { get; init; }
    public required LocalDate Day { get; init; }
    public LocalTime? Time { get; init; }

    /// <summary>Name of who does it; null while nobody does.</summary>
    public string? Owner { get; init; }

    public bool Critical { get; init; }

    /// <summary>"T-30 · Advance copies out".</summary>
    public required string Reason { get; init; }

    /// <summary>Days since its day on the day looked at; 0 when it is not late.</summary>
    public int DaysLate { get; init; }

    /// <summary>What is still to come from <paramref name="from"/> on, steps and shown dates, by day.</summary>
    public static IEnumerable<Gate> Ahead(Workspace workspace, LaunchSchedule launch, LocalDate from) =>
        launch.Milestones.Where(m => IsOpen(m) && m.Day >= from).Select(m => Of(workspace, m))
            .Concat(launch.Anchors.Where(a => a.Shown && a.Day >= from).Select(a => Of(workspace, launch, a)))
            .OrderBy(g => g.Day).ThenBy(g => g.Time ?? LocalTime.Midnight);

    /// <summary>What is open and was due before <paramref name="today"/>: critical first, then the longest late, as it will be <paramref name="on"/> a day.</summary>
    public static IEnumerable<Gate> Overdue(Workspace workspace, LaunchSchedule launch, LocalDate today, LocalDate on) =>
        launch.Milestones.Where(m => IsOpen(m) && m.Day < today)
            .OrderByDescending(m => m.Critical).ThenBy(m => m.Day)
            .Select(m => Of(workspace, m) with { DaysLate = Period.DaysBetween(m.Day, on) });

    private static bool IsOpen(Milestone milestone) => milestone.Status is MilestoneStatus.Open or MilestoneStatus.InProgress;

    private static Gate Of(Workspace workspace, Milestone milestone) => new()
    {
        Title = milestone.Title,
        Day = milestone.Day,
        Time = milestone.Time,
        Owner = milestone.Outside ?? workspace.NameOf(milestone.Owner),
        Critical = milestone.Critical,
        Reason = milestone.Reason,
    };

    private static Gate Of(Workspace workspace, LaunchSchedule launch, Anchor anchor) => new()
    {
        Title = anchor.Title,
        Day = anchor.Day,
        Time = anchor.Time,
        Owner = workspace.NameOf(launch.Launch.Owner),
        Critical = true,
        Reason = anchor.Reason,
    };
}

/// <summary>A date that no longer stands where it was planned or announced.</summary>
/// <param name="IsAnnounced">The world was told <see cref="From"/>; otherwise only the plan said so.</param>
public sealed record Slip(string What, LocalDate From, LocalDate To, bool IsAnnounced)
{
    public int Days => Period.DaysBetween(From, To);

    /// <summary>Announced dates that moved either way, then open steps somebody pinned later than their rule says.</summary>
    public static IEnumerable<Slip> Of(LaunchSchedule launch)
    {
        foreach (var anchor in launch.Anchors)
            if (anchor.Announced is { } told && told != anchor.Day) yield return new(anchor.Title, told, anchor.Day, IsAnnounced: true);
        foreach (var step in launch.Milestones)
            if (step.Link == Link.Pinned && !step.Status.IsClosed() && step.Day > step.Planned) yield return new(step.Title, step.Planned, step.Day, IsAnnounced: false);
    }
}
