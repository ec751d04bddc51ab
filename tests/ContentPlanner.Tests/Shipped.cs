using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Formats.Recipes;

namespace ContentPlanner.Tests;

/// <summary>The files that come with the program, as they stand in the repository.</summary>
public static class Shipped
{
    private static readonly Lazy<Library> Loaded = new(() => new()
    {
        Blueprints = Each("blueprints", BlueprintFile.Read),
        Recipes = Each("recipes", RecipeFile.Read),
        Channels = Sound(ChannelsFile.Read("channels.yaml", Text("templates/channels.yaml"))).Channels,
    });

    /// <summary>Blueprints, recipes and channels.</summary>
    public static Library Library => Loaded.Value;

    /// <summary>A starter plan of templates/plans, with what its reading found.</summary>
    public static FileReading<Workspace> Plan(string name) =>
        PlanFile.Read($"templates/plans/{name}.yaml", Text($"templates/plans/{name}.yaml"), path => Text($"templates/plans/{path}"), Library, Sample.Today);

    /// <summary>A file by its path from the root of the repository.</summary>
    public static string Text(string path) => File.ReadAllText(Sources.Folder(path));

    private static ValueList<T> Each<T>(string folder, Func<string, string, FileReading<T>> read) where T : class =>
        Directory.EnumerateFiles(Sources.Folder($"templates/{folder}"), "*.yaml").Order(StringComparer.Ordinal).Select(path => Sound(read(Path.GetFileName(path), File.ReadAllText(path)))).ToValueList();

    private static T Sound<T>(FileReading<T> reading) where T : class => reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
}
