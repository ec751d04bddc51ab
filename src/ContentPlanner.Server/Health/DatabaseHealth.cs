using System.Data.Common;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentPlanner.Server.Health;

/// <summary>The database answers and has this program's schema.</summary>
internal sealed class DatabaseHealth(Databases databases, DatabaseGate gate) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!gate.IsOpen) return HealthCheckResult.Unhealthy($"waiting for {gate.WaitingFor}");
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(Patience);
        try
        {
            await using var db = databases.CreateDbContext();
            await db.Workspaces.AnyAsync(soon.Token);
            return HealthCheckResult.Healthy("the database answers");
        }
        catch (Exception e) when (e is DbException or TimeoutException or IOException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy($"the database does not answer: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(FormattableString.Invariant($"the database has not answered for {Patience.TotalSeconds:0} seconds"));
        }
    }
}
