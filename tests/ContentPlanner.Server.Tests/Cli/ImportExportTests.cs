using System.Text.RegularExpressions;

namespace ContentPlanner.Server.Tests.Cli;

public sealed partial class ImportExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_exported_imports_elsewhere_and_exports_the_same()
    {
        Run("import", ProgramRun.StarterPlan);
        Run("export", "--out", _folder["first/plan.yaml"]);
        Assert.Equal(0, ProgramRun.Of("import", _folder["first/plan.yaml"], "--data", _folder["elsewhere"]).Exit);
        Assert.Equal(0, ProgramRun.Of("export", "--out", _folder["second/plan.yaml"], "--data", _folder["elsewhere"]).Exit);

        var first = File.ReadAllText(_folder["first/plan.yaml"]);
        Assert.Equal(first, File.ReadAllText(_folder["second/plan.yaml"]));
        Assert.Matches("(?m)^  id: [0-9a-f-]{36}$", first);
        var texts = Below("first");
        Assert.NotEmpty(texts);
        Assert.Equal(texts, Below("second"));
    }

    [Fact]
    public void A_plan_taken_in_twice_changes_nothing_the_second_time()
    {
        Assert.Contains("is here as", Run("import", ProgramRun.StarterPlan).Output, StringComparison.Ordinal);

        Assert.Contains("nothing to change", Run("import", ProgramRun.StarterPlan).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_edited_by_hand_takes_the_place_of_the_old_one_and_can_be_taken_back()
    {
        var plan = _folder.Write("plan.yaml", Minimal);
        Run("import", plan);
        var before = Run("export").Output;
        _folder.Write("plan.yaml", Minimal.Replace("title: Blog post", "title: The Tuesday letter", StringComparison.Ordinal));

        var replaced = Run("import", plan);
        Assert.Contains("The plan of 'my-book' is replaced", replaced.Output, StringComparison.Ordinal);
        Assert.Contains("The Tuesday letter", Run("export").Output, StringComparison.Ordinal);
        Assert.Equal(IdOf(before, "weekly-post"), IdOf(Run("export").Output, "weekly-post"));

        var undo = Undo.Match(replaced.Output).Groups[1].Value;
        Assert.Contains("Taken back: imported the plan", Run("undo", undo).Output, StringComparison.Ordinal);
        Assert.Equal(before, Run("export").Output);
        Assert.Equal(["took back: imported the plan", "imported the plan · taken back", "imported the plan"],
            Regex.Matches(Run("history").Output, "(?m)^[0-9].*?  .*?  (.*)$").Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void Every_mistake_in_a_plan_is_told_and_nothing_is_stored()
    {
        var plan = _folder.Write("plan.yaml", Minimal.Replace("Europe/Dublin", "Europe/Dubln", StringComparison.Ordinal).Replace("owner: me, from", "owner: you, from", StringComparison.Ordinal));

        var run = ProgramRun.Of("import", plan, "--data", _folder["data"]);

        Assert.Equal(1, run.Exit);
        Assert.Contains("did you mean 'Europe/Dublin'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("there is no member 'you'", run.Error, StringComparison.Ordinal);
        Assert.Contains("no client yet", Run("workspace", "list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_clients_can_begin_with_one_plan()
    {
        var plan = _folder.Write("plan.yaml", Minimal);
        Run("import", plan, "--fresh");

        var refused = ProgramRun.Of("import", plan, "--fresh", "--data", _folder["data"]);
        Assert.Equal((1, "Not imported: there is a workspace 'my-book' already; name the new one with --as KEY, or leave --fresh out to replace the plan of 'my-book'.\n"), (refused.Exit, refused.Error));
        Run("import", plan, "--fresh", "--as", "her-book");

        Assert.Contains("2 clients", Run("workspace", "list").Output, StringComparison.Ordinal);
        Assert.NotEqual(IdOf(Run("export", "my-book").Output, "weekly-post"), IdOf(Run("export", "her-book").Output, "weekly-post"));
    }

    [Fact]
    public void A_plan_of_one_client_becomes_another_client_under_another_name_and_takes_the_place_of_a_third()
    {
        Run("import", ProgramRun.StarterPlan);
        Run("import", _folder.Write("plan.yaml", Minimal));
        Run("export", "steady-ground", "--out", _folder["exported.yaml"]);

        Assert.Contains("is here as 'copy'", Run("import", _folder["exported.yaml"], "--as", "copy").Output, StringComparison.Ordinal);
        Assert.Contains("The plan of 'my-book' is replaced", Run("import", _folder["exported.yaml"], "--as", "my-book").Output, StringComparison.Ordinal);

        Assert.Contains("3 clients", Run("workspace", "list").Output, StringComparison.Ordinal);
        Assert.Equal(3, new[] { "steady-ground", "copy", "my-book" }.Select(client => IdOf(Run("export", client).Output, "five-steps")).Distinct().Count());
        Assert.Contains("nothing to change", Run("import", _folder["exported.yaml"], "--as", "my-book").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_client_is_the_same_client()
    {
        Run("import", _folder.Write("plan.yaml", Minimal));
        Run("export", "--out", _folder["exported.yaml"]);
        _folder.Write("exported.yaml", File.ReadAllText(_folder["exported.yaml"]).Replace("key: my-book", "key: our-book", StringComparison.Ordinal));

        Run("import", _folder["exported.yaml"]);

        Assert.Contains("our-book", Run("workspace", "list").Output, StringComparison.Ordinal);
        Assert.Contains("1 client", Run("workspace", "list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_writes_over_nothing_unless_told_to()
    {
        Run("import", _folder.Write("plan.yaml", Minimal));

        var refused = ProgramRun.Of("export", "--out", _folder["plan.yaml"], "--data", _folder["data"]);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("--replace writes over it", refused.Error, StringComparison.Ordinal);
        Assert.Equal(Minimal, File.ReadAllText(_folder["plan.yaml"]));
        Run("export", "--out", _folder["plan.yaml"], "--replace");
        Assert.NotEqual(Minimal, File.ReadAllText(_folder["plan.yaml"]));
    }

    [Fact]
    public void A_verb_without_a_database_says_how_to_get_one()
    {
        var run = ProgramRun.Of("export", "--data", _folder["data"]);

        Assert.Equal(1, run.Exit);
        Assert.Contains("`serve` makes it, or `import`", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    private static string Minimal => File.ReadAllText(Path.Combine(ProgramRun.Templates, "plans", "minimal.yaml"));

    private ProgramRun Run(params string[] args)
    {
        var run = ProgramRun.Of([.. args, "--data", _folder["data"]]);
        Assert.True(run.Exit == 0, run.Error + run.Output);
        return run;
    }

    private IReadOnlyList<(string Path, string Text)> Below(string folder) =>
        [.. _folder.Files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal) && !f.EndsWith("plan.yaml", StringComparison.Ordinal)).Select(f => (f[folder.Length..], File.ReadAllText(_folder[f])))];

    private static string IdOf(string plan, string key)
    {
        var match = Regex.Match(plan, $@"key: {key}\b.*?id: ([0-9a-f-]{{36}})", RegexOptions.Singleline);
        Assert.True(match.Success, plan);
        return match.Groups[1].Value;
    }

    [GeneratedRegex("undo ([0-9a-f-]{36})")]
    private static partial Regex Undo { get; }
}
