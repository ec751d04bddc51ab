using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddInstallationKeys()
        .AddSingleton<IChangeFollower, Notices>()
        .AddSingleton<WebhookStore>()
        .AddSingleton<DueNotices>()
        .AddJob<TellWebhooks>("tell-webhooks");
}
