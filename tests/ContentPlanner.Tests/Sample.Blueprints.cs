using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Formats.Blueprints;

namespace ContentPlanner.Tests;

public static partial class Sample
{
    /// <summary>The shipped blueprints, read as the program reads them.</summary>
    public static ValueList<Blueprint> Blueprints => Read.Value;

    /// <summary>On first use, so that a mistake in a blueprint fails the tests that need one and no others.</summary>
    private static readonly Lazy<ValueList<Blueprint>> Read = new(() => Directory.GetFiles(Sources.Folder("templates/blueprints"), "*.yaml")
        .Order(StringComparer.Ordinal)
        .Select(file => BlueprintFile.Read(Path.GetFileName(file), File.ReadAllText(file)) is { Value: { } blueprint }
            ? blueprint
            : throw new InvalidOperationException($"{Path.GetFileName(file)} has mistakes"))
        .ToValueList());
}
