using System.CommandLine;
using ContentPlanner.Core;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Templates;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>
/// <c>export WORKSPACE</c>: everything of a client as a plan document with ids and change data, so that importing it anywhere
/// gives the same workspace and calendars that know their entries again.
/// </summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var workspace = new Argument<string?>("WORKSPACE") { Description = "The client's key; not needed while there is one", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--out") { Description = "File to write; texts in files of their own go beside it. Without it, all in one document to the output", HelpName = "FILE" };
        var replace = new Option<bool>("--replace") { Description = "Write over files that are there" };
        var data = Desk.Data();
        var command = new Command("export", "Write everything of a client as a plan document") { workspace, to, replace, data };
        command.SetAction((call, stop) => Desk.WorkAsync(
            terminal, clock, call.GetValue(data), desk => RunAsync(desk, call.GetValue(workspace), call.GetValue(to), call.GetValue(replace), stop), stop));
        return command;
    }

    private static async Task<int> RunAsync(Desk desk, string? key, string? file, bool replace, CancellationToken stop)
    {
        if (await desk.WorkspaceAsync(key, stop) is not { } found) return CommandLine.ProblemsFound;
        var workspace = await desk.Get<StampBook>().WithChangeDataAsync(found.Workspace, stop);
        var written = file is null ? WrittenPlan.InOne(workspace) : WrittenPlan.WithFiles(workspace);
        desk.Terminal.Show(Doubts(desk, file ?? found.Workspace.Key, written, found.Workspace));
        if (file is null)
        {
            await desk.Terminal.Output.WriteAsync(written.Plan);
            if (Libraries.TextsOf(found.Workspace).Count is > 0 and var own) await desk.Terminal.Error.WriteLineAsync($"Not among it: {Terminal.Count(own, "template")} of the client's own; --out FILE writes them beside the plan.");
            return CommandLine.Done;
        }
        try
        {
            if (!replace && written.InTheWay(file).ToList() is { Count: > 0 } there)
                return desk.Refuse($"Not written: {string.Join(", ", there)} {(there.Count == 1 ? "is there and says" : "are there and say")} something else; --replace writes over it.");
            written.Save(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return desk.Refuse($"Not written: {e.Message}");
        }
        var beside = written.Beside == 0 ? "" : $" and {Terminal.Count(written.Beside, "text")} beside it";
        await desk.Terminal.Output.WriteLineAsync($"{workspace.Name}: {file}{beside}");
        return CommandLine.Done;
    }

    /// <summary>What was stored through other doors and a plan document would be refused for: it is written all the same, and told.</summary>
    private static IEnumerable<Problem> Doubts(Desk desk, string shownAs, WrittenPlan written, Core.Plans.Workspace workspace) =>
        PlanFile.Read(shownAs, written.Plan, path => written.Texts.GetValueOrDefault(path), desk.Get<Libraries>().Of(workspace).Library, desk.Clock.GetCurrentInstant().InUtc().Date)
            .Problems.Where(p => p.Severity == Severity.Error);
}
