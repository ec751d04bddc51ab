using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Leverage;

internal static class LeverageServices
{
    public static IServiceCollection AddLeverage(this IServiceCollection services) => services
        .AddSingleton<IChangeFollower, DerivedRows>()
        .AddSingleton<Reconciliation>()
        .AddSingleton<StampBook>();
}
