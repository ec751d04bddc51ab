using ContentPlanner.Core.Plans;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// One walk through two values of a workspace, list by list. What left a list may have arrived in another one (an intention
/// that moves to another focus area), so arrivals wait until everything that left is known.
/// </summary>
internal sealed class Comparison(Workspace before, Workspace after, Positions positions, Func<Guid> newId)
{
    private sealed record Gone(PlanItem Item, Guid Parent);

    private sealed record Arrival(PlanItem Item, Guid Parent, long Position);

    private readonly Guid _workspace = before.Stored();
    private readonly List<ItemChange> _changes = [];
    private readonly Queue<Arrival> _arrivals = [];
    private readonly HashSet<Guid> _arrived = [];
    private readonly Dictionary<Guid, Gone> _gone = [];

    /// <summary>In the order they left, owners before what belongs to them.</summary>
    private readonly List<Guid> _left = [];

    public IReadOnlyList<ItemChange> Changes()
    {
        if (ReferenceEquals(before, after)) return [];
        if (after.Id is { } id && id != _workspace) throw new ArgumentException($"'{before.Key}' and '{after.Key}' are two workspaces: a change leaves the workspace's id as it is.", nameof(after));
        var root = positions[_workspace];
        Compare(before, null, root, after.Id is null ? after with { Id = _workspace } : after, null, root);
        while (_arrivals.TryDequeue(out var arrival)) Arrive(arrival);
        foreach (var left in Enumerable.Reverse(_left))
            if (_gone.Remove(left, out var gone)) _changes.Add(ItemChange.Of(StoredItem.Of(gone.Item, gone.Parent, positions[left]), null));
        return _changes;
    }

    /// <summary>One item, before and now.</summary>
    private void Compare(PlanItem was, Guid? wasIn, long wasAt, PlanItem now, Guid? isIn, long isAt)
    {
        var kind = ItemKinds.Of(now);
        var same = ReferenceEquals(was, now);
        if (wasIn != isIn || wasAt != isAt || !(same || kind.Bare(was) == kind.Bare(now)))
            _changes.Add(ItemChange.Of(StoredItem.Of(was, wasIn, wasAt), StoredItem.Of(now, isIn, isAt)));
        if (same) return;
        foreach (var list in kind.Lists) CompareLists(list, was, now);
    }

    private void CompareLists(ItemList list, PlanItem was, PlanItem now)
    {
        var (old, items) = (list.In(was), list.In(now));
        var (start, end) = list.Shared(was, now);
        var parent = now.Stored();
        if (old.Count == items.Count && HaveSameIds(old, items, start, end))
        {
            for (var i = start; i < items.Count - end; i++)
                if (!ReferenceEquals(old[i], items[i])) ComparePlaced(old[i], items[i], positions[old[i].Stored()]);
            return;
        }

        var left = Slice(old, start, end);
        var here = Named(list.Kind, Slice(items, start, end), left);
        var indexes = new Dictionary<Guid, int>(left.Length);
        for (var i = 0; i < left.Length; i++) indexes.Add(left[i].Stored(), i);
        var from = here.Select(item => indexes.Remove(item.Stored(), out var index) ? index : -1).ToArray();
        foreach (var item in left)
            if (indexes.ContainsKey(item.Stored())) Leave(item, parent);

        var places = Places(old, start, end, left, from);
        for (var i = 0; i < items.Count; i++)
        {
            var at = i - start;
            if (at < 0 || at >= here.Length)
            {
                if (places is null) ComparePlaced(items[i], items[i], Positions.Nth(i));
                continue;
            }
            var place = places?[at]!.Value ?? Positions.Nth(i);
            if (from[at] >= 0) ComparePlaced(left[from[at]], here[at], place);
            else _arrivals.Enqueue(new(here[at], parent, place));
        }

        void ComparePlaced(PlanItem wasHere, PlanItem isHere, long place) => Compare(wasHere, parent, positions[wasHere.Stored()], isHere, parent, place);
    }

