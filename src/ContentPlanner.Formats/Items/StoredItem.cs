using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Formats.Items;

/// <summary>One item of a workspace as it is stored: one row.</summary>
/// <param name="Kind">Word of its <see cref="ItemKind"/>.</param>
/// <param name="Parent">The item it belongs to; null for the workspace itself.</param>
/// <param name="Position">Its place among items of its kind and parent: the lower comes first, equal ones by id. Only the order counts.</param>
/// <param name="Group">
/// What indexes find it by: a piece's format; of a decision the key of the launch, project or source it is about. Follows
/// from kind, key and body.
/// </param>
/// <param name="Body">Its own fields, see <see cref="ItemJson"/>.</param>
public sealed record StoredItem(Guid Id, string Kind, string Key, Guid? Parent, long Position, int? Sequence, Instant? Changed, string? Group, string Body)
{
    /// <summary>The item with its own fields; the items below it are rows of their own.</summary>
    /// <exception cref="FormatException">The row cannot be read.</exception>
    public PlanItem Read() => ItemJson.Read(Kind, Id, Key, Sequence, Changed, Body);

    /// <exception cref="ArgumentException">The item has no id.</exception>
    internal static StoredItem Of(PlanItem item, Guid? parent, long position) =>
        new(item.Stored(), Identity.TypeOf(item), item.Key, parent, position, item.Sequence, item.Changed, GroupOf(item), ItemJson.Write(item));

    private static string? GroupOf(PlanItem item) => item switch
    {
        ContentPiece piece => piece.Format,
        MilestoneDecision or TaskDecision => item.Key.Split('/')[0],
        _ => null,
    };
}

internal static class Storing
{
    /// <summary>The id that every item of a stored workspace has.</summary>
    public static Guid Stored(this PlanItem item) =>
        item.Id ?? throw new ArgumentException($"The {Identity.TypeOf(item)} '{item.Key}' has no id: a workspace is stored with ids on every item, see Identity.WithIds.", nameof(item));
}
