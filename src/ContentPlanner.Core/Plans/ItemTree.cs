namespace ContentPlanner.Core.Plans;

/// <summary>Finds and changes single items of a workspace, wherever in its tree they are.</summary>
public static class ItemTree
{
    /// <summary>The item with everything it belongs to, the workspace first and itself last; empty: it is not there.</summary>
    public static IReadOnlyList<PlanItem> PathTo(this Workspace workspace, Guid item)
    {
        var path = new List<PlanItem>();
        return Find(workspace) ? path : [];

        bool Find(PlanItem at)
        {
            path.Add(at);
            if (at.Id == item) return true;
            foreach (var list in ItemKinds.Of(at).Lists)
                foreach (var below in list.In(at))
                    if (below.Id == item || list.Kind.Lists.Count > 0)
                    {
                        if (Find(below)) return true;
                    }
            path.RemoveAt(path.Count - 1);
            return false;
        }
    }

    /// <summary>The workspace with one item changed, or removed with everything below it where <paramref name="change"/> gives null.</summary>
    /// <exception cref="ArgumentException">The workspace has no such item, or it is the workspace that would be removed.</exception>
    public static Workspace With(this Workspace workspace, Guid item, Func<PlanItem, PlanItem?> change)
    {
        if (workspace.PathTo(item) is not { Count: > 0 } path) throw new ArgumentException($"{workspace.Name} has no item {item}.", nameof(item));
        var changed = change(path[^1]);
        for (var i = path.Count - 2; i >= 0; i--) changed = Put(path[i], path[i + 1], changed);
        return (Workspace?)changed ?? throw new ArgumentException("A workspace is not removed from itself.", nameof(change));
    }

    /// <inheritdoc cref="With(Workspace, Guid, Func{PlanItem, PlanItem?})"/>
    public static Workspace With<T>(this Workspace workspace, T item, Func<T, T> change) where T : PlanItem =>
        workspace.With(item.Id ?? throw new ArgumentException($"The {Identity.TypeOf(item)} '{item.Key}' has no id.", nameof(item)), now => change((T)now));

    /// <summary>The workspace with an item more, the last of its kind in its owner.</summary>
    /// <exception cref="ArgumentException">The workspace has no such owner.</exception>
    public static Workspace Add(this Workspace workspace, Guid owner, PlanItem item) => workspace.With(owner, now =>
    {
        var list = ItemKinds.Of(now).Lists.First(l => l.Kind.Type == item.GetType());
        return list.Put(now, [.. list.In(now), item]);
    });

    /// <summary>Every item, owners before what belongs to them.</summary>
    public static IEnumerable<PlanItem> Everything(this PlanItem item) =>
        ItemKinds.Of(item).Lists.SelectMany(list => list.In(item)).SelectMany(Everything).Prepend(item);

    private static PlanItem Put(PlanItem owner, PlanItem was, PlanItem? now)
    {
        var list = ItemKinds.Of(owner).Lists.First(l => l.Kind.Type == was.GetType());
        var items = list.In(owner);
        if (now is null) return list.Put(owner, [.. items.Where(i => !ReferenceEquals(i, was))]);
        // In its place: of a long list only the page with it is written anew.
        var place = 0;
        while (!ReferenceEquals(items[place], was)) place++;
        return list.Put(owner, place, now);
    }
}
