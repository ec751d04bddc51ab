using Microsoft.Data.Sqlite;

namespace ContentPlanner.Server.Backups;

/// <summary>An SQLite database copied while others write: SQLite's own online backup, of one moment, as one file without a journal.</summary>
internal static class SqliteCopy
{
    /// <param name="file">Must not be there yet.</param>
    /// <exception cref="InvalidDataException">What was copied is damaged.</exception>
    public static async Task<DatabaseFigures> WriteAsync(string connectionString, string file, CancellationToken stop)
    {
        await Task.Run(() =>
        {
            using var from = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            using var to = Open(file, SqliteOpenMode.ReadWriteCreate);
            from.Open();
            from.BackupDatabase(to);
            // The copy says of itself that it has a write-ahead log beside it, which is not in the archive.
            Run(to, "PRAGMA journal_mode=DELETE");
        }, stop);
        return await CheckAsync(file, stop);
    }

    /// <summary>What a copy holds.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async Task<DatabaseFigures> CheckAsync(string file, CancellationToken stop)
    {
        await using var copy = Open(file, SqliteOpenMode.ReadOnly);
        try
        {
            var said = await DatabaseFigures.TextsAsync(copy, null, "PRAGMA integrity_check(3)", stop);
            if (said is not ["ok"]) throw new InvalidDataException($"the database is damaged: {string.Join("; ", said)}");
            return await DatabaseFigures.ReadAsync(copy, null, stop);
        }
        catch (SqliteException damaged)
        {
            throw new InvalidDataException($"the database is damaged: {damaged.Message}", damaged);
        }
    }

    internal static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
