using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ContentPlanner.Server.Accounts;

/// <summary>On a route below <c>{workspace}</c>: who asks must have at least this access to it. Several count together.</summary>
public sealed class NeedsAccess(Access least) : IAuthorizationRequirement, IAuthorizationRequirementData
{
    public Access Least { get; } = least;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Looks up the workspace of the address, once a request, for who asks.</summary>
internal sealed class AccessCheck(Standing standing) : AuthorizationHandler<NeedsAccess>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAccess requirement)
    {
        if (context.Resource is not HttpContext http || http.SignedIn() is not { } who || http.GetRouteValue("workspace") is not string key) return;
        var client = http.Features.Get<Client>() ?? await standing.ClientAsync(who, key, http.RequestAborted);
        if (client is null) return;
        http.Features.Set(client);
        if (client.May(requirement.Least)) context.Succeed(requirement);
    }
}

/// <summary>
/// What is answered to whom a route does not let in. A workspace that is not there and one that is not theirs are answered
/// alike; only who has access to a workspace hears that it is too little.
/// </summary>
internal sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // No route has this address: nobody needs access to nothing.
        if (authorizeResult.Succeeded || context.GetEndpoint() is null) return next(context);
        if (authorizeResult.Challenged) return context.ChallengeAsync();
        var needed = context.GetEndpoint()!.Metadata.GetOrderedMetadata<NeedsAccess>();
        var client = context.Features.Get<Client>();
        var answer = needed.Count > 0 && client is null ? NotThere(context)
            : context.SignedIn()?.Key is { } key && !key.Scopes.HasFlag(NeedsScope.Of(context)) ? Api.Forbidden($"The API key “{key.Name}” was not made for this; it needs the scope {ScopeWords(NeedsScope.Of(context) & ~key.Scopes)}.")
            : client is null ? NotAdministrator(context)
            : TooLittle(context, client, needed.Max(n => n.Least));
        return answer.ExecuteAsync(context);
    }

    private static string ScopeWords(ApiScopes scopes) => scopes.ToString().ToLowerInvariant();

    private static IResult NotThere(HttpContext http) => Api.IsAsked(http)
        ? Api.Missing("There is no such workspace, or it is not yours to see.")
        : Say(http, "Not here", "There is no client at this address, or none you have access to.", StatusCodes.Status404NotFound);

    private static IResult TooLittle(HttpContext http, Client client, Access least)
    {
        var words = $"This needs {least.Named()}’s access to {client.Name}; yours is that of {client.Access.Named()}. Its owners can change that.";
        return Api.IsAsked(http) ? Api.Forbidden(words) : Say(http, "Not yours to do", words, StatusCodes.Status403Forbidden);
    }

    private static IResult NotAdministrator(HttpContext http)
    {
        const string words = "This is for the administrators of the installation.";
        return Api.IsAsked(http) ? Api.Forbidden(words) : Say(http, "For administrators", words, StatusCodes.Status403Forbidden);
    }

    private static IResult Say(HttpContext http, string title, string words, int status) =>
        Told.IsScript(http) ? http.Refused(words, "/", status) : View.Says(title, [words], status, "/", "To your clients");
}
