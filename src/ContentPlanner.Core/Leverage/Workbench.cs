using System.Globalization;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>What tasks are made for: the source, and what they inherit from it.</summary>
internal sealed record Origin(TaskSource Source)
{
    /// <summary>Whose roles count first.</summary>
    public Launch? Launch { get; init; }

    public string? Pillar { get; init; }
    public string? Intention { get; init; }

    /// <summary>Does what asks for no role.</summary>
    public string? Owner { get; init; }

    public bool Private { get; init; }

    /// <summary>Retired or cancelled: what is still open is cancelled with it.</summary>
    public bool IsOver { get; init; }

    public LocalDate? OverSince { get; init; }

    /// <summary>Postponed without a day: what is still open is away until there is one.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>What the draft is made from.</summary>
    public Pieces.Body? Body { get; init; }
}

/// <summary>
/// Where content tasks are made. What every task asks for (channels, launches, decisions, working days) is looked up once,
/// so that the work grows with the pieces and not with pieces times decisions.
/// </summary>
internal sealed class Workbench
{
    private readonly LocalDate _backlogBefore;
    private readonly Dictionary<string, Channel> _channels;
    private readonly Dictionary<string, LaunchSchedule> _launches;
    private readonly ILookup<string, (LaunchSchedule, Anchor)> _anchors;
    private readonly Dictionary<string, TaskDecision> _decisions = new(StringComparer.Ordinal);
    private readonly ILookup<string, TaskKey> _outings;
    private readonly Dictionary<Recipe, string> _recipes = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    public Workbench(Workspace workspace, Library library, IReadOnlyList<LaunchSchedule> launches, LocalDate today)
    {
        Workspace = workspace;
        Library = library;
        Calendar = workspace.Calendar;
        Backlog = Backlog.Of(workspace);
        _backlogBefore = Backlog.Before(today);
        _channels = workspace.ChannelsIn(library).ToDictionary(c => c.Key, StringComparer.Ordinal);
        _launches = launches.ToDictionary(l => l.Key, StringComparer.Ordinal);
        _anchors = launches.SelectMany(l => l.Anchors, (l, a) => (l, a)).ToLookup(pair => pair.a.Name, StringComparer.Ordinal);
        foreach (var decision in workspace.Tasks) _decisions.TryAdd(decision.Key, decision);
        _outings = _decisions.Keys.Select(TaskKey.OfOuting).OfType<TaskKey>().ToLookup(key => key.Source, StringComparer.Ordinal);
    }

    public Workspace Workspace { get; }
    public Library Library { get; }
    public WorkCalendar Calendar { get; }
    public Backlog Backlog { get; }

    /// <summary>The channel, when the workspace uses it.</summary>
    public Channel? Channel(string key) => _channels.GetValueOrDefault(key);

    /// <summary>Recipe and version, <c>blog-post@1</c>.</summary>
    public string NameOf(Recipe recipe)
    {
        if (!_recipes.TryGetValue(recipe, out var name)) _recipes[recipe] = name = string.Create(CultureInfo.InvariantCulture, $"{recipe.Key}@{recipe.Version}");
        return name;
    }

    public LaunchSchedule? Launch(string? key) => key is null ? null : _launches.GetValueOrDefault(key);

    /// <summary>The launches that give an anchor of this name a day.</summary>
    public IEnumerable<(LaunchSchedule Launch, Anchor Anchor)> LaunchesWith(string anchor) => _anchors[anchor];

    /// <summary>The evergreen outings of a piece that somebody decided about.</summary>
    public IEnumerable<TaskKey> OutingsDecidedOf(string piece) => _outings[piece];

    public TaskDecision? DecisionOn(TaskKey key) => _decisions.Count == 0 ? null : _decisions.GetValueOrDefault(key.ToString());

