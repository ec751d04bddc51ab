using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ContentPlanner.Server.Database;

/// <summary>
/// Many rows at once, past the change tracker: COPY on PostgreSQL, one prepared statement on SQLite. Tables, columns and
/// conversions are the model's. Always within a transaction that the caller began; what the change tracker holds of these
/// rows is not looked at.
/// </summary>
public static class BulkRows
{
    /// <summary>Statements sent to PostgreSQL in one go.</summary>
    private const int AtOnce = 500;

    private static readonly ConditionalWeakTable<IModel, Dictionary<Type, object>> Tables = [];

    public static async Task InsertRowsAsync<T>(this PlannerDb db, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class
    {
        if (rows.Count == 0) return;
        var table = TableOf<T>(db);
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY {table.Name} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)", stop);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(stop);
                foreach (var column in table.Columns)
                    if (column.ValueOf(row) is { } value) await copy.WriteAsync(value, column.Type, stop);
                    else await copy.WriteNullAsync(stop);
            }
            await copy.CompleteAsync(stop);
            return;
        }
        await Each(db, table.Insert, table.Columns, rows, stop);
    }

    /// <summary>Writes every column but the key of rows that are there.</summary>
    public static Task UpdateRowsAsync<T>(this PlannerDb db, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class =>
        TableOf<T>(db) is var table ? Each(db, table.Update, [.. table.Others, .. table.Key], rows, stop) : Task.CompletedTask;

    public static Task DeleteRowsAsync<T>(this PlannerDb db, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class =>
        TableOf<T>(db) is var table ? Each(db, table.Delete, table.Key, rows, stop) : Task.CompletedTask;

    private static Task Each<T>(PlannerDb db, string sql, IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class =>
        rows.Count == 0 ? Task.CompletedTask
        : db.Database.GetDbConnection() is NpgsqlConnection postgres ? Pipelined(postgres, sql, columns, rows, stop)
        : Prepared(db, sql, columns, rows, stop);

    private static async Task Pipelined<T>(NpgsqlConnection connection, string sql, IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class
    {
        foreach (var some in rows.Chunk(AtOnce))
        {
            await using var batch = connection.CreateBatch();
            foreach (var row in some)
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var column in columns) command.Parameters.Add(new NpgsqlParameter { Value = column.ValueOf(row) ?? DBNull.Value, DataTypeName = column.Type });
                batch.BatchCommands.Add(command);
            }
            await batch.PrepareAsync(stop);
            await batch.ExecuteNonQueryAsync(stop);
        }
    }

    /// <summary>SQLite works within this process and never waits for a network, so its rows are written one by one without a pause.</summary>
    private static async Task Prepared<T>(PlannerDb db, string sql, IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = (db.Database.CurrentTransaction ?? throw new InvalidOperationException("Rows are written within a transaction.")).GetDbTransaction();
        var parameters = new DbParameter[columns.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = command.CreateParameter();
            parameters[i].ParameterName = $"${i + 1}";
            command.Parameters.Add(parameters[i]);
        }
        var written = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++) parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            if (written++ == 0) await command.PrepareAsync(stop);
            if (written % AtOnce == 0) stop.ThrowIfCancellationRequested();
#pragma warning disable CA1849 // SQLite's asynchronous methods are these, with a task around each.
            command.ExecuteNonQuery();
#pragma warning restore CA1849
        }
    }

    private static Table<T> TableOf<T>(PlannerDb db) where T : class
    {
        var known = Tables.GetOrCreateValue(db.Model);
        lock (known)
        {
            if (!known.TryGetValue(typeof(T), out var table)) known[typeof(T)] = table = new Table<T>(db);
            return (Table<T>)table;
        }
    }

    /// <param name="Type">As the database calls it.</param>
    private sealed record Column<T>(string Name, string Type, Func<T, object?> ValueOf);

    private sealed class Table<T> where T : class
    {
        public Table(PlannerDb db)
        {
            var sql = db.GetService<ISqlGenerationHelper>();
            var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is no row.");
            Name = sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
            Key = [.. entity.FindPrimaryKey()!.Properties.Select(p => ColumnOf(p, sql))];
            Others = [.. entity.GetProperties().Where(p => !p.IsPrimaryKey()).Select(p => ColumnOf(p, sql))];
            Columns = [.. Key, .. Others];
            ColumnNames = string.Join(", ", Columns.Select(c => c.Name));
            Insert = $"INSERT INTO {Name} ({ColumnNames}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})";
            var where = string.Join(" AND ", Key.Select((c, i) => $"{c.Name} = ${Others.Count + i + 1}"));
            Update = $"UPDATE {Name} SET {string.Join(", ", Others.Select((c, i) => $"{c.Name} = ${i + 1}"))} WHERE {where}";
            Delete = $"DELETE FROM {Name} WHERE {string.Join(" AND ", Key.Select((c, i) => $"{c.Name} = ${i + 1}"))}";
        }

        public string Name { get; }
        public string ColumnNames { get; }
        public string Insert { get; }
        public string Update { get; }
        public string Delete { get; }
        public IReadOnlyList<Column<T>> Columns { get; }
        public IReadOnlyList<Column<T>> Key { get; }
        public IReadOnlyList<Column<T>> Others { get; }

        private static Column<T> ColumnOf(IProperty property, ISqlGenerationHelper sql)
        {
            var row = Expression.Parameter(typeof(T));
            var read = Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(object)), row).Compile();
            var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
            return new(sql.DelimitIdentifier(property.GetColumnName()), property.GetColumnType(), convert is null ? read : of => read(of) is { } value ? convert(value) : null);
        }
    }
}
