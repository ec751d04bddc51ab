namespace ContentPlanner.Server.Workspaces;

internal static class WorkspaceServices
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services) => services
        .AddSingleton<WorkspaceChanges>()
        .AddSingleton<WorkspaceStore>()
        .AddSingleton<Plans.StarterPlan>()
        .AddHostedService<WorkspaceWatch>();
}
