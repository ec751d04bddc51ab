using ContentPlanner.Core.Plans;

namespace ContentPlanner.Formats.Items;

public static partial class Difference
{
    /// <summary>
    /// The workspace after these changes, sharing every item they do not touch: for a copy in memory that follows changes made
    /// elsewhere, and for undo. Changes of one item in a row count as one; what is so already stays.
    /// </summary>
    /// <param name="positions">Of every item of <paramref name="workspace"/>, before the changes; afterwards they are <see cref="Positions.With"/> them.</param>
    /// <exception cref="ArgumentException">Something is added to an item that the workspace does not have.</exception>
    /// <exception cref="FormatException">A row cannot be read.</exception>
    public static Workspace Apply(Workspace workspace, IEnumerable<ItemChange> changes, Positions positions) =>
        new Application(workspace, changes, positions).Applied();

    private sealed class Application
    {
        private readonly Workspace _workspace;
        private readonly Positions _positions;
        private readonly Dictionary<Guid, StoredItem?> _after = [];
        private readonly HashSet<(Guid?, string)> _touched = [];

        /// <summary>The lists that are not as long as before, or not in the order of before.</summary>
        private readonly HashSet<(Guid?, string)> _moved = [];

        /// <summary>The items as they were of which the changes speak and which have items below them.</summary>
        private readonly Dictionary<Guid, PlanItem> _owners = [];

        private readonly ILookup<(Guid?, string), StoredItem> _arrivals;
        private int _arrived;

        public Application(Workspace workspace, IEnumerable<ItemChange> changes, Positions positions)
        {
            (_workspace, _positions) = (workspace, positions);
            foreach (var change in changes)
            {
                if (change.Before is { } before) _touched.Add((before.Parent, before.Kind));
                if (change.After is { } after) _touched.Add((after.Parent, after.Kind));
                if ((change.Before?.Parent, change.Before?.Position) != (change.After?.Parent, change.After?.Position))
                    foreach (var side in new[] { change.Before, change.After }.OfType<StoredItem>()) _moved.Add((side.Parent, side.Kind));
                _after[change.Id] = change.After;
            }
            _arrivals = _after.Values.OfType<StoredItem>().ToLookup(r => (r.Parent, r.Kind));
        }

        public Workspace Applied()
        {
            if (_after.Count == 0) return _workspace;
            Remember(_workspace);
            var changed = (Workspace)(_arrivals[(null, ItemKinds.Workspace.Word)].FirstOrDefault() is { } root ? Changed(root) : WithBelow(_workspace));
            var lost = _after.Values.OfType<StoredItem>().Count() - _arrived;
            return lost == 0 ? changed : throw new ArgumentException($"{lost} changed items belong to items that '{_workspace.Key}' does not have.");
        }

        private void Remember(PlanItem item)
        {
            var lists = ItemKinds.Of(item).Lists;
            if (_after.ContainsKey(item.Stored())) _owners[item.Stored()] = item;
            foreach (var list in lists)
                if (list.Kind.Lists.Count > 0)
                    foreach (var below in list.In(item)) Remember(below);
        }

        /// <summary>The item as its row says now, with what belonged to it and was not changed.</summary>
        private PlanItem Changed(StoredItem row)
        {
            _arrived++;
            var item = row.Read();
            if (_owners.TryGetValue(row.Id, out var was))
                foreach (var list in ItemKinds.Of(item).Lists) item = list.Carry(was, item);
            return WithBelow(item);
        }

        private PlanItem WithBelow(PlanItem owner)
        {
            foreach (var list in ItemKinds.Of(owner).Lists)
            {
                var items = list.In(owner);
                if (InPlace(list, owner) is { } so)
                {
                    owner = so;
                    continue;
                }
                var changed = _touched.Contains((owner.Id, list.Kind.Word)) ? Merged(list.Kind, items, owner.Stored()) : Unmoved(list.Kind, items);
                if (!ReferenceEquals(items, changed)) owner = list.Put(owner, changed);
            }
            return owner;
        }

        /// <summary>
        /// The owner whose items changed where they stand, at the cost of these alone; null: an item came, left or moved, or has
        /// items below it.
        /// </summary>
        private PlanItem? InPlace(ItemList list, PlanItem owner)
        {
            var place = (owner.Id, list.Kind.Word);
            if (list.Kind.Lists.Count > 0 || !_touched.Contains(place) || _moved.Contains(place)) return null;
            var items = list.In(owner);
            var rows = _arrivals[place].Select(row => (Row: row, At: FirstAfter(items, 0, row))).ToList();
            if (rows.Exists(r => r.At == items.Count || items[r.At].Stored() != r.Row.Id)) return null;
            foreach (var (row, at) in rows) owner = list.Put(owner, at, Changed(row));
            return owner;
        }

        /// <summary>No item of the list itself was touched, but something below them may have been.</summary>
        private IReadOnlyList<PlanItem> Unmoved(ItemKind kind, IReadOnlyList<PlanItem> items)
        {
            if (kind.Lists.Count == 0) return items;
            PlanItem[]? changed = null;
            for (var i = 0; i < items.Count; i++)
                if (WithBelow(items[i]) is var item && !ReferenceEquals(item, items[i])) (changed ??= [.. items])[i] = item;
            return changed ?? items;
        }

        /// <summary>What stays, in its order, and what arrives, each at its position.</summary>
        private List<PlanItem> Merged(ItemKind kind, IReadOnlyList<PlanItem> items, Guid parent)
        {
            var staying = new List<PlanItem>(items.Count);
            foreach (var item in items)
                if (!_after.ContainsKey(item.Stored())) staying.Add(kind.Lists.Count == 0 ? item : WithBelow(item));
            var arrivals = _arrivals[(parent, kind.Word)].OrderBy(r => r.Position).ThenBy(r => r.Id).ToList();
            var merged = new List<PlanItem>(staying.Count + arrivals.Count);
            var next = 0;
            foreach (var arrival in arrivals)
            {
                var until = FirstAfter(staying, next, arrival);
                merged.AddRange(staying[next..until]);
                merged.Add(Changed(arrival));
                next = until;
            }
            merged.AddRange(staying[next..]);
            return merged;
        }

        private int FirstAfter(IReadOnlyList<PlanItem> staying, int low, StoredItem row)
        {
            var high = staying.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                var id = staying[middle].Stored();
                if ((_positions[id], id).CompareTo((row.Position, row.Id)) < 0) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }
}
