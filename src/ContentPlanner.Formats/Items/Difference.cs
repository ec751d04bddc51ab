using ContentPlanner.Core.Plans;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// The difference between two values of one workspace, item by item: what a change has to write. For every workspace and
/// every change of it, <c>Apply(before, Between(before, after)) == after</c>, and the reversed changes lead back.
/// </summary>
public static partial class Difference
{
    /// <summary>
    /// What has to be written to make <paramref name="before"/>, as it is stored, into <paramref name="after"/>. Owners come
    /// before what is added to them, and what is removed comes last, owners after what belonged to them. Lists and items
    /// that are the very same are passed over, so a change of one in many costs one look at each.
    /// </summary>
    /// <param name="before">With ids on every item.</param>
    /// <param name="after">
    /// Items without an id: a decision is named within the workspace; one with the key of an item that is gone from its list is
    /// that item; others are new.
    /// </param>
    /// <param name="positions">Of every item of <paramref name="before"/>.</param>
    /// <exception cref="ArgumentException">
    /// Two different workspaces, an item of <paramref name="before"/> without id or position, or an id that two items of
    /// <paramref name="after"/> have.
    /// </exception>
    public static IReadOnlyList<ItemChange> Between(Workspace before, Workspace after, Positions positions, Func<Guid> newId) =>
        new Comparison(before, after, positions, newId).Changes();

    /// <summary>The changes that take these back, in the order to write them.</summary>
    public static IReadOnlyList<ItemChange> Reversed(IEnumerable<ItemChange> changes) => [.. changes.Reverse().Select(c => c.Reversed())];
}
