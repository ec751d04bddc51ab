using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Cli;

/// <summary><c>workspace list</c>: which clients there are.</summary>
internal static class WorkspaceCommand
{
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'");

    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = Desk.Data();
        data.Recursive = true;
        var list = new Command("list", "The clients there are");
        list.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), desk => ListAsync(desk, stop), stop));
        return new Command("workspace", "Clients") { list, data };
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
