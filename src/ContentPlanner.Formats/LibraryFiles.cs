using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Recipes;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats;

/// <summary>
/// The templates folder as one library: channels.yaml, blueprints/, recipes/, and whether they fit together and name
/// templates that exist.
/// </summary>
public sealed class LibraryFiles
{
    private const string ChannelsPath = "channels.yaml", Blueprints = "blueprints/", Recipes = "recipes/", Tasks = "tasks/", Countdowns = "countdowns/";

    /// <summary>What a recipe's steps are usually counted from: the day the source is out.</summary>
    private const string Publish = "publish";

    private readonly IReadOnlyDictionary<string, string> _files;
    private readonly string _folder;
    private readonly List<Reading> _readings = [];
    private readonly List<Problem> _problems = [];

    private LibraryFiles(IReadOnlyDictionary<string, string> files, string folder)
    {
        _files = files;
        _folder = folder;
    }

    /// <param name="files">Every file of the templates folder by its path in it, '/' between: <c>recipes/blog-post@1.yaml</c>, <c>tasks/thread.md</c>.</param>
    /// <param name="folder">The folder as problems should name it.</param>
    public static FileReading<Library> Read(IReadOnlyDictionary<string, string> files, string folder = "templates") => new LibraryFiles(files, folder).Read();

    private FileReading<Library> Read()
    {
        var channels = Channels();
        var blueprints = Versioned(Blueprints, BlueprintFile.Read, b => (b.Key, b.Version));
        var recipes = Versioned(Recipes, (text, reading) => YamlFile.Read(text, RecipeKeys.Recipe, reading), r => (r.Key, r.Version));
        foreach (var (blueprint, reading) in blueprints) CheckTemplates(blueprint, reading);
        var anchors = blueprints.SelectMany(b => b.Value.Anchors).Select(a => a.Name).Append(Publish).ToHashSet(StringComparer.Ordinal);
        foreach (var (recipe, reading) in recipes) Check(recipe, anchors, reading);
        foreach (var reading in _readings)
        {
            // Without channels every mention of one would be a mistake, and the one that matters would drown.
            if (channels is null) continue;
            reading.Know(LibraryKinds.Channel, channels.Select(c => c.Key));
            reading.Settle();
        }
        var library = new Library
        {
            Channels = channels ?? [],
            Blueprints = blueprints.Select(b => b.Value).ToValueList(),
            Recipes = recipes.Select(r => r.Value).ToValueList(),
        };
        return new(_readings.Any(r => r.HasErrors) || _problems.Any(p => p.Severity == Severity.Error) ? null : library,
            [.. _problems, .. _readings.SelectMany(r => r.Problems)]);
    }

    private ValueList<Channel>? Channels()
    {
        if (_files.TryGetValue(ChannelsPath, out var text)) return YamlFile.Read(text, ChannelKeys.Channels, Reading(ChannelsPath))?.Channels;
        _problems.Add(new(Named(ChannelsPath), 0, 0, "this file is missing: it says where content goes"));
        return null;
    }

    private List<(T Value, Reading Reading)> Versioned<T>(string folder, Func<string, Reading, T?> read, Func<T, (string Key, int Version)> name) where T : class
    {
        var found = new List<(T, Reading)>();
        foreach (var path in _files.Keys.Where(p => p.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) _problems.Add(new(Named(path), 0, 0, "this file is not read: its name must end in .yaml"));
            if (!path.EndsWith(".yaml", StringComparison.Ordinal)) continue;
            var reading = Reading(path);
            if (read(_files[path], reading) is not { } value) continue;
            var place = reading.PlaceOf(value);
            var (key, version) = name(value);
            var expected = FormattableString.Invariant($"{folder}{key}@{version}.yaml");
            if (key.Length > 0 && place.Has("version") && path != expected)
                place.Wrong("version", $"the file's name and its content differ: it should be called {expected[folder.Length..]}");
            found.Add((value, reading));
        }
        return found;
    }

    private void CheckTemplates(Blueprint blueprint, Reading reading)
    {
        foreach (var mark in blueprint.Countdown?.Marks ?? [])
        {
            foreach (var ending in new[] { ".txt", ".html" }) Exists(reading.PlaceOf(mark), Countdowns, mark.Template, ending);
            foreach (var post in mark.Posts) Exists(reading.PlaceOf(post), Tasks, post.Template);
        }
    }

    private void Check(Recipe recipe, HashSet<string> anchors, Reading reading)
    {
        foreach (var step in recipe.Steps)
        {
            var place = reading.PlaceOf(step);
            Exists(place, Tasks, step.Template);
            if (place.Has("offset") && !anchors.Contains(step.Offset.Anchor))
                place.Wrong("offset", $"there is no anchor '{step.Offset.Anchor}' in any blueprint{reading.Suggestion(step.Offset.Anchor, anchors, $"; '{Publish}' is the day the source is out")}");
        }
    }

    private void Exists(Place place, string folder, string template, string ending = "")
    {
        if (!place.Has("template") || _files.ContainsKey(folder + template + ending)) return;
        var others = _files.Keys.Where(p => p.StartsWith(folder, StringComparison.Ordinal) && p.EndsWith(ending, StringComparison.Ordinal)).Select(p => p[folder.Length..^ending.Length]).ToArray();
        place.Wrong("template", $"there is no file {folder}{template}{ending}{place.Reading.Suggestion(template, others)}");
    }

    private Reading Reading(string path)
    {
        var reading = new Reading(Named(path));
        _readings.Add(reading);
        return reading;
    }

    private string Named(string path) => _folder.Length == 0 ? path : $"{_folder.TrimEnd('/')}/{path}";
}
