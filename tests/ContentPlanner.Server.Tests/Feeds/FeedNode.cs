using System.Collections.Concurrent;
using System.Net;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Feeds;

/// <summary>
/// The service in the test process, on a port of its own, with the real HTTP pipeline and a clock the test sets. Two of them
/// on one database are two nodes.
/// </summary>
public sealed class FeedNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly TemporaryFolder _folder;

    private FeedNode(WebApplication app, FakeClock clock, ConcurrentQueue<string> log, TemporaryFolder folder)
    {
        (_app, Clock, Log, _folder) = (app, clock, log, folder);
        Address = new(app.Urls.First());
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = Address };
    }

    public static Installation Shipped { get; } = Installation.Read(Installation.ShippedTemplates, []) ?? throw new InvalidOperationException("The shipped templates have mistakes.");

    /// <summary>What listens to the log, as <c>Logging:NAME:LogLevel</c> of the configuration calls it.</summary>
    public static string Listener => typeof(Listening).FullName!;

    public FakeClock Clock { get; }
    public Uri Address { get; }

    /// <summary>Follows no redirect, keeps no cookie, unpacks nothing: what it gets is what was sent.</summary>
    public HttpClient Client { get; }

    /// <summary>Everything any part of it logged, as texts: message, scopes, values, exception.</summary>
    public ConcurrentQueue<string> Log { get; }

    public IServiceProvider Services => _app.Services;

    public WebApplication App => _app;

    public WorkspaceStore Workspaces => Services.GetRequiredService<WorkspaceStore>();

    /// <param name="arguments">As on the command line: <c>--Logging:LogLevel:Default=Trace</c>.</param>
    public static async Task<FeedNode> Start(TestDatabase database, FakeClock clock, Action<Settings>? setUp = null, params string[] arguments)
    {
        var folder = new TemporaryFolder();
        var settings = new Settings { Data = database.Folder ?? folder.Path };
        if (!database.Databases.IsSqlite) settings.Database.ConnectionString = database.Databases.ConnectionString;
        setUp?.Invoke(settings);
        var app = Service.Create(["--urls", "http://127.0.0.1:0", "--Logging:Console:LogLevel:Default=None", .. arguments], settings, Shipped, clock);
        var log = new ConcurrentQueue<string>();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(new Listening(log));
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<DatabaseGate>().OpenedAsync(TestContext.Current.CancellationToken);
        return new(app, clock, log, folder);
    }

    /// <summary>A plan read from its text.</summary>
    public static Workspace Plan(string yaml, LocalDate today)
    {
        using var folder = new TemporaryFolder();
        var problems = new List<Problem>();
        var plan = PlanOnDisk.Read(folder.Write("plan.yaml", yaml), Shipped.Library, today, problems);
        return plan ?? throw new InvalidOperationException(string.Join('\n', problems));
    }

    public Task Stop() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class Listening(ConcurrentQueue<string> log) : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider? _scopes;

        public ILogger CreateLogger(string categoryName) => new Ear(categoryName, this);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Ear(string category, Listening to) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
                var scopes = new List<string?>();
                to._scopes?.ForEachScope((scope, list) => list.Add(scope is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : scope?.ToString()), scopes);
                to.Write($"{logLevel} {category}: {formatter(state, exception)} [{values}] [{string.Join(' ', scopes)}] {exception}");
            }
        }

        private void Write(string line) => log.Enqueue(line);
    }
}
