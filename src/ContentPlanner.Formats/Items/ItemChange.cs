namespace ContentPlanner.Formats.Items;

/// <summary>What happened to one stored item: added (no before), removed (no after), changed or moved (both).</summary>
public sealed record ItemChange(Guid Id, string Kind, string Key, StoredItem? Before, StoredItem? After)
{
    internal static ItemChange Of(StoredItem? before, StoredItem? after) =>
        (after ?? before) is { } item ? new(item.Id, item.Kind, item.Key, before, after) : throw new ArgumentException("A change is of something.", nameof(before));

    /// <summary>The change that takes this one back.</summary>
    public ItemChange Reversed() => Of(After, Before);
}
