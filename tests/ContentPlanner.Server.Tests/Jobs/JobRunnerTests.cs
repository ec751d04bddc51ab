using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Jobs;

public sealed class JobRunnerOnSqlite() : JobRunnerTests(DatabaseKind.Sqlite);

public sealed class JobRunnerOnPostgres() : JobRunnerTests(DatabaseKind.Postgres);

public abstract class JobRunnerTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    private readonly FakeClock _clock = new(Now);
    private TestDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_run_is_written_down_with_what_it_did_and_how_long_it_took()
    {
        var job = new Scripted(_ =>
        {
            _clock.AdvanceSeconds(7);
            return Task.FromResult(JobReport.Of(("sent", 12), ("parked", 0), ("skipped", 1)) with { Message = "all clear" });
        });

        await Runner(job).RunAsync("tick", Stop);

        var run = await TheRun();
        Assert.Equal((JobOutcome.Succeeded, """{"sent":12,"skipped":1}""", "all clear"), (run.Outcome, run.Counts, run.Message));
        Assert.Equal((Now, Now + Duration.FromSeconds(7)), (run.StartedAt, run.EndedAt));
        var state = await State();
        Assert.Equal((Now, (Instant?)Now, Now + Duration.FromSeconds(7)), (state.KnownSince, state.LastStartedAt, state.LastSuccessAt));
    }

    [Fact]
    public async Task A_job_goes_on_where_its_last_run_stopped()
    {
        var seen = new List<string?>();
        var runner = Runner(new Scripted(c =>
        {
            seen.Add(c.Bookmark);
            return Task.FromResult(JobReport.Of(("swept", 1)) with { Bookmark = c.Bookmark is null ? "m" : null });
        }));

        for (var i = 0; i < 3; i++) await runner.RunAsync("tick", Stop);

        Assert.Equal([null, "m", null], seen);
    }

    [Fact]
    public async Task A_failed_run_says_why_and_leaves_success_and_bookmark_as_they_were()
    {
        await Runner(new Scripted(_ => Task.FromResult(JobReport.Nothing with { Bookmark = "m" }))).RunAsync("tick", Stop);
        _clock.AdvanceMinutes(1);

        var failed = await Assert.ThrowsAsync<JobFailedException>(() => Runner(new Scripted(_ => throw new InvalidOperationException("the disk is full"))).RunAsync("tick", Stop));

        Assert.Equal("the disk is full", failed.Message);
        Assert.Equal([(JobOutcome.Succeeded, null), (JobOutcome.Failed, "the disk is full")], (await Runs()).Select(r => (r.Outcome, r.Message)));
        var state = await State();
        Assert.Equal((Now, "m", Now + Duration.FromMinutes(1)), (state.LastSuccessAt, state.Bookmark, state.LastStartedAt));
    }

    [Fact]
    public async Task A_job_that_hangs_is_cancelled_at_its_timeout()
    {
        var hanging = Runner(new Scripted(async c =>
        {
            await Task.Delay(Timeout.Infinite, c.Stop);
            return JobReport.Nothing;
        }), seconds: 1);

        var late = await Assert.ThrowsAsync<JobFailedException>(() => hanging.RunAsync("tick", Stop));

        Assert.Equal("it was not done after 1 s and was stopped; the next run goes on", late.Message);
        Assert.Equal(JobOutcome.TimedOut, (await TheRun()).Outcome);
    }

    [Fact]
    public async Task A_job_that_blocks_and_hears_nothing_is_left_behind()
    {
        using var never = new ManualResetEventSlim();
        var deaf = Runner(new Scripted(_ =>
        {
            never.Wait(Timeout.Infinite, CancellationToken.None);
            return Task.FromResult(JobReport.Nothing);
        }), seconds: 1);

        await Assert.ThrowsAsync<JobFailedException>(() => deaf.RunAsync("tick", Stop));

        Assert.Equal(JobOutcome.TimedOut, (await TheRun()).Outcome);
        never.Set();
    }

    [Fact]
    public async Task A_shutdown_lets_the_piece_in_hand_finish_and_hands_the_rest_back()
    {
        using var shutdown = new CancellationTokenSource();
        var finished = false;
        var runner = Runner(new Scripted(async c =>
        {
            await shutdown.CancelAsync();
            await Task.Delay(50, Stop);
            finished = true;
            c.Stop.ThrowIfCancellationRequested();
            return JobReport.Nothing;
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync("tick", shutdown.Token));

        Assert.True(finished);
        Assert.Equal(JobOutcome.Stopped, (await TheRun()).Outcome);
        Assert.Null((await State()).LastSuccessAt);
    }

    [Fact]
    public async Task A_dry_run_is_marked_as_one_and_counts_as_no_success()
    {
        var was = new List<bool>();
        var runner = Runner(new Scripted(c =>
        {
            was.Add(c.DryRun);
            return Task.FromResult(JobReport.Of(("would send", 3)) with { Bookmark = "m" });
        }));

        var run = await runner.RunAsync(TheJob(50), dryRun: true, Stop);

        Assert.Equal((JobOutcome.Succeeded, true), (run.Outcome, (await TheRun()).DryRun));
        Assert.Equal([true], was);
        var state = await State();
        Assert.Equal((null, null, null), (state.LastStartedAt, state.LastSuccessAt, state.Bookmark));
    }

    [Fact]
    public async Task A_job_that_is_gone_from_the_folder_is_not_run_and_no_mistake()
    {
        await Runner(new Scripted(_ => throw new InvalidOperationException())).RunAsync("long-gone", Stop);

        Assert.Empty(await Runs());
    }

    [Fact]
    public async Task Two_nodes_run_a_job_at_once_and_both_runs_are_written_down()
    {
        var both = new Barrier(2);
        Task<JobReport> Meet(JobContext context)
        {
            both.SignalAndWait(Stop);
            return Task.FromResult(JobReport.Of(("met", 1)));
        }

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Runner(new Scripted(Meet)).RunAsync("tick", Stop))));

        Assert.Equal([JobOutcome.Succeeded, JobOutcome.Succeeded], (await Runs()).Select(r => r.Outcome));
        Assert.Equal(Now, (await State()).LastSuccessAt);
    }

    private static Job TheJob(int seconds) => new() { Id = "tick", Run = "scripted", Cron = "* * * * *", TimeoutSeconds = seconds };

    private JobRunner Runner(Scripted job, int seconds = 50) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IClock>(new MicrosecondClock(_clock))
        .AddSingleton<IDbContextFactory<Database.PlannerDb>>(_database.Databases)
        .AddSingleton(new JobFiles([TheJob(seconds)]))
        .AddSingleton<JobLedger>()
        .AddSingleton<JobRunner>()
        .AddSingleton(job)
        .AddSingleton(new JobVerb("scripted", typeof(Scripted), []))
        .BuildServiceProvider()
        .GetRequiredService<JobRunner>();

    private async Task<JobRunRow> TheRun() => Assert.Single(await Runs());

    private async Task<List<JobRunRow>> Runs()
    {
        await using var db = _database.Databases.CreateDbContext();
        return await db.JobRuns.OrderBy(r => r.Id).ToListAsync(Stop);
    }

    private async Task<JobRow> State()
    {
        await using var db = _database.Databases.CreateDbContext();
        return await db.Jobs.SingleAsync(Stop);
    }
}

/// <summary>A job that does what the test says.</summary>
public sealed class Scripted(Func<JobContext, Task<JobReport>> run) : IJob
{
    public Task<JobReport> RunAsync(JobContext context) => run(context);
}
