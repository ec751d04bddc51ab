using ContentPlanner.Core.Launches;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Blueprints;

/// <summary>A blueprint: templates/blueprints/key@version.yaml.</summary>
public static class BlueprintFile
{
    /// <summary>The blueprint with every mistake within the file; channels and templates are <see cref="LibraryFiles"/>' to check.</summary>
    public static FileReading<Blueprint> Read(string file, string text)
    {
        var proof = new Proof(file);
        var blueprint = Read(text, proof);
        return new(proof.HasErrors ? null : blueprint, proof.Problems);
    }

    /// <summary>The blueprint as a file, always in the same words; reading it gives the same blueprint.</summary>
    public static string Write(Blueprint blueprint) =>
        YamlPrinter.Print((Mapping)BlueprintKeys.Blueprint.Write(blueprint), "# yaml-language-server: $schema=../blueprint.schema.json");

    /// <summary>References to channels are left to settle.</summary>
    internal static Blueprint? Read(string text, Proof proof)
    {
        var blueprint = YamlFile.Read(text, BlueprintKeys.Blueprint, proof);
        if (blueprint is not null) BlueprintChecks.Run(blueprint, proof);
        return blueprint;
    }
}
