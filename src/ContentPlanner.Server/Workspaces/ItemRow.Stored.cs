using ContentPlanner.Formats.Items;

namespace ContentPlanner.Server.Workspaces;

internal static class StoredRows
{
    public static StoredItem Stored(this ItemRow row) =>
        new(row.Id, row.Kind, row.Key, row.Parent, row.Position, row.Sequence, row.Changed, row.Group, row.Body);

    public static ItemRow Row(this StoredItem item, Guid workspace, long revision) => new()
    {
        WorkspaceId = workspace,
        Id = item.Id,
        Kind = item.Kind,
        Key = item.Key,
        Parent = item.Parent,
        Position = item.Position,
        Sequence = item.Sequence,
        Changed = item.Changed,
        Group = item.Group,
        Body = item.Body,
        Revision = revision,
    };
}
