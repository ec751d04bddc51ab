using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Plans;

/// <summary>A kind of item: its word, and the lists of items that belong to one of it.</summary>
/// <param name="Word">Singular, as <see cref="Identity.TypeOf"/> says it: <c>take-away</c>.</param>
/// <param name="Type">The record.</param>
/// <param name="Lists">The items below it; every other property is its own.</param>
public sealed record ItemKind(string Word, Type Type, ValueList<ItemList> Lists)
{
    /// <summary>The item without the items below it: what is its own.</summary>
    public PlanItem Bare(PlanItem item)
    {
        foreach (var list in Lists)
            if (list.In(item).Count > 0) item = list.Put(item, []);
        return item;
    }
}

/// <summary>A place for items in the tree of a workspace: the pieces of a workspace, the intentions of a focus area.</summary>
public abstract class ItemList(ItemKind kind)
{
    /// <summary>The kind of the items in it.</summary>
    public ItemKind Kind => kind;

    public abstract IReadOnlyList<PlanItem> In(PlanItem owner);

    /// <summary>The owner with these items instead.</summary>
    public abstract PlanItem Put(PlanItem owner, IReadOnlyList<PlanItem> items);

    /// <summary>The owner with another item at this place.</summary>
    public abstract PlanItem Put(PlanItem owner, int index, PlanItem item);

    /// <summary>One owner with the very list of another.</summary>
    public abstract PlanItem Carry(PlanItem from, PlanItem to);

    /// <summary>How many items two lists share, the very same ones, at their beginning and, beyond that, at their end.</summary>
    public abstract (int Start, int End) Shared(PlanItem one, PlanItem other);
}

internal sealed class ItemList<TOwner, T>(ItemKind kind, Func<TOwner, ValueList<T>> get, Func<TOwner, ValueList<T>, TOwner> set) : ItemList(kind)
    where TOwner : PlanItem where T : PlanItem
{
    public override IReadOnlyList<PlanItem> In(PlanItem owner) => get((TOwner)owner);

    public override PlanItem Put(PlanItem owner, IReadOnlyList<PlanItem> items) => set((TOwner)owner, items.Cast<T>().ToValueList());

    public override PlanItem Put(PlanItem owner, int index, PlanItem item) => set((TOwner)owner, get((TOwner)owner).With(index, (T)item));

    public override PlanItem Carry(PlanItem from, PlanItem to) => set((TOwner)to, get((TOwner)from));

    public override (int Start, int End) Shared(PlanItem one, PlanItem other) => get((TOwner)one).Shared(get((TOwner)other));
}

/// <summary>The tree of a workspace, said once: which items there are and where they belong.</summary>
public static class ItemKinds
{
    private static readonly ItemKind Focus = Kind<FocusArea>("focus",
        List<FocusArea, Intention>("intention", f => f.Intentions, (f, items) => f with { Intentions = items }));

    private static readonly ItemKind Project = Kind<Project>("project",
        List<Project, ProjectMilestone>("project-milestone", p => p.Milestones, (p, items) => p with { Milestones = items }));

    private static readonly ItemKind Period = Kind<Plan>("period",
        List<Plan, EnvironmentFactor>("factor", p => p.Environment, (p, items) => p with { Environment = items }),
        List<Plan, FocusArea>(Focus, p => p.Focus, (p, items) => p with { Focus = items }),
        List<Plan, Player>("player", p => p.Players, (p, items) => p with { Players = items }),
        List<Plan, OpenRole>("role", p => p.OpenRoles, (p, items) => p with { OpenRoles = items }),
        List<Plan, CommunicationStep>("communication", p => p.Communication, (p, items) => p with { Communication = items }),
        List<Plan, Project>(Project, p => p.Projects, (p, items) => p with { Projects = items }),
        List<Plan, TakeAway>("take-away", p => p.TakeAways, (p, items) => p with { TakeAways = items }),
        List<Plan, ReviewCadence>("review", p => p.Reviews, (p, items) => p with { Reviews = items }));

    /// <summary>The root.</summary>
    public static ItemKind Workspace { get; } = Kind<Workspace>("workspace",
        List<Workspace, Member>("member", w => w.Members, (w, items) => w with { Members = items }),
        List<Workspace, ChannelUse>("channel", w => w.Channels, (w, items) => w with { Channels = items }),
        List<Workspace, Pillar>("pillar", w => w.Pillars, (w, items) => w with { Pillars = items }),
        List<Workspace, Cadence>("cadence", w => w.Cadences, (w, items) => w with { Cadences = items }),
        List<Workspace, ContentPiece>("piece", w => w.Pieces, (w, items) => w with { Pieces = items }),
        List<Workspace, Launch>("launch", w => w.Launches, (w, items) => w with { Launches = items }),
        List<Workspace, Plan>(Period, w => w.Periods, (w, items) => w with { Periods = items }),
        List<Workspace, CalendarNote>("note", w => w.Notes, (w, items) => w with { Notes = items }),
        List<Workspace, ImportSource>("source", w => w.Sources, (w, items) => w with { Sources = items }),
        List<Workspace, MilestoneDecision>("milestone-decision", w => w.Milestones, (w, items) => w with { Milestones = items }),
        List<Workspace, TaskDecision>("task-decision", w => w.Tasks, (w, items) => w with { Tasks = items }),
        List<Workspace, Approval>("approval", w => w.Approvals, (w, items) => w with { Approvals = items }),
        List<Workspace, DigestSubscription>("digest", w => w.Digests, (w, items) => w with { Digests = items }),
        List<Workspace, CountdownSubscription>("countdown", w => w.Countdowns, (w, items) => w with { Countdowns = items }),
        List<Workspace, FeedDefinition>("feed", w => w.Feeds, (w, items) => w with { Feeds = items }),
        List<Workspace, OwnTemplate>("template", w => w.Templates, (w, items) => w with { Templates = items }));

    /// <summary>Every kind, owners before what belongs to them.</summary>
    public static IReadOnlyList<ItemKind> All { get; } = [.. Below(Workspace)];

    private static readonly Dictionary<Type, ItemKind> ByType = All.ToDictionary(k => k.Type);
    private static readonly Dictionary<string, ItemKind> ByWord = All.ToDictionary(k => k.Word, StringComparer.Ordinal);

    public static ItemKind Of(PlanItem item) => ByType[item.GetType()];

    /// <summary>Null: there is no such kind.</summary>
    public static ItemKind? Named(string word) => ByWord.GetValueOrDefault(word);

    private static IEnumerable<ItemKind> Below(ItemKind kind) => kind.Lists.SelectMany(l => Below(l.Kind)).Prepend(kind);

    private static ItemKind Kind<T>(string word, params ReadOnlySpan<ItemList> lists) where T : PlanItem => new(word, typeof(T), ValueList.Of(lists));

    private static ItemList<TOwner, T> List<TOwner, T>(string word, Func<TOwner, ValueList<T>> get, Func<TOwner, ValueList<T>, TOwner> set)
        where TOwner : PlanItem where T : PlanItem => new(Kind<T>(word), get, set);

    private static ItemList<TOwner, T> List<TOwner, T>(ItemKind kind, Func<TOwner, ValueList<T>> get, Func<TOwner, ValueList<T>, TOwner> set)
        where TOwner : PlanItem where T : PlanItem => new(kind, get, set);
}
