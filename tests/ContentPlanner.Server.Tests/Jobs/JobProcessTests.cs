using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Tests.Cli;
using ContentPlanner.Server.Tests.Parts;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Jobs;

/// <summary>Jobs of the program as a process, which is killed.</summary>
public sealed class JobProcessTests : IDisposable
{
    private const string Sweep = "run: sweep\ncron: \"0 3 * * *\"\ntimeout: 5m\n";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>R2.</summary>
    [Fact]
    public async Task What_a_killed_node_was_at_is_done_by_the_other()
    {
        var connection = await (await PostgresServer.Shared()).CreateDatabase();
        var databases = Databases.Postgres(connection);
        var environment = new Dictionary<string, string?> { ["Database__ConnectionString"] = connection, ["Scheduler__TakeOverSeconds"] = "5", ["Scheduler__PollSeconds"] = "1" };
        await using var first = Serve(environment);
        await first.Says("Sign in ");
        await Planned(databases);
        var workspace = await OldLine(databases);

        // A table that is locked holds the sweep up in the middle of its work.
        await using var hold = databases.CreateDbContext();
        await using (var locked = await hold.Database.BeginTransactionAsync(Stop))
        {
            await hold.Database.ExecuteSqlRawAsync("LOCK TABLE stamp IN ACCESS EXCLUSIVE MODE", Stop);
            Ring(connection);
            await SchedulerTests.Eventually(async () => await Runs(databases).AnyAsync(r => r.Node.EndsWith($"/{first.Id}"), Stop), "the first node is at it");
            await using var second = Serve(environment);
            await second.Says("Listens on");
            await first.Kill();
            await locked.RollbackAsync(Stop);

            await SchedulerTests.Eventually(async () => await Runs(databases).AnyAsync(r => r.Node.EndsWith($"/{second.Id}") && r.Outcome == JobOutcome.Succeeded, Stop), "the other node does it");
        }

        Assert.Equal(["alive"], await hold.Stamps.Where(s => s.WorkspaceId == workspace).Select(s => s.Uid).ToListAsync(Stop));
        Assert.Equal(2, await Runs(databases).CountAsync(Stop));
    }

    /// <summary>R10.</summary>
    [Fact]
    public async Task What_was_missed_while_an_embedded_service_was_down_is_made_up_for_at_start()
    {
        var databases = Databases.Sqlite(Path.Combine(_folder["data"], "contentplanner.db"));
        await using (var service = Serve([]))
        {
            await service.Says("Sign in ");
            await Planned(databases);
            await service.Kill();
        }
        await using (var db = databases.CreateDbContext())
        {
            var week = SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(7);
            await db.Jobs.ExecuteUpdateAsync(j => j.SetProperty(r => r.KnownSince, week).SetProperty(r => r.LastSuccessAt, week), Stop);
        }

        await using var again = Serve([]);

        await SchedulerTests.Eventually(async () => await Runs(databases).AnyAsync(r => r.Outcome == JobOutcome.Succeeded, Stop), "it is made up for");
        Assert.Equal(1, await Runs(databases).CountAsync(Stop));
    }

