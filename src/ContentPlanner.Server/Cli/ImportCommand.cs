using System.CommandLine;
using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>import PLAN.yaml</c>: a plan document becomes a workspace, or takes the place of the plan of one, which can be undone.</summary>
internal static partial class ImportCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var plan = new Argument<string>("PLAN.yaml") { Description = "The plan document" };
        var key = new Option<string?>("--as") { Description = "Into the client of this key, or as a new one of this key", HelpName = "KEY" };
        var fresh = new Option<bool>("--fresh") { Description = "As a new client with ids of its own: two who begin with one plan share no calendar entries" };
        var data = Desk.Data();
        var command = new Command("import", "Bring a plan in: as a new client, or in place of a client's plan; it can be undone") { plan, key, fresh, data };
        command.SetAction((call, stop) => Desk.WorkAsync(
            terminal, clock, call.GetValue(data), desk => RunAsync(desk, call.GetRequiredValue(plan), call.GetValue(key), call.GetValue(fresh), stop), stop, makes: true));
        return command;
    }

    private static async Task<int> RunAsync(Desk desk, string file, string? key, bool fresh, CancellationToken stop)
    {
        if (key is not null && !Key.IsMatch(key)) return desk.Refuse($"'{key}' is no key: write it in small letters, digits and hyphens, such as quiet-books.");
        var problems = new List<Problem>();
        var read = PlanOnDisk.Read(file, () => desk.Installation, desk.Clock.GetCurrentInstant().InUtc().Date, problems);
        if (read is var (workspace, _) && workspace.Templates.Count > 0) problems.AddRange(Closer(desk, file, workspace).Except(problems));
        desk.Terminal.Show(problems);
        if (read is not var (plan, _) || problems.Exists(p => p.Severity == Severity.Error)) return CommandLine.ProblemsFound;

        switch (await desk.Workspaces.ImportAsync(plan, key, fresh, Actor.CommandLine with { Door = "import" }, stop))
        {
            case ChangeResult.Done { ChangeSet: null } same:
                await desk.Terminal.Output.WriteLineAsync($"{same.After.Workspace.Name} ({same.After.Workspace.Key}): everything is so already, nothing to change.");
                return CommandLine.Done;
            case ChangeResult.Done { After.Revision: 1 } made:
                await desk.Terminal.Output.WriteLineAsync($"{made.After.Workspace.Name} is here as '{made.After.Workspace.Key}': {Counted(made.After.Workspace)}.");
                return CommandLine.Done;
            case ChangeResult.Done replaced:
                await desk.Terminal.Output.WriteLineAsync($"The plan of '{replaced.After.Workspace.Key}' is replaced: {Counted(replaced.After.Workspace)}.");
                await desk.Terminal.Output.WriteLineAsync($"  Take it back:  undo {replaced.ChangeSet} --workspace {replaced.After.Workspace.Key}");
                return CommandLine.Done;
            case ChangeResult.Refused refused:
                return desk.Refuse($"Not imported: {refused.Why}.");
            default:
                return desk.Refuse("Not imported: the workspace was deleted in the meantime; try again.");
        }
    }

    /// <summary>Own templates are looked at as closely as one that is saved in the app.</summary>
    private static IEnumerable<Problem> Closer(Desk desk, string file, Workspace workspace)
    {
        var texts = Libraries.TextsOf(workspace);
        return OwnTemplatesOnDisk.Named(desk.Installation, file, texts, desk.Get<TemplateCheck>().Of(desk.Installation, null, texts));
    }

    private static string Counted(Workspace workspace) => string.Join(", ",
        Terminal.Count(workspace.Members.Count, "member"), Terminal.Count(workspace.Pieces.Count, "piece"), workspace.Launches.Count == 1 ? "1 launch" : FormattableString.Invariant($"{workspace.Launches.Count} launches"),
        Terminal.Count(workspace.Periods.Count, "planning period"));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Key { get; }
}
