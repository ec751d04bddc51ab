using System.Text.Json;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Recipes;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Items;

/// <summary>What plans are made with, for programs: the keys of its files as JSON.</summary>
public static class LibraryForms
{
    public static void Write(Utf8JsonWriter json, Blueprint blueprint) => JsonNodes.Write(json, BlueprintKeys.Blueprint.Write(blueprint));

    public static void Write(Utf8JsonWriter json, Recipe recipe) => JsonNodes.Write(json, RecipeKeys.Recipe.Write(recipe));

    public static void Write(Utf8JsonWriter json, Channel channel) => JsonNodes.Write(json, ((Sequence)((Mapping)ChannelKeys.Channels.Write(new([channel]))).Entries[0].Value).Items[0]);
}
