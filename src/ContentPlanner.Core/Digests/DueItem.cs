using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

public enum DueKind
{
    /// <summary>A step of a launch or project.</summary>
    Step,

    /// <summary>A content task.</summary>
    Task,

    /// <summary>A piece that goes out soon and is not ready.</summary>
    Unready,

    /// <summary>A piece whose day has passed and that nobody marked published.</summary>
    Unpublished,

    /// <summary>Telling the team the vision and the roles.</summary>
    Communication,

    /// <summary>A role somebody should have been found for.</summary>
    OpenRole,
}

/// <summary>Something a person has to do by a day.</summary>
public sealed record DueItem
{
    public required DueKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>The launch, project, source, channel or audience it belongs to; how an open role is to be filled.</summary>
    public string? Context { get; init; }

    public required LocalDate Day { get; init; }
    public LocalTime? Time { get; init; }

    /// <summary>0 when it is not late.</summary>
    public required int DaysLate { get; init; }

    public bool Critical { get; init; }

    /// <summary>Name of who does it, where that is not the reader: somebody outside, or nobody (null) for the strategist.</summary>
    public string? Who { get; init; }

    public string? Url { get; init; }

    /// <summary>The content task it is, for those that are one.</summary>
    public TaskKey? Task { get; init; }

    /// <summary>Key of the step of a launch or project it is, for those that are one.</summary>
    public string? Step { get; init; }

    public bool IsLate => DaysLate > 0;

    /// <summary>
    /// Everything open that concerns <paramref name="reader"/> and is due before <paramref name="until"/> (exclusive),
    /// without what <paramref name="leftOut"/> already shows. Late items first, critical before others, then by day.
    /// </summary>
    public static IEnumerable<DueItem> For(Reader reader, Schedule schedule, LocalDate until, IReadOnlySet<TaskKey> leftOut) =>
        Steps(reader, schedule)
            .Concat(Tasks(reader, schedule, leftOut))
            .Concat(Pieces(reader, schedule))
            .Concat(Agreements(reader, schedule))
            .Where(d => d.Day < until)
            .OrderByDescending(d => d.IsLate).ThenByDescending(d => d.IsLate && d.Critical)
            .ThenBy(d => d.Day).ThenByDescending(d => d.Critical)
            .ThenBy(d => d.Time ?? LocalTime.Midnight).ThenBy(d => d.Title, StringComparer.Ordinal);

    private static IEnumerable<DueItem> Steps(Reader reader, Schedule schedule) =>
        from m in schedule.Milestones
        where m.Status is MilestoneStatus.Open or MilestoneStatus.InProgress && reader.Owns(m.Owner)
        select new DueItem
        {
            Kind = DueKind.Step,
            Title = m.Title,
            Context = m.BelongsTo(schedule),
            Day = m.Day,
            Time = m.Time,
            DaysLate = reader.DaysLate(m.Day),
            Critical = m.Critical,
            Who = m.Outside ?? Else(reader, schedule, m.Owner),
            Step = m.Key,
        };

    private static IEnumerable<DueItem> Tasks(Reader reader, Schedule schedule, IReadOnlySet<TaskKey> leftOut) =>
        from t in schedule.Tasks
        where t.Status is ContentTaskStatus.Open or ContentTaskStatus.InProgress && reader.Owns(t.Owner) && !leftOut.Contains(t.Key)
        select new DueItem
        {
            Kind = DueKind.Task,
            Title = t.What(),
            Context = t.Source.Title,
            Day = t.Due,
            DaysLate = reader.DaysLate(t.Due),
            Who = Else(reader, schedule, t.Owner),
            Url = t.Url,
            Task = t.Key,
        };

    /// <summary>A piece is due on the day it goes out: until then somebody has to finish it, after that to say it is out.</summary>
    private static IEnumerable<DueItem> Pieces(Reader reader, Schedule schedule) =>
        from p in schedule.Workspace.Pieces
        where p.Day is not null && reader.Owns(p.Owner)
        let late = reader.DaysLate(p.Day!.Value)
        where p.Status is PieceStatus.Idea or PieceStatus.Planned or PieceStatus.Drafting || (p.Status == PieceStatus.Scheduled && late > 0)
        select new DueItem
        {
            Kind = late > 0 ? DueKind.Unpublished : DueKind.Unready,
            Title = p.Title,
            Context = p.Channel is { } channel ? schedule.Workspace.ChannelName(schedule.Library, channel) : null,
            Day = p.Day!.Value,
            Time = p.Publish?.At.TimeOfDay,
            DaysLate = late,
            Who = Else(reader, schedule, p.Owner),
        };

    /// <summary>What was agreed on the planning day beside take-aways: who is told what, and who is still to be found.</summary>
    private static IEnumerable<DueItem> Agreements(Reader reader, Schedule schedule)
    {
        foreach (var period in schedule.Workspace.Periods)
        {
            foreach (var step in period.Communication)
                if (step.DoneOn is null && reader.Owns(step.Owner))
                    yield return new()
                    {
                        Kind = DueKind.Communication,
                        Title = step.Title,
                        Context = step.Audience,
                        Day = step.On,
                        DaysLate = reader.DaysLate(step.On),
                        Who = Else(reader, schedule, step.Owner),
                    };
            foreach (var role in period.OpenRoles)
                if (role.FilledOn is null && role.WantedBy is { } day && reader.Owns(role.Owner))
                    yield return new()
                    {
                        Kind = DueKind.OpenRole,
                        Title = role.Role,
                        Context = role.How,
                        Day = day,
                        DaysLate = reader.DaysLate(day),
                        Who = Else(reader, schedule, role.Owner),
                    };
        }
    }

    private static string? Else(Reader reader, Schedule schedule, string? owner) => owner == reader.Key ? null : schedule.Workspace.NameOf(owner);
}
