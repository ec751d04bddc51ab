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
    private readonly List<Proof> _proofs = [];
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
        var recipes = Versioned(Recipes, (text, proof) => YamlFile.Read(text, RecipeKeys.Recipe, proof), r => (r.Key, r.Version));
        foreach (var (blueprint, proof) in blueprints) CheckTemplates(blueprint, proof);
        var anchors = blueprints.SelectMany(b => b.Value.Anchors).Select(a => a.Name).Append(Publish).ToHashSet(StringComparer.Ordinal);
        foreach (var (recipe, proof) in recipes) Check(recipe, anchors, proof);
        CheckRoles([
            .. blueprints.SelectMany(b => b.Value.Steps.Select(step => (step.Role, b.Proof.PlaceOf(step)))),
            .. recipes.SelectMany(r => r.Value.Steps.Select(step => (step.Role, r.Proof.PlaceOf(step)))),
        ]);
        foreach (var proof in _proofs)
        {
            // Without channels every mention of one would be a mistake, and the one that matters would drown.
            if (channels is null) continue;
            proof.Know(LibraryKinds.Channel, channels.Select(c => c.Key));
            proof.Settle();
        }
        var library = new Library
        {
            Channels = channels ?? [],
            Blueprints = blueprints.Select(b => b.Value).ToValueList(),
            Recipes = recipes.Select(r => r.Value).ToValueList(),
        };
        return new(_proofs.Any(r => r.HasErrors) || _problems.Any(p => p.Severity == Severity.Error) ? null : library,
            [.. _problems, .. _proofs.SelectMany(r => r.Problems)]);
    }

    private ValueList<Channel>? Channels()
    {
        if (_files.TryGetValue(ChannelsPath, out var text)) return YamlFile.Read(text, ChannelKeys.Channels, Proof(ChannelsPath))?.Channels;
        _problems.Add(new(Named(ChannelsPath), 0, 0, "this file is missing: it says where content goes"));
        return null;
    }

    private List<(T Value, Proof Proof)> Versioned<T>(string folder, Func<string, Proof, T?> read, Func<T, (string Key, int Version)> name) where T : class
    {
        var found = new List<(T, Proof)>();
        foreach (var path in _files.Keys.Where(p => p.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) _problems.Add(new(Named(path), 0, 0, "this file is not read: its name must end in .yaml"));
            if (!path.EndsWith(".yaml", StringComparison.Ordinal)) continue;
            var proof = Proof(path);
            if (read(_files[path], proof) is not { } value) continue;
            var place = proof.PlaceOf(value);
            var (key, version) = name(value);
            var expected = FormattableString.Invariant($"{folder}{key}@{version}.yaml");
            if (key.Length > 0 && place.Has("version") && path != expected)
                place.Wrong("version", $"the file's name and its content differ: it should be called {expected[folder.Length..]}");
            found.Add((value, proof));
        }
        return found;
    }

    private void CheckTemplates(Blueprint blueprint, Proof proof)
    {
        foreach (var mark in blueprint.Countdown?.Marks ?? [])
        {
            foreach (var ending in new[] { ".txt", ".html" }) Exists(proof.PlaceOf(mark), Countdowns, mark.Template, ending);
            foreach (var post in mark.Posts) Exists(proof.PlaceOf(post), Tasks, post.Template);
        }
    }

    private void Check(Recipe recipe, HashSet<string> anchors, Proof proof)
    {
        foreach (var step in recipe.Steps)
        {
            var place = proof.PlaceOf(step);
            Exists(place, Tasks, step.Template);
            if (place.Has("offset") && !anchors.Contains(step.Offset.Anchor))
                place.Wrong("offset", $"there is no anchor '{step.Offset.Anchor}' in any blueprint{proof.Suggestion(step.Offset.Anchor, anchors, $"; '{Publish}' is the day the source is out")}");
        }
    }

    /// <summary>Roles are anybody's own words; one that is asked for only once and is nearly another one is likely mistyped.</summary>
    private static void CheckRoles(IReadOnlyCollection<(string? Role, Place Place)> steps)
    {
        var asked = steps.Where(s => s.Role is not null).ToLookup(s => s.Role!, s => s.Place, StringComparer.Ordinal);
        var known = asked.Where(role => role.Count() > 1).Select(role => role.Key).ToArray();
        foreach (var role in asked.Where(role => role.Count() == 1))
            if (Nearest.To(role.Key, known) is { } nearest) role.Single().Warn("role", $"no other step asks for the role '{role.Key}'; did you mean '{nearest}'?");
    }

    private void Exists(Place place, string folder, string template, string ending = "")
    {
        if (!place.Has("template") || _files.ContainsKey(folder + template + ending)) return;
        var others = _files.Keys.Where(p => p.StartsWith(folder, StringComparison.Ordinal) && p.EndsWith(ending, StringComparison.Ordinal)).Select(p => p[folder.Length..^ending.Length]).ToArray();
        place.Wrong("template", $"there is no file {folder}{template}{ending}{place.Proof.Suggestion(template, others)}");
    }

    private Proof Proof(string path)
    {
        var proof = new Proof(Named(path));
        _proofs.Add(proof);
        return proof;
    }

    private string Named(string path) => _folder.Length == 0 ? path : $"{_folder.TrimEnd('/')}/{path}";
}
