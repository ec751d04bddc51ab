using ContentPlanner.Server.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentPlanner.Benchmarks.Reconciling;

/// <summary>
/// Derived rows as a database gave them, and the least it takes to write them again: COPY on PostgreSQL, one prepared statement
/// in one transaction on SQLite. No rule is asked, nothing is compared.
/// </summary>
internal sealed class BareRows
{
    public static readonly string[] Tables = ["content_task", "milestone", "stamp", "source"];

    private readonly Databases _databases;
    private readonly List<(string Table, string[] Columns, string[] Types, List<object?[]> Rows)> _tables = [];

    private BareRows(Databases databases) => _databases = databases;

    public int Count => _tables.Sum(t => t.Rows.Count);

    public static async Task<BareRows> ReadAsync(Databases databases)
    {
        var bare = new BareRows(databases);
        await using var db = databases.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        foreach (var table in Tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            var columns = Enumerable.Range(0, reader.FieldCount).ToArray();
            var rows = new List<object?[]>();
            while (await reader.ReadAsync()) rows.Add([.. columns.Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
            bare._tables.Add((table, [.. columns.Select(i => $"\"{reader.GetName(i)}\"")], [.. columns.Select(reader.GetDataTypeName)], rows));
        }
        return bare;
    }

    public async Task InsertAsync()
    {
        await using var db = _databases.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres) await Copy(postgres);
        else Insert((SqliteConnection)db.Database.GetDbConnection());
    }

    private async Task Copy(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, columns, types, rows) in _tables)
        {
            await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                for (var i = 0; i < row.Length; i++)
                    if (row[i] is { } value) await copy.WriteAsync(value, types[i]);
                    else await copy.WriteNullAsync();
            }
            await copy.CompleteAsync();
        }
        await transaction.CommitAsync();
    }

    private void Insert(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var (table, columns, _, rows) in _tables)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
            var parameters = columns.Select((_, i) => command.Parameters.Add(new($"${i + 1}", null))).ToArray();
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++) parameters[i].Value = row[i] ?? DBNull.Value;
                command.ExecuteNonQuery();
            }
        }
        transaction.Commit();
    }
}
