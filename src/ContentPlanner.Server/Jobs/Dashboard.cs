using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Authorization;

namespace ContentPlanner.Server.Jobs;

/// <summary>
/// Hangfire's own page, for administrators and nobody else: where a request seems to come from counts for nothing, which is
/// what Hangfire would go by.
/// </summary>
internal static class Dashboard
{
    public const string Path = "/hangfire";

    // Hangfire's pages hold styles and data in their markup; their scripts are files.
    private const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'";

    public static void MapDashboard(this WebApplication app)
    {
        var options = new DashboardOptions
        {
            DashboardTitle = "ContentPlanner: Hangfire",
            AppPath = "/admin/jobs",
            Authorization = [],
            AsyncAuthorization = [new AdministratorsOnly()],
            DisplayStorageConnectionString = false,
        };
        app.Map(Path + "/{**rest}", async http =>
        {
            if (http.RequestServices.GetRequiredService<Scheduler>().Storage is not { } storage)
            {
                await View.Says("Not yet", ["The scheduler has not started yet; try again in a moment."], StatusCodes.Status503ServiceUnavailable, "/admin/jobs", "To the jobs").ExecuteAsync(http);
                return;
            }
            PageHeaders.Write(http.Response.Headers, Policy);
            var (path, root) = (http.Request.Path, http.Request.PathBase);
            http.Request.Path.StartsWithSegments(Path, out var rest);
            (http.Request.PathBase, http.Request.Path) = (root + Path, rest);
            try
            {
                await new AspNetCoreDashboardMiddleware(_ => NotFound(http), storage, options, DashboardRoutes.Routes).Invoke(http);
            }
            finally
            {
                (http.Request.PathBase, http.Request.Path) = (root, path);
            }
        }).RequireAuthorization(Administrator.Policy);
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The route asks already; Hangfire asks again, so that no other way in is ever open.</summary>
    private sealed class AdministratorsOnly : IDashboardAsyncAuthorizationFilter
    {
        public async Task<bool> AuthorizeAsync(DashboardContext context)
        {
            var http = context.GetHttpContext();
            var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
            return (await authorization.AuthorizeAsync(http.User, Administrator.Policy)).Succeeded;
        }
    }
}
