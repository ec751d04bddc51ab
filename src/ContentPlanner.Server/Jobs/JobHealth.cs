using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentPlanner.Server.Jobs;

/// <summary>Jobs are planned and somebody works on them.</summary>
internal sealed class JobHealth(Scheduler scheduler) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(scheduler.Unready() is { } why ? HealthCheckResult.Unhealthy(why) : HealthCheckResult.Healthy("jobs are planned and worked on"));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"the scheduler does not answer: {e.Message}"));
        }
    }
}
