using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Items;

/// <summary>Who refers to whom within a plan, by the references that the plan format declares.</summary>
public static class References
{
    /// <summary>The items of <paramref name="workspace"/> that refer to <paramref name="item"/>, or to something below it, by its key.</summary>
    public static IReadOnlyList<PlanItem> To(PlanItem item, Workspace workspace)
    {
        var wanted = new HashSet<(Kind, string)>();
        foreach (var below in item.Everything())
        {
            if (ItemForms.Find(below) is { } form) wanted.Add((form.Names, below.Key));
            if (below is EnvironmentFactor) wanted.Add((Plans.PlanKinds.Need, below.Key));
        }
        var found = new List<PlanItem>();
        foreach (var other in workspace.Everything())
        {
            if (!Plain(other) || ItemForms.Find(other) is not { } form) continue;
            var proof = new Proof("");
            form.Read(form.Mapping(other is ContentPiece piece ? piece with { Body = null, BodyFile = null } : other), proof);
            if (proof.Referred.Any(wanted.Contains)) found.Add(other);
        }
        return found;

        // Only what may name something is looked through.
        static bool Plain(PlanItem other) => other is not (Pillar or EnvironmentFactor or FocusArea or CalendarNote or Plan);
    }
}
