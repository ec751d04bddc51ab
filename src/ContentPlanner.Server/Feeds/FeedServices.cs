namespace ContentPlanner.Server.Feeds;

internal static class FeedServices
{
    public static IServiceCollection AddFeeds(this IServiceCollection services) => services
        .AddSingleton<FeedStore>()
        .AddSingleton<FeedDrawing>()
        .AddSingleton<KnownFeeds>()
        .AddHostedService<FeedHealth>();

    public static IServiceCollection AddFeedAddresses(this IServiceCollection services) => services
        .AddSingleton<FeedEndpoint>()
        .AddSingleton<IStartupFilter, FeedsFirst>();

    /// <summary>Ahead of everything, of the routing that WebApplication puts first by itself as well.</summary>
    private sealed class FeedsFirst(FeedEndpoint feeds) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(rest => context => feeds.Answer(context) ?? rest(context));
            next(app);
        };
    }
}
