using ContentPlanner.Core;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// The API below <c>/api/v1</c>: JSON in and out, errors as problem details (RFC 9457). A browser that is signed in may use it, and
/// whoever holds an API key; a request that another site made a browser send is refused.
/// </summary>
internal static class Api
{
    private const string Root = "/api/v1";

    /// <summary>For whoever is signed in; what belongs to a workspace is mapped with <see cref="Doors.MapClientApi"/>.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string below)
    {
        var group = app.MapGroup(Root + below);
        group.RequireAuthorization();
        group.WithMetadata(new NeedsScope());
        group.AddEndpointFilter(async (call, next) => IsFromElsewhere(call.HttpContext.Request) ? Problem(StatusCodes.Status403Forbidden, "The request comes from another site.") : await next(call));
        return group;
    }

    /// <summary>Faults within the API, and requests nobody signed, answered as the rest of it is.</summary>
    public static void UseApiProblems(this IApplicationBuilder app) => app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), api =>
    {
        api.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException || fault.Exception.InWords() is not null,
            ExceptionHandler = async http =>
            {
                var fault = http.Features.Get<IExceptionHandlerFeature>()!.Error;
                var problem = fault is BadHttpRequestException bad ? Problem(bad.StatusCode, "The request is not JSON as this address expects it.")
                    : fault.InWords() is { } words ? Problem(StatusCodes.Status503ServiceUnavailable, words)
                    : Problem(StatusCodes.Status500InternalServerError, "That is a fault of ours; the log says more.");
                await problem.ExecuteAsync(http);
            },
        });
        api.UseStatusCodePages(bare => Problem(bare.HttpContext.Response.StatusCode, bare.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => "The request is not JSON as this address expects it.",
            StatusCodes.Status404NotFound => "There is nothing at this address.",
            StatusCodes.Status415UnsupportedMediaType => "Send JSON, with Content-Type: application/json.",
            StatusCodes.Status405MethodNotAllowed => "This address does not answer that method.",
            _ => "The request cannot be answered.",
        }).ExecuteAsync(bare.HttpContext));
    });

    /// <summary>A page leads to where one signs in; a program is told.</summary>
    public static async Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> asked)
    {
        if (IsAsked(asked.HttpContext)) await NotSignedIn.ExecuteAsync(asked.HttpContext);
        else if (await FormAnswers.SignedOut(asked.HttpContext) is { } kept) await kept.ExecuteAsync(asked.HttpContext);
        else asked.Response.Redirect(asked.RedirectUri);
    }

    public static IResult NotSignedIn => Problem(StatusCodes.Status401Unauthorized, "Sign in first, or send an API key: Authorization: Bearer cpk_…");

    /// <summary>Whether a program asks, and not a browser for a page.</summary>
    public static bool IsAsked(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>Null where nothing was said.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    public static IResult Wrong(string words) => Problem(StatusCodes.Status400BadRequest, words);

    public static IResult Forbidden(string words) => Problem(StatusCodes.Status403Forbidden, words);

    public static IResult Missing(string words) => Problem(StatusCodes.Status404NotFound, words);

    public static IResult Conflict(string words) => Problem(StatusCodes.Status409Conflict, words);

    /// <summary>It was here, and is not any more.</summary>
    public static IResult Gone(string words) => Problem(StatusCodes.Status410Gone, words);

    public static IResult Refused(string words) => Problem(StatusCodes.Status422UnprocessableEntity, words);

    /// <summary>With the address of what was made.</summary>
    public static IResult At(this IResult result, string address) => new Located(result, address);

    private static IResult Problem(int status, string words) => Results.Problem(words.Capital(), statusCode: status);

    /// <summary>Browsers say so by themselves, and a page cannot make them lie (Fetch Metadata).</summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" ||
        (request.Headers.Origin.ToString() is { Length: > 0 } origin && Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority != request.Host.Value);

    private sealed class Located(IResult result, string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = address;
            return result.ExecuteAsync(httpContext);
        }
    }
}
