using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// The real program with the demo client, and a browser in front of it: <c>await using var app = await WebApp.Start(kind);</c>
/// then <c>var page = await app.Page();</c> for a page of a browser where the administrator is signed in.
/// </summary>
public sealed class WebApp : IAsyncDisposable
{
    /// <summary>Monday 23 November 2026, ten in the morning where the demo client is at home.</summary>
    public static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 10, 0);

    private readonly TestDatabase _database;
    private readonly RunningService _service;
    private readonly List<IBrowserContext> _contexts = [];

    private WebApp(TestDatabase database, RunningService service, FakeClock clock, WorkspaceSnapshot client) => (_database, _service, Clock, Client) = (database, service, clock, client);

    public FakeClock Clock { get; }

    /// <summary>The demo client as it began.</summary>
    public WorkspaceSnapshot Client { get; }

    public IServiceProvider Services => _service.Services;

    public WorkspaceStore Workspaces => Services.GetRequiredService<WorkspaceStore>();

    /// <summary><c>http://127.0.0.1:…</c></summary>
    public string Address => _service.App.Urls.First();

    /// <summary>Path of a page of the demo client: <c>/w/steady-ground/calendar</c>.</summary>
    public string Path(string below) => $"/w/{Client.Workspace.Key}/{below}";

    public static async Task<WebApp> Start(DatabaseKind kind, Action<IServiceCollection>? more = null)
    {
        var database = await TestDatabase.Open(kind);
        var clock = new FakeClock(Morning);
        // Jobs are not what these tests are about, and would wait for a clock that stands still.
        var service = await RunningService.Start(database, clock, settings => settings.Scheduler.Workers = 1, more);
        var client = await service.Services.GetRequiredService<StarterPlan>().LoadAsync(TestContext.Current.CancellationToken);
        return new(database, service, clock, client!);
    }

    /// <summary>The client as it is now.</summary>
    public async Task<WorkspaceSnapshot> Now() => (await Workspaces.ReadAsync(Client.Id, TestContext.Current.CancellationToken))!;

    /// <summary>A page in a browser of its own, at <paramref name="path"/>, where the administrator is signed in.</summary>
    /// <param name="script">False: a browser without JavaScript.</param>
    /// <param name="email">Somebody with <paramref name="access"/> to the demo client; null: the administrator; empty: nobody is signed in.</param>
    /// <param name="access">Null: to no client at all.</param>
    public async Task<IPage> Page(string? path = null, int width = 1440, int height = 900, bool dark = false, bool script = true, bool touch = false, string? email = null, Access? access = Access.Owner)
    {
        var context = await Context(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            HasTouch = touch,
        }, email, access);
        var page = await context.NewPageAsync();
        if (path is not null) await page.GotoAsync(path);
        return page;
    }

    /// <summary>A browser context where somebody is signed in.</summary>
    /// <inheritdoc cref="Page" path="/param"/>
    public async Task<IBrowserContext> Context(BrowserNewContextOptions? options = null, string? email = null, Access? access = Access.Owner)
    {
        options ??= new();
        options.BaseURL = Address;
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await (await Chromium.Open()).NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        _contexts.Add(context);
        if (email is "") return context;
        using var somebody = email is null ? await Browser.OfAdministrator(_service.App) : await Browser.Of(_service.App, email, access is null ? null : Client.Id, access ?? Access.ClientViewer);
        await context.AddCookiesAsync(somebody.Cookies.GetAllCookies().Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Url = Address }));
        return context;
    }

    /// <summary>Somebody at the service without a window: faster, where nothing is shown.</summary>
    /// <inheritdoc cref="Page" path="/param"/>
    public Task<Browser> Http(string? email = null, Access access = Access.Owner) =>
        email is null ? Browser.OfAdministrator(_service.App) : Browser.Of(_service.App, email, Client.Id, access);

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts) await context.CloseAsync();
        await _service.DisposeAsync();
        await _database.DisposeAsync();
    }
}
