using System.Security.Claims;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Who runs the installation (design rule 4): a browser that followed a one-time link keeps a cookie. <see cref="Policy"/> is what
/// every page about jobs, mail, backups and settings asks for.
/// </summary>
public static class Administrator
{
    public const string Policy = "administrator";

    private const string Role = "administrator";

    internal static ClaimsPrincipal Principal { get; } = new(new ClaimsIdentity(
        [new(ClaimTypes.Name, "the administrator"), new(ClaimTypes.Role, Role)], CookieAuthenticationDefaults.AuthenticationScheme));

    public static IServiceCollection AddAdministrator(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "contentplanner";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.LoginPath = cookie.AccessDeniedPath = "/sign-in";
            cookie.Events.OnRedirectToLogin = cookie.Events.OnRedirectToAccessDenied = Api.AskToSignIn;
        });
        services.AddAuthorization(o => o.AddPolicy(Policy, p => p.RequireAuthenticatedUser().RequireRole(Role)));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "contentplanner-form";
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.FormFieldName = "form";
            // Page writes its own.
            form.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("ContentPlanner");
        services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<PlannerDb>>((keys, databases) => keys.XmlRepository = new DatabaseKeys(databases));
        // Says at every new key what DatabaseKeys says once.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        // Keys are read when first needed: when the host starts, the database may not be open yet.
        services.RemoveAll(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService");
        return services;
    }

    public static IServiceCollection AddSignInLinks(this IServiceCollection services) => services.AddSingleton<SignInLinks>();

    /// <summary>Pages below an address that only administrators see; what is posted there must come from a page of ours.</summary>
    public static RouteGroupBuilder MapAdministration(this IEndpointRouteBuilder app, string below)
    {
        var pages = app.MapGroup(below);
        pages.RequireAuthorization(Policy);
        pages.AddEndpointFilter(FromOurPage);
        return pages;
    }

    /// <summary>Following a link, and leaving.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapStyleSheet();
        app.MapGet("/", () => Results.Redirect("/admin"));
        app.MapGet("/admin", (IEnumerable<AdminSection> sections) => Page.Administration("Administration", Html.Join(sections.Select(s => Html.Of($"<p><a href=\"{s.Path}\">{s.Name}</a></p>"))))).RequireAuthorization(Policy);
        app.MapGet("/sign-in", () => Page.Plain("For administrators", HowToSignIn));
        app.MapGet("/sign-in/{token}", async (string token, HttpContext http, SignInLinks links) => await links.IsGoodAsync(token, http.RequestAborted)
            ? Page.Plain("Sign in", Html.Of($"""
                <p>This makes the browser you are using the administrator's, until you sign out or leave it alone for two weeks.</p>
                <form method="post">{Page.FormToken(http)}<button class="first">Sign in</button></form>
                """))
            : Spent);
        app.MapPost("/sign-in/{token}", async (string token, HttpContext http, SignInLinks links) =>
        {
            if (!await links.UseAsync(token, http.RequestAborted)) return Spent;
            await http.SignInAsync(Principal, new() { IsPersistent = true });
            return SeeOther("/admin");
        }).AddEndpointFilter(FromOurPage);
        app.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            return SeeOther("/sign-in");
        }).AddEndpointFilter(FromOurPage);
    }

    /// <summary>After a post: look at this page, and a reload posts nothing again.</summary>
    public static IResult SeeOther(string path) => new After(path);

    private static Html HowToSignIn { get; } = Html.Of($"""
        <p>On the machine where the program runs, this prints a link that lets you in once, within an hour:</p>
        <pre>contentplanner user sign-in-link</pre>
        """);

    private static IResult Spent { get; } = Page.Plain("This link lets nobody in", Html.Of($"<p>It was used, or is older than an hour.</p>{HowToSignIn}"), StatusCodes.Status410Gone);

    private static async ValueTask<object?> FromOurPage(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(call);
        if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) return await next(call);
        return Page.Plain("Please try again", Html.Of($"<p>The page had been open for too long, or was not one of this program's. Go back, reload it and repeat what you did.</p>"), StatusCodes.Status400BadRequest);
    }

    private sealed class After(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            PageHeaders.Write(httpContext.Response.Headers);
            return Task.CompletedTask;
        }
    }

    private static void RemoveAll(this IServiceCollection services, Func<ServiceDescriptor, bool> which)
    {
        foreach (var service in services.Where(which).ToList()) services.Remove(service);
    }
}
