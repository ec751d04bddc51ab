using System.Text.RegularExpressions;
using ContentPlanner.Formats.Plans;

namespace ContentPlanner.Tests.Plans;

/// <summary>docs/plan-format.md says what is true: its tables, its examples, its messages.</summary>
public partial class PlanFormatTests
{
    private static string Page => File.ReadAllText(Sources.Folder("docs/plan-format.md"));

    [Fact]
    public void The_tables_list_every_key_with_what_it_is_for()
    {
        var untold = KeyTables.Match("docs/plan-format.md", WorkspaceKeys.Document);
        // In one sentence or example each: the whole, and what has two or three keys.
        Assert.Empty(untold.Except(["plan", "season", "moved occurrence", "anchor day", "constraint"]));
    }

    [Fact]
    public void The_examples_put_together_are_a_plan()
    {
        var reading = PlanFile.Read("plan.yaml", Blocks("yaml"), _ => null, Shipped.Library, Sample.Today);
        Assert.Empty(reading.Problems);
        Assert.Equal(2, reading.Value!.Launches.Count);
    }

    [Fact]
    public void The_mistakes_get_the_messages_shown()
    {
        var reading = PlanFile.Read("my-plan.yaml", Blocks("yaml mistakes"), _ => null, Shipped.Library, Sample.Today);
        Assert.Equal(Blocks("text messages").TrimEnd('\n').Split('\n'), reading.Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void What_there_is_to_choose_from_is_what_comes_with_the_program()
    {
        var library = Shipped.Library;
        string Quoted(IEnumerable<string> keys) => string.Join(", ", keys.Select(key => $"`{key}`"));
        string Roles(IEnumerable<string?> roles) => string.Join(", ", roles.OfType<string>().Distinct().Order(StringComparer.Ordinal));

        foreach (var blueprint in library.Blueprints)
        {
            var anchors = string.Join(", ", blueprint.Anchors.Where(a => a.Name != blueprint.MainAnchor).Select(a => $"`{a.Name}`").Prepend($"**`{blueprint.MainAnchor}`**"));
            Assert.Contains($"| `{blueprint.Key}@{blueprint.Version}` | {blueprint.Title} | {anchors} | {Roles(blueprint.Steps.Select(s => s.Role))} |", Page, StringComparison.Ordinal);
        }
        Assert.Contains($"with a recipe: {Quoted(library.Recipes.Select(r => r.Format).Distinct().Order(StringComparer.Ordinal))}. Their steps ask for {Roles(library.Recipes.SelectMany(r => r.Steps).Select(s => s.Role))}.", Page, StringComparison.Ordinal);
        Assert.Contains($"**Channels**: {Quoted(library.Channels.Select(c => c.Key))}.", Page, StringComparison.Ordinal);
    }

    private static string Blocks(string kind) =>
        string.Concat(Fences().Matches(Page).Where(m => m.Groups[1].Value == kind).Select(m => m.Groups[2].Value));

    [GeneratedRegex("^```([a-z ]+)\n(.*?)^```\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();
}
