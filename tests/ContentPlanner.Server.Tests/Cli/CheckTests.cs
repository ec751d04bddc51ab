namespace ContentPlanner.Server.Tests.Cli;

public class CheckTests
{
    [Fact]
    public void What_ships_has_nothing_to_mend()
    {
        var run = ProgramRun.Of("check");
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("nothing to mend", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan.yaml", "workspace: {key: a, name: A, zone: Europe/Dubln}", "did you mean 'Europe/Dublin'?")]
    [InlineData("my@1.yaml", "blueprint: my\nversion: one\n", "my@1.yaml:2:10:")]
    [InlineData("my@1.yaml", "recipe: my\nversion: 1\ntitel: My\n", "did you mean 'title'?")]
    [InlineData("channels.yaml", "channels:\n  - {key: x, nmae: X}\n", "did you mean 'name'?")]
    [InlineData("tick.yaml", "run: sweep\ncron: \"61 * * * *\"\n", "61")]
    [InlineData("jobs/tick.yaml", "runs: sweep\ncron: \"0 6 * * *\"\n", "did you mean 'run'?")]
    [InlineData("post.md", "{{ if }}", ":1:")]
    public void Each_kind_of_file_is_known_by_what_it_is(string name, string text, string says)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(name, text);
        var run = ProgramRun.Of("check", path);
        Assert.Equal(1, run.Exit);
        Assert.StartsWith(path, run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_templates_folder_is_checked_as_a_whole_and_every_template_is_tried()
    {
        using var own = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(ProgramRun.Templates, "*", SearchOption.AllDirectories))
            own.Write(Path.GetRelativePath(ProgramRun.Templates, file), File.ReadAllText(file));
        Assert.Equal(0, ProgramRun.Of("check", own.Path).Exit);

        File.AppendAllText(own["tasks/thread.md"], "{{ piece.titel }}");
        File.AppendAllText(own["countdowns/campaign.html"], "{{ nope }}");
        var run = ProgramRun.Of("check", own.Path);

        Assert.Equal(1, run.Exit);
        Assert.Contains("thread.md", run.Error, StringComparison.Ordinal);
        Assert.Contains("campaign.html", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_unknown_name_is_told_at_once_while_the_library_has_mistakes_too()
    {
        using var own = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(ProgramRun.Templates, "*", SearchOption.AllDirectories))
            own.Write(Path.GetRelativePath(ProgramRun.Templates, file), File.ReadAllText(file));
        File.WriteAllText(own["tasks/thread.md"], "{{ hok }} {{ piece.titel }}\n{{ quesiton }}");
        string[] told = ["thread.md:1:4: 'hok' is not known here; did you mean 'hook'?", "thread.md:1:20: 'titel'", "thread.md:2:4: 'quesiton'"];

        var sound = ProgramRun.Of("check", own.Path);
        foreach (var line in told) Assert.Contains(line, sound.Error, StringComparison.Ordinal);
        Assert.Contains("3 errors", sound.Error, StringComparison.Ordinal);

        File.AppendAllText(own["channels.yaml"], "\n  - {key: mine, nmae: Mine}\n");
        var broken = ProgramRun.Of("check", own.Path);
        Assert.Contains("did you mean 'name'?", broken.Error, StringComparison.Ordinal);
        foreach (var line in told) Assert.Contains(line, broken.Error, StringComparison.Ordinal);

        var one = ProgramRun.Of("check", own["tasks/thread.md"]);
        foreach (var line in told) Assert.Contains($"{own["tasks/"]}{line}", one.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_about_a_whole_file_has_no_numbers_and_scripts_read_zeros()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("plan.txt.zip", "PK");
        Assert.StartsWith($"{path}: is not a file", ProgramRun.Of("check", path).Error, StringComparison.Ordinal);
        Assert.Contains("\"line\": 0", ProgramRun.Of("check", "--json", path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_plans_is_checked_file_by_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.yaml", "workspace: {key: a, name: A, zone: Europe/Dublin}");
        folder.Write("clients/bad.yaml", "workspace: {key: b, name: B}");
        var run = ProgramRun.Of("check", folder.Path);
        Assert.Equal(1, run.Exit);
        Assert.Contains("bad.yaml", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("good.yaml", run.Error, StringComparison.Ordinal);
    }
}
