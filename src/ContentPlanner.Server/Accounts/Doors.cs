using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Antiforgery;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// The ways in. Every slice maps its routes with one of these; a route mapped without any is for administrators only, and a
/// test asks of each route there is whom it lets in.
/// </summary>
public static class Doors
{
    /// <summary>
    /// Pages of a client, at <c>/w/{workspace}</c> and what stands behind it: whoever has at least that access. What is posted
    /// must come from a page of ours. Handlers ask <see cref="Asking.Client"/>.
    /// </summary>
    public static RouteGroupBuilder MapClientPages(this IEndpointRouteBuilder app, string below, Access least) => app.MapSignedIn("/w/{workspace}" + below).Needs(least);

    /// <summary>The same for programs, at <c>/api/v1/workspaces/{workspace}</c> and what stands behind it: a browser that is signed in, or an API key.</summary>
    public static RouteGroupBuilder MapClientApi(this IEndpointRouteBuilder app, string below, Access least) => app.MapApi("/workspaces/{workspace}" + below).Needs(least);

    /// <summary>Of a route, or a group of them, of a workspace: more access than its group asks for.</summary>
    public static T Needs<T>(this T routes, Access least) where T : IEndpointConventionBuilder => routes.WithMetadata(new NeedsAccess(least));

    /// <summary>Pages for everybody who is signed in, whatever they have access to.</summary>
    public static RouteGroupBuilder MapSignedIn(this IEndpointRouteBuilder app, string below)
    {
        var pages = app.MapGroup(below);
        pages.RequireAuthorization();
        pages.AddEndpointFilter(FromOurPage);
        return pages;
    }

    /// <summary>Pages of the installation, for administrators only.</summary>
    public static RouteGroupBuilder MapAdministration(this IEndpointRouteBuilder app, string below)
    {
        var pages = app.MapGroup(below);
        pages.RequireAuthorization(Administrator.Policy);
        pages.AddEndpointFilter(FromOurPage);
        return pages;
    }

    /// <summary>Pages for anybody, whose forms are our own all the same.</summary>
    public static RouteGroupBuilder MapOpen(this IEndpointRouteBuilder app, string below)
    {
        var pages = app.MapGroup(below);
        pages.AllowAnonymous();
        pages.AddEndpointFilter(FromOurPage);
        return pages;
    }

    private static async ValueTask<object?> FromOurPage(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(call);
        try
        {
            if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) return await next(call);
        }
        catch (AntiforgeryValidationException fault) when (fault.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return View.Says("That is too large", ["It is more than this page takes, and nothing of it was kept. Go back and bring less at once: a large table in parts, a picture as a link."], StatusCodes.Status413PayloadTooLarge);
        }
        return await FormAnswers.Expired(http);
    }
}
