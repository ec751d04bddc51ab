using System.CommandLine;
using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Imports;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>
/// <c>import FILE|ADDRESS</c>: a plan document becomes a workspace, or takes the place of the plan of one; a table, a calendar or a blog is taken into
/// one. All of it is shown before with <c>--preview</c>, and can be undone.
/// </summary>
internal static partial class ImportCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var file = new Argument<string>("FILE|ADDRESS") { Description = "A plan document (.yaml), a table (.csv), a calendar (.ics), a feed, or the address of a blog or calendar" };
        var into = new Option<string?>("--into") { Description = "Into the client of this key; not needed while there is one", HelpName = "CLIENT" };
        var made = new Option<string?>("--as") { Description = "Of a plan: the key of the client to make or replace, whosever plan it is. Of anything else: what becomes of it, pieces, notes, holidays or blackouts", HelpName = "KEY|pieces|notes|…" };
        var fresh = new Option<bool>("--fresh") { Description = "Of a plan: as a new client with ids of its own; two who begin with one plan share no calendar entries" };
        var preview = new Option<bool>("--preview") { Description = "Show what would be new, changed and left out, and do nothing" };
        var map = new Option<string[]>("--map") { Description = "What a column of a table means, once for each: --map 'Card Name=title'", HelpName = "COLUMN=FIELD", AllowMultipleArgumentsPerToken = true };
        var dates = new Option<string?>("--dates") { Description = "How days such as 03/04/2027 are meant, where the table does not tell", HelpName = "day-first|month-first" };
        var add = new Option<bool>("--add-unknown") { Description = "Add owners and pillars that the plan does not know" };
        var format = new Option<string?>("--format") { Description = "What pieces are that do not say it; blog-post if not said", HelpName = "FORMAT" };
        var channel = new Option<string?>("--channel") { Description = "Where pieces go that do not say it", HelpName = "KEY" };
        var owner = new Option<string?>("--owner") { Description = "Whose pieces are that do not say it", HelpName = "KEY" };
        var pillar = new Option<string?>("--pillar") { Description = "What pieces belong to that do not say it", HelpName = "KEY" };
        var data = Desk.Data();
        var command = new Command("import", "Bring in what you have: a plan, a table, a calendar, a blog; it can be undone") { file, into, made, fresh, preview, map, dates, add, format, channel, owner, pillar, data };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), desk =>
        {
            var name = call.GetRequiredValue(file);
            if (IntakeDesk.IsPlan(name)) return RunAsync(desk, name, call.GetValue(made) ?? call.GetValue(into), call.GetValue(fresh), call.GetValue(preview), stop);
            var wanted = new IntakeDesk.Wanted(
                name, call.GetValue(into), call.GetValue(made), call.GetValue(preview), call.GetValue(map) ?? [], call.GetValue(dates), call.GetValue(add), call.GetValue(format), call.GetValue(channel), call.GetValue(owner), call.GetValue(pillar));
            return IntakeDesk.RunAsync(desk, wanted, stop);
        }, stop, makes: true));
        return command;
    }

    private static async Task<int> RunAsync(Desk desk, string file, string? key, bool fresh, bool preview, CancellationToken stop)
    {
        if (key is not null && !Key.IsMatch(key)) return desk.Refuse($"'{key}' is no key: write it in small letters, digits and hyphens, such as quiet-books.");
        var problems = new List<Problem>();
        var read = PlanOnDisk.Read(file, () => desk.Installation, desk.Clock.GetCurrentInstant().InUtc().Date, problems);
        if (read is var (workspace, _) && workspace.Templates.Count > 0) problems.AddRange(Closer(desk, file, workspace).Except(problems));
        desk.Terminal.Show(problems);
        if (read is not var (plan, _) || problems.Exists(p => p.Severity == Severity.Error)) return CommandLine.ProblemsFound;

        if (preview) return await ShowAsync(desk, file, plan, key, fresh, stop);
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

    /// <summary>What a plan would do, item by item; nothing is written.</summary>
    private static async Task<int> ShowAsync(Desk desk, string file, Workspace plan, string? key, bool fresh, CancellationToken stop)
    {
        var there = fresh ? null : await desk.Workspaces.FindAsync(key ?? plan.Key, stop) ?? (plan.Id is { } planId && key is null ? await desk.Workspaces.FindAnyAsync(planId.ToString(), stop) : null);
        if (there is not { } id || await desk.Workspaces.ReadAsync(id, stop) is not { } now)
        {
            await desk.Terminal.Output.WriteLineAsync($"{plan.Name} would be a new client '{key ?? plan.Key}': {Counted(plan)}. Nothing was imported.");
            return CommandLine.Done;
        }
        IntakeDesk.Show(desk.Terminal, ReadImport.Replacing(file, plan, [], now), $"the plan of '{now.Workspace.Key}'", all: true);
        await desk.Terminal.Output.WriteLineAsync("Nothing was imported; without --preview it is.");
        return CommandLine.Done;
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
