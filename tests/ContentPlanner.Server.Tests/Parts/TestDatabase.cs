using ContentPlanner.Server.Database;
using Microsoft.Data.Sqlite;

namespace ContentPlanner.Server.Tests.Parts;

public enum DatabaseKind { Sqlite, Postgres }

/// <summary>
/// A migrated database of its own for one test, thrown away afterwards. A behavioural suite is an abstract class over a
/// <see cref="DatabaseKind"/> with one sealed class for each, so that both databases pass the same sentences.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> MigratedPostgres = new(MigratePostgres);
    private static readonly Lazy<Task<string>> MigratedSqlite = new(MigrateSqlite);

    private readonly string? _folder;
    private readonly PostgresServer? _server;

    private TestDatabase(Databases databases, string? folder = null, PostgresServer? server = null) => (Databases, _folder, _server) = (databases, folder, server);

    public Databases Databases { get; }

    /// <summary>Folder of an SQLite file; null on PostgreSQL.</summary>
    public string? Folder => _folder;

    public static async Task<TestDatabase> Open(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres)
        {
            var server = await PostgresServer.Shared();
            return new(Databases.Postgres(await server.CreateDatabase(like: await MigratedPostgres.Value)), server: server);
        }
        var folder = Directory.CreateTempSubdirectory("contentplanner-test-").FullName;
        var file = Path.Combine(folder, "contentplanner.db");
        File.Copy(await MigratedSqlite.Value, file);
        return new(Databases.Sqlite(file), folder);
    }

    /// <summary>One that is there already, and stays.</summary>
    public static TestDatabase Given(Databases databases) => new(databases);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DropDatabase(Databases.ConnectionString);
        if (_folder is null) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The end of the test run: nobody copies any more.</summary>
    internal static async Task EndShared()
    {
        if (MigratedSqlite is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) Directory.Delete(Path.GetDirectoryName(await MigratedSqlite.Value)!, recursive: true);
    }

    /// <summary>Migrated once, copied for each test.</summary>
    private static async Task<string> MigratePostgres()
    {
        var connection = await (await PostgresServer.Shared()).CreateDatabase();
        await Databases.Postgres(connection + ";Pooling=false").MigrateAsync(CancellationToken.None);
        return connection;
    }

    private static async Task<string> MigrateSqlite()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("contentplanner-migrated-").FullName, "contentplanner.db");
        await Databases.Sqlite(file).MigrateAsync(CancellationToken.None);
        SqliteConnection.ClearAllPools();
        return file;
    }
}
