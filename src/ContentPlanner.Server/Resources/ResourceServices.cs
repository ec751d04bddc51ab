using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Resources;

internal static class ResourceServices
{
    public static IServiceCollection AddResources(this IServiceCollection services) => services
        .AddSingleton<Items>()
        .AddSingleton(s => new ApiDocument(services, s.GetRequiredService<EndpointDataSource>(), s.GetRequiredService<Settings>()));

    /// <summary>The API of every noun, with its document.</summary>
    public static void MapResources(this IEndpointRouteBuilder app)
    {
        app.MapPlans();
        app.MapItems();
        app.MapItemVerbs();
        app.MapTasks();
        app.MapMilestones();
        app.MapLooks();
        app.MapLibrary();
        app.MapFeedAddresses();
        app.MapDeliveries();
        app.MapChanges();
        app.MapApiDocument();
    }
}
