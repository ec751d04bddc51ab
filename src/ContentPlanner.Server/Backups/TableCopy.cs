using System.Reflection;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ContentPlanner.Server.Backups;

/// <summary>
/// Every row of one database into another, table by table as the model has them: the values are those of .NET, so it does not
/// matter which of the two kinds either is. Within transactions that the caller began.
/// </summary>
internal static class TableCopy
{
    private const int AtOnce = 2000;

    private static readonly MethodInfo OfRows = typeof(TableCopy).GetMethod(nameof(CopyRowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <returns>Rows of each table.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> CopyAsync(PlannerDb from, PlannerDb to, CancellationToken stop)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var entity in InOrder(from.Model))
        {
            var copied = await (Task<long>)OfRows.MakeGenericMethod(entity.ClrType).Invoke(null, [from, to, stop])!;
            counts[entity.GetTableName()!] = copied;
            await CountOnAsync(to, entity, stop);
        }
        return counts;
    }

    /// <summary>Whoever is referred to comes before who refers.</summary>
    internal static IReadOnlyList<IEntityType> InOrder(IModel model)
    {
        var (ordered, seen) = (new List<IEntityType>(), new HashSet<IEntityType>());
        foreach (var entity in model.GetEntityTypes().Where(e => !e.IsOwned()).OrderBy(e => e.GetTableName(), StringComparer.Ordinal)) Visit(entity);
        return ordered;

        void Visit(IEntityType entity)
        {
            if (!seen.Add(entity)) return;
            foreach (var key in entity.GetForeignKeys().OrderBy(k => k.PrincipalEntityType.GetTableName(), StringComparer.Ordinal)) Visit(key.PrincipalEntityType);
            ordered.Add(entity);
        }
    }

    private static async Task<long> CopyRowsAsync<T>(PlannerDb from, PlannerDb to, CancellationToken stop) where T : class
    {
        var (some, copied) = (new List<T>(AtOnce), 0L);
        // What is not columns alone, such as a passkey's own data, is written the long way.
        var entity = to.Model.FindEntityType(typeof(T))!;
        var part = entity.GetNavigations().Any(n => n.ForeignKey.IsOwnership) || entity.GetProperties().Any(p => p.IsShadowProperty());
        await foreach (var row in from.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            some.Add(row);
            if (some.Count == AtOnce) await Flush();
        }
        await Flush();
        return copied;

        async Task Flush()
        {
            if (part) await AddAsync(to, some, stop);
            else await to.InsertRowsAsync(some, stop);
            copied += some.Count;
            some.Clear();
        }
    }

    private static async Task AddAsync<T>(PlannerDb to, List<T> rows, CancellationToken stop) where T : class
    {
        to.Set<T>().AddRange(rows);
        await to.SaveChangesAsync(stop);
        to.ChangeTracker.Clear();
    }

    /// <summary>Numbers that PostgreSQL gives by itself go on after those that came.</summary>
    private static async Task CountOnAsync(PlannerDb to, IEntityType entity, CancellationToken stop)
    {
        if (to is not PostgresDb) return;
        foreach (var property in entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.OnAdd && (p.ClrType == typeof(int) || p.ClrType == typeof(long))))
        {
            var (table, column) = (entity.GetTableName()!, property.GetColumnName());
            var sql = $"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), (SELECT coalesce(max(\"{column}\"), 0) + 1 FROM \"{table}\"), false) WHERE pg_get_serial_sequence('\"{table}\"', '{column}') IS NOT NULL";
            await to.Database.ExecuteSqlRawAsync(sql, stop);
        }
    }
}
