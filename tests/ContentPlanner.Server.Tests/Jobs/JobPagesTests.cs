using System.Net;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Jobs;

public sealed class JobPagesOnSqlite() : JobPagesTests(DatabaseKind.Sqlite);

public sealed class JobPagesOnPostgres() : JobPagesTests(DatabaseKind.Postgres);

public abstract class JobPagesTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly SystemClock _clock = SystemClock.Instance;
    private TestDatabase _database = null!;
    private RunningService _service = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        await using (var db = _database.Databases.CreateDbContext())
        {
            var now = _clock.GetCurrentInstant();
            db.Jobs.Add(new() { Id = "idle", KnownSince = now });
            db.JobRuns.Add(new() { Id = Guid.NewGuid(), JobId = "idle", StartedAt = Instant.FromUtc(2026, 11, 23, 9, 0), EndedAt = Instant.FromUtc(2026, 11, 23, 9, 4) + Duration.FromSeconds(10), Outcome = JobOutcome.Failed, Message = "the <disk> is full" });
            await db.SaveChangesAsync(Stop);
        }
        _service = await RunningService.Start(_database, _clock, settings => settings.Scheduler.PollSeconds = 1, services => services
            .AddSingleton(new JobFiles([SchedulerTests.Due("idle") with { Description = "Does nothing & rests" }, SchedulerTests.Due("asleep") with { Enabled = false }]))
            .AddSingleton(new Scripted(context => Task.FromResult(JobReport.Of((context.DryRun ? "would rest" : "rested", 3)))))
            .AddSingleton(new JobVerb("scripted", typeof(Scripted), [])));
        await SchedulerTests.Eventually(() => Task.FromResult(_service.Scheduler().Storage is not null), "the scheduler starts");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_page_says_when_each_job_ran_how_long_what_became_of_it_and_when_it_is_next()
    {
        using var administrator = await Browser.OfAdministrator(_service.App);

        var page = await administrator.Read("/admin/jobs");

        foreach (var said in new[] { "idle", "Does nothing &amp; rests", "0 0 1 1 *", "failed</span> 23 Nov 2026, 09:00 UTC, 4 min 10 s", "the &lt;disk&gt; is full", "1 Jan 20", ", 00:00 UTC", "switched off", "never yet" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("the &lt;disk&gt; is full", await administrator.Read("/admin/jobs/idle"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_run_now()
    {
        using var administrator = await Browser.OfAdministrator(_service.App);

        using var answer = await administrator.Submit("/admin/jobs", "/admin/jobs/idle/run");

        Assert.Equal((HttpStatusCode.SeeOther, "/admin/jobs/idle?asked=true"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Contains("It runs now, by itself", await administrator.Read("/admin/jobs/idle?asked=true"), StringComparison.Ordinal);
        await SchedulerTests.Eventually(async () => (await administrator.Read("/admin/jobs/idle")).Contains("rested 3", StringComparison.Ordinal), "it has run");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done()
    {
        using var administrator = await Browser.OfAdministrator(_service.App);

        using var answer = await administrator.Submit("/admin/jobs", "/admin/jobs/idle/dry-run");

        Assert.Contains("would rest 3", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("(dry run)", await administrator.Read("/admin/jobs/idle"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_the_pages_own_token_runs_nothing()
    {
        using var administrator = await Browser.OfAdministrator(_service.App);

        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.Post("/admin/jobs/idle/run")).StatusCode);

        await using var db = _database.Databases.CreateDbContext();
        Assert.Equal(1, await db.JobRuns.CountAsync(Stop));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sees_the_page()
    {
        using var anybody = new Browser(_service.App.Urls.First());

        Assert.Equal("/sign-in", (await anybody.Get("/admin/jobs")).Headers.Location!.AbsolutePath);
        Assert.Equal("/sign-in", (await anybody.Post("/admin/jobs/idle/run")).Headers.Location!.AbsolutePath);
    }

    /// <summary>R37.</summary>
    [Theory]
    [InlineData("/hangfire")]
    [InlineData("/hangfire/")]
    [InlineData("/hangfire/recurring")]
    [InlineData("/hangfire/jobs/failed")]
    [InlineData("/hangfire/css18250")]
    public async Task Hangfires_page_lets_nobody_in_whom_only_an_address_speaks_for(string path)
    {
        using var anybody = new Browser(_service.App.Urls.First());
        foreach (var headers in new (string, string)[][]
        {
            [], [("X-Forwarded-For", "127.0.0.1")], [("X-Forwarded-For", "203.0.113.9")], [("Forwarded", "for=127.0.0.1")], [("X-Real-IP", "127.0.0.1")], [("Cookie", "contentplanner=made-up")],
        })
        {
            using var answer = await anybody.Get(path, headers);
            Assert.Equal((HttpStatusCode.Found, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath));
        }
    }

    /// <summary>R37.</summary>
    [Fact]
    public async Task Hangfires_page_lets_nobody_in_who_is_signed_in_as_something_else()
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext
        {
            RequestServices = _service.Services,
            User = new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.Role, "owner")], "Cookies")),
        };
        var authorization = _service.Services.GetRequiredService<Microsoft.AspNetCore.Authorization.IAuthorizationService>();

        Assert.False((await authorization.AuthorizeAsync(context.User, null, Server.Accounts.Administrator.Policy)).Succeeded);
    }

    [Fact]
    public async Task An_administrator_sees_Hangfires_pages_with_their_styles_and_scripts()
    {
        using var administrator = await Browser.OfAdministrator(_service.App);

        var page = await administrator.Read("/hangfire/recurring");

        Assert.Contains("idle", page, StringComparison.Ordinal);
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(page, "(?:href|src)=\"(/hangfire/(?:css|js|fonts)[^\"]+)\""))
            Assert.NotEmpty(await administrator.Read(link.Groups[1].Value));
        foreach (var path in new[] { "/hangfire", "/hangfire/jobs/enqueued", "/hangfire/jobs/succeeded", "/hangfire/servers", "/hangfire/retries" }) Assert.NotEmpty(await administrator.Read(path));
    }

    [Fact]
    public async Task A_job_that_does_not_get_done_is_told_on_every_page_and_marked_for_a_mail_once()
    {
        var clock = new NodaTime.Testing.FakeClock(_clock.GetCurrentInstant());
        var tick = SchedulerTests.Due("tick") with { Cron = "* * * * *" };
        var watch = ActivatorUtilities.CreateInstance<JobWatch>(_service.Services, new JobFiles([tick]), clock);
        _service.Services.GetRequiredService<Settings>().Mail.Administrators = "ada@example.org, ben@example.org";
        await using var db = _database.Databases.CreateDbContext();
        db.Jobs.Add(new() { Id = "tick", KnownSince = clock.GetCurrentInstant() });
        await db.SaveChangesAsync(Stop);

        clock.AdvanceSeconds(90);
        await watch.LookAsync(Stop);
        Assert.Null((await State()).AlarmedAt);

        clock.AdvanceMinutes(2);
        await watch.LookAsync(Stop);
        var alarmed = (await State()).AlarmedAt;
        Assert.Equal(clock.GetCurrentInstant(), alarmed!.Value, (a, b) => (a - b).TotalSeconds < 0.001);

        clock.AdvanceHours(1);
        await watch.LookAsync(Stop);
        Assert.Equal(alarmed, (await State()).AlarmedAt);
        Assert.Equal(["ada@example.org", "ben@example.org"], await db.Deliveries.Where(d => d.Kind == DeliveryKind.JobAlarm).OrderBy(d => d.Address).Select(d => d.Address).ToListAsync(Stop));
        Assert.Equal("has never succeeded, for more than two of its periods", watch.Warning(tick, await State()));

        async Task<JobRow> State() => await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == "tick", Stop);
    }
}
