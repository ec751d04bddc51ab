using System.CommandLine;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Cli;

/// <summary><c>history</c>: who did what, when, through which door; the newest first. <c>undo</c> takes one of them back.</summary>
internal static class HistoryCommand
{
    private const int Usual = 20;

    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'");

    public static Command Create(Terminal terminal, IClock clock)
    {
        var (workspace, data) = (Whose(), Desk.Data());
        var most = new Option<int>("--last") { Description = "How many; 20 if not said", HelpName = "N", DefaultValueFactory = _ => Usual };
        var command = new Command("history", "Who did what to a client's plan, the newest first") { workspace, most, data };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), desk => ShowAsync(desk, call.GetValue(workspace), call.GetValue(most), stop), stop));
        return command;
    }

    public static Command CreateUndo(Terminal terminal, IClock clock)
    {
        var (workspace, data) = (Whose(), Desk.Data());
        var which = new Argument<string?>("CHANGE") { Description = "Its id as `history` shows it, or the beginning of it; the last change if not said", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("undo", "Take a change back where nobody touched it since; undoing that does it again") { which, workspace, data };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), desk => UndoAsync(desk, call.GetValue(workspace), call.GetValue(which), stop), stop));
        return command;
    }

    private static async Task<int> ShowAsync(Desk desk, string? key, int most, CancellationToken stop)
    {
        if (await desk.WorkspaceAsync(key, stop) is not { } workspace) return CommandLine.ProblemsFound;
        foreach (var set in await LastAsync(desk, workspace.Id, Math.Clamp(most, 1, 10_000), stop))
        {
            await desk.Terminal.Output.WriteLineAsync($"{Moment.Format(set.At)}  {set.Actor}{(set.Door == "cli" ? "" : $" ({set.Door})")}  {set.What}{(set.UndoneBy is null ? "" : " · taken back")}");
            await desk.Terminal.Output.WriteLineAsync($"    {set.Id}");
        }
        return CommandLine.Done;
    }

    private static async Task<int> UndoAsync(Desk desk, string? key, string? which, CancellationToken stop)
    {
        if (await desk.WorkspaceAsync(key, stop) is not { } workspace) return CommandLine.ProblemsFound;
        var sets = await LastAsync(desk, workspace.Id, int.MaxValue, stop);
        var meant = which is null ? sets.Take(1).ToList() : sets.FindAll(s => s.Id.ToString().StartsWith(which, StringComparison.OrdinalIgnoreCase));
        if (meant is not [var set]) return desk.Refuse(meant.Count == 0 ? $"There is no change '{which}'; `history` shows all." : $"'{which}' is {meant.Count} changes; say more of its id.");
        switch (await desk.Workspaces.UndoAsync(workspace.Id, set.Id, Actor.CommandLine, stop))
        {
            case ChangeResult.Done done:
                await desk.Terminal.Output.WriteLineAsync($"Taken back: {set.What}.");
                if (done.ChangeSet is { } back) await desk.Terminal.Output.WriteLineAsync($"  Do it again:  undo {back} --workspace {workspace.Workspace.Key}");
                return CommandLine.Done;
            case ChangeResult.Refused refused:
                return desk.Refuse($"“{set.What}” cannot be taken back: {refused.Why}.");
            default:
                return desk.Refuse("The client was deleted in the meantime.");
        }
    }

    private static async Task<List<ChangeSetRow>> LastAsync(Desk desk, Guid workspace, int most, CancellationToken stop)
    {
        await using var db = desk.Db();
        return await db.ChangeSets.AsNoTracking().Where(c => c.WorkspaceId == workspace).OrderByDescending(c => c.Revision).Take(most).ToListAsync(stop);
    }

    private static Option<string?> Whose() => new("--workspace") { Description = "Whose: the client's key; not needed while there is one", HelpName = "KEY" };
}
