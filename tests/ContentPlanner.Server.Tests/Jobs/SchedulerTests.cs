using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Tests.Parts;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Job = ContentPlanner.Formats.Jobs.Job;

namespace ContentPlanner.Server.Tests.Jobs;

public sealed class SchedulerOnSqlite() : SchedulerTests(DatabaseKind.Sqlite);

public sealed class SchedulerOnPostgres() : SchedulerTests(DatabaseKind.Postgres)
{
    /// <summary>R5.</summary>
    [Fact]
    public async Task A_lock_that_a_dead_node_left_behind_holds_jobs_up_for_two_minutes_at_most()
    {
        var node = await Node([Due("works") with { Cron = "* * * * *" }]);
        var storage = await Storage(node);

        var options = typeof(Hangfire.PostgreSql.PostgreSqlStorage).GetProperty("Options", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)!.GetValue(storage) as Hangfire.PostgreSql.PostgreSqlStorageOptions;
        Assert.Equal(TimeSpan.FromMinutes(2), options!.DistributedLockTimeout);
        if (Environment.GetEnvironmentVariable("CONTENTPLANNER_LONG") != "1") return;

        await using (var db = Database.Databases.CreateDbContext())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO hangfire.lock(resource, acquired) VALUES ('hangfire:recurring-jobs:lock', now() at time zone 'utc') ON CONFLICT DO NOTHING", Stop);
        await Eventually(async () => await Count("works", JobOutcome.Succeeded) > 0, "the lock runs out and sweeps go on", TimeSpan.FromSeconds(215));
    }

    /// <summary>R3.</summary>
    [Fact]
    public async Task A_healthy_job_longer_than_the_time_after_which_others_take_over_is_started_once()
    {
        var nodes = new[] { await Node([Due("long")], Long, takeOver: 3), await Node([Due("long")], Long, takeOver: 3) };
        nodes[0].Scheduler().Ring("long");

        await Eventually(async () => await Count("long", JobOutcome.Succeeded) == 1, "it comes to its end");

        await using var db = Database.Databases.CreateDbContext();
        Assert.Equal(1, await db.JobRuns.CountAsync(Stop));

        static async Task<JobReport> Long(JobContext context)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), context.Stop);
            return JobReport.Of(("done", 1));
        }
    }

    [Fact]
    public async Task Hangfires_storage_is_emptied_under_a_running_service_and_comes_back()
    {
        var node = await Node([Due("works"), Due("missed") with { Cron = "* * * * *" }]);
        await using var db = Database.Databases.CreateDbContext();
        await db.Jobs.Where(j => j.Id == "missed").ExecuteUpdateAsync(j => j.SetProperty(r => r.KnownSince, r => SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(1)), Stop);
        await db.Database.ExecuteSqlRawAsync("DROP SCHEMA hangfire CASCADE", Stop);

        await node.Scheduler().LookAsync(Stop);
        await node.Scheduler().LookAsync(Stop);

        using var connection = (await Storage(node)).GetConnection();
        Assert.Equal(["missed", "works"], connection.GetRecurringJobs().Select(r => r.Id).Order(StringComparer.Ordinal));
        await Eventually(async () => await Count("missed", JobOutcome.Succeeded) >= 1, "what was lost is done", TimeSpan.FromSeconds(90));
    }

    /// <summary>R13. In memory nothing lasts so long.</summary>
    [Fact]
    public async Task What_failed_a_month_ago_is_swept_and_a_collector_hears_how_much_is_left()
    {
        var node = await Node([Due("works"), Due("sweeps") with { Run = "sweep" }]);
        var storage = await Storage(node);
        var client = new BackgroundJobClient(storage, new JobFilterCollection());
        var now = SystemClock.Instance.GetCurrentInstant();
        foreach (var days in new[] { 1, 29, 31, 40 }) client.Create(Scheduler.Call("works"), new FailedOn(now - Duration.FromDays(days)));
        Assert.Equal([4L], Heard(node.Scheduler()));

        var run = await node.Services.GetRequiredService<JobRunner>().RunAsync(node.Services.GetRequiredService<JobFiles>().Find("sweeps")!, dryRun: false, Stop);

        Assert.Equal("""{"failed calls":2}""", run.Counts);
        Assert.Equal([2L], Heard(node.Scheduler()));
    }

    private static List<long> Heard(Scheduler scheduler)
    {
        var heard = new List<long>();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "contentplanner.job.failed" && ReferenceEquals(instrument.Meter.Scope, scheduler)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => heard.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return heard;
    }

    /// <summary>As Hangfire writes it, on a day of the test's.</summary>
    private sealed class FailedOn(Instant at) : IState
    {
        public string Name => FailedState.StateName;
        public string? Reason => null;
        public bool IsFinal => false;
        public bool IgnoreJobLoadException => false;
        public Dictionary<string, string> SerializeData() => new(StringComparer.OrdinalIgnoreCase)
        {
            ["FailedAt"] = JobHelper.SerializeDateTime(at.ToDateTimeUtc()),
            ["ExceptionType"] = "E",
            ["ExceptionMessage"] = "m",
            ["ExceptionDetails"] = "d",
        };
    }
}

