using System.Data;
using Npgsql;

namespace ContentPlanner.Server.Backups;

/// <summary>A PostgreSQL database as pg_dump writes it, while others write; and back.</summary>
internal static class PostgresDump
{
    /// <summary>What marks a running service among a database's connections (see <c>WorkspaceWatch</c>, <c>SchedulerStorage</c>).</summary>
    private const string OfAService = "('contentplanner watch', 'ContentPlanner jobs')";

    /// <summary>The counts are of the very snapshot that pg_dump reads. Hangfire's schema is left out: it is made again from the job files.</summary>
    public static async Task<DatabaseFigures> WriteAsync(string connectionString, string file, CancellationToken stop)
    {
        await using var connection = await Open(connectionString, stop);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection, moment);
        var snapshot = (string)(await export.ExecuteScalarAsync(stop))!;
        var figures = await DatabaseFigures.ReadAsync(connection, moment, stop);
        await PostgresTools.RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--exclude-schema=hangfire", $"--snapshot={snapshot}", $"--file={file}"], connectionString, stop);
        return figures;
    }

    /// <exception cref="BackupException">A node of the service works on the database at this moment.</exception>
    public static async Task RefuseWhileServedAsync(string connectionString, CancellationToken stop)
    {
        await using var connection = await Open(connectionString, stop);
        await using var ask = new NpgsqlCommand($"SELECT coalesce(host(client_addr), 'this machine') FROM pg_stat_activity WHERE datname = current_database() AND application_name IN {OfAService} LIMIT 1", connection);
        if ((string?)await ask.ExecuteScalarAsync(stop) is { } node)
            throw new BackupException($"the service is running, as seen from the database at {node}. Stop it on every node, then say the same again. (A node that died without a word is gone when PostgreSQL has noticed; pg_terminate_backend makes it notice.)");
    }

    /// <summary>Takes the place of everything in the database, in one transaction: all of it, or nothing happened.</summary>
    /// <param name="last">A statement that belongs to it, given the schema's name: the dump leaves no search path.</param>
    public static async Task RestoreAsync(string connectionString, string file, BackupManifest manifest, Func<string, string> last, CancellationToken stop)
    {
        var script = file + ".sql";
        await PostgresTools.RunAsync("pg_restore", ["--no-owner", "--no-privileges", $"--file={script}", file], connectionString, stop);
        await using var connection = await Open(connectionString, stop);
        var there = await DatabaseFigures.TextsAsync(connection, null, "SELECT format('DROP TABLE %I.%I CASCADE', schemaname, tablename) FROM pg_tables WHERE schemaname = current_schema()", stop);
        var schema = (await DatabaseFigures.TextsAsync(connection, null, "SELECT quote_ident(current_schema())", stop))[0];
        await PostgresTools.RunAsync("psql",
            ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", .. there.SelectMany(drop => new[] { "--command", drop }), $"--file={script}", "--command", last(schema)], connectionString, stop);
        if ((await DatabaseFigures.ReadAsync(connection, null, stop)).DiffersFrom(manifest.Counts) is { } other && !other.StartsWith("setting ", StringComparison.Ordinal))
            throw new BackupException($"what was restored is not what was backed up: {other}.");
    }

    private static async Task<NpgsqlConnection> Open(string connectionString, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "contentplanner backup" }.ConnectionString);
        await connection.OpenAsync(stop);
        return connection;
    }
}
