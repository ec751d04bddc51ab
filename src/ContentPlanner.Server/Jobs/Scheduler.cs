using System.Data.Common;
using System.Diagnostics.Metrics;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Telemetry;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using NodaTime;
using Job = Hangfire.Common.Job;

namespace ContentPlanner.Server.Jobs;

/// <summary>
/// Hangfire, held so that it may forget everything: at start and again and again its recurring jobs are compared with the files,
/// and what it missed while it knew nothing is rung once (docs/decisions/0010).
/// </summary>
public sealed partial class Scheduler : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly JobFiles _files;
    private readonly JobLedger _ledger;
    private readonly JobWatch _watch;
    private readonly Databases _databases;
    private readonly DatabaseGate _gate;
    private readonly SchedulerSettings _settings;
    private readonly IClock _clock;
    private readonly ILogger<Scheduler> _log;
    private readonly AspNetCoreJobActivator _activator;
    private readonly JobFilterCollection _filters;
    private readonly Meter _figures;
    private BackgroundJobServer? _server;

    static Scheduler() => GlobalConfiguration.Configuration
        .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
        .UseSimpleAssemblyNameTypeSerializer()
        .UseRecommendedSerializerSettings();

    public Scheduler(
        JobFiles files, JobLedger ledger, JobWatch watch, Databases databases, DatabaseGate gate, Settings settings, IServiceScopeFactory scopes, IClock clock, ILogger<Scheduler> log)
    {
        (_files, _ledger, _watch, _databases, _gate, _settings, _clock, _log) = (files, ledger, watch, databases, gate, settings.Scheduler, clock, log);
        _activator = new(scopes);
        _filters = new JobFilterCollection();
        _filters.Add(new FileRetries(files));
        _filters.Add(new StatisticsHistoryAttribute());
        _figures = Measures.FailedCalls(this, FailedCalls);
    }

    /// <summary>Null until it runs.</summary>
    public JobStorage? Storage { get; private set; }

    /// <summary>The call as Hangfire stores it: one type, one method, an id.</summary>
    public static Job Call(string id) => Job.FromExpression<JobRunner>(runner => runner.RunAsync(id, CancellationToken.None));

    /// <summary>Runs a job as soon as a node has a hand free; false: the scheduler does not run yet.</summary>
    public bool Ring(string id)
    {
        if (Storage is not { } storage) return false;
        new BackgroundJobClient(storage, _filters).Create(Call(id), new EnqueuedState());
        return true;
    }

    /// <summary>Why jobs are not done, in words for the administrator; null: they are.</summary>
    public string? Unready()
    {
        if (Storage is not { } storage) return "the scheduler has not started yet";
        using var connection = storage.GetConnection();
        var stored = connection.GetRecurringJobs().ToDictionary(r => r.Id);
        if (_files.All.FirstOrDefault(j => j.Enabled && stored.GetValueOrDefault(j.Id)?.NextExecution is null) is { } idle) return $"the job {idle.Id} has no next run";
        var lately = _clock.GetCurrentInstant() - Duration.FromMinutes(1);
        return storage.GetMonitoringApi().Servers().Any(s => s.Heartbeat is { } beat && Instant.FromDateTimeUtc(DateTime.SpecifyKind(beat, DateTimeKind.Utc)) >= lately)
            ? null
            : "no scheduler has given a sign of life for a minute";
    }

    /// <summary>Hangfire keeps what failed until the sweep takes it. None before it runs.</summary>
    private IEnumerable<Measurement<long>> FailedCalls() => Storage is { } storage ? [new(storage.GetMonitoringApi().FailedCount())] : [];

    /// <summary>Compares what is planned with the files, and looks for jobs that do not get done.</summary>
    public Task LookAsync(CancellationToken stop) => Storage is { } storage ? Look(storage, stop) : Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _gate.OpenedAsync(stoppingToken);
        var storage = await Open(stoppingToken);
        await Look(storage, stoppingToken);
        _server = new(Options(), storage);
        Storage = storage;
        using var again = new PeriodicTimer(BetweenLooks);
        while (await again.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var server = Interlocked.Exchange(ref _server, null);
        server?.SendStop();
        await base.StopAsync(cancellationToken);
        if (server is null) return;
        await server.WaitForShutdownAsync(cancellationToken);
        server.Dispose();
    }

    public override void Dispose()
    {
        _figures.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private BackgroundJobServerOptions Options() => new()
    {
        Activator = _activator,
        FilterProvider = _filters,
        WorkerCount = _settings.Workers,
        ShutdownTimeout = TimeSpan.FromSeconds(_settings.ShutdownSeconds),
        StopTimeout = TimeSpan.Zero,
        HeartbeatInterval = TimeSpan.FromSeconds(15),
        ServerTimeout = TimeSpan.FromMinutes(2),
        ServerCheckInterval = TimeSpan.FromMinutes(1),
        CancellationCheckInterval = TimeSpan.FromSeconds(5),
        SchedulePollingInterval = TimeSpan.FromSeconds(Math.Min(5, _settings.PollSeconds)),
    };

    private async Task<JobStorage> Open(CancellationToken stop)
    {
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = pause + pause < LongestPause ? pause + pause : LongestPause)
        {
            try
            {
                return await SchedulerStorage.OpenAsync(_databases, _settings, stop);
            }
            catch (Exception e) when (e is DbException or TimeoutException or IOException or InvalidOperationException && !stop.IsCancellationRequested)
            {
                NotThere(e.Message, pause);
            }
            await Task.Delay(pause, stop);
        }
    }

    private async Task Look(JobStorage storage, CancellationToken stop)
    {
        try
        {
            await Compare(storage, stop);
            await _watch.LookAsync(stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Perhaps the database is away, or Hangfire's schema: mended, and looked at again.
            LookFailed(e);
            await Mend(stop);
        }
    }

    private async Task Compare(JobStorage storage, CancellationToken stop)
    {
        var now = _clock.GetCurrentInstant();
        using var connection = storage.GetConnection();
        var stored = connection.GetRecurringJobs().Where(r => !r.Removed).ToDictionary(r => r.Id);
        var recurring = new RecurringJobManager(storage, _filters);
        foreach (var job in _files.All.Where(j => j.Enabled))
        {
            await _ledger.KnowAsync(job.Id, now);
            var known = stored.GetValueOrDefault(job.Id);
            if (IsSame(known, job)) continue;
            if (known is not null) recurring.RemoveIfExists(job.Id);
            recurring.AddOrUpdate(job.Id, Call(job.Id), job.Cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Relaxed });
            Planned(job.Id, job.Cron);
            // A scheduler that knew nothing of the job has not rung when it was due.
            if (known is null && await _ledger.MissedAsync(job, now)) new BackgroundJobClient(storage, _filters).Create(Call(job.Id), new EnqueuedState());
        }
        foreach (var gone in stored.Keys.Where(id => _files.Find(id) is not { Enabled: true }))
        {
            recurring.RemoveIfExists(gone);
            Forgotten(gone);
        }
    }

    /// <summary>One without a next run was given up after five mistakes; planning it again revives it.</summary>
    private static bool IsSame(RecurringJobDto? known, Formats.Jobs.Job job) =>
        known is { NextExecution: not null, LoadException: null, Job: { } call } && known.Cron == job.Cron && known.TimeZoneId == TimeZoneInfo.Utc.Id
        && call.Type == typeof(JobRunner) && call.Method.Name == nameof(JobRunner.RunAsync) && call.Args is [string id, ..] && id == job.Id;

    private async Task Mend(CancellationToken stop)
    {
        if (_databases.IsSqlite) return;
        try
        {
            // Prepares the schema where it is missing.
            await SchedulerStorage.OpenAsync(_databases, _settings, stop);
        }
        catch (Exception e) when (e is DbException or TimeoutException or IOException or InvalidOperationException && !stop.IsCancellationRequested)
        {
            NotThere(e.Message, BetweenLooks);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The scheduler cannot start ({Reason}); it tries again in {Pause}")]
    private partial void NotThere(string reason, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "Jobs could not be compared with their files")]
    private partial void LookFailed(Exception fault);

    [LoggerMessage(LogLevel.Debug, "The job {Id} is planned: {Cron} (UTC)")]
    private partial void Planned(string id, string cron);

    [LoggerMessage(LogLevel.Information, "The job {Id} is not planned any more")]
    private partial void Forgotten(string id);
}
