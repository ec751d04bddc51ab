using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Http.Features;

namespace ContentPlanner.Server.Shared;

/// <summary>What a browser is told of every answer, whoever wrote it: pages say more of themselves (<see cref="PageHeaders"/>).</summary>
internal static class SafeAnswers
{
    /// <summary>For what is no page: nothing of it runs, wherever somebody opens it.</summary>
    private const string Bare = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>What a stranger can send is not longer.</summary>
    public const long LongestRequest = 2_000_000;

    /// <summary>What takes files asks first who sends them: tables, calendars, whole plans.</summary>
    private const long LongestUpload = 50_000_000;

    private static readonly PathString[] SignedIn = ["/w", "/api", "/clients", "/admin"];

    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static IServiceCollection AddSafeAnswers(this IServiceCollection services) => services.AddSingleton<IStartupFilter, BeforeTheRest>();

    /// <summary>Who came over https is told to come that way from now on; not for this machine's own names. Calendars say it as well: theirs is the address people have.</summary>
    public static IServiceCollection AddStrictHttps(this IServiceCollection services) => services.AddHsts(hsts => hsts.MaxAge = Year).AddSingleton<IStartupFilter, HttpsFromNowOn>();

    private sealed class HttpsFromNowOn : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseHsts();
            next(app);
        };
    }

    /// <summary>Ahead of sign-in as well, which answers whom it does not let in.</summary>
    private sealed class BeforeTheRest : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            Use(app);
            app.UseApiProblems();
            app.UseCalmAnswers();
            next(app);
        };
    }

    private static void Use(IApplicationBuilder app)
    {
        app.Use(next => http =>
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Bare;
                if (headers.XContentTypeOptions.Count == 0) headers.XContentTypeOptions = "nosniff";
                if (headers["Referrer-Policy"].Count == 0) headers["Referrer-Policy"] = "no-referrer";
                if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size && Array.Exists(SignedIn, p => http.Request.Path.StartsWithSegments(p))) size.MaxRequestBodySize = LongestUpload;
            return next(http);
        });
    }
}
