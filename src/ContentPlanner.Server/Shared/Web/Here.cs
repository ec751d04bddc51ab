using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>A client as menus name it.</summary>
public sealed record ClientName(string Key, string Name);

/// <summary>
/// Where a page is shown: its address, its reader, the client it is about. Every component can ask for it as a cascading parameter.
/// </summary>
public sealed class Here
{
    private string? _token;

    public required HttpContext Http { get; init; }

    /// <summary>Path and query of this page, without what only says that something was done: where a form leads back to.</summary>
    public required string Address { get; init; }

    /// <summary><c>light</c>, <c>dark</c>, or null: as the reader's device has it.</summary>
    public string? Theme { get; init; }

    /// <summary>The clients the reader may see, by name.</summary>
    public IReadOnlyList<ClientName> Clients { get; init; } = [];

    /// <summary>The one this page is about; null on pages across clients.</summary>
    public ClientName? Client { get; init; }

    /// <summary>What the reader may do with it; nothing where the page is about none.</summary>
    public Access Access { get; init; }

    /// <summary>Who reads; null: nobody has signed in.</summary>
    public Person? Person { get; init; }

    public bool IsAdministrator => Person?.IsAdministrator == true;

    /// <summary>What was done just before.</summary>
    public Said? Said { get; init; }

    /// <summary>What every page for administrators has to say.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    public string Path => Http.Request.Path;

    /// <summary>Nobody was asked who reads it, nor the database anything.</summary>
    public bool IsBare { get; init; }

    /// <summary>Proof that a form is this program's.</summary>
    public string FormToken => _token ??= Http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(Http).RequestToken!;

    internal static async Task<Here> OfAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var stop = http.RequestAborted;
        var (address, theme) = (Where(http), ThemeOf(http));
        if (http.SignedIn() is not { } who) return new() { Http = http, Address = address, Theme = theme };

        var clients = (await services.GetRequiredService<Standing>().ClientsAsync(who, stop)).Select(c => new ClientName(c.Key, c.Name)).ToList();
        var about = http.Features.Get<Client>();
        var client = about is null ? null : new ClientName(about.Key, about.Name);
        await using var db = services.GetRequiredService<IDbContextFactory<PlannerDb>>().CreateDbContext();
        return new()
        {
            Http = http,
            Address = address,
            Theme = theme,
            Person = who.Person,
            Clients = clients,
            Client = client,
            Access = about?.Access ?? default,
            Said = await Told.OfAsync(http, db, clients, client, stop),
            Notices = who.Person.IsAdministrator && client is null ? await NoticesAsync(services, stop) : [],
        };
    }

    internal static Here Bare(HttpContext http) => new() { Http = http, Address = Where(http), Theme = ThemeOf(http), IsBare = true };

    private static string Where(HttpContext http) => http.Request.Path + Told.Without(http.Request.QueryString);

    private static string? ThemeOf(HttpContext http) => http.Request.Cookies[Themes.Cookie] is "light" or "dark" ? http.Request.Cookies[Themes.Cookie] : null;

    private static async Task<IReadOnlyList<string>> NoticesAsync(IServiceProvider services, CancellationToken stop)
    {
        var said = new List<string>();
        foreach (var notice in services.GetServices<AdminNotice>())
            if (await notice.Words(services, stop) is { } words) said.Add(words);
        return said;
    }
}
