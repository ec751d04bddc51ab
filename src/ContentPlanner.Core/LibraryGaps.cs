using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core;

/// <summary>What a plan counts on that a library does not have: what somebody would take away who changed it so.</summary>
public static class LibraryGaps
{
    /// <summary>One sentence for each, without a full stop.</summary>
    public static IEnumerable<string> Of(Workspace workspace, Library library)
    {
        foreach (var channel in Channels(workspace).GroupBy(c => c.Channel, StringComparer.Ordinal).Where(c => library.Channel(c.Key) is null))
            yield return $"the plan needs the channel '{channel.Key}': {Said(channel.Select(c => c.For))}";
        foreach (var blueprint in workspace.Launches.GroupBy(l => (l.Blueprint, l.BlueprintVersion)).Where(b => library.Blueprint(b.Key.Blueprint, b.Key.BlueprintVersion) is null))
            yield return FormattableString.Invariant($"the plan needs the blueprint {blueprint.Key.Blueprint}@{blueprint.Key.BlueprintVersion}: {Said(blueprint.Select(l => $"“{l.Title}”"))}");
        foreach (var recipe in Recipes(workspace).GroupBy(r => r.Recipe, StringComparer.Ordinal).Where(r => library.Recipe(r.Key) is null))
            yield return $"the plan needs the recipe '{recipe.Key}': {Said(recipe.Select(r => r.For))}";
    }

    private static IEnumerable<(string Channel, string For)> Channels(Workspace workspace) =>
        workspace.Channels.Select(c => (c.Key, "it is in use"))
            .Concat(workspace.Cadences.Select(c => (c.Channel, $"“{c.Title}” is published there")))
            .Concat(workspace.Pieces.Where(p => p.Channel is not null).Select(p => (p.Channel!, $"“{p.Title}”")));

    private static IEnumerable<(string Recipe, string For)> Recipes(Workspace workspace) =>
        workspace.Pieces.SelectMany(p => p.Recipes.Where(r => r != "none").Select(r => (r, $"“{p.Title}”")))
            .Concat(workspace.Launches.Where(l => l.Sessions?.Recipe is not null).Select(l => (l.Sessions!.Recipe!, $"the sessions of “{l.Title}”")));

    private static string Said(IEnumerable<string> uses)
    {
        var all = uses.Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= 3 ? string.Join(", ", all) : FormattableString.Invariant($"{string.Join(", ", all.Take(2))} and {all.Count - 2} more");
    }
}
