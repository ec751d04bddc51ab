namespace ContentPlanner.Formats.Yaml;

/// <summary>Things of which each hangs on at most one other.</summary>
internal static class Chains
{
    /// <summary>The names along a circle, the first one again at the end; null when every chain has an end.</summary>
    public static string[]? Cycle(IEnumerable<string> names, Func<string, string?> next)
    {
        var ended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in names)
        {
            var path = new List<string>();
            var onPath = new HashSet<string>(StringComparer.Ordinal);
            for (var name = start; name is not null && !ended.Contains(name); name = next(name))
            {
                path.Add(name);
                if (!onPath.Add(name)) return [.. path.Skip(path.IndexOf(name))];
            }
            ended.UnionWith(path);
        }
        return null;
    }
}
