using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Database;

internal static class DatabaseServices
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, Settings settings) => services
        .AddSingleton(Databases.Of(settings))
        .AddSingleton<IDbContextFactory<PlannerDb>>(s => s.GetRequiredService<Databases>())
        .AddSingleton<DatabaseGate>()
        .AddHostedService<OpenDatabase>();
}
