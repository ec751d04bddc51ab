using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ContentPlanner.Server.Shared;

/// <summary>Who asks, when a proxy stands in front: only the proxies of the settings are believed (requirement 29).</summary>
internal static class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services, Settings settings)
    {
        if (settings.Proxies.Length == 0) return services;
        return services
            .Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                options.KnownProxies.Clear();
                options.KnownIPNetworks.Clear();
                foreach (var proxy in settings.Proxies)
                {
                    if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
                    else options.KnownProxies.Add(IPAddress.Parse(proxy));
                }
            })
            .AddSingleton<IStartupFilter, BeforeTheRest>();
    }

    private sealed class BeforeTheRest : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders();
            next(app);
        };
    }
}
