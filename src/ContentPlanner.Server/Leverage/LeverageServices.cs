using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Leverage;

internal static class LeverageServices
{
    public static IServiceCollection AddLeverage(this IServiceCollection services) => services
        .AddSingleton<IChangeFollower, DerivedRows>()
        .AddSingleton<Reconciliation>()
        .AddSingleton<StampBook>()
        .AddSingleton<TaskBook>()
        .AddJob<ReconcilePlans>("reconcile-plans", ReconcilePlans.All)
        .AddJob<ExtendSeries>("extend-series")
        .AddJob<ProposeEvergreens>("propose-evergreens");
}
