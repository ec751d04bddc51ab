using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Calendar;
using ContentPlanner.Server.Clients;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Exports;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Health;
using ContentPlanner.Server.History;
using ContentPlanner.Server.Imports;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Pieces;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Telemetry;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Today;
using ContentPlanner.Server.Webhooks;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server;

/// <summary>The service, part by part: what <c>serve</c> runs, and what tests run with a clock of their own.</summary>
public static class Service
{
    /// <summary>Time for what is under way when the program is asked to end.</summary>
    private static readonly TimeSpan LastMoments = TimeSpan.FromSeconds(30);

    /// <param name="arguments">Settings from the command line, <c>--urls</c> among them.</param>
    /// <param name="more">Parts of a test's own, such as a job that does what the test says.</param>
    public static WebApplication Create(string[] arguments, Settings settings, Installation installation, IClock clock, Action<IServiceCollection>? more = null) =>
        Create(arguments, settings, Task.FromResult<Installation?>(installation), clock, more);

    /// <inheritdoc cref="Create(string[], Settings, Installation, IClock, Action{IServiceCollection})"/>
    /// <param name="installation">Read beside the start; null, when it has come: it has mistakes, and nothing but the server is started.</param>
    public static WebApplication Create(string[] arguments, Settings settings, Task<Installation?> installation, IClock clock, Action<IServiceCollection>? more = null)
    {
        // Settings are read once, at a start: no file of the program's folder needs to be watched.
        string[] once = [.. arguments, "--hostBuilder:reloadConfigOnChange=false"];
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = once, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddLines(settings.Log.Format);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = SafeAnswers.LongestRequest;
        });
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = LastMoments)
            .AddSingleton<ILoggerFactory, RedactingLoggers>()
            .AddSingleton(_ => installation.GetAwaiter().GetResult() ?? throw new InvalidOperationException("The templates have mistakes."))
            .AddParts(settings, clock)
            .AddTelemetry(settings)
            .AddProxies(settings)
            .AddStrictHttps()
            .AddFeedAddresses()
            .AddSignIn(settings)
            .AddSafeAnswers()
            .AddWeb()
            .AddCalendar()
            .AddToday()
            .AddScheduler()
            .AddHealth()
            .AddResources();
        more?.Invoke(builder.Services);
        builder.Services.StartBeside(installation);
        Listen(builder, settings);

        var app = builder.Build();
        app.UseLimits();
        app.MapHealth();
        app.MapWeb();
        app.MapToday();
        app.MapPiecePages();
        app.MapTaskPages();
        app.MapCoveragePages();
        app.MapTemplates();
        app.MapFeedPages();
        app.MapProfileFeeds();
        app.MapProfileDigest();
        app.MapDigests();
        app.MapCalendar();
        app.MapMoves();
        app.MapImports();
        app.MapSources();
        app.MapLaunchPages();
        app.MapPlanPages();
        app.MapClients();
        app.MapImportPages();
        app.MapSourcePages();
        app.MapResources();
        app.MapWebhooks();
        app.MapExports();
        app.MapArchiveExport();
        app.MapExportPages();
        app.MapWebhookPages();
        app.MapHistoryPages();
        app.MapSettingsPages();
        app.MapClientSettings();
        app.MapSignIn();
        app.MapPasskeys();
        app.MapProvider(settings);
        app.MapPasswords();
        app.MapProfile();
        app.MapPeople();
        app.MapAccounts();
        app.MapAudit();
        app.MapApprovals();
        app.MapJobs();
        app.MapDashboard();
        app.MapBackups();
        app.MapArchives();
        app.MapMailActions();
        app.MapMailAdministration();
        return app;
    }

    /// <summary>Everything that does not answer requests by itself: also what a verb of the command line works with, beside a running service.</summary>
    public static IServiceCollection AddParts(this IServiceCollection services, Settings settings, Installation installation, IClock clock) => services
        .AddSingleton(installation)
        .AddParts(settings, clock);

    private static IServiceCollection AddParts(this IServiceCollection services, Settings settings, IClock clock) => services
        .AddSingleton(settings)
        .AddSingleton<IClock>(new MicrosecondClock(clock))
        .AddSlices(settings);

    /// <summary>What a job file can name with <c>run:</c>.</summary>
    public static IReadOnlyList<JobVerb> Verbs() => JobVerb.Of(new ServiceCollection().AddSlices(new Settings()));

    private static IServiceCollection AddSlices(this IServiceCollection services, Settings settings) => services
        .AddDatabase(settings)
        .AddSingleton(_ => new GuardedHttp(new OpenAddresses(settings.Outgoing.Allow)))
        .AddBackups()
        .AddArchives()
        .AddWorkspaces()
        .AddTemplates()
        .AddDeeds()
        .AddLeverage()
        .AddMoves()
        .AddFeeds()
        .AddImports()
        .AddAccounts()
        .AddJobs()
        .AddWebhooks()
        .AddMail()
        .AddApprovals();

    /// <summary>Where nothing is said, on this machine only; not on whatever the framework takes.</summary>
    private static void Listen(WebApplicationBuilder builder, Settings settings)
    {
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is not null) return;
        if (settings.Urls is { } urls) builder.WebHost.UseUrls(urls);
        else if (builder.Configuration[WebHostDefaults.HttpPortsKey] is null) builder.WebHost.UseUrls(Settings.DefaultUrl);
    }
}
