using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ContentPlanner.Server.Backups;

/// <summary>
/// What a database holds, whatever its schema: which migrations made it, and how many rows each table has. Read without the
/// model, for a backup may be of an older version.
/// </summary>
internal sealed record DatabaseFigures(IReadOnlyList<string> Migrations, IReadOnlyDictionary<string, long> Counts)
{
    private const string History = "__EFMigrationsHistory";

    /// <summary>Of the moment the connection's transaction is of.</summary>
    public static async Task<DatabaseFigures> ReadAsync(DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        var tables = await TextsAsync(connection, transaction, connection is SqliteConnection
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename COLLATE \"C\"", stop);
        var migrations = tables.Contains(History) ? await TextsAsync(connection, transaction, $"SELECT \"MigrationId\" FROM \"{History}\" ORDER BY \"MigrationId\"", stop) : [];
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Where(t => !t.StartsWith("__", StringComparison.Ordinal)))
        {
            await using var count = connection.CreateCommand();
            (count.Transaction, count.CommandText) = (transaction, $"SELECT COUNT(*) FROM \"{table}\"");
            counts[table] = (long)(await count.ExecuteScalarAsync(stop))!;
        }
        return new(migrations, counts);
    }

    /// <summary>The first table that differs, in words; null: all are the same.</summary>
    public string? DiffersFrom(IReadOnlyDictionary<string, long> expected)
    {
        foreach (var table in Counts.Keys.Union(expected.Keys).Order(StringComparer.Ordinal))
            if (Counts.GetValueOrDefault(table) is var here && expected.GetValueOrDefault(table) is var there && here != there)
                return FormattableString.Invariant($"{table} has {here} rows instead of {there}");
        return null;
    }

    internal static async Task<IReadOnlyList<string>> TextsAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var texts = new List<string>();
        while (await reader.ReadAsync(stop)) texts.Add(reader.GetString(0));
        return texts;
    }
}