    [Fact]
    public async Task A_mistake_in_a_job_file_keeps_the_service_from_starting_and_is_told_with_its_place()
    {
        var file = _folder.Write("jobs/tidy.yaml", "run: sweap\ncron: \"0 3 * * *\"\n");
        await using var service = ProgramProcess.Start(["serve", "--data", _folder["data"]], new Dictionary<string, string?> { ["Jobs"] = _folder["jobs"] });

        Assert.Equal(1, await service.Exit());
        Assert.Contains($"{file}:1:6: the program cannot run 'sweap'; did you mean 'sweep'?", service.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_that_came_since_the_last_run_is_told_as_well_though_calendars_are_sent_first()
    {
        _folder.Write("jobs/tidy.yaml", "run: sweep\ncron: \"0 3 * * *\"\n");
        string[] serve = ["serve", "--demo", "--data", _folder["data"], "--urls", "http://127.0.0.1:0"];
        var variables = new Dictionary<string, string?> { ["Jobs"] = _folder["jobs"] };
        await using (var before = ProgramProcess.Start(serve, variables))
        {
            using var reader = new HttpClient();
            Assert.StartsWith("BEGIN:VCALENDAR", await reader.GetStringAsync((await before.Says("Calendar +(http://.*)")).Groups[1].Value, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            before.Terminate();
            Assert.Equal(0, await before.Exit());
        }
        Assert.Single(Directory.GetFiles(_folder["data/feeds"]));
        var file = _folder.Write("jobs/tidy.yaml", "run: sweap\ncron: \"0 3 * * *\"\n");

        await using var service = ProgramProcess.Start(serve, variables);

        Assert.Equal(1, await service.Exit());
        Assert.Contains($"{file}:1:6: the program cannot run 'sweap'", service.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_lists_every_job_and_runs_one_beside_the_service()
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Sqlite);

        var dry = ProgramRun.Of("jobs", "run", "retention", "--dry-run", "--data", database.Folder!);
        var run = ProgramRun.Of("jobs", "run", "retention", "--data", database.Folder!);
        var list = ProgramRun.Of("jobs", "--data", database.Folder!);
        var unknown = ProgramRun.Of("jobs", "run", "retentoin", "--data", database.Folder!);

        Assert.Equal((0, "retention succeeded after 0.0 s: nothing to do (dry run, nothing was written)\n"), (dry.Exit, dry.Output));
        Assert.Equal((0, "retention succeeded after 0.0 s: nothing to do\n"), (run.Exit, run.Output));
        Assert.Matches(@"(?m)^retention +40 3 \* \* \* +next 2026-11-24 03:40 UTC  last succeeded 2026-11-23 09:00 UTC, 0.0 s; nothing to do$", list.Output);
        Assert.Matches(@"(?m)^series +\*/5 \* \* \* \* +next 2026-11-23 09:05 UTC  last never yet$", list.Output);
        Assert.Equal(1, unknown.Exit);
        Assert.Contains("There is no job 'retentoin'; there are ", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shipped_job_is_one_the_program_can_run()
    {
        var problems = new List<Core.Problem>();

        var files = JobFiles.Read(JobFiles.ShippedFolder, Service.Verbs(), problems);

        Assert.Empty(problems);
        Assert.Equal(Service.Verbs().Select(v => v.Name).Order(StringComparer.Ordinal), files!.All.Select(j => j.Run).Distinct().Order(StringComparer.Ordinal));
        Assert.All(files.All, j => Assert.NotNull(j.Description));
    }

    [Fact]
    public void Hangfire_and_we_read_cron_alike()
    {
        var storage = new Hangfire.InMemory.InMemoryStorage();
        var recurring = new RecurringJobManager(storage);
        string[] crons = [.. JobFiles.Read(JobFiles.ShippedFolder, Service.Verbs(), [])!.All.Select(j => j.Cron).Distinct(), "0 6 * * mon", "30 2 1 * *", "0 4 * * 1-5", "0 0 13 * fri", "5/20 8-18/5 * jan,jun *", "0 0 29 2 *", "15 10 * * 7"];
        var before = SystemClock.Instance.GetCurrentInstant();
        foreach (var (cron, n) in crons.Select((c, n) => (c, n))) recurring.AddOrUpdate($"{n}", Scheduler.Call("x"), cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });
        var after = SystemClock.Instance.GetCurrentInstant();

        using var connection = storage.GetConnection();
        foreach (var stored in Hangfire.Storage.StorageConnectionExtensions.GetRecurringJobs(connection))
            Assert.Contains(Instant.FromDateTimeUtc(DateTime.SpecifyKind(stored.NextExecution!.Value, DateTimeKind.Utc)),
                new[] { Formats.Jobs.CronText.Next(stored.Cron, before), Formats.Jobs.CronText.Next(stored.Cron, after) }.OfType<Instant>());
    }

    private ProgramProcess Serve(Dictionary<string, string?> environment)
    {
        _folder.Write("jobs/retention.yaml", Sweep);
        return ProgramProcess.Start(["serve", "--data", _folder["data"], "--urls", "http://127.0.0.1:0"], new Dictionary<string, string?>(environment) { ["Jobs"] = _folder["jobs"] });
    }

    private static void Ring(string connection)
    {
        var options = new PostgreSqlStorageOptions { SchemaName = "hangfire", PrepareSchemaIfNecessary = false };
        new BackgroundJobClient(new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options)).Create(Scheduler.Call("retention"), new EnqueuedState());
    }

    private static Task Planned(Databases databases) => SchedulerTests.Eventually(async () =>
    {
        await using var db = databases.CreateDbContext();
        return await db.Jobs.AnyAsync(j => j.Id == "retention", Stop);
    }, "the jobs are planned");

    private static async Task<Guid> OldLine(Databases databases)
    {
        var (id, longAgo) = (Guid.NewGuid(), SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(40));
        await using var db = databases.CreateDbContext();
        db.Workspaces.Add(new() { Id = id, Key = "w", Name = "W", Zone = "Europe/Dublin", CreatedAt = longAgo, ChangedAt = longAgo });
        await db.SaveChangesAsync(Stop);
        db.Stamps.AddRange(new StampRow { WorkspaceId = id, Uid = "alive", ChangedAt = longAgo }, new StampRow { WorkspaceId = id, Uid = "gone", ChangedAt = longAgo, GoneAt = longAgo });
        await db.SaveChangesAsync(Stop);
        return id;
    }

    private static IQueryable<JobRunRow> Runs(Databases databases) => databases.CreateDbContext().JobRuns.AsNoTracking().Where(r => r.JobId == "retention");
}
