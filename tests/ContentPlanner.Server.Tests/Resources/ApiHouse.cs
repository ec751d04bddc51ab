using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Resources;

/// <summary>A running service with the starter plan's client, and clients of its API for people of each access.</summary>
public sealed class ApiHouse : IAsyncDisposable
{
    private readonly List<Browser> _browsers = [];
    private readonly TestDatabase _database;

    private ApiHouse(TestDatabase database, RunningService service) => (_database, Service) = (database, service);

    public RunningService Service { get; }
    public FakeClock Clock { get; private init; } = null!;
    public WorkspaceSnapshot Plan { get; private set; } = null!;
    public WorkspaceStore Workspaces => Service.Services.GetRequiredService<WorkspaceStore>();
    public TestDatabase Database => _database;

    /// <summary>Of the administrator, who may everything.</summary>
    public ApiClient Api { get; private set; } = null!;

    public static (string, string) Client => ("workspace", "steady-ground");

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ApiHouse> Open(DatabaseKind kind, Action<Settings>? set = null, Action<IServiceCollection>? more = null)
    {
        var database = await TestDatabase.Open(kind);
        var clock = new FakeClock(Instant.FromUtc(2026, 11, 23, 9, 0));
        var house = new ApiHouse(database, await RunningService.Start(database, clock, set, more)) { Clock = clock };
        house.Plan = (await house.Service.Services.GetRequiredService<StarterPlan>().LoadAsync(Stop))!;
        house.Api = await ApiClient.Of(house.Keep(await Browser.OfAdministrator(house.Service.App)).Http);
        return house;
    }

    /// <summary>Somebody with that access; by the address of a member of the plan they are that member.</summary>
    public async Task<ApiClient> Somebody(Access access, string email) => Api.As(Keep(await Browser.Of(Service.App, email, Plan.Id, access)).Http);

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers) browser.Dispose();
        await Service.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Browser Keep(Browser browser)
    {
        _browsers.Add(browser);
        return browser;
    }
}
