using System.Diagnostics;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Tests.Templates;

/// <summary>
/// Templates are untrusted (reliability.md, R35): each of these ends soon, harms nothing, and never passes a text off as
/// whole that was cut.
/// </summary>
public class HostileTemplateTests
{
    private static readonly TemplateLimits Hasty = TemplateLimits.Usual with { Patience = TimeSpan.FromMilliseconds(250) };

    /// <summary>So that a busy machine does not stop by the clock what should stop by its own limit.</summary>
    private static readonly TemplateLimits Patient = TemplateLimits.Usual with { Patience = TimeSpan.FromSeconds(60) };

    private static readonly string Large = "{{ b = 'xxxxxxxxxxxxxxxx' }}" + string.Concat(Enumerable.Repeat("{{ b = b + b }}", 12));

    /// <summary>Within every limit of loops, depth and length, and still half a gigabyte a second.</summary>
    private static readonly string PilesUp = Large + "{{ h = 0 }}" + string.Concat(Enumerable.Repeat("{{ for i in 1..1000 }}{{ h = {a: b + i, n: h} }}{{ end }}", 20));

    public static TheoryData<string> Refused => new()
    {
        "{{ for i in 1..100000000 }}x{{ end }}",
        "{{ while true }}x{{ end }}",
        "{{ for i in 1..900 }}{{ for j in 1..900 }}{{ for k in 1..900 }}{{ end }}{{ end }}{{ end }}",
        "{{ x = 'aaaaaaaaaaaaaaaa'; for i in 1..60; x = x + x; end; x }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 'x' | string.pad_left 2000000000 }}",
        "{{ 'x' | string.pad_right 2000000000 }}",
        "{{ func f(n); ret f(n); end; f 1 }}",
        "{{ func f(n); if n < 1; ret 1; end; ret f(n - 1) + f(n - 1); end; f 19 }}",
        "{{ func f(n); ret g(n); end; func g(n); ret f(n); end; f 1 }}",
        "{{ object.eval '1 + 1' }}",
        "{{ object.eval_template 'x' }}",
        "{{ 'a' | object.eval }}",
        "{{ include 'secrets' }}",
        "{{ include '../../etc/passwd' }}",
        "{{ include_join ['a'] ',' }}",
        "{{ '" + new string('a', 40) + "!' | regex.match '(a+)+$' }}",
        "{{ regex.replace 'a' 'a' 'b' }}",
        "{{ date.now }}",
        "{{ date.parse '2027-01-01' }}",
        "{{ timespan.zero }}",
        "{{ math.random 1 2 }}",
        "{{ math.uuid }}",
        "{{ html.escape '<' }}",
        "{{ piece.title = 'hacked' }}",
        "{{ piece['title'] = 'hacked' }}",
        "{{ piece.extra = 1 }}",
        "{{ piece.items | array.insert_at 2000000000 'x' }}",
        "{{ piece.items[99999999999] }}",
        "{{ nothing.at.all }}",
        "{{ piece.GetType }}",
        "{{ piece.title.GetType }}",
        "{{ import piece; GetType }}",
        "{{ " + new string('(', 50_000) + "1" + new string(')', 50_000) + " }}",
        "{{ " + new string('[', 50_000) + new string(']', 50_000) + " }}",
        "{{ " + string.Concat(Enumerable.Repeat("-", 50_000)) + "1 }}",
        "{{ piece" + string.Concat(Enumerable.Repeat(".a", 50_000)) + " }}",
        "{{ 1" + string.Concat(Enumerable.Repeat("+1", 50_000)) + " }}",
        string.Concat(Enumerable.Repeat("{{ if true }}", 20_000)),
        "{{ if true }}",
        "{{ end }}",
        "{{ for }}",
        new string('x', 300_000),
        "{{ 'x' | string.pad_left 300000 }}",
        "{{ for i in 1..1000 }}" + new string('y', 1000) + "{{ end }}",
        "{{ this.piece = 1; this.this.this.nope }}",
        "{{ x = []; x[0] = x; x | object.to_json }}",
        "{{ [[[[[[[[1]]]]]]]] | object.from_json }}",
        PilesUp,
        Large + "{{ for i in 1..400 }}{{ x = b | string.replace 'x' b }}{{ end }}",
        Large + "{{ for i in 1..900 }}{{ x = b | string.split '' }}{{ end }}{{ x.nope }}",
        "{{ a = [1,2,3,4] }}" + string.Concat(Enumerable.Repeat("{{ a = a | array.concat a }}", 30)) + "{{ a | array.join ',' }}",
        "{{ import piece }}{{ title }}",
        "{{ func f(n); if n > 0; f(n - 1); f(n - 1); f(n - 1); end; end; f 18 }}",
        "{{ capture c }}x{{ end }}{{ c.builder.capacity = 2000000000 }}",
        "{{ func f; ret 1; end; x = @f; x.body.statements = 1 }}",
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused_soon_and_says_where(string text)
    {
        var watch = Stopwatch.StartNew();
        var reading = TemplateText.Read("hostile.md", text);
        var problem = reading.Value is { } template ? template.Render(Values(), limits: Hasty).Problem : reading.Problems[0];
        Assert.NotNull(problem);
        Assert.Equal("hostile.md", problem.File);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }

    [Fact]
    public void What_piles_up_is_stopped_before_it_fills_the_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = TemplateText.Read("hostile.md", PilesUp).Value!.Render(Values(), limits: Patient).Problem!;
        Assert.Contains("more memory", problem.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 250L * 1024 * 1024);
    }

    [Fact]
    public void What_calls_itself_stops_at_the_same_step_on_every_machine() =>
        Assert.Contains("more work", TemplateText.Read("hostile.md", "{{ func f(n); if n > 0; f(n - 1); f(n - 1); end; end; f 18 }}").Value!
            .Render(Values(), limits: Patient with { Steps = 20_000 }).Problem!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{{ piece.items[0] = 'mine'; piece.items[0] }}", "mine")]
    [InlineData("{{ piece = 'mine' }}{{ piece }}", "mine")]
    [InlineData("{{ x = []; x[0] = x; 'still here' }}", "still here")]
    [InlineData("{{ func title; ret 'mine'; end }}{{ title }}", "mine")]
    [InlineData("{{ 1 / 0 }}", "Infinity")]
    [InlineData("{{ piece.items | array.add 'three' | array.size }}", "3")]
    public void It_may_play_with_its_own_names_and_changes_nothing_of_ours(string text, string expected)
    {
        var values = Values();
        Assert.Equal(expected, TemplateText.Read("own.md", text).Value!.Render(values, limits: Hasty).Text);
        Assert.Equal(["one", "two"], (string[])((Dictionary<string, object?>)values["piece"]!)["items"]!);
        Assert.Equal("Five steps", ((Dictionary<string, object?>)values["piece"]!)["title"]);
        Assert.Equal("Five steps", TemplateText.Read("own.md", "{{ piece.title }}").Value!.Render(values).Text);
    }

    private static Dictionary<string, object?> Values() => new()
    {
        ["piece"] = new Dictionary<string, object?> { ["title"] = "Five steps", ["items"] = new[] { "one", "two" } },
    };
}
