using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Workspaces;

/// <summary>
/// A plan that takes the place of another one in the same workspace. A document that a person wrote has neither ids nor
/// change data: they are those of the item of the same key in the same place. What was copied with its id gets one of its own.
/// </summary>
public sealed class Replacement
{
    private readonly Dictionary<Guid, PlanItem> _known = [];
    private readonly HashSet<Guid> _used = [];

    private Replacement() { }

    /// <summary>The plan as both databases keep it: moments to the microsecond.</summary>
    public static Workspace Storable(Workspace plan) => (Workspace)Rounded(plan);

    private static PlanItem Rounded(PlanItem item)
    {
        foreach (var list in ItemKinds.Of(item).Lists)
        {
            var items = list.In(item);
            PlanItem[]? rounded = null;
            for (var i = 0; i < items.Count; i++)
                if (Rounded(items[i]) is var one && !ReferenceEquals(one, items[i])) (rounded ??= [.. items])[i] = one;
            if (rounded is not null) item = list.Put(item, rounded);
        }
        return item.Changed is { } changed && changed.ToMicroseconds() is var kept && kept != changed ? item with { Changed = kept } : item;
    }

    internal static Workspace Of(Workspace before, Workspace plan)
    {
        var replacement = new Replacement();
        replacement.Learn(before);
        var root = plan with { Id = before.Id, Sequence = plan.Sequence ?? before.Sequence, Changed = plan.Changed ?? before.Changed };
        replacement._used.Add(before.Id!.Value);
        return (Workspace)replacement.WithBelow(root, before);
    }

    private void Learn(PlanItem item)
    {
        _known[item.Id!.Value] = item;
        foreach (var list in ItemKinds.Of(item).Lists)
            foreach (var below in list.In(item)) Learn(below);
    }

    private PlanItem WithBelow(PlanItem owner, PlanItem? before)
    {
        foreach (var list in ItemKinds.Of(owner).Lists)
        {
            var items = list.In(owner);
            if (items.Count == 0) continue;
            var given = items.Select(i => i.Id).OfType<Guid>().ToHashSet();
            var there = before is null ? [] : list.In(before).Where(i => !given.Contains(i.Id!.Value)).GroupBy(i => i.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            owner = list.Put(owner, [.. items.Select(item => Placed(item, there))]);
        }
        return owner;
    }

    private PlanItem Placed(PlanItem item, Dictionary<string, PlanItem> there)
    {
        var was = item.Id is { } id ? _known.GetValueOrDefault(id) : there.GetValueOrDefault(item.Key);
        if (was?.GetType() != item.GetType()) was = null;
        var own = was?.Id ?? (item.Id is { } given && !_known.ContainsKey(given) ? given : null);
        if (own is { } taken && !_used.Add(taken)) (own, was) = (null, null);
        return WithBelow(item with { Id = own, Sequence = item.Sequence ?? was?.Sequence, Changed = item.Changed ?? was?.Changed }, was);
    }
}
