using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Launches;

public enum Link
{
    /// <summary>Follows its anchor.</summary>
    Linked,

    /// <summary>A person set the day; the drift from the planned day is shown, and it can be linked again.</summary>
    Pinned,

    /// <summary>No longer related to its anchor.</summary>
    Detached,
}

public enum MilestoneStatus { Open, InProgress, Done, Skipped, Cancelled, Suspended }

public static class MilestoneStatuses
{
    /// <summary>Closed items never move; reopening restores the link.</summary>
    public static bool IsClosed(this MilestoneStatus status) => status is MilestoneStatus.Done or MilestoneStatus.Skipped or MilestoneStatus.Cancelled;
}

/// <summary>A dated step of a launch or a project, derived: blueprint, anchors and what people decided.</summary>
public sealed record Milestone
{
    public required Guid Id { get; init; }

    /// <summary><c>{launch or project}/{step}</c>, for a step of each session <c>{launch}/{step}/{n}</c>.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>Launch key; null for a project's milestone.</summary>
    public string? Launch { get; init; }

    public string? Project { get; init; }

    /// <summary>The day the rule gives, before it is rolled to a working day.</summary>
    public required LocalDate RuleDay { get; init; }

    /// <summary>What the rule says today, rolled to a working day; derived while suspended too.</summary>
    public required LocalDate Planned { get; init; }

    /// <summary>Where it stands: the planned day, or the day a person set, or the day it stood on when closed.</summary>
    public required LocalDate Day { get; init; }

    public LocalTime? Time { get; init; }
    public DateTimeZone? Zone { get; init; }
    public int DurationMinutes { get; init; } = 30;

    public Link Link { get; init; }
    public MilestoneStatus Status { get; init; }
    public LocalDate? ClosedOn { get; init; }

    public OffsetRule? Rule { get; init; }

    /// <summary>Where it goes from a day nobody works.</summary>
    public Roll Roll { get; init; }

    /// <summary>
    /// Why it stands there: "T-30 · Advance copies out", "T-30, moved from Sun 11 Apr to the working day before",
    /// "pinned; planned T-30, now T-24".
    /// </summary>
    public required string Reason { get; init; }

    public string? Role { get; init; }

    /// <summary>Member key; null while nobody holds the role.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// Somebody outside who does the work, by name; then <see cref="Owner"/> is the launch's owner, who keeps an eye on it,
    /// and the effort is not theirs.
    /// </summary>
    public string? Outside { get; init; }

    public string? Phase { get; init; }
    public bool Critical { get; init; }
    public string? Note { get; init; }
    public int? EffortMinutes { get; init; }
    public ValueList<Constraint> Constraints { get; init; } = [];
    public string? OverrideReason { get; init; }

    /// <summary>The decision behind it, for stored change data.</summary>
    public MilestoneDecision? Decision { get; init; }

    public bool IsLate(LocalDate today) => Status is MilestoneStatus.Open or MilestoneStatus.InProgress && Day < today;

    /// <summary>
    /// What a person decided, laid over what follows from the plan. Closed, it stands where it stood when it was closed,
    /// or on the day it was closed; pinned or detached, where a person set it; otherwise where it is planned.
    /// </summary>
    internal Milestone Decided(MilestoneDecision? decision)
    {
        if (decision is null) return this;
        var status = decision.Status ?? MilestoneStatus.Open;
        var link = decision.Day is null ? Link.Linked : decision.Link ?? (status.IsClosed() ? Link.Linked : Link.Pinned);
        return this with
        {
            Status = status,
            Link = link,
            Day = status.IsClosed() ? decision.Day ?? decision.ClosedOn ?? Planned : link == Link.Linked ? Planned : decision.Day!.Value,
            ClosedOn = status.IsClosed() ? decision.ClosedOn : null,
            Owner = decision.Owner ?? Owner,
            OverrideReason = decision.OverrideReason,
            Decision = decision,
        };
    }

    /// <summary>
    /// The owner a person named; else who plays its role that day; else, for work without a role or done by somebody
    /// outside, <paramref name="otherwise"/>.
    /// </summary>
    internal Milestone OwnedBy(Workspace workspace, Launch? launch, string? otherwise)
    {
        if (Owner is not null) return this;
        if (Role is null) return this with { Owner = otherwise };
        return workspace.HolderOf(Role, Day, launch) switch
        {
            { Member: { } member } => this with { Owner = member },
            { Outside: var outside } => this with { Owner = otherwise, Outside = outside },
            null => this,
        };
    }
}

public static class MilestoneOrder
{
    /// <summary>By day, all-day ones first, then time and key.</summary>
    public static IEnumerable<Milestone> InOrder(this IEnumerable<Milestone> milestones) =>
        milestones.OrderBy(m => m.Day).ThenBy(m => m.Time ?? LocalTime.MinValue).ThenBy(m => m.Key, StringComparer.Ordinal);
}
