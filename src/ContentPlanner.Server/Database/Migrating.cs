using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentPlanner.Server.Database;

/// <summary>Brings a database up to this program's schema.</summary>
public static class Migrating
{
    /// <summary>Nodes that start together change a server's schema one after the other; the number is ours.</summary>
    private const long SchemaLock = 0x436F6E74506C616D;

    /// <summary>
    /// On PostgreSQL EF's own lock ends with each migration's transaction, so two nodes with several to come would do some twice: a lock
    /// of ours is held around all of them. On SQLite EF's lock is a row, which a killed process leaves
    /// behind and the next one would wait for without end; who holds the file's <see cref="InstanceLock"/> knows that nobody
    /// else is migrating and takes the row away.
    /// </summary>
    /// <param name="before">What is done first where an SQLite file that holds something is to be changed: back it up. A server has its administrator for that.</param>
    public static async Task MigrateAsync(this Databases databases, CancellationToken stop, Func<CancellationToken, Task>? before = null)
    {
        await using var alone = databases.IsSqlite ? null : await databases.AloneAsync(SchemaLock, stop);
        await using var db = databases.CreateDbContext();
        if (databases.IsSqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", stop);
        if (!(await db.Database.GetPendingMigrationsAsync(stop)).Any()) return;
        if (databases.IsSqlite)
        {
            if (before is not null && (await db.Database.GetAppliedMigrationsAsync(stop)).Any()) await before(stop);
            await ForgetOrphanedLock(db, stop);
        }
        await db.Database.MigrateAsync(stop);
    }

    /// <summary>Of nodes that come to this on one PostgreSQL, one at a time goes on: a connection of its own, whose end lets the next one.</summary>
    /// <param name="what">A number of ours for what is done alone.</param>
    internal static async Task<IAsyncDisposable> AloneAsync(this Databases databases, long what, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(databases.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(stop);
        await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({what})", connection) { CommandTimeout = 0 };
        await hold.ExecuteNonQueryAsync(stop);
        return connection;
    }

    private static async Task ForgetOrphanedLock(PlannerDb db, CancellationToken stop)
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\";", stop);
        }
        catch (SqliteException e) when (e.Message.Contains("no such table", StringComparison.Ordinal))
        {
            // A new file has no lock yet.
        }
    }
}
