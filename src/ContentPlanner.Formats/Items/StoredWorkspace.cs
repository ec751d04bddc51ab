using ContentPlanner.Core.Plans;

namespace ContentPlanner.Formats.Items;

/// <summary>A workspace as rows, and rows as a workspace.</summary>
public static class StoredWorkspace
{
    /// <summary>Every item as a row, owners before what belongs to them, positions <see cref="Positions.Gap"/> apart.</summary>
    /// <exception cref="ArgumentException">An item has no id, see <see cref="Identity.WithIds"/>.</exception>
    public static IReadOnlyList<StoredItem> Flatten(Workspace workspace)
    {
        var rows = new List<StoredItem>();
        Add(workspace, null, Positions.Gap);
        return rows;

        void Add(PlanItem item, Guid? parent, long position)
        {
            rows.Add(StoredItem.Of(item, parent, position));
            foreach (var list in ItemKinds.Of(item).Lists)
            {
                var items = list.In(item);
                for (var i = 0; i < items.Count; i++) Add(items[i], item.Id, Positions.Nth(i));
            }
        }
    }

    /// <summary>The workspace again, from its rows in any order.</summary>
    /// <exception cref="FormatException">A row cannot be read, belongs to none of the others, or there is not one workspace.</exception>
    public static Workspace Assemble(IEnumerable<StoredItem> rows)
    {
        var lists = rows.ToLookup(r => (r.Parent, r.Kind));
        var roots = lists[(null, ItemKinds.Workspace.Word)].ToList();
        if (roots is not [var root]) throw new FormatException($"These rows hold {roots.Count} workspaces instead of one.");
        var used = 1;
        var workspace = (Workspace)WithBelow(ItemKinds.Workspace, root.Read());
        var all = lists.Sum(l => l.Count());
        return used == all ? workspace : throw new FormatException($"{all - used} stored items of '{workspace.Key}' belong to no other item of it.");

        PlanItem WithBelow(ItemKind kind, PlanItem item)
        {
            foreach (var list in kind.Lists)
            {
                var below = lists[(item.Id, list.Kind.Word)].OrderBy(r => r.Position).ThenBy(r => r.Id).Select(r => WithBelow(list.Kind, r.Read())).ToList();
                used += below.Count;
                if (below.Count > 0) item = list.Put(item, below);
            }
            return item;
        }
    }
}
