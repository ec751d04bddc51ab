using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;

namespace ContentPlanner.Core;

/// <summary>
/// The blueprints, recipes and channels a workspace plans with: shipped or mounted files, and later a workspace's own
/// edits over them (design rule 6).
/// </summary>
public sealed record Library
{
    public ValueList<Blueprint> Blueprints { get; init; } = [];
    public ValueList<Recipe> Recipes { get; init; } = [];
    public ValueList<Channel> Channels { get; init; } = [];

    public Blueprint? Blueprint(string key, int version) => Blueprints.FirstOrDefault(b => b.Key == key && b.Version == version);

    public Recipe? Recipe(string key) => Recipes.Where(r => r.Key == key).MaxBy(r => r.Version);

    public Recipe? RecipeFor(string format) => Recipes.Where(r => r.Format == format).MaxBy(r => r.Version);

    /// <summary>The recipes that run for a piece: those it names, else the one for its format; none when it says <c>none</c>.</summary>
    public IEnumerable<Recipe> RecipesFor(ContentPiece piece) =>
        (piece.Recipes.Count == 0 ? [RecipeFor(piece.Format)] : piece.Recipes.Select(Recipe)).OfType<Recipe>();

    /// <summary>Every role that a blueprint or a recipe asks for, in the order of the alphabet.</summary>
    public IEnumerable<string> Roles() => Blueprints.SelectMany(b => b.Steps.Select(s => s.Role).Concat(b.Countdown?.Marks.SelectMany(m => m.Posts).Select(p => p.Role) ?? []))
        .Concat(Recipes.SelectMany(r => r.Steps).Select(s => s.Role)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public Channel? Channel(string key) => Channels.FirstOrDefault(c => c.Key == key);
}
