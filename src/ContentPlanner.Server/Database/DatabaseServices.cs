using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Database;

internal static class DatabaseServices
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, Settings settings) => services
        .AddSingleton(Databases.Of(settings))
        .AddSingleton<IDbContextFactory<PlannerDb>>(s => s.GetRequiredService<Databases>())
        .AddSingleton<DatabaseGate>()
        .AddSingleton(s => Pulse.Of(s.GetRequiredService<Databases>(), s.GetRequiredService<DatabaseGate>(), s.GetRequiredService<WorkspaceChanges>()))
        .AddHostedService<OpenDatabase>();
}
