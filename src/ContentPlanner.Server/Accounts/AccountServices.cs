using System.Security.Claims;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace ContentPlanner.Server.Accounts;

/// <summary>Accounts by ASP.NET Core Identity: its rules for passwords, lock-out and passkeys on rows of ours.</summary>
internal static class AccountServices
{
    private static readonly PathString Health = "/health";

    /// <summary>An API key where one is sent, a cookie otherwise.</summary>
    private const string Either = "ContentPlanner";

    /// <summary>What verbs of the command line need as well.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<PlannerDb>(s => s.GetRequiredService<Databases>().CreateDbContext());
        services.AddIdentityCore<AccountRow>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            // An address may hold what a user name would not.
            identity.User.AllowedUserNameCharacters = "";
            identity.Password = new() { RequiredLength = PasswordRule.Least, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };
        });
        services.AddOptions<IdentityOptions>().Configure<Settings>((identity, settings) =>
        {
            identity.Lockout.MaxFailedAccessAttempts = settings.Accounts.LockAfterWrongPasswords;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(settings.Accounts.LockMinutes);
        });
        services.AddScoped<IUserStore<AccountRow>, UserOnlyStore<AccountRow, PlannerDb, Guid>>();
        return services.AddSingleton<SignInLinks>().AddSingleton<Standing>().AddSingleton<ApiKeys>().AddSingleton<MemberRights>().AddSingleton<People>().AddScoped<AccountStore>();
    }

    /// <summary>What the service needs beside: cookies, and who is let in where.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, Settings settings)
    {
        services.AddScoped<SignIn>().AddScoped<ProfilePages.ProfileReading>().AddSingleton<SignInLimits>().AddSingleton<PasswordMails>().AddHostedService(s => s.GetRequiredService<PasswordMails>());
        services.AddSingleton(new AdminSection("/admin/accounts", "Accounts", "people", "Who can sign in, and who runs the installation."));
        services.AddSingleton(new AdminSection(AuditPages.Path, "Audit trail", "history", "Who changed what about accounts and access, when."));
        services.AddPasskeys();
        services.AddScoped<IUserClaimsPrincipalFactory<AccountRow>, AccountClaims>();
        new IdentityBuilder(typeof(AccountRow), services).AddSignInManager();
        var authentication = services.AddAuthentication(Either);
        authentication.AddProvider(settings);
        authentication
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = http => ApiKeyHandler.IsAsked(http) ? ApiKeyHandler.Name : IdentityConstants.ApplicationScheme)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null)
            .AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(Cookie);
            cookies.TwoFactorUserIdCookie!.Configure(cookie => Short(cookie, "contentplanner-passkey"));
            cookies.ExternalCookie!.Configure(cookie => Short(cookie, "contentplanner-provider"));
        });
        services.AddAuthorization(o =>
        {
            o.AddPolicy(Administrator.Policy, p => p.RequireAuthenticatedUser().RequireRole(Administrator.Role));
            // A route that says nothing is for administrators.
            o.FallbackPolicy = o.GetPolicy(Administrator.Policy);
        });
        services.AddSingleton<IAuthorizationHandler, AccessCheck>().AddSingleton<IAuthorizationHandler, ScopeCheck>().AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "contentplanner-form";
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.FormFieldName = "form";
            // Page writes its own.
            form.SuppressXFrameOptionsHeader = true;
        });
        services.AddInstallationKeys();
        // Keys are read when first needed: when the host starts, the database may not be open yet.
        services.RemoveAll(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService");
        return services;
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "contentplanner";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
        cookie.LoginPath = cookie.AccessDeniedPath = "/sign-in";
        cookie.ReturnUrlParameter = "next";
        cookie.Events.OnRedirectToLogin = cookie.Events.OnRedirectToAccessDenied = Api.AskToSignIn;
        cookie.Events.OnValidatePrincipal = Recognise;
    }

    private static void Short(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
    }

    /// <summary>Whose cookie it is, and what they may do at this moment. A cookie of nobody's is taken away.</summary>
    private static async Task Recognise(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        // Probes have to be answered while the database is away.
        var known = http.Request.Path.StartsWithSegments(Health) ? await OrNobody(Known(context)) : await Known(context);
        if (known is null)
        {
            context.RejectPrincipal();
            return;
        }
        http.Features.Set(known);
        var stamp = context.Principal!.FindFirstValue(AccountClaims.Stamp);
        context.ReplacePrincipal(AccountClaims.Principal(known.Person.AccountId, known.Person.Name, stamp, known.Person.IsAdministrator, IdentityConstants.ApplicationScheme));
    }

    private static async Task<SignedIn?> Known(CookieValidatePrincipalContext context)
    {
        var (id, stamp) = (context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), context.Principal?.FindFirstValue(AccountClaims.Stamp));
        if (!Guid.TryParse(id, out var account) || stamp is null) return null;
        return await context.HttpContext.RequestServices.GetRequiredService<Standing>().OfAsync(account, stamp, context.HttpContext.RequestAborted);
    }

    private static async Task<SignedIn?> OrNobody(Task<SignedIn?> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception fault) when (fault.InWords() is not null)
        {
            return null;
        }
    }

    private static void RemoveAll(this IServiceCollection services, Func<ServiceDescriptor, bool> which)
    {
        foreach (var service in services.Where(which).ToList()) services.Remove(service);
    }
}
