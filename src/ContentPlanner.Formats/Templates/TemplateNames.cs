namespace ContentPlanner.Formats.Templates;

/// <summary>
/// The names that each template may use, learned by listening while templates are handed their values
/// (<see cref="TemplateSet.HeardBy"/>). Safe to teach from several threads at once.
/// </summary>
public sealed class TemplateNames
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, KnownValue> _heard = new(StringComparer.Ordinal);

    /// <param name="path">The template they were handed to, by its path in the templates folder.</param>
    public void Learn(string path, IReadOnlyDictionary<string, object?> values)
    {
        lock (_lock)
        {
            var name = NameOf(path);
            if (!_heard.TryGetValue(name, out var known)) _heard[name] = known = new();
            known.Learn(values);
        }
    }

    /// <summary>
    /// The values of the template, whatever its wording and ending; of one that was not heard of, those of its folder; of
    /// a folder that no values are made for, such as layout/, those of all: its templates are included by others. Null
    /// while nothing is known of any.
    /// </summary>
    internal KnownValue? For(string path)
    {
        lock (_lock)
        {
            if (_heard.TryGetValue(NameOf(path), out var own)) return own;
            var folder = path[..(path.LastIndexOf('/') + 1)];
            return All(_heard.Where(h => h.Key.StartsWith(folder, StringComparison.Ordinal)).Select(h => h.Value)) ?? All(_heard.Values);
        }
    }

    private static KnownValue? All(IEnumerable<KnownValue> values)
    {
        KnownValue? all = null;
        foreach (var value in values) (all ??= new()).Learn(value);
        return all;
    }

    /// <summary><c>digests/weekly</c> for digests/weekly.de.html.</summary>
    private static string NameOf(string path) =>
        path.IndexOf('.', path.LastIndexOf('/') + 1) is >= 0 and var end ? path[..end] : path;
}
