using ContentPlanner.Core;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary>The plan to look around in: a coaching author's year, with ids of its own in every installation.</summary>
public sealed class StarterPlan(Libraries libraries, WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, IClock clock)
{
    private static string File => Path.Combine(Installation.ShippedTemplates, "plans", "coaching-author.yaml");

    /// <summary>Loads it into an empty database. Null: it is not empty, or somebody else was faster.</summary>
    /// <exception cref="InvalidOperationException">The installation's own templates do not fit the plan.</exception>
    public async Task<WorkspaceSnapshot?> LoadAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Workspaces.AnyAsync(stop)) return null;
        var problems = new List<Problem>();
        var plan = PlanOnDisk.Read(File, libraries.Installation.Library, clock.GetCurrentInstant().InUtc().Date, problems)
            ?? throw new InvalidOperationException($"The starter plan does not fit these templates: {string.Join("; ", problems)}");
        return await workspaces.CreateAsync(plan, new("the demo", null, "import"), "began with the starter plan", fresh: true, stop) is ChangeResult.Done made ? made.After : null;
    }
}
