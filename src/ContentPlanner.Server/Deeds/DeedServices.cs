namespace ContentPlanner.Server.Deeds;

internal static class DeedServices
{
    public static IServiceCollection AddDeeds(this IServiceCollection services) => services
        .AddSingleton<TaskDeeds>()
        .AddSingleton<MilestoneDeeds>();
}
