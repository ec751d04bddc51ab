using System.Diagnostics;
using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Telemetry;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary>
/// Runs a job by its id and writes down what became of it. The one way in for the scheduler, whose storage keeps this type's
/// and method's name: a new name strands what is stored under the old one.
/// </summary>
public sealed partial class JobRunner(
    JobFiles files, IEnumerable<JobVerb> verbs, IServiceProvider services, JobLedger ledger, IClock clock, ILogger<JobRunner> log)
{
    /// <summary>How long a run that was told to stop may take to finish the piece in hand, before it is left alone.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>A run as the scheduler asks for it. A job that is no longer in the folder is no mistake: a doorbell of a door that is gone.</summary>
    /// <exception cref="JobFailedException">It failed or ran out of time: the scheduler tries again as often as the file says.</exception>
    /// <exception cref="OperationCanceledException">The service is shutting down: the scheduler hands the run to whoever is left.</exception>
    public async Task RunAsync(string id, CancellationToken stop)
    {
        if (files.Find(id) is not { } job)
        {
            Gone(id);
            return;
        }
        var run = await RunAsync(job, dryRun: false, stop);
        if (run.Outcome == JobOutcome.Stopped) stop.ThrowIfCancellationRequested();
        if (run.Outcome is JobOutcome.Failed or JobOutcome.TimedOut) throw new JobFailedException(run.Message!);
    }

    /// <summary>A run as a person asks for it: never an exception, the outcome tells.</summary>
    public async Task<JobRunRow> RunAsync(Job job, bool dryRun, CancellationToken stop)
    {
        var run = await ledger.BeginAsync(job.Id, dryRun, clock.GetCurrentInstant());
        var bookmark = dryRun ? null : await ledger.BookmarkAsync(job.Id);
        var timeout = TimeSpan.FromSeconds(job.TimeoutSeconds);
        using var timer = new CancellationTokenSource(timeout);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        var context = new JobContext(
            job.Id, run.StartedAt, dryRun, job.Parameters.ToDictionary(p => p.Name, p => p.Value), bookmark, Duration.FromTimeSpan(timeout), together.Token);
        JobReport? report = null;
        var began = Stopwatch.GetTimestamp();
        using var span = Measures.Activities.StartActivity($"job {job.Id}");
        try
        {
            report = await Within(Verb(job).RunAsync, context);
            run.Outcome = JobOutcome.Succeeded;
            run.Counts = report.CountsAsJson();
            run.Message = report.Message;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            (run.Outcome, run.Message) = (JobOutcome.TimedOut, $"it was not done after {job.TimeoutSeconds} s and was stopped; the next run goes on");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            (run.Outcome, run.Message) = (JobOutcome.Stopped, "the service was stopped in between");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failed(e, job.Id);
            (run.Outcome, run.Message) = (JobOutcome.Failed, e.Message.Length == 0 ? e.GetType().Name : e.Message);
        }
        run.EndedAt = clock.GetCurrentInstant();
        if (run.Outcome != JobOutcome.Succeeded) span?.SetStatus(ActivityStatusCode.Error, run.Message);
        Measures.JobRuns.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("job", job.Id), new KeyValuePair<string, object?>("outcome", run.Outcome.ToString()));
        await ledger.EndAsync(run, report?.Bookmark);
        return run;
    }

    private IJob Verb(Job job)
    {
        var verb = verbs.FirstOrDefault(v => v.Name == job.Run) ?? throw new InvalidOperationException($"the program cannot run '{job.Run}'");
        return (IJob)services.GetRequiredService(verb.Job);
    }

    /// <summary>On a thread of its own, so that a job that blocks and hears nothing is left behind, too.</summary>
    private static async Task<JobReport> Within(Func<JobContext, Task<JobReport>> job, JobContext context)
    {
        using var giveUp = new CancellationTokenSource();
        await using var told = context.Stop.Register(() => giveUp.CancelAfter(Grace));
        return await Task.Run(() => job(context), CancellationToken.None).WaitAsync(giveUp.Token);
    }

    [LoggerMessage(LogLevel.Information, "The job {Id} is not in the jobs folder any more; nothing is run")]
    private partial void Gone(string id);

    [LoggerMessage(LogLevel.Error, "The job {Id} failed")]
    private partial void Failed(Exception fault, string id);
}

/// <summary>What the scheduler is told of a run that failed; the run's own line says the rest.</summary>
public sealed class JobFailedException : Exception
{
    public JobFailedException() { }
    public JobFailedException(string message) : base(message) { }
    public JobFailedException(string message, Exception inner) : base(message, inner) { }
}
