using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Recipes;

/// <summary>A recipe: templates/recipes/key@version.yaml.</summary>
public static class RecipeFile
{
    /// <summary>The recipe with every mistake within the file; channels, anchors and templates are <see cref="LibraryFiles"/>' to check.</summary>
    public static FileReading<Recipe> Read(string file, string text)
    {
        var proof = new Proof(file);
        var recipe = YamlFile.Read(text, RecipeKeys.Recipe, proof);
        return new(proof.HasErrors ? null : recipe, proof.Problems);
    }
}
