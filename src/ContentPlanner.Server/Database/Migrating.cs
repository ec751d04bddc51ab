using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Database;

/// <summary>Brings a database up to this program's schema.</summary>
public static class Migrating
{
    /// <summary>
    /// EF's own lock keeps two nodes from migrating at once. On SQLite that lock is a row, which a killed process leaves
    /// behind and the next one would wait for without end; who holds the file's <see cref="InstanceLock"/> knows that nobody
    /// else is migrating and takes the row away.
    /// </summary>
    public static async Task MigrateAsync(this Databases databases, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (databases.IsSqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", stop);
        if (!(await db.Database.GetPendingMigrationsAsync(stop)).Any()) return;
        if (databases.IsSqlite) await ForgetOrphanedLock(db, stop);
        await db.Database.MigrateAsync(stop);
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
