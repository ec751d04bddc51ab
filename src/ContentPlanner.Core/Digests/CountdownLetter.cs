using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>
/// What those who launch read at a mark of the countdown. Everything counted is counted from the mark: "30 days to go"
/// is what T-30 says, whenever the letter is written.
/// </summary>
public sealed record CountdownLetter
{
    public required Mark Mark { get; init; }
    public required Launch Launch { get; init; }
    public required string Workspace { get; init; }

    /// <summary>"Book", "Coaching group" …</summary>
    public required string Kind { get; init; }

    /// <summary>What is counted down to: "Publication day", "Booking closes".</summary>
    public required string DayTitle { get; init; }

    /// <summary>The day counted down to.</summary>
    public required LocalDate Day { get; init; }

    public required int DaysLeft { get; init; }

    /// <summary>The day of the following mark; null at the last one.</summary>
    public LocalDate? NextMark { get; init; }

    /// <summary>Open steps and dates from the mark until the following one, or for two weeks after the last.</summary>
    public required Capped<Gate> Next { get; init; }

    /// <summary>
    /// Open steps whose day had passed at the mark. Empty in a letter written before its mark's day: nobody knows yet what
    /// will be late then, and today's lateness would be untrue by the time it is read.
    /// </summary>
    public required Capped<Gate> Late { get; init; }

    /// <summary>Posts prepared for this mark that nobody has sent or dropped.</summary>
    public ValueList<PreparedPost> Posts { get; init; } = [];

    private const int MostGates = 8, DaysAfterTheLastMark = 14;

    /// <summary>Every letter of a launch's countdown, farthest first; none for a launch that is postponed, cancelled or without a day.</summary>
    public static IEnumerable<CountdownLetter> Of(Schedule schedule, LaunchSchedule launch) =>
        launch.Launch.Status == LaunchStatus.Planned ? launch.Marks.Select(mark => Of(schedule, launch, mark)) : [];

    public static CountdownLetter Of(Schedule schedule, LaunchSchedule launch, Mark mark)
    {
        var anchor = launch.Anchor(launch.Blueprint.Countdown!.Anchor)!;
        var next = launch.Marks.Where(m => m.Day > mark.Day).Select(m => (LocalDate?)m.Day).Min();
        var until = next ?? mark.Day.PlusDays(DaysAfterTheLastMark);
        return new()
        {
            Mark = mark,
            Launch = launch.Launch,
            Workspace = schedule.Workspace.Name,
            Kind = launch.Blueprint.Kind,
            DayTitle = anchor.Title,
            Day = anchor.Day,
            DaysLeft = mark.Definition.DaysBefore,
            NextMark = next,
            Next = Gate.Ahead(schedule.Workspace, launch, mark.Day).Where(g => g.Day < until).CappedAt(MostGates),
            Late = Overdue(schedule, launch, mark).CappedAt(MostGates),
            Posts = Prepared(schedule, launch, mark).ToValueList(),
        };
    }

    private static IEnumerable<Gate> Overdue(Schedule schedule, LaunchSchedule launch, Mark mark) =>
        mark.Day > schedule.Today ? [] : Gate.Overdue(schedule.Workspace, launch, mark.Day, mark.Day);

    /// <summary>
    /// Member keys of who receives a launch's countdown: those the subscription names (none switches it off), else the
    /// launch's owner and the strategist (design rule 9).
    /// </summary>
    public static ValueList<string> Readers(Workspace workspace, Launch launch) =>
        workspace.Countdowns.FirstOrDefault(c => c.Launch == launch.Key)?.People
        ?? new[] { launch.Owner, workspace.Strategist }.OfType<string>().Distinct().ToValueList();

    private static IEnumerable<PreparedPost> Prepared(Schedule schedule, LaunchSchedule launch, Mark mark) =>
        from task in schedule.Tasks
        where task.Source.Kind == SourceKind.Mark && task.Source.Id == mark.Id && !task.Status.IsClosed()
        orderby task.Key.ToString()
        select new PreparedPost(task, schedule.Workspace.ChannelName(schedule.Library, task.Channel), schedule.Workspace.NameOf(task.Owner));
}

/// <param name="Channel">Name of the channel.</param>
/// <param name="Owner">Name of who posts it; null while nobody does.</param>
public sealed record PreparedPost(ContentTask Task, string Channel, string? Owner);
