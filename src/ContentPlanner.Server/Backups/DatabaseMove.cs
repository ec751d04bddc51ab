using System.Data;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Backups;

/// <summary>
/// The installation goes over to another database, from SQLite to PostgreSQL or back: every row, so that addresses, sign-ins and
/// calendars go on as if nothing had happened. The old one stays, on hold, so that nobody sends twice by mistake.
/// </summary>
public sealed class DatabaseMove(Settings settings, IClock clock)
{
    /// <returns>Rows of each table.</returns>
    /// <exception cref="BackupException">Why not, and what to do; the target is as it was.</exception>
    public async Task<IReadOnlyDictionary<string, long>> MoveAsync(Databases target, CancellationToken stop)
    {
        var source = Databases.Of(settings);
        using var alone = source.IsSqlite ? InstanceLock.Take(Databases.SqliteFile(settings)) : null;
        if (source.IsSqlite && alone is null) throw new BackupException("the service is running, and what somebody changed in the meantime would be left behind. Stop it, then say the same again.");
        if (!source.IsSqlite) await PostgresDump.RefuseWhileServedAsync(source.ConnectionString, stop);
        await target.MigrateAsync(stop);

        await using var from = source.CreateDbContext();
        await using var to = target.CreateDbContext();
        await using var reading = source.IsSqlite ? await from.Database.BeginTransactionAsync(stop) : await from.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await using var writing = await to.Database.BeginTransactionAsync(stop);
        foreach (var entity in TableCopy.InOrder(to.Model))
            if (await HasRowsAsync(to, entity.GetTableName()!, stop))
                throw new BackupException($"the database to move to is not empty: '{entity.GetTableName()}' has rows. Name an empty one.");
        var copied = await TableCopy.CopyAsync(from, to, stop);
        await writing.CommitAsync(stop);
        await from.Database.ExecuteSqlRawAsync(
            "INSERT INTO setting (\"Key\", \"Value\", \"Version\") VALUES ({0}, {1}, 0) ON CONFLICT (\"Key\") DO UPDATE SET \"Value\" = excluded.\"Value\"",
            [HoldMode.Key, HoldMode.Written(new(clock.GetCurrentInstant(), $"it was moved to {(target.IsSqlite ? "SQLite" : "PostgreSQL")}, and goes on there"))], stop);
        await reading.CommitAsync(stop);
        return copied;
    }

    private static async Task<bool> HasRowsAsync(PlannerDb db, string table, CancellationToken stop)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT count(*) FROM (SELECT 1 FROM \"{table}\" LIMIT 1) AS first";
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
        return (long)(await command.ExecuteScalarAsync(stop))! > 0;
    }
}
