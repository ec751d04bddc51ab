using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>The service within the test process, listening on a port of its own, on a database of the test's.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private RunningService(WebApplication app, TemporaryFolder folder) => (App, _folder) = (app, folder);

    public WebApplication App { get; }

    public IServiceProvider Services => App.Services;

    /// <param name="more">Parts of the test's own, and settings it wants otherwise.</param>
    public static async Task<RunningService> Start(TestDatabase database, IClock clock, Action<Settings>? set = null, Action<IServiceCollection>? more = null)
    {
        var folder = new TemporaryFolder();
        var settings = new Settings { Data = database.Folder ?? folder.Path };
        if (database.Folder is null) settings.Database.ConnectionString = database.Databases.ConnectionString;
        set?.Invoke(settings);
        var app = Service.Create(["--urls", "http://127.0.0.1:0"], settings, Shipped(), clock, more);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<DatabaseGate>().OpenedAsync(TestContext.Current.CancellationToken);
        return new(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Dispose();
    }

    private static Installation Shipped() => Installation.Read(Installation.ShippedTemplates, [])!;
}
