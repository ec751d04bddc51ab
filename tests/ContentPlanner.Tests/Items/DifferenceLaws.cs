using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Tests.Plans;
using CsCheck;

namespace ContentPlanner.Tests.Items;

public class DifferenceLaws
{
    [Fact]
    public void Rows_in_any_order_give_the_workspace_they_were_made_of() => Sample(seed =>
    {
        var workspace = Stored(seed);
        var rows = StoredWorkspace.Flatten(workspace).ToArray();
        new Random(seed).Shuffle(rows);
        Assert.Equal(workspace, StoredWorkspace.Assemble(rows));
    });

    /// <summary>Written row by row, applied to the value in memory, and taken back: always the same workspace.</summary>
    [Fact]
    public void The_difference_leads_from_before_to_after_and_back() => Sample(seed =>
    {
        var edits = new Edits(seed);
        var before = Stored(seed);
        var rows = StoredWorkspace.Flatten(before).ToDictionary(r => r.Id);
        var positions = Positions.Of(rows.Values);
        for (var turn = 0; turn < 6; turn++)
        {
            var after = edits.Some(before);
            var changes = Difference.Between(before, after, positions, () => throw new InvalidOperationException("every item has an id"));
            Assert.Equal(after, Difference.Apply(before, changes, positions));
            Write(rows, changes);
            Assert.Equal(after, StoredWorkspace.Assemble(rows.Values));

            var then = positions.With(changes);
            Assert.All(rows.Values, row => Assert.Equal(row.Position, then[row.Id]));
            Assert.Equal(before, Difference.Apply(after, Difference.Reversed(changes), then));
            Assert.Equal(after, Difference.Apply(after, changes, then));
            (before, positions) = (after, then);
        }
    });

    [Fact]
    public void What_comes_without_an_id_gets_one_and_is_the_same_otherwise() => Sample(seed =>
    {
        var edits = new Edits(seed) { WithIds = false };
        var before = Stored(seed);
        var positions = Positions.Of(StoredWorkspace.Flatten(before));
        var after = edits.Some(before);
        var changes = Difference.Between(before, after, positions, new Ids(seed + 1).Next);
        var applied = Difference.Apply(before, changes, positions);
        Assert.Equal(Edits.Bare(after), Edits.Bare(applied));
        var items = ItemJsonTests.Items(applied).ToList();
        Assert.All(ItemJsonTests.Items(after).Zip(items), pair => Assert.Equal(pair.First.Id ?? pair.Second.Id, pair.Second.Id));
        Assert.Equal(items.Count, items.Select(i => i.Id!.Value).Distinct().Count());
    });

    [Fact]
    public void Only_what_differs_is_written_and_each_item_once() => Sample(seed =>
    {
        var before = Stored(seed);
        var positions = Positions.Of(StoredWorkspace.Flatten(before));
        var changes = Difference.Between(before, new Edits(seed).Some(before), positions, Guid.NewGuid);
        Assert.All(changes, c => Assert.NotEqual(c.Before, c.After));
        Assert.Equal(changes.Count, changes.Select(c => c.Id).Distinct().Count());

        // A database with a key on the parent takes them in this order.
        var known = positions;
        foreach (var change in changes)
        {
            if (change.After?.Parent is { } parent) Assert.True(known.Has(parent));
            if (change.After is null) Assert.DoesNotContain(changes, c => c.After?.Parent == change.Id);
            known = known.With([change]);
        }
    });

    internal static Workspace Stored(int seed) => Identity.WithIds(new Invented(seed).Workspace(), fresh: false, new Ids(seed).Next);

    internal static void Write(Dictionary<Guid, StoredItem> rows, IEnumerable<ItemChange> changes)
    {
        foreach (var change in changes)
        {
            Assert.Equal(change.Before, rows.GetValueOrDefault(change.Id));
            if (change.After is { } after) rows[change.Id] = after;
            else rows.Remove(change.Id);
        }
    }

    private static void Sample(Action<int> law) => Gen.Int[0, 1_000_000].Sample(law, iter: Full.Iterations(80));
}
