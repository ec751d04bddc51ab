using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace ContentPlanner.Server.Jobs;

/// <summary>A run that failed is tried again as often as its file says; for most jobs never: the next run is the retry.</summary>
internal sealed class FileRetries(JobFiles files) : JobFilterAttribute, IElectStateFilter
{
    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState) return;
        var retries = context.BackgroundJob.Job?.Args is [string id, ..] ? files.Find(id)?.Retries ?? 0 : 0;
        new AutomaticRetryAttribute { Attempts = retries, LogEvents = false }.OnStateElection(context);
    }
}
