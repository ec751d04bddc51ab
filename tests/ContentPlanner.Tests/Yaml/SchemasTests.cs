using System.Text.Json.Nodes;
using ContentPlanner.Formats;

namespace ContentPlanner.Tests.Yaml;

public class SchemasTests
{
    /// <summary>Made from the lines that read the files: a key the reader knows and the schema does not cannot be.</summary>
    [Fact]
    public void The_schemas_beside_the_templates_say_what_the_readers_read()
    {
        Golden.Matches("../../templates/plan.schema.json", Schemas.Plan);
        Golden.Matches("../../templates/blueprint.schema.json", Schemas.Blueprint);
        Golden.Matches("../../templates/recipe.schema.json", Schemas.Recipe);
        Golden.Matches("../../templates/channels.schema.json", Schemas.Channels);
        Golden.Matches("../../templates/job.schema.json", Schemas.Job);
    }

    [Fact]
    public void Every_key_says_what_it_is_for()
    {
        foreach (var schema in new[] { Schemas.Plan, Schemas.Blueprint, Schemas.Recipe, Schemas.Channels, Schemas.Job })
            foreach (var (_, definition) in JsonNode.Parse(schema)!["definitions"]!.AsObject())
                foreach (var (key, rule) in definition!["properties"]!.AsObject())
                    Assert.True(rule!["description"]!.GetValue<string>() is { Length: > 4 } and [.., '.'], key);
    }

    [Theory]
    [InlineData("templates/plans/coaching-author.yaml", "../plan.schema.json")]
    [InlineData("templates/plans/minimal.yaml", "../plan.schema.json")]
    [InlineData("templates/blueprints/book-launch@1.yaml", "../blueprint.schema.json")]
    [InlineData("templates/recipes/blog-post@1.yaml", "../recipe.schema.json")]
    [InlineData("templates/channels.yaml", "channels.schema.json")]
    public void Editors_find_the_schema_from_the_first_line_of_a_file(string file, string schema) =>
        Assert.StartsWith($"# yaml-language-server: $schema={schema}\n", Shipped.Text(file), StringComparison.Ordinal);
}