    /// <summary>
    /// Who does it: whoever the client gave the channel to, else the step's role, else the channel's. A role that nobody
    /// holds leaves it unassigned; only what asks for no role falls to the source's owner.
    /// </summary>
    public (string? Role, string? Owner) Assigned(string? role, Channel channel, LocalDate day, Origin origin)
    {
        var asked = role ?? channel.Role;
        if (channel.Owner is { } owner) return (asked, owner);
        if (asked is null) return (null, origin.Owner);
        var holding = Workspace.HolderOf(asked, day, origin.Launch)
            ?? (channel.Role is { } usual && usual != asked ? Workspace.HolderOf(usual, day, origin.Launch) : null);
        return (asked, holding?.Member);
    }

    /// <summary>Where a task of that day stands before anybody said anything about it.</summary>
    public ContentTaskStatus Undecided(LocalDate planned) => planned < _backlogBefore ? ContentTaskStatus.Proposed : ContentTaskStatus.Open;

    /// <summary>
    /// The derived task with what people decided about it; null when it is away with a postponed launch.
    /// </summary>
    public ContentTask? Settled(ContentTask derived, Origin origin)
    {
        var decision = DecisionOn(derived.Key);
        if (decision is not null) _met.Add(decision.Key);
        var status = StatusOf(derived, decision, origin);
        var closed = status.IsClosed();
        if (origin.IsSuspended && !closed) return null;
        // As it mostly is: nobody said anything about it.
        if (decision is null && status == derived.Status && !closed) return derived;
        var task = derived with
        {
            Status = status,
            Day = (closed ? decision?.ClosedOn : null) ?? decision?.Day ?? derived.Day,
            ClosedOn = closed ? decision?.ClosedOn ?? origin.OverSince : null,
            SnoozedUntil = closed ? null : decision?.SnoozedUntil,
            Owner = decision?.Owner ?? derived.Owner,
            Url = decision?.Url,
            Reason = decision?.Day is { } day && day != derived.Planned && !closed ? $"set by hand; planned for {derived.Planned.Words()}, {derived.Reason}" : derived.Reason,
            Decision = decision,
        };
        return decision?.DraftSource is { } source ? task with { SourceChanged = source != SourceFingerprint.Of(task, origin.Body) } : task;
    }

    /// <summary>A role that nobody holds leaves tasks without an owner.</summary>
    public IEnumerable<Finding> UnheldRoles(IEnumerable<ContentTask> tasks) =>
        from task in tasks
        where task is { IsOpen: true, Owner: null, Role: not null } && Workspace.HolderOf(task.Role, task.Day, Launch(task.Launch)?.Launch) is null
        group task by task.Role into waiting
        orderby waiting.Key
        select new Finding(FindingKind.UnheldRole, FindingSeverity.Warning, waiting.Key,
            $"Nobody holds the role “{waiting.Key}”, so {DayWords.Counted(waiting.Count(), "content task")} {(waiting.Count() == 1 ? "has" : "have")} no owner",
            waiting.Min(t => t.Due));

    /// <summary>Decisions that no task asked for: kept in the document, shown nowhere else.</summary>
    public IEnumerable<Finding> OrphanDecisions() =>
        from decision in _decisions.Values
        where !_met.Contains(decision.Key)
        select new Finding(FindingKind.OrphanDecision, FindingSeverity.Note, decision.Key,
            $"What was decided about “{decision.Key}” is kept, but the plan has no such task any more", decision.ClosedOn ?? decision.Day);

    private static ContentTaskStatus StatusOf(ContentTask derived, TaskDecision? decision, Origin origin)
    {
        if (decision?.Status is { } decided && decided.IsClosed()) return decided;
        if (origin.IsOver) return ContentTaskStatus.Cancelled;
        if (decision?.Status is { } open) return open;
        // Somebody who gives it a day or an owner, or edits its draft, has taken it up; a snooze alone has not.
        if (decision is { Owner: not null } or { Day: not null } or { Draft: not null }) return ContentTaskStatus.Open;
        return derived.Status;
    }
}
