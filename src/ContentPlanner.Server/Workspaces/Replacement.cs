using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Workspaces;

/// <summary>
/// A plan that takes the place of another one in the same workspace. A document that a person wrote has neither ids nor
/// change data: they are those of the item of the same key in the same place. So it is in the plan of another client, whose ids
/// stay hers. What was copied with its id gets one of its own.
/// </summary>
public sealed class Replacement
{
    private readonly Dictionary<Guid, PlanItem> _known = [];
    private readonly HashSet<Guid> _used = [];

    /// <summary>Ids here of items that have others in the plan of the client it is from; null: the plan is of this client.</summary>
    private readonly Dictionary<Guid, Guid>? _moved;

    private readonly Guid _workspace;

    private Replacement(Workspace before, Workspace plan)
    {
        _workspace = before.Id!.Value;
        _moved = plan.Id is { } its && its != _workspace ? [] : null;
        Learn(before);
        _used.Add(_workspace);
    }

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
        var replacement = new Replacement(before, plan);
        var root = plan with { Id = before.Id, Sequence = plan.Sequence ?? before.Sequence, Changed = plan.Changed ?? before.Changed };
        var after = (Workspace)replacement.WithBelow(root, before);
        return replacement._moved is { } moved ? Identity.Following(after, moved) : after;
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
        if (_moved is not null && item.Id is { } theirs && !_known.ContainsKey(theirs)) return Moved(item, theirs, there);
        var was = item.Id is { } id ? _known.GetValueOrDefault(id) : there.GetValueOrDefault(item.Key);
        if (was?.GetType() != item.GetType()) was = null;
        var own = was?.Id ?? (item.Id is { } given && !_known.ContainsKey(given) ? given : null);
        if (own is { } taken && !_used.Add(taken)) (own, was) = (null, null);
        return WithBelow(item with { Id = own, Sequence = item.Sequence ?? was?.Sequence, Changed = item.Changed ?? was?.Changed }, was);
    }

    /// <summary>An item of another client: the one of its key here, else a new one, by an id that is the same each time.</summary>
    private PlanItem Moved(PlanItem item, Guid theirs, Dictionary<string, PlanItem> there)
    {
        var anew = item is MilestoneDecision or TaskDecision ? Identity.OfDecision(_workspace, Identity.TypeOf(item), item.Key) : Identity.Derived(_workspace, "moved", theirs.ToString("N"));
        var was = _known.GetValueOrDefault(anew) ?? there.GetValueOrDefault(item.Key);
        if (was?.GetType() != item.GetType()) was = null;
        var own = was?.Id ?? anew;
        if (!_used.Add(own)) return WithBelow(item with { Id = null, Sequence = null, Changed = null }, null);
        _moved![theirs] = own;
        return WithBelow(item with { Id = own, Sequence = was?.Sequence, Changed = was?.Changed }, was);
    }
}
