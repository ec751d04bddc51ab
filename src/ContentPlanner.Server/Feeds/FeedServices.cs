using ContentPlanner.Server.Jobs;

namespace ContentPlanner.Server.Feeds;

internal static class FeedServices
{
    public static IServiceCollection AddFeeds(this IServiceCollection services) => services
        .AddSingleton<FeedStore>()
        .AddSingleton<FeedDrawing>()
        .AddSingleton<KnownFeeds>()
        .AddSingleton(s => new Lazy<KnownFeeds>(s.GetRequiredService<KnownFeeds>))
        .AddSingleton<KeptFeeds>()
        .AddSingleton<FeedHealth>()
        .AddHostedService(s => s.GetRequiredService<FeedHealth>())
        .AddJob<WarmUpFeeds>("warm-up-feeds");

    public static IServiceCollection AddFeedAddresses(this IServiceCollection services) => services
        .AddSingleton<FeedKeeper>()
        .AddHostedService(s => s.GetRequiredService<FeedKeeper>())
        .AddSingleton<FeedEndpoint>()
        .AddSingleton<ShownAddress>()
        .AddSingleton<FeedPlace>()
        .AddSingleton<IStartupFilter, FeedsFirst>();

    /// <summary>
    /// Ahead of everything, of the routing that WebApplication puts first by itself as well. Pages, with sign-in and whatever
    /// else they need, are put together when the first of them is asked for: no feed waits for them at a start.
    /// </summary>
    private sealed class FeedsFirst(FeedEndpoint feeds) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            var pages = new Lazy<RequestDelegate>(() =>
            {
                var rest = app.New();
                next(rest);
                return rest.Build();
            });
            app.Run(context => feeds.Answer(context) ?? pages.Value(context));
        };
    }
}
