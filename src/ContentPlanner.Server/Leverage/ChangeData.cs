using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Server.Leverage;

/// <summary>Change data of lines, laid on the items they follow from.</summary>
internal static class ChangeData
{
    /// <param name="lines">Uid, source and stamp of each line.</param>
    public static Workspace On(Workspace workspace, IEnumerable<(string Uid, Guid Source, Stamp Stamp)> lines)
    {
        var projects = workspace.Periods.SelectMany(p => p.Projects).SelectMany(p => p.Milestones, (p, m) => (Step: m.Id!.Value, Project: p.Id!.Value))
            .GroupBy(m => m.Step).ToDictionary(of => of.Key, of => of.First().Project);
        var latest = new Dictionary<Guid, Stamp>();
        foreach (var (uid, source, stamp) in lines)
        {
            var item = ItemOf(uid, source, projects);
            latest[item] = latest.TryGetValue(item, out var known)
                ? new(Math.Max(known.Sequence, stamp.Sequence), NodaTime.Instant.Max(known.Changed, stamp.Changed))
                : stamp;
        }
        return (Workspace)Laid(workspace, latest);
    }

    /// <summary>A line of an item names it; what is derived belongs to its source, and a project's milestone to its project.</summary>
    private static Guid ItemOf(string uid, Guid source, Dictionary<Guid, Guid> projects)
    {
        var end = uid.LastIndexOf('-', uid.IndexOf('@', StringComparison.Ordinal));
        var start = uid.LastIndexOf('-', end - 1);
        if (!Guid.TryParseExact(uid[(start + 1)..end], "N", out var id)) return source;
        return uid[..start] switch
        {
            "milestone" => projects.GetValueOrDefault(id, source),
            "task" or "anchor" or "mark" or "session" => source,
            _ => id,
        };
    }

    private static PlanItem Laid(PlanItem item, Dictionary<Guid, Stamp> latest)
    {
        foreach (var list in ItemKinds.Of(item).Lists)
        {
            var below = list.In(item);
            PlanItem[]? laid = null;
            for (var i = 0; i < below.Count; i++)
                if (Laid(below[i], latest) is var one && !ReferenceEquals(one, below[i])) (laid ??= [.. below])[i] = one;
            if (laid is not null) item = list.Put(item, laid);
        }
        if (item.Id is not { } id || !latest.TryGetValue(id, out var stamp)) return item;
        return item with { Sequence = Math.Max(item.Sequence ?? 0, stamp.Sequence), Changed = item.Changed is { } changed && changed > stamp.Changed ? changed : stamp.Changed };
    }
}
