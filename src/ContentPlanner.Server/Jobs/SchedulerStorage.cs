using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Npgsql;

namespace ContentPlanner.Server.Jobs;

/// <summary>Where Hangfire keeps what it knows: in memory beside an embedded database, in a schema of its own on PostgreSQL.</summary>
internal static class SchedulerStorage
{
    public const string Schema = "hangfire";

    /// <summary>Nodes that start together prepare the schema one after the other; the number is ours.</summary>
    private const long SchemaLock = 0x436F6E74506C616E;

    /// <exception cref="NpgsqlException">The database cannot be reached; ask again.</exception>
    public static Task<JobStorage> OpenAsync(Databases databases, SchedulerSettings settings, CancellationToken stop) =>
        databases.IsSqlite ? Task.FromResult<JobStorage>(new InMemoryStorage()) : OpenPostgresAsync(databases, settings, stop);

    private static async Task<JobStorage> OpenPostgresAsync(Databases databases, SchedulerSettings settings, CancellationToken stop)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            // What looks like a lock in Hangfire is a lease that nobody renews: short, so that one left behind does not stop everything for long.
            DistributedLockTimeout = TimeSpan.FromMinutes(2),
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromSeconds(settings.TakeOverSeconds),
            QueuePollInterval = TimeSpan.FromSeconds(settings.PollSeconds),
            JobExpirationCheckInterval = TimeSpan.FromMinutes(30),
            AllowDegradedModeWithoutStorage = false,
            StartupConnectionMaxRetries = 0,
        };
        var connection = new NpgsqlConnectionStringBuilder(databases.ConnectionString)
        {
            ApplicationName = "ContentPlanner jobs",
            MaxPoolSize = 2 * settings.Workers + 10,
        };
        await using var alone = await databases.AloneAsync(SchemaLock, stop);
        return new PostgreSqlStorage(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connection.ConnectionString, options), options);
    }
}
