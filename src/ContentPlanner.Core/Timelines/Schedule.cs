using System.Globalization;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>
/// What follows from a workspace on a day: every launch with its dates, every milestone, every content task. Derived
/// whole, never stored, never added to: the same workspace on the same day gives the same schedule.
/// </summary>
public sealed record Schedule
{
    public required Workspace Workspace { get; init; }
    public required Library Library { get; init; }
    public required LocalDate Today { get; init; }

    /// <summary>As the document orders them; one whose blueprint is unknown is left out and is a finding.</summary>
    public ValueList<LaunchSchedule> Launches { get; init; } = [];

    /// <summary>Of launches and projects, by day, time and key.</summary>
    public ValueList<Milestone> Milestones { get; init; } = [];

    /// <summary>What recipes, sessions and countdowns ask for, and proposals for empty slots; by day.</summary>
    public ValueList<ContentTask> Tasks { get; init; } = [];

    /// <summary>What launches, projects and tasks say about themselves: unheld roles, broken rules, overlaps, what is late.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    public LaunchSchedule? Launch(string key) => Launches.FirstOrDefault(l => l.Key == key);

    public Milestone? Milestone(string key) => Milestones.FirstOrDefault(m => m.Key == key);

    /// <summary>The slots of the editorial calendar with the pieces and tasks that fill them.</summary>
    public IReadOnlyList<Slot> Slots(DateInterval window) => Timelines.Slots.Of(Workspace, Tasks, window);

    /// <param name="read">Reads a piece's body; asked only for pieces that a recipe makes a series of.</param>
    public static Schedule Of(Workspace workspace, Library library, Func<ContentPiece, KeyPoints> read, LocalDate today)
    {
        var decisions = workspace.DecisionsByKey();
        var findings = new List<Finding>();
        var launches = LaunchesOf(workspace, library, decisions, today, findings);
        var projects = ProjectMilestones.Of(workspace, workspace.Periods.SelectMany(p => p.Projects), decisions, today, findings);
        var content = ContentTasks.Of(workspace, library, launches, read, today);
        var slots = Timelines.Slots.Of(workspace, content.Tasks, Evergreen.DaysAhead(today));
        var proposals = Evergreen.Proposals(workspace, library, launches, content.Tasks, slots, today);
        return new()
        {
            Workspace = workspace,
            Library = library,
            Today = today,
            Launches = launches.ToValueList(),
            Milestones = launches.SelectMany(l => l.Milestones).Concat(projects).InOrder().ToValueList(),
            Tasks = content.Tasks.Concat(proposals).OrderBy(t => t.Day).ToValueList(),
            Findings = [.. launches.SelectMany(l => l.Findings), .. Runways.Overlaps(launches, today), .. findings, .. content.Findings],
        };
    }

    internal static List<LaunchSchedule> LaunchesOf(
        Workspace workspace, Library library, IReadOnlyDictionary<string, MilestoneDecision> decisions, LocalDate today, List<Finding> findings)
    {
        var launches = new List<LaunchSchedule>();
        foreach (var launch in workspace.Launches)
        {
            if (library.Blueprint(launch.Blueprint, launch.BlueprintVersion) is { } blueprint)
                launches.Add(new BackwardPlan(workspace, launch, blueprint, decisions, today).Schedule());
            else
                findings.Add(new(FindingKind.UnknownBlueprint, FindingSeverity.Serious, launch.Key,
                    string.Create(CultureInfo.InvariantCulture, $"{launch.Title} is planned with {launch.Blueprint}@{launch.BlueprintVersion}, which is not here; none of its dates are known")));
        }
        return launches;
    }
}
