using System.Text.Json;
using System.Text.RegularExpressions;

namespace ContentPlanner.Server.Tests.Cli;

public sealed partial class BuildTests : IDisposable
{
    private readonly TemporaryFolder _out = new();

    public void Dispose() => _out.Dispose();

    [Fact]
    public void The_starter_plan_gives_everything_the_readme_promises()
    {
        var run = Build(ProgramRun.StarterPlan);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        var files = _out.Files.ToArray();
        string[] single = ["calendar.ics", "plan.html", "report.md", "timeline.json", "feeds/editorial.ics", "feeds/milestones.ics", "feeds/sessions.ics",
            "feeds/leverage.ics", "feeds/launch-the-book.ics", "feeds/tasks-coach.ics", "digests/coach-2026-W48.html", "digests/coach-2026-W48.txt",
            "countdowns/the-book-t-90.txt", "countdowns/the-book-t-0.txt", "reviews/2026-12-14.html"];
        Assert.All(single, file => Assert.Contains(file, files));
        Assert.True(files.Count(f => f.StartsWith("tasks/", StringComparison.Ordinal)) > 100);
    }

    [Fact]
    public void The_same_plan_and_moment_give_the_same_octets()
    {
        using var again = new TemporaryFolder();
        Build(ProgramRun.StarterPlan);
        ProgramRun.Of("build", ProgramRun.StarterPlan, "--out", again.Path, "--now", "2026-11-23T09:00:00Z");

        Assert.Equal(_out.Files, again.Files);
        Assert.All(_out.Files, file => Assert.Equal(File.ReadAllBytes(_out[file]), File.ReadAllBytes(again[file])));
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        Build(ProgramRun.StarterPlan);
        Assert.Contains("0 written,", Build(ProgramRun.StarterPlan).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_book_moves_everything_that_hangs_on_it_follows()
    {
        using var plans = new TemporaryFolder();
        CopyStarterPlan(plans, text => text);
        ProgramRun.Of("build", plans["plan.yaml"], "--out", _out.Path, "--now", "2026-11-23T09:00:00Z");
        var before = Entries();
        CopyStarterPlan(plans, text => text.Replace("publication: 2027-05-11", "publication: 2027-06-01", StringComparison.Ordinal));
        ProgramRun.Of("build", plans["plan.yaml"], "--out", _out.Path, "--now", "2026-11-23T09:00:00Z");
        var after = Entries();

        Assert.Equal("2027-05-11T10:00", before["the-book/launch-posts"]);
        Assert.Equal("2027-06-01T10:00", after["the-book/launch-posts"]);
        Assert.Equal("2026-11-12", after["the-book/fix-date"]);
        Assert.Equal(before.Where(e => e.Key.StartsWith("winter-circle/", StringComparison.Ordinal)), after.Where(e => e.Key.StartsWith("winter-circle/", StringComparison.Ordinal)));
        Assert.Contains("1 June 2027", File.ReadAllText(_out["countdowns/the-book-t-30.txt"]), StringComparison.Ordinal);
        Assert.Contains("20270601", File.ReadAllText(_out["calendar.ics"]), StringComparison.Ordinal);
        Assert.Equal(Uids("the-book/", before), Uids("the-book/", after));
    }

    [Fact]
    public void A_draft_somebody_edited_is_kept_and_named()
    {
        Build(ProgramRun.StarterPlan);
        var task = _out.Files.First(f => f.StartsWith("tasks/", StringComparison.Ordinal));
        File.WriteAllText(_out[task], "my own words");

        var run = Build(ProgramRun.StarterPlan);

        Assert.Contains(".edited.md", run.Output, StringComparison.Ordinal);
        Assert.Equal("my own words", File.ReadAllText(_out[task.Replace(".md", ".edited.md", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Every_mistake_is_told_at_once_and_nothing_is_written()
    {
        using var plans = new TemporaryFolder();
        var plan = plans.Write("plan.yaml", """
            workspace:
              key: mistakes
              name: Mistakes
              zone: Europe/Dubln
            members:
              - {key: coach, name: The coach}
            cadences:
              - {key: post, title: Post, channel: blgo, from: 2027-02-30, repeat: weekly on tue}
            pieces:
              - {key: one, titel: One, format: blog-post, owner: coahc}
            """);

        var run = Build(plan);

        Assert.Equal(1, run.Exit);
        Assert.Empty(_out.Files);
        Assert.Contains($"{plan}:4:", run.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'Europe/Dublin'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'blog'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("2027-02-30", run.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'title'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'coach'?", run.Error, StringComparison.Ordinal);
        Assert.All(run.Error.Trim().Split('\n')[..^1], line => Assert.Matches(ProblemLine(), line));
    }

    [Fact]
    public void A_file_that_was_never_ours_stops_the_run_before_anything_is_written()
    {
        _out.Write("report.md", "somebody else's");
        var run = Build(ProgramRun.StarterPlan);
        Assert.Equal(1, run.Exit);
        Assert.Equal(["report.md"], _out.Files);
    }

    [Theory]
    [InlineData("build")]
    [InlineData("build", "plan.yaml")]
    [InlineData("build", "plan.yaml", "--out", "x", "--now", "yesterday")]
    [InlineData("biuld", "plan.yaml")]
    [InlineData("check", "--nope")]
    public void Wrong_usage_exits_with_two(params string[] args) => Assert.Equal(2, ProgramRun.Of(args).Exit);

    [Fact]
    public void A_plan_that_is_not_there_is_a_problem_with_its_name()
    {
        var run = Build("no-such-plan.yaml");
        Assert.Equal(1, run.Exit);
        Assert.StartsWith("no-such-plan.yaml: does not exist", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_told_what_came_out_and_not_what_is_being_done()
    {
        var run = Build(ProgramRun.StarterPlan);
        Assert.DoesNotContain("Writing", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Contains("report.md", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_get_json()
    {
        var run = ProgramRun.Of("build", ProgramRun.StarterPlan, "--out", _out.Path, "--now", "2026-11-23T09:00:00Z", "--json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("done").GetBoolean());
        Assert.Contains("calendar.ics", json.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetString()));
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void A_template_folder_of_ones_own_speaks_in_ones_own_voice()
    {
        using var own = OwnTemplates();
        own.Write("tasks/linkedin-post.md", "In our own voice: {{ piece.title }}\n");
        var run = ProgramRun.Of("build", ProgramRun.StarterPlan, "--out", _out.Path, "--now", "2026-11-23T09:00:00Z", "--templates", own.Path);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("In our own voice: Five steps", File.ReadAllText(_out[_out.Files.First(f => f.EndsWith("five-steps-linkedin-post-linkedin-1.md", StringComparison.Ordinal))]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_template_stops_the_run_and_names_its_place()
    {
        using var own = OwnTemplates();
        var path = own.Write("tasks/linkedin-post.md", "fine\n{{ piece.titel }}\n");
        var run = ProgramRun.Of("build", ProgramRun.StarterPlan, "--out", _out.Path, "--now", "2026-11-23T09:00:00Z", "--templates", own.Path);
        Assert.Equal(1, run.Exit);
        Assert.Contains($"{path}:2:10: 'titel' is not known here; did you mean 'title'?", run.Error, StringComparison.Ordinal);
        Assert.Empty(_out.Files);
    }

    private ProgramRun Build(string plan) => ProgramRun.Of("build", plan, "--out", _out.Path, "--now", "2026-11-23T09:00:00Z");

    private static void CopyStarterPlan(TemporaryFolder folder, Func<string, string> change)
    {
        folder.Write("plan.yaml", change(File.ReadAllText(ProgramRun.StarterPlan)));
        foreach (var body in Directory.EnumerateFiles(Path.ChangeExtension(ProgramRun.StarterPlan, null)))
            folder.Write($"coaching-author/{Path.GetFileName(body)}", File.ReadAllText(body));
    }

    private static TemporaryFolder OwnTemplates()
    {
        var own = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(ProgramRun.Templates, "*", SearchOption.AllDirectories))
            own.Write(Path.GetRelativePath(ProgramRun.Templates, file), File.ReadAllText(file));
        return own;
    }

    /// <summary>Start of each keyed entry of the timeline.</summary>
    private Dictionary<string, string> Entries()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(_out["timeline.json"]));
        return json.RootElement.GetProperty("entries").EnumerateArray()
            .GroupBy(e => e.GetProperty("key").GetString()!).ToDictionary(g => g.Key, g => g.First().GetProperty("start").GetString()!);
    }

    private static IEnumerable<string> Uids(string start, Dictionary<string, string> entries) => entries.Keys.Where(k => k.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^.+:\d+:\d+: .+")]
    private static partial Regex ProblemLine();
}
