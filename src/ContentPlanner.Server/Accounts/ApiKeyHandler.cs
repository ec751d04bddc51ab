using System.Text.Encodings.Web;
using ContentPlanner.Server.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// <c>Authorization: Bearer cpk_…</c>, below <c>/api</c> and nowhere else: a program signs in as its person, who may have lost
/// access a moment ago. A request that names a key is never answered as its cookie's.
/// </summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ApiKeys keys, Standing standing)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "ApiKey";

    private const string Bearer = "Bearer ";

    public static bool IsAsked(HttpContext http) => Api.IsAsked(http) && http.Request.Headers.Authorization.Count > 0;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is not { } header || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (await keys.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } key) return AuthenticateResult.NoResult();
        if (await standing.OfAsync(key.AccountId, null, Context.RequestAborted) is not { } who) return AuthenticateResult.NoResult();
        var asked = who with { Key = key, Person = who.Person with { IsAdministrator = who.Person.IsAdministrator && key.Scopes.HasFlag(ApiScopes.Manage) && key.WorkspaceId is null } };
        Context.Features.Set(asked);
        var principal = AccountClaims.Principal(key.AccountId, who.Person.Name, null, asked.Person.IsAdministrator, Name);
        return AuthenticateResult.Success(new(principal, Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Api.NotSignedIn.ExecuteAsync(Context);
}

/// <summary>Of every route below <c>/api</c>: an API key must be made for what is asked.</summary>
internal sealed class NeedsScope : IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    /// <summary>What the request needs.</summary>
    public static ApiScopes Of(HttpContext http)
    {
        var scope = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? ApiScopes.Read : ApiScopes.Write;
        return http.GetEndpoint()?.Metadata.GetOrderedMetadata<NeedsAccess>().Any(n => n.Least == Access.Owner) == true ? scope | ApiScopes.Manage : scope;
    }
}

internal sealed class ScopeCheck : AuthorizationHandler<NeedsScope>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsScope requirement)
    {
        if (context.Resource is HttpContext http && http.SignedIn() is { } who && (who.Key is not { } key || key.Scopes.HasFlag(NeedsScope.Of(http)))) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
