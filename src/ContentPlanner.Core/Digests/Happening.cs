using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

public enum HappeningKind
{
    /// <summary>A step of a launch or project.</summary>
    Step,

    /// <summary>Content used again.</summary>
    Task,

    /// <summary>A piece that went out, or is planned to.</summary>
    Piece,

    TakeAway,

    /// <summary>A named date of a launch.</summary>
    Date,
}

/// <summary>One line of a review: what happened, or is to happen, on a day.</summary>
public sealed record Happening
{
    public required HappeningKind Kind { get; init; }
    public required LocalDate Day { get; init; }
    public required string Title { get; init; }

    /// <summary>The launch, project or channel it belongs to.</summary>
    public string? Context { get; init; }

    /// <summary>Name of who did or does it.</summary>
    public string? Who { get; init; }

    /// <summary>A step the launch depends on, a launch's own date.</summary>
    public bool IsCritical { get; init; }

    /// <summary>What people look at first in a review: critical steps and dates, other steps, then the posts of the week.</summary>
    public int Rank => IsCritical ? 0 : Kind == HappeningKind.Task ? 2 : 1;

    /// <summary>How a take-away ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>What was finished after <paramref name="since"/>, up to and including <paramref name="asOf"/>.</summary>
    public static IEnumerable<Happening> Done(Schedule schedule, LocalDate since, LocalDate asOf)
    {
        var workspace = schedule.Workspace;
        var steps = schedule.Milestones.Where(m => m.Status == MilestoneStatus.Done && IsWithin(m.ClosedOn ?? m.Day))
            .Select(m => Of(schedule, m) with { Day = m.ClosedOn ?? m.Day });
        var tasks = schedule.Tasks.Where(t => t.Status == ContentTaskStatus.Done && IsWithin(t.ClosedOn ?? t.Day))
            .Select(t => Of(schedule, t) with { Day = t.ClosedOn ?? t.Day });
        var pieces = workspace.Pieces.Where(p => p is { Status: PieceStatus.Published, Day: { } day } && IsWithin(day))
            .Select(p => new Happening
            {
                Kind = HappeningKind.Piece,
                Day = p.Day!.Value,
                Title = p.Title,
                Context = p.Channel is { } channel ? workspace.ChannelName(schedule.Library, channel) : null,
                Who = workspace.NameOf(p.Owner),
            });
        var takeAways = workspace.Periods.SelectMany(p => p.TakeAways).Where(t => t.ClosedOn is { } day && IsWithin(day))
            .Select(t => new Happening { Kind = HappeningKind.TakeAway, Day = t.ClosedOn!.Value, Title = t.What, Who = workspace.NameOf(t.Who), Outcome = t.Outcome });
        return steps.Concat(tasks).Concat(pieces).Concat(takeAways);

        bool IsWithin(LocalDate day) => day > since && day <= asOf;
    }

    /// <summary>Steps and tasks somebody still has to do. Proposals are offers, not promises, and stay out.</summary>
    public static IEnumerable<Happening> Open(Schedule schedule) =>
        schedule.Milestones.Where(m => m.Status is MilestoneStatus.Open or MilestoneStatus.InProgress).Select(m => Of(schedule, m))
            .Concat(schedule.Tasks.Where(t => t.Status is ContentTaskStatus.Open or ContentTaskStatus.InProgress).Select(t => Of(schedule, t)));

    /// <summary>Shown dates of the launches that are on.</summary>
    public static IEnumerable<Happening> Dates(Schedule schedule) =>
        from launch in schedule.Launches
        where launch.Launch.Status == LaunchStatus.Planned
        from anchor in launch.Anchors
        where anchor.Shown
        select new Happening { Kind = HappeningKind.Date, Day = anchor.Day, Title = anchor.Title, Context = launch.Launch.Title, IsCritical = true };

    private static Happening Of(Schedule schedule, Milestone milestone) => new()
    {
        Kind = HappeningKind.Step,
        Day = milestone.Day,
        Title = milestone.Title,
        Context = milestone.BelongsTo(schedule),
        Who = milestone.Outside ?? schedule.Workspace.NameOf(milestone.Owner),
        IsCritical = milestone.Critical,
    };

    private static Happening Of(Schedule schedule, ContentTask task) => new()
    {
        Kind = HappeningKind.Task,
        Day = task.Due,
        Title = task.Title,
        Context = schedule.Workspace.ChannelName(schedule.Library, task.Channel),
        Who = schedule.Workspace.NameOf(task.Owner),
    };
}
