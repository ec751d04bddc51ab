using System.Diagnostics;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary>One run of a job, as the job sees it.</summary>
/// <param name="JobId">The file's name without its ending; the run's actor in the audit trail.</param>
/// <param name="Now">When the run began, by the service's clock.</param>
/// <param name="DryRun">Say what would be done, and do not do it.</param>
/// <param name="Bookmark">Where the last run stopped that did not come to the end; null: begin at the beginning.</param>
/// <param name="Timeout">When the run is cancelled, counted from its beginning.</param>
/// <param name="Stop">The timeout has passed or the service is shutting down: finish the piece in hand, begin no other.</param>
public sealed record JobContext(
    string JobId, Instant Now, bool DryRun, IReadOnlyDictionary<string, string> Parameters, string? Bookmark, Duration Timeout, CancellationToken Stop)
{
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>
    /// Five sixths of the timeout are over (50 s of a minute): begin nothing more, report with a bookmark. Measured, not read off
    /// a clock, which may jump.
    /// </summary>
    public bool TimeIsUp => Duration.FromTimeSpan(Stopwatch.GetElapsedTime(_began)) * 6 >= Timeout * 5;

    public Actor Actor => Actor.Job(JobId);

    /// <summary>The file's parameter, or null.</summary>
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);
}
