using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ContentPlanner.Server.Telemetry;

/// <summary>
/// What the program tells of its own work, for whoever listens: spans and figures of feeds, jobs and mail. Nobody listens unless
/// <c>Telemetry:Endpoint</c> is set, and then each costs a comparison. No address, name or secret stands in any of them.
/// </summary>
internal static class Measures
{
    public const string Name = "ContentPlanner";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>By status.</summary>
    public static Counter<long> FeedFetches { get; } = Meter.CreateCounter<long>("contentplanner.feed.fetches", "{fetch}", "Calendars fetched");

    public static Histogram<double> FeedDrawing { get; } = Meter.CreateHistogram<double>("contentplanner.feed.draw.duration", "s", "Drawing a calendar anew");

    /// <summary>By job and outcome.</summary>
    public static Histogram<double> JobRuns { get; } = Meter.CreateHistogram<double>("contentplanner.job.duration", "s", "Runs of jobs");

    /// <summary>Asked for when somebody looks, as long as the meter is there.</summary>
    /// <param name="of">Whose figure it is: a process may hold several services.</param>
    public static Meter FailedCalls(object of, Func<IEnumerable<Measurement<long>>> count)
    {
        var meter = new Meter(Name, version: null, tags: null, scope: of);
        meter.CreateObservableGauge("contentplanner.job.failed", count, "{call}", "Calls of jobs that failed, were not tried again, and are not swept yet");
        return meter;
    }

    /// <summary>By outcome: sent, retried, unknown, failed, skipped …</summary>
    public static Counter<long> Mails { get; } = Meter.CreateCounter<long>("contentplanner.mail.deliveries", "{mail}", "What became of mails");

    /// <summary>By kind.</summary>
    public static Histogram<double> MailLag { get; } = Meter.CreateHistogram<double>("contentplanner.mail.lag", "s", "From when a mail was due until a server took it");
}
