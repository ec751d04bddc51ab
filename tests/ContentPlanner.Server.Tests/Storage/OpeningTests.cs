using ContentPlanner.Server.Database;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Tests.Storage;

public sealed class OpeningTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>EF waits for that row without end, also when it belongs to a process that was killed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lock_left_by_a_killed_process_keeps_nobody_out(bool migratedBefore)
    {
        using var folder = new TemporaryFolder();
        var databases = Databases.Sqlite(folder["contentplanner.db"]);
        if (migratedBefore) await databases.MigrateAsync(Stop);
        await Orphan(databases);

        await databases.MigrateAsync(Stop).WaitAsync(Patience, Stop);

        await using (var db = databases.CreateDbContext()) Assert.Equal(0, await db.Workspaces.CountAsync(Stop));
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task Nodes_that_start_together_on_an_empty_server_share_the_work()
    {
        var connection = await (await PostgresServer.Shared()).CreateDatabase();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Databases.Postgres(connection).MigrateAsync(Stop)));

        await using var db = Databases.Postgres(connection).CreateDbContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Stop));
        Assert.Equal(0, await db.Workspaces.CountAsync(Stop));
    }

    private static async Task Orphan(Databases databases)
    {
        await using var db = databases.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-11-25 09:00:00');
            """, Stop);
    }
}
