using ContentPlanner.Server.Tests.Cli;

namespace ContentPlanner.Server.Tests.Parts;

public class ProgramProcessTests
{
    [Fact]
    public async Task The_program_says_and_returns_the_same_as_a_process()
    {
        using var folder = new TemporaryFolder();
        var plan = folder.Write("plan.yaml", "workspace: {key: a, name: A, zone: Europe/Dubln}");

        Assert.Equal(ProgramRun.Of("check", plan), await ProgramProcess.Run("check", plan));
    }

    [Fact]
    public async Task A_line_is_waited_for_whichever_way_it_is_said()
    {
        await using var shell = Shell("echo listening on port 8080; echo beware >&2; exec sleep 60");

        Assert.Equal("8080", (await shell.Says("port ([0-9]+)")).Groups[1].Value);
        await shell.Says("beware");
        await Assert.ThrowsAsync<TimeoutException>(() => shell.Says("never", within: TimeSpan.FromMilliseconds(50)));
        Assert.Equal(("listening on port 8080\n", "beware\n", false), (shell.Output, shell.Error, shell.HasExited));
    }

    [Fact]
    public async Task A_process_that_ends_without_the_line_is_told_with_what_it_said()
    {
        await using var shell = Shell("echo cannot start >&2; exit 3");

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => shell.Says("listening"));

        Assert.Contains("ended with 3", ended.Message, StringComparison.Ordinal);
        Assert.Contains("cannot start", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigterm_can_be_answered_and_kill_cannot()
    {
        const string polite = "trap 'echo goodbye; exit 0' TERM; echo ready; while true; do sleep 0.02; done";
        await using var asked = Shell(polite);
        await using var killed = Shell(polite);
        await asked.Says("ready");
        await killed.Says("ready");

        asked.Terminate();
        await killed.Kill();

        Assert.Equal((0, "ready\ngoodbye\n"), (await asked.Exit(), asked.Output));
        Assert.Equal((128 + 9, "ready\n"), (await killed.Exit(), killed.Output));
    }

    [Fact]
    public async Task Variables_are_set_and_taken_away()
    {
        await using var shell = ProgramProcess.StartOther("/bin/sh", ["-c", "echo \"[$PLANNER_WORD][$HOME]\""],
            new Dictionary<string, string?> { ["PLANNER_WORD"] = "hello", ["HOME"] = null });

        await shell.Says(@"^\[hello\]\[\]$");
    }

    private static ProgramProcess Shell(string script) => ProgramProcess.StartOther("/bin/sh", ["-c", script]);
}