    private static bool HaveSameIds(IReadOnlyList<PlanItem> old, IReadOnlyList<PlanItem> items, int start, int end)
    {
        for (var i = start; i < items.Count - end; i++)
            if (!ReferenceEquals(old[i], items[i]) && old[i].Id != items[i].Id) return false;
        return true;
    }

    private static PlanItem[] Slice(IReadOnlyList<PlanItem> items, int start, int end)
    {
        var slice = new PlanItem[items.Count - start - end];
        for (var i = 0; i < slice.Length; i++) slice[i] = items[start + i];
        return slice;
    }

    /// <summary>
    /// Where each item of a stretch stands: most keep their place, and what was inserted or moved goes between them. Null:
    /// there is no room, the whole list is numbered afresh.
    /// </summary>
    private long?[]? Places(IReadOnlyList<PlanItem> old, int start, int end, PlanItem[] left, int[] from)
    {
        var places = new long?[from.Length];
        foreach (var i in Order.LongestRising(from)) places[i] = positions[left[from[i]].Stored()];
        long? below = start > 0 ? positions[old[start - 1].Stored()] : null;
        long? above = end > 0 ? positions[old[^end].Stored()] : null;
        return Positions.Fill(places, below, above) ? places : null;
    }

    /// <summary>The items with ids.</summary>
    private PlanItem[] Named(ItemKind kind, PlanItem[] items, PlanItem[] left)
    {
        if (items.All(i => i.Id is not null)) return items;
        var given = items.Where(i => i.Id is not null).Select(i => i.Id!.Value).ToHashSet();
        var free = left.Where(i => !given.Contains(i.Stored())).ToLookup(i => i.Key, i => i.Stored(), StringComparer.Ordinal);
        var known = left.Select(i => i.Stored()).ToHashSet();
        return [.. items.Select(item => item.Id is null ? item with { Id = NameOf(item) } : item)];

        Guid NameOf(PlanItem item)
        {
            foreach (var id in free[item.Key])
                if (given.Add(id)) return id;
            // The name may still be that of a decision whose key has changed since.
            if (item is MilestoneDecision or TaskDecision && Identity.OfDecision(_workspace, kind.Word, item.Key) is var name
                && (known.Contains(name) || !positions.Has(name)) && given.Add(name)) return name;
            return newId();
        }
    }

    /// <summary>It is in this list no more, nor is what belongs to it.</summary>
    private void Leave(PlanItem item, Guid parent)
    {
        var id = item.Stored();
        if (_arrived.Contains(id)) return;
        _gone[id] = new(item, parent);
        _left.Add(id);
        foreach (var list in ItemKinds.Of(item).Lists)
            foreach (var below in list.In(item)) Leave(below, id);
    }

    /// <summary>New, or from another place with everything that belongs to it.</summary>
    private void Arrive(Arrival arrival)
    {
        var (item, parent, position) = arrival;
        var id = item.Stored();
        if (!_arrived.Add(id)) throw Twice(item);
        if (_gone.TryGetValue(id, out var gone) && gone.Item.GetType() == item.GetType())
        {
            Return(gone.Item);
            Compare(gone.Item, gone.Parent, positions[id], item, parent, position);
            return;
        }
        if (positions.Has(id)) throw Twice(item);
        _changes.Add(ItemChange.Of(null, StoredItem.Of(item, parent, position)));
        foreach (var list in ItemKinds.Of(item).Lists)
        {
            var below = Named(list.Kind, [.. list.In(item)], []);
            for (var i = 0; i < below.Length; i++) _arrivals.Enqueue(new(below[i], id, Positions.Nth(i)));
        }
    }

    private void Return(PlanItem item)
    {
        _gone.Remove(item.Stored());
        foreach (var list in ItemKinds.Of(item).Lists)
            foreach (var below in list.In(item)) Return(below);
    }

    private static ArgumentException Twice(PlanItem item) =>
        new($"The {Identity.TypeOf(item)} '{item.Key}' has the id {item.Id} of another item: a copy starts without an id.");
}
