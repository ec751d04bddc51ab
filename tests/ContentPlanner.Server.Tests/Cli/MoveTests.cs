using System.Text.RegularExpressions;

namespace ContentPlanner.Server.Tests.Cli;

public sealed class MoveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MoveTests() => Assert.Equal(0, ProgramRun.Of("import", ProgramRun.StarterPlan, "--fresh", "--data", _folder.Path).Exit);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void A_move_is_shown_done_followed_and_taken_back()
    {
        var before = Run("export").Output;

        var moved = Run("move", "the-book", "--to", "2027-05-18", "--yes");

        Assert.Contains("“The Unhurried Author”: Tue 11 May 2027 → Tue 18 May 2027, 7 days later", moved.Output, StringComparison.Ordinal);
        Assert.Contains("  Tue 11 May 2027 → Tue 18 May 2027  Publication day · T\n", moved.Output, StringComparison.Ordinal);
        Assert.Contains("Digests that would read differently: 202", moved.Output, StringComparison.Ordinal);
        Assert.Contains("Moved “The Unhurried Author” to 18 May 2027.", moved.Output, StringComparison.Ordinal);
        Assert.Contains("publication: 2027-05-18", Run("export").Output, StringComparison.Ordinal);
        Assert.Contains("command line  moved “The Unhurried Author” to 18 May 2027", Run("history").Output, StringComparison.Ordinal);

        var undo = Regex.Match(moved.Output, "undo ([0-9a-f-]{36}) --workspace (steady-ground)");
        Run("undo", undo.Groups[1].Value, "--workspace", undo.Groups[2].Value);
        Assert.Equal(WithoutChangeData(before), WithoutChangeData(Run("export").Output));
    }

    [Fact]
    public void A_rule_in_the_way_is_named_and_a_reason_asked_for()
    {
        var run = ProgramRun.Of("move", "the-book", "--anchor", "pre-order", "--to", "2026-04-01", "--yes", "--data", _folder.Path);

        Assert.Equal(1, run.Exit);
        Assert.Contains("Breaks a rule (", run.Output, StringComparison.Ordinal);
        Assert.Contains("--because TEXT", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-04-01", Run("export").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_to_where_it_stands_moves_nothing()
    {
        Assert.Contains("Nothing would change.", Run("move", "the-book", "--to", "2027-05-11").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("moved", Run("history").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_is_none_is_wrong_usage()
    {
        var run = ProgramRun.Of("move", "the-book", "--to", "next tuesday", "--data", _folder.Path);

        Assert.Equal(2, run.Exit);
        Assert.Contains("write it like 2027-05-18", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Back is a change too: calendars are told that the lines moved twice.</summary>
    private static string WithoutChangeData(string plan) => Regex.Replace(plan, @"(?m)^ *(sequence|changed): .*$|(sequence|changed): [^,}]*", "");

    private ProgramRun Run(params string[] args)
    {
        var run = ProgramRun.Of([.. args, "--data", _folder.Path]);
        Assert.True(run.Exit == 0, run.Error + run.Output);
        return run;
    }
}
