using System.CommandLine;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Cli;

/// <summary><c>workspace list</c>: which clients there are. <c>workspace delete</c>: the end of one.</summary>
internal static class WorkspaceCommand
{
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'");

    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = Desk.Data();
        data.Recursive = true;
        var list = new Command("list", "The clients there are");
        list.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), desk => ListAsync(desk, stop), stop));
        var key = new Argument<string>("CLIENT") { Description = "The client's key" };
        var confirm = new Option<string?>("--confirm") { Description = "The key once more: nobody deletes a client by mistake", HelpName = "KEY" };
        var delete = new Command("delete", "Delete a client for good, after an archive of everything") { key, confirm };
        delete.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), desk => DeleteAsync(desk, call.GetRequiredValue(key), call.GetValue(confirm), stop), stop));
        return new Command("workspace", "Clients") { list, delete, data };
    }

    private static async Task<int> DeleteAsync(Desk desk, string key, string? confirm, CancellationToken stop)
    {
        if (await desk.WorkspaceAsync(key, stop) is not { } found) return CommandLine.ProblemsFound;
        switch (await desk.Get<WorkspaceDeletion>().DeleteAsync(found.Id, confirm, Actor.CommandLine, stop))
        {
            case DeletionResult.Deleted deleted:
                await desk.Terminal.Output.WriteLineAsync($"{deleted.Name} is deleted. Everything there was: {deleted.Archive}");
                return CommandLine.Done;
            case DeletionResult.Refused: return desk.Refuse($"Not deleted: say --confirm {found.Workspace.Key} to delete {found.Workspace.Name} with everything it has.");
            default: return desk.Refuse("It is deleted already.");
        }
    }

    private static async Task<int> ListAsync(Desk desk, CancellationToken stop)
    {
        await using var db = desk.Db();
        var all = await db.Workspaces.AsNoTracking().OrderBy(w => w.Key).ToListAsync(stop);
        if (all.Count == 0) await desk.Terminal.Output.WriteLineAsync("There is no client yet; `import PLAN.yaml` brings one in.");
        else desk.Terminal.Table(Terminal.Count(all.Count, "client"), [.. all.Select(w => (w.Key, w.Name, $"{w.Zone}, last changed {Moment.Format(w.ChangedAt)}"))]);
        return CommandLine.Done;
    }
}
