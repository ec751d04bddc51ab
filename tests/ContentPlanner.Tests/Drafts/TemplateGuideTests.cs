using System.Text.RegularExpressions;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Tests.Drafts;

/// <summary>docs/templates.md names what there is, and its examples work.</summary>
public partial class TemplateGuideTests
{
    private static readonly string Guide = File.ReadAllText(Sources.Folder("docs/templates.md"));

    private static readonly ContentTask Part = Shipped.Schedule.Tasks.First(t => t.Key is { Source: "five-steps", Step: "series", Part: 2 });
    private static readonly ContentTask Session = Shipped.Schedule.Tasks.First(t => t.Source is { Kind: SourceKind.Session, Number: 2 });
    private static readonly ContentTask Mark = Shipped.Schedule.Tasks.First(t => t.Source is { Kind: SourceKind.Mark, Launch: "the-book" });

    [Theory]
    [InlineData("piece")]
    [InlineData("points")]
    [InlineData("call")]
    [InlineData("fresh")]
    [InlineData("steps")]
    [InlineData("part")]
    [InlineData("channel")]
    [InlineData("task")]
    [InlineData("launch")]
    [InlineData("session")]
    [InlineData("countdown")]
    [InlineData("workspace")]
    public void Everything_a_value_holds_is_named(string name)
    {
        var task = name is "launch" or "session" ? Session : name is "countdown" ? Mark : Part;
        foreach (var key in Written($"{{{{ {name} | object.keys | array.join ' ' }}}}", task).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Assert.True(Guide.Contains($"`{name}.{key.Trim()}`", StringComparison.Ordinal) || Guide.Contains($"`{key.Trim()}`", StringComparison.Ordinal), $"docs/templates.md does not name {name}.{key}");
    }

    [Fact]
    public void Every_name_of_the_tables_is_known()
    {
        foreach (Match row in Names().Matches(Guide[..Guide.IndexOf("## What a template can do", StringComparison.Ordinal)]))
            Written($"{{{{ {row.Groups[1].Value} }}}}", Part);
    }

    [Fact]
    public void Every_example_of_a_function_works()
    {
        var examples = Examples().Matches(Guide).Select(m => m.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal)).ToList();

        Assert.True(examples.Count > 12);
        foreach (var example in examples.Where(e => !e.StartsWith("{{ for", StringComparison.Ordinal) && !e.Contains("section.", StringComparison.Ordinal) && !e.Contains("step.", StringComparison.Ordinal)))
            Written(example.Replace("{{ text", "{{ opening", StringComparison.Ordinal), example.Contains("launch", StringComparison.Ordinal) || example.Contains("countdown", StringComparison.Ordinal) ? Mark : Part);
    }

    [Fact]
    public void Whole_templates_of_the_guide_work()
    {
        var blocks = Blocks().Matches(Guide).Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(2, blocks.Count);
        foreach (var block in blocks) Assert.NotEqual("", Written(block, Part));
    }

    private static string Written(string template, ContentTask task)
    {
        var files = Shipped.Files.Where(f => f.Key.StartsWith("tasks/_", StringComparison.Ordinal)).Append(new("tasks/" + task.Template, template)).ToDictionary();
        var draft = Shipped.Writer(Shipped.Schedule, TemplateSet.Read(files).Value!).Of(task);
        Assert.True(draft.Problem is null, $"{template}: {draft.Problem}");
        return draft.Text;
    }

    /// <summary>Rows that name a value: <c>| `points.lead` | …</c>.</summary>
    [GeneratedRegex(@"^\| `([a-z_.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Names();

    [GeneratedRegex(@"^\| `[a-z_`, ]+` \| `(.+?)` \|", RegexOptions.Multiline)]
    private static partial Regex Examples();

    [GeneratedRegex(@"^```\n(.+?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
