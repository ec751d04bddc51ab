using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Accounts;

/// <summary>A running service with the demo client and people who may do this and that.</summary>
internal sealed class AccountHouse : IAsyncDisposable
{
    public const string Password = "four words nobody says";

    private readonly TestDatabase _database;
    private readonly RunningService _service;
    private readonly TemporaryFolder _noJobs;
    private Action<Settings>? _set;

    private AccountHouse(TestDatabase database, RunningService service, TemporaryFolder noJobs, FakeClock clock, WorkspaceSnapshot client) =>
        (_database, _service, _noJobs, Clock, Client) = (database, service, noJobs, clock, client);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public FakeClock Clock { get; }
    public WorkspaceSnapshot Client { get; }
    public string Key => Client.Workspace.Key;
    public string Address => _service.App.Urls.First();
    public RunningService Service => _service;

    /// <summary>Another node on the same PostgreSQL, of the same clock and settings.</summary>
    public Task<RunningService> AnotherNode() => RunningService.Start(_database, Clock, _set);

    public static async Task<AccountHouse> Open(DatabaseKind kind, Action<Settings>? set = null)
    {
        var database = await TestDatabase.Open(kind);
        var noJobs = new TemporaryFolder();
        // Cookies go by the system's clock.
        var clock = new FakeClock(SystemClock.Instance.GetCurrentInstant());
        var all = (Settings settings) =>
        {
            settings.Jobs = noJobs.Path;
            set?.Invoke(settings);
        };
        var service = await RunningService.Start(database, clock, all);
        var client = await service.Services.GetRequiredService<StarterPlan>().LoadAsync(Stop);
        return new(database, service, noJobs, clock, client!) { _set = all };
    }

    public T Part<T>() where T : notnull => _service.Services.GetRequiredService<T>();

    public PlannerDb Db() => _database.Databases.CreateDbContext();

    /// <summary>A second client, which nobody of the first may know of.</summary>
    public async Task<WorkspaceSnapshot> AddOther()
    {
        var made = await Part<WorkspaceStore>().CreateAsync(Client.Workspace with { Key = "other-client", Name = "Somebody Else", Id = null }, Actor.CommandLine, "began", fresh: true, Stop);
        return Assert.IsType<ChangeResult.Done>(made).After;
    }

    public async Task<Guid> Add(string email, string? password = Password, bool administrator = false, bool proven = true)
    {
        await using var scope = _service.Services.CreateAsyncScope();
        return Assert.IsType<AccountResult.Done>(await scope.ServiceProvider.GetRequiredService<AccountStore>().AddAsync(new(email.Split('@')[0], email, password, administrator), proven)).Account.Id;
    }

    public async Task<T> With<T>(Func<AccountStore, Task<T>> work)
    {
        await using var scope = _service.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AccountStore>());
    }

    /// <summary>Somebody's browser, with that access to the demo client.</summary>
    public Task<Browser> As(string email, Access access, Guid? workspace = null) => Browser.Of(_service.App, email, workspace ?? Client.Id, access);

    public Task<Browser> Administrator() => Browser.OfAdministrator(_service.App);

    public Browser Nobody() => new(Address);

    public static async Task<HttpStatusCode> SignIn(Browser browser, string email, string password = Password)
    {
        using var answer = await browser.Submit("/sign-in", "/sign-in", ("email", email), ("password", password));
        return answer.StatusCode;
    }

    /// <summary>A program with a key of somebody's.</summary>
    public async Task<HttpClient> Program(Guid account, ApiScopes scopes, Guid? workspace = null, Instant? until = null)
    {
        var (key, refusal) = await Part<ApiKeys>().CreateAsync(account, new("a program", scopes, workspace, until), Stop);
        Assert.Null(refusal);
        return Program(key!);
    }

    public HttpClient Program(string key)
    {
        var program = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(Address) };
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return program;
    }

    public static async Task<HttpStatusCode> Status(HttpClient program, string path, object? body = null)
    {
        using var answer = body is null ? await program.GetAsync(new Uri(path, UriKind.Relative), Stop) : await program.PostAsJsonAsync(path, body, Stop);
        return answer.StatusCode;
    }

    /// <summary>The text of the newest mail of a kind, as it is stored to be sent; null: there is none.</summary>
    public async Task<(DeliveryRow Delivery, MimeMessage Message)?> Mail(DeliveryKind kind)
    {
        await using var db = Db();
        var delivery = await db.Deliveries.AsNoTracking().Where(d => d.Kind == kind).OrderByDescending(d => d.Id).FirstOrDefaultAsync(Stop);
        if (delivery is null) return null;
        var stored = await db.StoredMails.AsNoTracking().SingleAsync(m => m.DeliveryId == delivery.Id, Stop);
        using var octets = new MemoryStream(stored.Message);
        return (delivery, await MimeMessage.LoadAsync(octets, Stop));
    }

    /// <summary>The path of the first link in a mail that begins so.</summary>
    public static string LinkIn(MimeMessage message, string path) => Regex.Match(message.TextBody!, $"https?://[^/\\s]+({Regex.Escape(path)}[A-Za-z0-9_-]+)").Groups[1].Value is { Length: > 0 } link ? link : throw new InvalidOperationException($"no {path} in:\n{message.TextBody}");

    /// <summary>Runs a job's verb once, as the scheduler would.</summary>
    public Task<JobReport> Run(string verb, bool dryRun = false) => Run(_service, Clock, verb, dryRun);

    public static Task<JobReport> Run(RunningService node, IClock clock, string verb, bool dryRun = false) =>
        ((IJob)node.Services.GetRequiredService(node.Services.GetServices<JobVerb>().Single(v => v.Name == verb).Job))
        .RunAsync(new(verb, clock.GetCurrentInstant(), dryRun, new Dictionary<string, string>(), null, Duration.FromMinutes(1), Stop));

    public static async Task Eventually(Func<Task<bool>> holds, string what)
    {
        for (var waited = 0; waited < 300; waited++)
        {
            if (await holds()) return;
            await Task.Delay(50, Stop);
        }
        Assert.Fail($"{what}: not within 15 seconds");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        _noJobs.Dispose();
    }
}
