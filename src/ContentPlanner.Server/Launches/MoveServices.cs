namespace ContentPlanner.Server.Launches;

internal static class MoveServices
{
    public static IServiceCollection AddMoves(this IServiceCollection services) => services.AddSingleton<Moves>();
}
