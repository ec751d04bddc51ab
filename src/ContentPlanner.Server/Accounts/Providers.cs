using System.Security.Claims;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Signing in with a provider of OpenID Connect, where one is set up. The provider says who somebody is; what they may do is
/// decided here. An account is known by the provider's own name for it, the first time by an e-mail address the provider vouches for.
/// </summary>
internal static class Providers
{
    public const string Scheme = "oidc";

    private const string Return = "/sign-in/provider/return";

    public static void AddProvider(this AuthenticationBuilder authentication, Settings settings)
    {
        if (settings.Oidc.Authority is { } authority) authentication.AddProvider(settings, settings.Oidc, authority);
    }

    private static void AddProvider(this AuthenticationBuilder authentication, Settings settings, OidcSettings oidc, string authority) =>
        authentication.AddOpenIdConnect(Scheme, oidc.Name, provider =>
        {
            provider.Authority = authority;
            provider.ClientId = oidc.ClientId;
            provider.ClientSecret = oidc.ClientSecret;
            provider.ResponseType = "code";
            provider.UsePkce = true;
            provider.CallbackPath = "/sign-in/provider/callback";
            provider.SignInScheme = IdentityConstants.ExternalScheme;
            provider.MapInboundClaims = false;
            provider.GetClaimsFromUserInfoEndpoint = true;
            provider.SaveTokens = false;
            provider.Scope.Clear();
            foreach (var scope in oidc.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) provider.Scope.Add(scope);
            // A provider on this machine, for tests and trials.
            provider.RequireHttpsMetadata = !new Uri(authority).IsLoopback;
            provider.CorrelationCookie.SecurePolicy = provider.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            provider.CorrelationCookie.SameSite = provider.NonceCookie.SameSite = SameSiteMode.Lax;
            provider.ResponseMode = "query";
            provider.ClaimActions.MapJsonKey("email_verified", "email_verified");
            provider.Events.OnRedirectToIdentityProvider = sent =>
            {
                // The configured address, never one that a request names (R40).
                if (settings.BaseUrl is { } own) sent.ProtocolMessage.RedirectUri = own.TrimEnd('/') + sent.Options.CallbackPath;
                return Task.CompletedTask;
            };
            provider.Events.OnRemoteFailure = failed =>
            {
                failed.HandleResponse();
                failed.Response.Redirect("/sign-in?provider=failed");
                return Task.CompletedTask;
            };
        });

    public static void MapProvider(this IEndpointRouteBuilder app, Settings settings)
    {
        if (settings.Oidc.Authority is null) return;
        var open = app.MapOpen("/sign-in/provider");
        open.MapGet("", (string? next) => Results.Challenge(new() { RedirectUri = $"{Return}?next={Uri.EscapeDataString(SignInPages.Local(next))}" }, [Scheme]));
        open.MapGet("/return", async (string? next, HttpContext http, UserManager<AccountRow> users, AccountStore accounts, SignIn signIn, CancellationToken stop) =>
        {
            var came = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
            await http.SignOutAsync(IdentityConstants.ExternalScheme);
            if (came is not { Succeeded: true, Principal: { } principal } || principal.FindFirstValue("sub") is not { Length: > 0 } subject) return Administrator.SeeOther("/sign-in?provider=failed");
            var account = await users.FindByLoginAsync(Scheme, subject) ?? await Linked(accounts, settings, principal, subject);
            if (account is not { ClosedAt: null }) return NotKnown(principal.FindFirstValue("email"));
            await signIn.EnterAsync(account, stop);
            return Administrator.SeeOther(SignInPages.Local(next));
        });
    }

    /// <summary>The account of an address that the provider vouches for, known by the provider's name from now on; null: there is none.</summary>
    private static async Task<AccountRow?> Linked(AccountStore accounts, Settings settings, ClaimsPrincipal principal, string subject)
    {
        if (principal.FindFirstValue("email") is not { Length: > 0 } email || !string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase)) return null;
        var account = await accounts.FindAsync(email);
        if (account is null && settings.Oidc.Accounts == NewPeople.Create)
            account = (await accounts.AddAsync(new(principal.FindFirstValue("name") ?? email, email, null), proven: true) as AccountResult.Done)?.Account;
        if (account is not { ClosedAt: null }) return null;
        // Whoever made it never showed that the address is theirs: what they put there ends now.
        if (!account.EmailConfirmed) await accounts.ProveAsync(account);
        return await accounts.LinkAsync(account, new(Scheme, subject, settings.Oidc.Name)) ? account : null;
    }

    private static IResult NotKnown(string? email) => View.Says("You have no account here",
        [
            email is null ? "The provider said who you are, and not your e-mail address." : $"There is no account with {email}, or the provider does not vouch for that address.",
            "Ask the owner of a client’s plan to invite you.",
        ], StatusCodes.Status403Forbidden, "/sign-in", "Sign in another way");
}
