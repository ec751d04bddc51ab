using BenchmarkDotNet.Attributes;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Benchmarks.Templates;

/// <summary>What it would cost to parse a template for every task instead of once.</summary>
[MemoryDiagnoser]
public class TemplateBenchmarks
{
    private const string Text = """
        {{ title }}

        {{ for item in items }}{{ for.index + 1 }}. {{ item }}
        {{ end }}
        {{ if url }}{{ url }}{{ end }}
        """;

    private static readonly Dictionary<string, object?> Values = new() { ["title"] = "Five steps", ["items"] = new[] { "one", "two", "three" }, ["url"] = "https://steadyground.example" };

    private readonly TemplateText _parsed = TemplateText.Read("post.md", Text).Value!;

    [Benchmark(Baseline = true)]
    public Rendering RenderParsed() => _parsed.Render(Values);

    [Benchmark]
    public Rendering ParseAndRender() => TemplateText.Read(_parsed.File, Text).Value!.Render(Values);
}
