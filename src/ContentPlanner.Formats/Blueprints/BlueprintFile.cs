using ContentPlanner.Core.Launches;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Blueprints;

/// <summary>A blueprint: templates/blueprints/key@version.yaml.</summary>
public static class BlueprintFile
{
    /// <summary>The blueprint with every mistake within the file; channels and templates are <see cref="LibraryFiles"/>' to check.</summary>
    public static FileReading<Blueprint> Read(string file, string text)
    {
        var reading = new Reading(file);
        var blueprint = Read(text, reading);
        return new(reading.HasErrors ? null : blueprint, reading.Problems);
    }

    /// <summary>References to channels are left to settle.</summary>
    internal static Blueprint? Read(string text, Reading reading)
    {
        var blueprint = YamlFile.Read(text, BlueprintKeys.Blueprint, reading);
        if (blueprint is not null) BlueprintChecks.Run(blueprint, reading);
        return blueprint;
    }
}
