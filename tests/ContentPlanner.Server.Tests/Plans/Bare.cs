using ContentPlanner.Core.Plans;

namespace ContentPlanner.Server.Tests.Plans;

/// <summary>What a person writes: a workspace without ids and change data.</summary>
internal static class Bare
{
    public static Workspace Of(Workspace workspace) => (Workspace)WithBelow(workspace);

    private static PlanItem WithBelow(PlanItem item)
    {
        foreach (var list in ItemKinds.Of(item).Lists) item = list.Put(item, [.. list.In(item).Select(WithBelow)]);
        return item with { Id = null, Sequence = null, Changed = null };
    }
}
