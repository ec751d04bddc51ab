using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>
/// The one page people take home from the planning day: environment, vision, focus, players, projects, milestones, what
/// each of them took away, and when they meet again.
/// </summary>
public sealed record PlanPage
{
    public required string Workspace { get; init; }
    public required Plan Period { get; init; }

    /// <summary>In the order of the planning day's question: what clients need, what others offer, what changes, what could go wrong.</summary>
    public ValueList<FactorGroup> Environment { get; init; } = [];

    public ValueList<FocusColumn> Focus { get; init; } = [];

    /// <summary>Each person once, with all their roles.</summary>
    public ValueList<PlayerLine> Players { get; init; } = [];

    public ValueList<OpenRoleLine> OpenRoles { get; init; } = [];
    public ValueList<CommunicationLine> Communication { get; init; } = [];

    /// <summary>By priority, then importance, then deadline.</summary>
    public ValueList<ProjectLine> Projects { get; init; } = [];

    /// <summary>The named dates of launches and the steps of projects, by day; sessions have their own calendar.</summary>
    public Capped<PlanDate> Dates { get; init; } = new([], 0);

    public ValueList<TakeAwayLine> TakeAways { get; init; } = [];

    /// <summary>The first review on or after the day looked at; null when none is planned.</summary>
    public ReviewDate? NextReview { get; init; }

    /// <summary>More dates than this do not fit beside everything else.</summary>
    private const int MostDates = 18;

    /// <summary>The page of the period <paramref name="schedule"/>'s day lies in, else of the next one, else of the last; null without periods.</summary>
    public static PlanPage? Of(Schedule schedule) =>
        Current(schedule.Workspace, schedule.Today) is { } period ? Of(schedule, period) : null;

    public static PlanPage Of(Schedule schedule, Plan period)
    {
        var workspace = schedule.Workspace;
        return new()
        {
            Workspace = workspace.Name,
            Period = period,
            Environment = Groups(period).ToValueList(),
            Focus = period.Focus.Select(f => new FocusColumn(f.Name, f.Note, f.Intentions.Select(i => Line(workspace, i)).ToValueList())).ToValueList(),
            Players = Cast(workspace, period).ToValueList(),
            OpenRoles = period.OpenRoles
                .Select(r => new OpenRoleLine(r.Role, r.WantedBy, r.How, workspace.NameOf(r.Owner), r.FilledOn)).ToValueList(),
            Communication = period.Communication.OrderBy(c => c.On)
                .Select(c => new CommunicationLine(c.Title, c.On, c.Audience, workspace.NameOf(c.Owner), c.DoneOn)).ToValueList(),
            Projects = period.Projects
                .OrderBy(p => p.Priority ?? int.MaxValue).ThenByDescending(p => p.Importance ?? Level.Medium).ThenBy(p => p.Deadline ?? LocalDate.MaxIsoValue)
                .Select(p => new ProjectLine(p, workspace.NameOf(p.Owner))).ToValueList(),
            Dates = Days(schedule, period).OrderBy(d => d.Day).ThenBy(d => d.Context, StringComparer.Ordinal).CappedAt(MostDates),
            TakeAways = period.TakeAways.OrderBy(t => t.By ?? LocalDate.MaxIsoValue)
                .Select(t => TakeAwayLine.Of(workspace, t, schedule.Today)).ToValueList(),
            NextReview = ReviewDate.After(workspace, schedule.Today).FirstOrDefault(),
        };
    }

    /// <summary>The latest begun period that includes the day; else the first to come; else the last there was.</summary>
    public static Plan? Current(Workspace workspace, LocalDate day) =>
        workspace.Periods.Where(p => p.Includes(day)).MaxBy(p => p.From)
        ?? workspace.Periods.Where(p => p.From > day).MinBy(p => p.From)
        ?? workspace.Periods.MaxBy(p => p.To);

    private static IEnumerable<FactorGroup> Groups(Plan period) =>
        from kind in (FactorKind[])[FactorKind.ClientNeed, FactorKind.CompetitorOffer, FactorKind.Trend, FactorKind.Risk]
        let factors = period.Environment.Where(f => f.Kind == kind).OrderByDescending(f => Math.Abs(f.Impact)).ToValueList()
        where factors.Count > 0
        select new FactorGroup(kind, factors);

    private static IntentionLine Line(Workspace workspace, Intention intention) => new(intention, workspace.NameOf(intention.Owner));

    /// <summary>The players the period names, then the members who hold, in every period, a role it gives to nobody else.</summary>
    private static IEnumerable<PlayerLine> Cast(Workspace workspace, Plan period) =>
        period.Players
            .GroupBy(p => p.Member is { } member ? workspace.NameOf(member)! : p.Name ?? p.Role)
            .Select(g => new PlayerLine(
                g.Key,
                g.Select(p => p.Role).Distinct().ToValueList(),
                g.Select(p => p.Responsibility).OfType<string>().ToValueList()))
            .Concat(workspace.Members
                .Where(m => period.Players.All(p => p.Member != m.Key))
                .Select(m => new PlayerLine(m.Name, workspace.RolesOf(m).Where(role => period.Players.All(p => p.Role != role)).ToValueList(), []))
                .Where(line => line.Roles.Count > 0));

    private static IEnumerable<PlanDate> Days(Schedule schedule, Plan period)
    {
        foreach (var launch in schedule.Launches)
            foreach (var anchor in launch.Anchors)
                if (anchor.Status == LaunchStatus.Planned && period.Includes(anchor.Day) && launch.Blueprint.Anchor(anchor.Name)?.Session is null)
                    yield return new(anchor.Day, anchor.Title, launch.Launch.Title, IsLaunchDay: anchor.Name == launch.Blueprint.MainAnchor, IsDone: false);
        foreach (var project in period.Projects)
            foreach (var step in schedule.Milestones.Where(m => m.Project == project.Key && m.Status is not (MilestoneStatus.Skipped or MilestoneStatus.Cancelled)))
                yield return new(step.Day, step.Title, project.Title == step.Title ? null : project.Title, IsLaunchDay: false, IsDone: step.Status == MilestoneStatus.Done);
    }
}

public sealed record FactorGroup(FactorKind Kind, ValueList<EnvironmentFactor> Factors);

public sealed record FocusColumn(string Name, string? Note, ValueList<IntentionLine> Intentions);

/// <param name="Owner">Name.</param>
public sealed record IntentionLine(Intention Intention, string? Owner);

public sealed record PlayerLine(string Name, ValueList<string> Roles, ValueList<string> Responsibilities);

/// <param name="Owner">Name of who looks for somebody.</param>
public sealed record OpenRoleLine(string Role, LocalDate? WantedBy, string? How, string? Owner, LocalDate? FilledOn);

public sealed record CommunicationLine(string Title, LocalDate On, string? Audience, string? Owner, LocalDate? DoneOn);

public sealed record ProjectLine(Project Project, string? Owner);

/// <param name="Context">The launch or project; null: a project that is this one step.</param>
public sealed record PlanDate(LocalDate Day, string Title, string? Context, bool IsLaunchDay, bool IsDone);
