using System.Text;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Telemetry;

public sealed class TelemetryOnSqlite() : TelemetryTests(DatabaseKind.Sqlite);

public sealed class TelemetryOnPostgres() : TelemetryTests(DatabaseKind.Postgres);

/// <summary>Traces and figures reach a collector over http, without secrets; nothing of it is there when nobody asked.</summary>
public abstract class TelemetryTests(DatabaseKind kind)
{
    private const string Administrator = "ada@steadyground.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_hears_of_feeds_jobs_mails_and_the_database_and_of_no_secret()
    {
        await using var collector = await Receiver.Start();
        var database = await TestDatabase.Open(kind);
        string token;
        await using (var house = await FeedHouse.On(database, s =>
        {
            (s.Telemetry.Endpoint, s.Telemetry.Headers, s.Telemetry.EverySeconds) = (collector.Address, "x-tenant=planner", 1);
            // The database's own clock is not the test's.
            (s.Mail.Administrators, s.Mail.ClockSkewSeconds) = (Administrator, int.MaxValue);
        }))
        {
            var feed = await house.Add();
            token = feed.Token;
            await house.Get(feed);
            var files = house.Service.Services.GetRequiredService<JobFiles>();
            await house.Service.Services.GetRequiredService<JobRunner>().RunAsync(files.Find("retention")!, dryRun: true, Stop);
            await house.Service.Services.GetRequiredService<Outbox>().AlarmAsync("a job", "2026-11-23", "It does not get done", ["Look at it."], null, Stop);
            await house.Service.Services.GetRequiredService<MailTicks>().DigestTickAsync(dryRun: false, Stop);
            await Until(() => Said(collector, "/v1/metrics").Contains("contentplanner.mail.deliveries", StringComparison.Ordinal));
        }

        var (traces, figures) = (Said(collector, "/v1/traces"), Said(collector, "/v1/metrics"));
        foreach (var name in new[] { "draw feed", "job retention", "deliver mail", kind == DatabaseKind.Sqlite ? "sqlite" : "postgresql", "/feeds/cpf_…/calendar.ics" }) Assert.Contains(name, traces, StringComparison.Ordinal);
        foreach (var name in new[] { "contentplanner.feed.fetches", "contentplanner.job.duration", "contentplanner.mail.deliveries", "contentplanner.mail.lag", "contentplanner.feed.draw.duration", "http.server.request.duration", "service.name" }) Assert.Contains(name, figures, StringComparison.Ordinal);
        Assert.DoesNotContain(token[4..20], traces + figures, StringComparison.Ordinal);
        Assert.DoesNotContain(Administrator, traces + figures, StringComparison.Ordinal);
        Assert.All(collector.Requests, r => Assert.Equal("planner", r.Headers["x-tenant"]));
    }

    private static string Said(Receiver collector, string path) => string.Concat(collector.Requests.Where(r => r.Path == path).Select(r => r.Body));

    private static async Task Until(Func<bool> come)
    {
        for (var tries = 0; tries < 200 && !come(); tries++) await Task.Delay(100, Stop);
    }
}

public sealed class QuietTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_of_it_is_loaded_unless_it_is_asked_for()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var serve = ProgramProcess.Start(["serve", "--data", _folder["data"], "--urls", "http://127.0.0.1:0"]);
        await serve.Says("Listens on");

        Assert.DoesNotContain("OpenTelemetry", await Loaded(serve), StringComparison.Ordinal);
        await serve.Kill();

        await using var measured = ProgramProcess.Start(["serve", "--data", _folder["data"], "--urls", "http://127.0.0.1:0"], new Dictionary<string, string?> { ["Telemetry__Endpoint"] = "http://127.0.0.1:9" });
        await measured.Says("Listens on");
        Assert.Contains("OpenTelemetry", await Loaded(measured), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_for_programs_is_one_object_a_line()
    {
        await using var serve = ProgramProcess.Start(["serve", "--data", _folder["data"], "--urls", "http://127.0.0.1:0"],
            new Dictionary<string, string?> { ["Log__Format"] = "Json", ["Logging__LogLevel__ContentPlanner"] = "Debug" });
        await serve.Says("Listens on");
        var line = (await serve.Says("^\\{\"Timestamp.*is planned.*\\}$")).Value;

        using var json = System.Text.Json.JsonDocument.Parse(line);
        Assert.Equal("ContentPlanner.Server.Jobs.Scheduler", json.RootElement.GetProperty("Category").GetString());
        Assert.NotEqual("", json.RootElement.GetProperty("State").GetProperty("Id").GetString());
    }

    private static Task<string> Loaded(ProgramProcess process) => File.ReadAllTextAsync($"/proc/{process.Id}/maps", Encoding.UTF8, TestContext.Current.CancellationToken);
}
