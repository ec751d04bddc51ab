using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Shared.Web;

/// <summary><c>POST /w/{workspace}/undo/{change set}</c>: what every toast's button does. Contributors take back what they did themselves.</summary>
internal static class Undoing
{
    public static void MapUndo(this IEndpointRouteBuilder app) => app.MapClientPages("/undo", Access.Contributor).MapPost("/{changeSet:guid}",
        async (Guid changeSet, HttpContext http, WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, CancellationToken stop) =>
        {
            var client = http.Client();
            var back = Told.Local((await http.Request.ReadFormAsync(stop))["back"]);
            await using var db = databases.CreateDbContext();
            var by = await db.ChangeSets.Where(c => c.Id == changeSet && c.WorkspaceId == client.Id).Select(c => c.ActorId).FirstOrDefaultAsync(stop);
            if (!client.May(Access.Strategist) && by != http.Person().AccountId)
                return http.Refused("Somebody else did that; a strategist can take it back", back, StatusCodes.Status403Forbidden);
            return await http.Done(await workspaces.UndoAsync(client.Id, changeSet, http.Actor(), stop), back);
        });
}
