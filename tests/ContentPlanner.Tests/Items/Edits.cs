using ContentPlanner.Core.Plans;
using ContentPlanner.Tests.Plans;

namespace ContentPlanner.Tests.Items;

/// <summary>Changes of a workspace as nobody plans them: anything anywhere edited, added, removed, reordered, given to another owner.</summary>
internal sealed class Edits(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Ids _ids = new(seed);
    private int _others = seed;

    /// <summary>What is added has an id of its own, or none.</summary>
    public bool WithIds { get; init; } = true;

    public Workspace Some(Workspace workspace)
    {
        var other = new Invented(_others += 7919).Workspace();
        for (var n = _random.Next(1, 7); n > 0; n--) workspace = One(workspace, WithIds ? Identity.WithIds(other, fresh: true, _ids.Next) : Bare(other));
        return workspace;
    }

    private Workspace One(Workspace workspace, Workspace other)
    {
        var owners = Owners(workspace).ToList();
        var owner = owners[_random.Next(owners.Count)];
        var lists = ItemKinds.Of(owner).Lists;
        var list = lists[_random.Next(lists.Count)];
        var items = list.In(owner).ToList();
        switch (_random.Next(7))
        {
            case 0 when items.Count > 0:
                items.RemoveAt(_random.Next(items.Count));
                break;
            case 1:
                items = [.. items.OrderBy(_ => _random.Next())];
                break;
            case 2 when items.Count > 1:
                var moved = items[_random.Next(items.Count)];
                items.Remove(moved);
                items.Insert(_random.Next(items.Count + 1), moved);
                break;
            case 3 when Like(other, list).FirstOrDefault() is { } fields && items.Count > 0:
                var at = _random.Next(items.Count);
                var edited = fields with { Id = items[at].Id, Key = _random.Next(3) > 0 ? items[at].Key : fields.Key };
                items[at] = list.Kind.Lists.Aggregate(edited, (item, below) => below.Carry(items[at], item));
                break;
            case 4 when owners.Where(o => !ReferenceEquals(o, owner) && o.GetType() == owner.GetType()).ToList() is [_, ..] homes && items.Count > 0:
                var home = homes[_random.Next(homes.Count)];
                var leaving = items[_random.Next(items.Count)];
                items.Remove(leaving);
                workspace = Put(workspace, home, list.Put(home, [.. list.In(home).Insert(_random.Next(list.In(home).Count + 1), leaving)]));
                break;
            default:
                foreach (var added in Like(other, list).Take(_random.Next(1, 4))) items.Insert(_random.Next(items.Count + 1), added);
                break;
        }
        return Put(workspace, owner, list.Put(owner, items));
    }

    /// <summary>The workspace without ids.</summary>
    public static Workspace Bare(Workspace workspace) => (Workspace)BareItem(workspace);

    private static PlanItem BareItem(PlanItem item) => ItemKinds.Of(item).Lists.Aggregate(item with { Id = null }, (bare, list) => list.Put(bare, [.. list.In(item).Select(BareItem)]));

    private static IEnumerable<PlanItem> Like(Workspace other, ItemList list) => ItemJsonTests.Items(other).Where(i => i.GetType() == list.Kind.Type);

    private static IEnumerable<PlanItem> Owners(PlanItem item) =>
        ItemKinds.Of(item).Lists.Where(l => l.Kind.Lists.Count > 0).SelectMany(l => l.In(item)).SelectMany(Owners).Prepend(item);

    private static Workspace Put(Workspace workspace, PlanItem owner, PlanItem changed) => (Workspace)Replaced(workspace, owner, changed);

    private static PlanItem Replaced(PlanItem item, PlanItem owner, PlanItem changed)
    {
        if (ReferenceEquals(item, owner)) return changed;
        foreach (var list in ItemKinds.Of(item).Lists.Where(l => l.Kind.Lists.Count > 0))
        {
            var items = list.In(item).Select(i => Replaced(i, owner, changed)).ToList();
            if (!items.Zip(list.In(item)).All(p => ReferenceEquals(p.First, p.Second))) return list.Put(item, items);
        }
        return item;
    }
}

internal static class Inserting
{
    public static IEnumerable<T> Insert<T>(this IReadOnlyList<T> items, int at, T item) => [.. items.Take(at), item, .. items.Skip(at)];
}
