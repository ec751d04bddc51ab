namespace ContentPlanner.Server.Tests.Cli;

public sealed class ImportFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void A_table_is_shown_with_every_problem_then_taken_in_and_taken_back()
    {
        Run("import", ProgramRun.StarterPlan);
        var file = _folder.Write("calendar.csv", "Idea,When,Who\nA letter from the desk,2027-06-01,coahc\n,,nobody\nWhy we plan slowly,soon,coach\n");

        var shown = Run("import", file, "--preview", "--map", "Idea=title", "When=day", "Who=owner");
        Assert.Equal(0, shown.Exit);
        Assert.Contains($"{file}:2:35: warning: there is no member “coahc”; did you mean “coach”?", shown.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:3:1: warning: “nobody” is left out: it has nothing under “Idea”", shown.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:4:20: warning: “soon” is no day that can be read", shown.Error, StringComparison.Ordinal);
        Assert.Contains("2 new, 1 left out", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported", shown.Output, StringComparison.Ordinal);

        var before = Run("export").Output;
        var done = Run("import", file, "--map", "Idea=title", "--map", "When=day", "--map", "Who=owner");
        Assert.Equal(0, done.Exit);
        Assert.Contains("A letter from the desk", Run("export").Output, StringComparison.Ordinal);
        Assert.Contains("2 unchanged, 1 left out", Run("import", file, "--map", "Idea=title", "When=day", "Who=owner").Output, StringComparison.Ordinal);

        var undo = done.Output.Split("undo ")[1].Split('\n')[0].Trim().Split(' ');
        Assert.Equal(0, Run(["undo", .. undo]).Exit);
        Assert.Equal(before, Run("export").Output);
    }

    [Fact]
    public void A_calendar_comes_in_as_what_is_asked_for()
    {
        Run("import", ProgramRun.StarterPlan);
        var file = _folder.Write("away.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20270802\nDTEND;VALUE=DATE:20270807\nSUMMARY:Away in August\nEND:VEVENT\nEND:VCALENDAR\n");
        Assert.Equal(0, Run("import", file, "--as", "blackouts").Exit);
        Assert.Matches(@"blackouts:(?s:.*)from: 2027-08-02\s+to: 2027-08-06\s+name: Away in August", Run("export").Output);
        var wrong = Run("import", file, "--as", "parties");
        Assert.Equal(1, wrong.Exit);
        Assert.Contains("'parties' is nothing that comes of a table, calendar or feed", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguous_days_and_private_addresses_are_refused_with_what_to_do()
    {
        Run("import", ProgramRun.StarterPlan);
        var file = _folder.Write("a.csv", "Title,Date\nLetter,03/04/2027\n");
        var asked = Run("import", file);
        Assert.Equal(1, asked.Exit);
        Assert.Contains("--dates day-first or --dates month-first", asked.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("import", file, "--dates", "day-first").Exit);
        Assert.Contains("planned: 2027-04-03", Run("export").Output, StringComparison.Ordinal);
        var refused = Run("import", "http://127.0.0.1:9/feed");
        Assert.Equal(1, refused.Exit);
        Assert.Contains("private network", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_can_be_looked_at_before_it_replaces_another()
    {
        Assert.Contains("would be a new client", Run("import", ProgramRun.StarterPlan, "--preview").Output, StringComparison.Ordinal);
        Run("import", ProgramRun.StarterPlan);
        Assert.Contains("nothing", Run("import", ProgramRun.StarterPlan, "--preview").Output, StringComparison.Ordinal);
        Assert.Contains("gone", Run("import", _folder.Write("plan.yaml", "workspace: {key: steady-ground, name: Steady Ground, zone: Europe/Dublin}\n"), "--preview").Output, StringComparison.Ordinal);
        Assert.Contains("pieces:", Run("export").Output, StringComparison.Ordinal);
    }

    private ProgramRun Run(params string[] arguments) => ProgramRun.Of([.. arguments, "--data", _folder["data"]]);
}