/// <summary>Hangfire as the service holds it, on the storage that belongs to each database.</summary>
public abstract class SchedulerTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly List<RunningService> _nodes = [];
    private TestDatabase _database = null!;

    protected TestDatabase Database => _database;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Open(kind);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>R1.</summary>
    [Fact]
    public async Task Hangfire_works_on_its_storage_whole()
    {
        var tries = 0;
        var node = await Node([Due("works"), Due("fails-once") with { Retries = 1 }], context =>
            context.JobId == "fails-once" && Interlocked.Increment(ref tries) == 1 ? throw new InvalidOperationException("not yet") : Task.FromResult(JobReport.Of(("done", 1))));
        var storage = await Storage(node);
        var client = new BackgroundJobClient(storage, new JobFilterCollection());

        node.Scheduler().Ring("works");
        client.Create(Scheduler.Call("works"), new ScheduledState(TimeSpan.FromMilliseconds(200)));
        new RecurringJobManager(storage, new JobFilterCollection()).Trigger("works");
        node.Scheduler().Ring("fails-once");

        await Eventually(async () => await Count("works", JobOutcome.Succeeded) == 3, "rung, delayed and recurring runs succeed");
        await Eventually(async () => await Count("fails-once", JobOutcome.Failed) == 1, "a failed run is written down");
        var monitor = storage.GetMonitoringApi();
        await Eventually(() => Task.FromResult(monitor.ScheduledCount() == 1), "and will be tried again, as its file says");
        var failed = monitor.ScheduledJobs(0, 1).Single();
        new BackgroundJobClient(storage).Requeue(failed.Key);
        await Eventually(async () => await Count("fails-once", JobOutcome.Succeeded) == 1, "the second try succeeds");

        Assert.Single(monitor.Servers());
        Assert.All(monitor.Queues(), q => Assert.Equal("default", q.Name));
        Assert.NotNull(monitor.JobDetails(failed.Key).Job);
        Assert.Equal(4, monitor.SucceededListCount());
        Assert.Equal(4, monitor.SucceededJobs(0, 10).Count);
        Assert.Empty(monitor.FailedJobs(0, 10));
        Assert.Empty(monitor.DeletedJobs(0, 10));
        Assert.Empty(monitor.ProcessingJobs(0, 10));
        Assert.Empty(monitor.EnqueuedJobs("default", 0, 10));
        Assert.Empty(monitor.FetchedJobs("default", 0, 10));
        Assert.Equal((0, 0, 0), (monitor.FailedCount(), monitor.ProcessingCount(), monitor.EnqueuedCount("default")));
        Assert.Equal(4, monitor.GetStatistics().Succeeded);
        Assert.NotEmpty(monitor.SucceededByDatesCount());
        Assert.NotEmpty(monitor.FailedByDatesCount());
        Assert.NotEmpty(monitor.HourlySucceededJobs());
        Assert.NotEmpty(monitor.HourlyFailedJobs());
    }

    /// <summary>R6.</summary>
    [Fact]
    public async Task What_is_planned_is_what_the_files_say()
    {
        var first = await Node([Due("stays"), Due("goes"), Due("changes") with { Cron = "0 1 * * *" }]);
        Assert.Equal(["changes 0 1 * * *", "goes 0 0 1 1 *", "stays 0 0 1 1 *"], await Planned(first));
        var storage = await Storage(first);
        if (kind == DatabaseKind.Sqlite) return;

        var second = await Node([Due("stays"), Due("comes"), Due("changes") with { Cron = "0 2 * * *" }, Due("sleeps") with { Enabled = false }]);

        Assert.Equal(["changes 0 2 * * *", "comes 0 0 1 1 *", "stays 0 0 1 1 *"], await Planned(second));
        using var connection = storage.GetConnection();
        Assert.All(connection.GetRecurringJobs(), r => Assert.Equal("UTC", r.TimeZoneId));
    }

    /// <summary>R6.</summary>
    [Fact]
    public async Task A_service_whose_job_has_no_next_run_is_not_ready_until_it_is_planned_again()
    {
        var node = await Node([Due("works")]);
        var storage = await Storage(node);
        await Eventually(() => Task.FromResult(node.Scheduler().Unready() is null), "a service that works on its jobs is ready");

        using (var connection = storage.GetConnection())
        using (var write = connection.CreateWriteTransaction())
        {
            write.SetRangeInHash("recurring-job:works", [KeyValuePair.Create("NextExecution", "")]);
            write.Commit();
        }
        Assert.Equal("the job works has no next run", node.Scheduler().Unready());

        await node.Scheduler().LookAsync(Stop);

        Assert.Null(node.Scheduler().Unready());
    }

    /// <summary>R10 and "Hangfire's storage wiped".</summary>
    [Fact]
    public async Task What_was_missed_while_nothing_was_known_is_done_once_at_start()
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        await using (var db = _database.Databases.CreateDbContext())
        {
            db.Jobs.Add(new() { Id = "missed", KnownSince = now - Duration.FromDays(9), LastSuccessAt = now - Duration.FromDays(7) });
            db.Jobs.Add(new() { Id = "not-missed", KnownSince = now - Duration.FromDays(9), LastSuccessAt = now });
            await db.SaveChangesAsync(Stop);
        }

        await Node([Due("missed") with { Cron = "0 3 * * *" }, Due("not-missed") with { Cron = "0 0 1 1 *" }]);

        await Eventually(async () => await Count("missed", JobOutcome.Succeeded) == 1, "what was missed is made up for");
        await Task.Delay(500, Stop);
        Assert.Equal((1, 0), (await Count("missed", JobOutcome.Succeeded), await Count("not-missed", JobOutcome.Succeeded)));
    }

    [Fact]
    public async Task What_hangs_in_one_job_does_not_keep_others_waiting_and_a_shutdown_hands_it_back()
    {
        var node = await Node([Due("hangs"), Due("works")], async context =>
        {
            if (context.JobId == "hangs") await Task.Delay(Timeout.Infinite, context.Stop);
            return JobReport.Nothing;
        });
        node.Scheduler().Ring("hangs");
        await Eventually(async () => await Count("hangs", JobOutcome.Running) == 1, "it hangs");
        node.Scheduler().Ring("works");
        await Eventually(async () => await Count("works", JobOutcome.Succeeded) == 1, "others do not wait");

        await node.App.StopAsync(Stop);

        Assert.Equal(1, await Count("hangs", JobOutcome.Stopped));
        if (kind == DatabaseKind.Sqlite) return;
        var heir = await Node([Due("hangs"), Due("works")]);
        await Eventually(async () => await Count("hangs", JobOutcome.Succeeded) == 1, "the other node takes it over");
        Assert.Empty((await Storage(heir)).GetMonitoringApi().FailedJobs(0, 10));
    }

    /// <summary>Nobody is called an hour late in spring, or twice in autumn: cron is UTC, wherever the machine stands.</summary>
    [Theory]
    [InlineData("2027-03-27T12:00Z", "2027-03-28T01:30Z")]
    [InlineData("2027-10-30T12:00Z", "2027-10-31T01:30Z")]
    public void Daylight_saving_is_nothing_to_jobs(string from, string next)
    {
        var pattern = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'");
        var first = CronText.Next("30 1 * * *", pattern.Parse(from).Value)!.Value;

        Assert.Equal(next, pattern.Format(first));
        Assert.Equal(first + Duration.FromDays(1), CronText.Next("30 1 * * *", first));
    }

    internal static Job Due(string id) => new() { Id = id, Run = "scripted", Cron = "0 0 1 1 *", TimeoutSeconds = 30 };

    protected async Task<RunningService> Node(IReadOnlyList<Job> jobs, Func<JobContext, Task<JobReport>>? run = null, int takeOver = 300)
    {
        var node = await RunningService.Start(_database, SystemClock.Instance,
            settings => (settings.Scheduler.PollSeconds, settings.Scheduler.ShutdownSeconds, settings.Scheduler.TakeOverSeconds) = (1, 5, takeOver),
            services => services
                .AddSingleton(new JobFiles(jobs))
                .AddSingleton(new Scripted(run ?? (_ => Task.FromResult(JobReport.Of(("done", 1))))))
                .AddSingleton(new JobVerb("scripted", typeof(Scripted), [])));
        _nodes.Add(node);
        await Storage(node);
        return node;
    }

    protected static async Task<JobStorage> Storage(RunningService node)
    {
        await Eventually(() => Task.FromResult(node.Scheduler().Storage is not null), "the scheduler starts");
        return node.Scheduler().Storage!;
    }

    private static async Task<IEnumerable<string>> Planned(RunningService node)
    {
        using var connection = (await Storage(node)).GetConnection();
        return connection.GetRecurringJobs().Select(r => $"{r.Id} {r.Cron}").Order(StringComparer.Ordinal).ToList();
    }

    protected async Task<int> Count(string id, JobOutcome outcome)
    {
        await using var db = _database.Databases.CreateDbContext();
        return await db.JobRuns.CountAsync(r => r.JobId == id && r.Outcome == outcome, Stop);
    }

    internal static async Task Eventually(Func<Task<bool>> so, string what, TimeSpan? within = null)
    {
        var deadline = DateTime.UtcNow + (within ?? TimeSpan.FromSeconds(40));
        while (!await so())
        {
            Assert.True(DateTime.UtcNow < deadline, $"In vain waited for: {what}");
            await Task.Delay(50, Stop);
        }
    }
}

internal static class SchedulerOf
{
    public static Scheduler Scheduler(this RunningService node) => node.Services.GetRequiredService<Scheduler>();
}
