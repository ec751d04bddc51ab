using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Jobs;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Formats.Recipes;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats;

/// <summary>
/// JSON Schemas of the files people write, made from the same declarations that read and write them. Editors find one
/// through the first line of a file: <c># yaml-language-server: $schema=../plan.schema.json</c>.
/// </summary>
public static class Schemas
{
    public static string Plan => SchemaBook.Of("A ContentPlanner plan", WorkspaceKeys.Document);
    public static string Blueprint => SchemaBook.Of("A ContentPlanner blueprint", BlueprintKeys.Blueprint);
    public static string Recipe => SchemaBook.Of("A ContentPlanner recipe", RecipeKeys.Recipe);
    public static string Channels => SchemaBook.Of("The channels of ContentPlanner", ChannelKeys.Channels);
    public static string Job => SchemaBook.Of("A job of ContentPlanner", JobKeys.Job);
}
