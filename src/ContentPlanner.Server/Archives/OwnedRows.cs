using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ContentPlanner.Server.Archives;

/// <summary>
/// Which rows belong to a workspace, as the model tells: those that name it, and those that refer to such a row. A table somebody adds
/// later is archived and deleted like the others, without anybody thinking of it.
/// </summary>
internal static class OwnedRows
{
    private const string Owner = "WorkspaceId";

    /// <param name="Where">Condition on its rows; <c>{0}</c> is the workspace's id.</param>
    public sealed record Table(IEntityType Entity, string Name, string Where);

    /// <summary>Referred to before referring; the workspace's own row is not among them.</summary>
    public static IReadOnlyList<Table> Of(IModel model)
    {
        var conditions = new Dictionary<IEntityType, string>();
        var tables = new List<Table>();
        foreach (var entity in TableCopy.InOrder(model))
        {
            if (entity.ClrType == typeof(WorkspaceRow) || Condition(entity, conditions) is not { } where) continue;
            conditions[entity] = where;
            tables.Add(new(entity, entity.GetTableName()!, where));
        }
        return tables;
    }

    private static string? Condition(IEntityType entity, Dictionary<IEntityType, string> known)
    {
        if (entity.FindProperty(Owner) is not null) return $"\"{Owner}\" = {{0}}";
        foreach (var key in entity.GetForeignKeys())
            if (key.Properties is [var from] && key.PrincipalKey.Properties is [var to] && known.TryGetValue(key.PrincipalEntityType, out var above))
                return $"\"{from.GetColumnName()}\" IN (SELECT \"{to.GetColumnName()}\" FROM \"{key.PrincipalEntityType.GetTableName()}\" WHERE {above})";
        return null;
    }
}
