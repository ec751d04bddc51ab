#pragma warning disable EF1002 // Names of tables are the model's.
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Tests.Backups;

/// <summary>A place an installation can be: settings of its own, on either database, empty at first.</summary>
internal sealed class Installed : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Installed(Settings settings) => Settings = settings;

    public Settings Settings { get; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Installed> Empty(DatabaseKind kind)
    {
        var place = new Installed(new() { Backup = new() });
        place.Settings.Data = place._folder["data"];
        if (kind == DatabaseKind.Postgres) place.Settings.Database.ConnectionString = await (await PostgresServer.Shared()).CreateDatabase();
        return place;
    }

    public string this[string relative] => _folder[relative];

    public Databases Databases => Databases.Of(Settings);

    public Restoring Restoring(NodaTime.IClock clock) => new(Settings, clock);

    /// <summary>The service here, on what is stored here.</summary>
    public Task<FeedNode> Serve(NodaTime.Testing.FakeClock clock, Action<Settings>? set = null) => FeedNode.Start(TestDatabase.Given(Databases), clock, s =>
    {
        (s.Data, s.Database.ConnectionString) = (Settings.Data, Settings.Database.ConnectionString);
        // What runs by itself would change what is compared.
        s.Jobs = Directory.CreateDirectory(_folder["no-jobs"]).FullName;
        set?.Invoke(s);
    });

    public Task HasEnded() => HasEnded(Databases);

    /// <summary>A service that ran in this process leaves idle connections behind, which a process that ends does not.</summary>
    public static async Task HasEnded(Databases databases)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (databases.IsSqlite) return;
        for (var tries = 0; tries < 100; tries++)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            await using var db = databases.CreateDbContext();
            if (await db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND application_name IN ('contentplanner watch', 'ContentPlanner jobs')").SingleAsync(Stop) == 0) return;
            await Task.Delay(50, Stop);
        }
    }

    public async Task<long> Count(string table)
    {
        await using var db = Databases.CreateDbContext();
        return await db.Database.SqlQueryRaw<long>($"SELECT count(*) AS \"Value\" FROM \"{table}\"").SingleAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Settings.Database.ConnectionString is { } connection) await (await PostgresServer.Shared()).DropDatabase(connection);
        _folder.Dispose();
    }
}
