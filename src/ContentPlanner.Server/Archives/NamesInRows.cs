using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Archives;

/// <summary>
/// Cells that hold a person's name or address and nothing else ("who let them in", "made by"), in whatever table: found by the model,
/// so that a column somebody adds later is not forgotten. Keys are left alone.
/// </summary>
internal static class NamesInRows
{
    /// <param name="workspace">In what belongs to it; null: everywhere.</param>
    public static async Task ReplaceAsync(PlannerDb db, string text, string by, Guid? workspace, CancellationToken stop)
    {
        var owned = OwnedRows.Of(db.Model).ToDictionary(t => t.Entity, t => t.Where);
        foreach (var entity in TableCopy.InOrder(db.Model))
        {
            if (workspace is not null && !owned.ContainsKey(entity)) continue;
            var kept = entity.GetKeys().SelectMany(k => k.Properties).Concat(entity.GetIndexes().Where(i => i.IsUnique).SelectMany(i => i.Properties)).ToHashSet();
            var columns = entity.GetProperties().Where(p => p.ClrType == typeof(string) && !kept.Contains(p)).Select(p => $"\"{p.GetColumnName()}\"").ToList();
            if (columns.Count == 0) continue;
            var set = string.Join(", ", columns.Select(c => $"{c} = CASE WHEN {c} = {{0}} THEN {{1}} ELSE {c} END"));
            var where = $"({string.Join(" OR ", columns.Select(c => $"{c} = {{0}}"))})";
            var (sql, values) = workspace is { } id
                ? ($"UPDATE \"{entity.GetTableName()}\" SET {set} WHERE {where} AND {owned[entity].Replace("{0}", "{2}", StringComparison.Ordinal)}", new object[] { text, by, id })
                : ($"UPDATE \"{entity.GetTableName()}\" SET {set} WHERE {where}", [text, by]);
            await db.Database.ExecuteSqlRawAsync(sql, values, stop);
        }
    }
}
