using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Cli;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Mail;

/// <summary>One node of the service with a clock of its own, on a database of its own or another node's, and its mail.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    /// <summary>Sunday before the week the tests play in.</summary>
    public static readonly Instant Sunday = Instant.FromUtc(2026, 11, 22, 12, 0);

    /// <summary>A minute after most digests are due.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 8, 1);

    private static readonly Lazy<Installation> Shipped = new(() => Installation.Read(Installation.ShippedTemplates, [])!);

    private static readonly Actor Coach = new("the coach", null, "web");

    private readonly WebApplication _service;

    private PostOffice(WebApplication service, FakeClock clock, Settings settings) => (_service, Clock, Settings) = (service, clock, settings);

    public FakeClock Clock { get; }
    public Settings Settings { get; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="server">Where mail goes; null: a folder.</param>
    /// <param name="templates">Folder with templates of the test's own; null: the shipped ones.</param>
    public static async Task<PostOffice> Open(TestDatabase database, ScriptedSmtp? server = null, FakeClock? clock = null, Action<Settings>? set = null, string? templates = null)
    {
        clock ??= new FakeClock(Sunday);
        var settings = new Settings { BaseUrl = "https://plan.example.org" };
        if (database.Folder is { } folder) settings.Data = folder;
        else settings.Database.ConnectionString = database.Databases.ConnectionString;
        settings.Mail.From = "Planner <plan@example.org>";
        // The clock of these tests is not the database's.
        settings.Mail.ClockSkewSeconds = int.MaxValue;
        settings.Mail.Folder = Directory.CreateTempSubdirectory("contentplanner-mail-").FullName;
        // These tests say themselves when a job runs.
        settings.Jobs = settings.Mail.Folder;
        if (server is not null)
        {
            settings.Mail.Smtp = new() { Host = server.Host, Port = server.Port, Security = Shared.SmtpSecurity.None, TimeoutSeconds = 2, Connections = 1 };
        }
        set?.Invoke(settings);
        await Task.CompletedTask;
        return new(Service.Create(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"], settings, templates is null ? Shipped.Value : Installation.Read(templates, [])!, clock), clock, settings);
    }

    public T Part<T>() where T : notnull => _service.Services.GetRequiredService<T>();

    public MailTicks Ticks => Part<MailTicks>();

    public string MailFolder => Settings.Mail.Folder!;

    public PlannerDb Db() => Part<Databases>().CreateDbContext();

    /// <summary>The address the service answers at.</summary>
    public async Task<HttpClient> Browser(bool followRedirects = false)
    {
        await _service.StartAsync(Stop);
        return new(new HttpClientHandler { AllowAutoRedirect = followRedirects, UseCookies = false }) { BaseAddress = new Uri(_service.Urls.First()) };
    }

    /// <summary>The administrator at her browser.</summary>
    public async Task<Browser> Administrator()
    {
        await _service.StartAsync(Stop);
        return await Parts.Browser.OfAdministrator(_service);
    }

    public async Task<WorkspaceSnapshot> Create(Workspace plan, bool fresh = true) =>
        Assert.IsType<ChangeResult.Done>(await Part<WorkspaceStore>().CreateAsync(plan, Coach, "began", fresh, Stop)).After;

    public async Task<WorkspaceSnapshot> Change(Guid workspace, Func<Workspace, Workspace> verb) =>
        Assert.IsType<ChangeResult.Done>(await Part<WorkspaceStore>().ChangeAsync(workspace, Coach, "changed", w => verb(w), Stop)).After;

    public async Task<List<DeliveryRow>> Deliveries(DeliveryKind? kind = null)
    {
        await using var db = Db();
        return await db.Deliveries.AsNoTracking().Where(d => kind == null || d.Kind == kind).OrderBy(d => d.DueAt).ThenBy(d => d.Address).ToListAsync(Stop);
    }

    public async Task<SubscriptionRow> Subscription(DeliveryKind kind, Func<SubscriptionRow, bool>? which = null)
    {
        await using var db = Db();
        return (await db.Subscriptions.AsNoTracking().Where(s => s.Kind == kind).ToListAsync(Stop)).Single(which ?? (_ => true));
    }

    public async Task<List<SubscriptionRow>> Subscriptions(DeliveryKind kind)
    {
        await using var db = Db();
        return await db.Subscriptions.AsNoTracking().Where(s => s.Kind == kind).ToListAsync(Stop);
    }

    public Task<Counts> DigestTick() => Ticks.DigestTickAsync(dryRun: false, Stop);

    public Task<Counts> CountdownTick() => Ticks.CountdownTickAsync(dryRun: false, Stop);

    /// <summary>The coaching author's year.</summary>
    public static Workspace StarterPlan()
    {
        var problems = new List<Problem>();
        return PlanOnDisk.Read(ProgramRun.StarterPlan, Shipped.Value.Library, new(2026, 11, 22), problems)!;
    }

    /// <summary>A small client in London: so many people, each with a digest on Mondays at 08:00.</summary>
    public static Workspace Team(int people = 1, string key = "team") => new()
    {
        Key = key,
        Name = "Steady Ground",
        Zone = DateTimeZoneProviders.Tzdb["Europe/London"],
        Strategist = "person-1",
        Members = Enumerable.Range(1, people).Select(n => new Member { Key = $"person-{n}", Name = $"Person {n}", Email = $"person-{n}@{key}.example" }).ToValueList(),
        Digests = Enumerable.Range(1, people).Select(n => new DigestSubscription { Key = $"digest-{n}", Person = $"person-{n}" }).ToValueList(),
    };

    /// <summary>The same with a book that comes out so many days after Sunday, 22 November.</summary>
    public static Workspace Launching(int days, int people = 1) => Team(people) with
    {
        Launches = [new Launch { Key = "book", Title = "The Unhurried Author", Blueprint = "book-launch", Owner = "person-1", Anchors = [new("publication", new LocalDate(2026, 11, 22).PlusDays(days))] }],
    };

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync(CancellationToken.None);
        await _service.DisposeAsync();
        Directory.Delete(MailFolder, recursive: true);
    }
}
