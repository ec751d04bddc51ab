namespace ContentPlanner.Core.Plans;

public static partial class Identity
{
    /// <summary>
    /// The workspace with an id on every item, each id once. Given ids stay; the others become those <c>build</c> uses, so
    /// that calendars know the entries again. Where that id is another item's already (a key was used again after a
    /// renaming, an item was copied with its id), the later item gets a new one.
    /// </summary>
    /// <param name="fresh">
    /// New ids for everything, as a workspace made from a starter plan needs (design rule 2): two clients who start from the
    /// same plan share no entries. Decisions are named within the new workspace.
    /// </param>
    public static Workspace WithIds(Workspace workspace, bool fresh, Func<Guid> newId) => new Naming(workspace, fresh, [], newId).Named();

    /// <summary>The workspace with other ids where those it has are another client's, so that no two clients have one item; what refers to an item follows.</summary>
    /// <param name="taken">Ids that are another client's.</param>
    public static Workspace Anew(Workspace workspace, HashSet<Guid> taken, Func<Guid> newId) => new Naming(workspace, fresh: false, taken, newId).Named();

    /// <summary>What came from a source still says from which, when sources got other ids.</summary>
    /// <param name="moved">New ids by old.</param>
    public static Workspace Following(Workspace workspace, IReadOnlyDictionary<Guid, Guid> moved)
    {
        if (!workspace.Sources.Any(s => moved.Values.Contains(s.Id ?? default))) return workspace;
        return workspace with
        {
            Pieces = [.. workspace.Pieces.Select(p => p with { Origin = Followed(p.Origin) })],
            Notes = [.. workspace.Notes.Select(n => n with { Origin = Followed(n.Origin) })],
            Holidays = [.. workspace.Holidays.Select(d => d with { Origin = Followed(d.Origin) })],
            Blackouts = [.. workspace.Blackouts.Select(d => d with { Origin = Followed(d.Origin) })],
        };

        Origin? Followed(Origin? origin) => origin?.Source is { } source && moved.TryGetValue(source, out var now) ? origin with { Source = now } : origin;
    }

    /// <summary>
    /// The id of a decision: two people who decide about the same milestone or task at the same time decide about one item.
    /// </summary>
    /// <param name="workspace">The workspace's id.</param>
    public static Guid OfDecision(Guid workspace, string type, string key) => Derived(workspace, type, key);

    private sealed class Naming(Workspace workspace, bool fresh, HashSet<Guid> taken, Func<Guid> newId)
    {
        private readonly Dictionary<Guid, Guid> _moved = [];
        private readonly HashSet<Guid> _given = [];
        private readonly HashSet<Guid> _used = [];
        private Guid _workspace;

        public Workspace Named()
        {
            if (!fresh) Collect(workspace);
            _workspace = IdOf(workspace, null);
            return Following((Workspace)WithBelow(workspace.Id == _workspace ? workspace : workspace with { Id = _workspace }), _moved);
        }

        private void Collect(PlanItem item)
        {
            if (item.Id is { } id) _given.Add(id);
            foreach (var list in ItemKinds.Of(item).Lists)
                foreach (var below in list.In(item)) Collect(below);
        }

        /// <summary>The items below it named; the same reference when they all were.</summary>
        private PlanItem WithBelow(PlanItem owner)
        {
            foreach (var list in ItemKinds.Of(owner).Lists)
            {
                var items = list.In(owner);
                PlanItem[]? named = null;
                for (var i = 0; i < items.Count; i++)
                {
                    var id = IdOf(items[i], owner);
                    var item = WithBelow(items[i].Id == id ? items[i] : items[i] with { Id = id });
                    if (!ReferenceEquals(item, items[i])) (named ??= [.. items])[i] = item;
                }
                if (named is not null) owner = list.Put(owner, named);
            }
            return owner;
        }

        private Guid IdOf(PlanItem item, PlanItem? owner)
        {
            var anew = fresh || (item.Id is { } its && taken.Contains(its));
            var id = anew ? Fresh(item) : item.Id ?? FromItsName(item, owner);
            while (!_used.Add(id)) id = newId();
            if (anew && item.Id is { } was) _moved.TryAdd(was, id);
            return id;
        }

        private Guid Fresh(PlanItem item) => item is MilestoneDecision or TaskDecision ? OfDecision(_workspace, TypeOf(item), item.Key) : newId();

        private Guid FromItsName(PlanItem item, PlanItem? owner)
        {
            var id = item switch
            {
                MilestoneDecision or TaskDecision => OfDecision(_workspace, TypeOf(item), item.Key),
                ProjectMilestone => Derived(owner!.Id!.Value, "milestone", item.Key),
                _ => Of(workspace, item),
            };
            return _given.Contains(id) ? newId() : id;
        }
    }
}
