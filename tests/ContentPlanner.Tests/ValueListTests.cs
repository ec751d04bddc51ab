using ContentPlanner.Core;
using CsCheck;

namespace ContentPlanner.Tests;

/// <summary>A long list is kept in pages: nobody who reads it can tell.</summary>
public sealed class ValueListTests
{
    /// <summary>Around the ends of pages, where mistakes live.</summary>
    private static readonly Gen<int> Count = Gen.OneOf(Gen.Int[0, 5], Gen.Int[1020, 1030], Gen.Int[2045, 2052], Gen.Int[3000, 3100]);

    private static readonly string[] Letters = ["a", "b", "c"];

    private static readonly Gen<string[]> Items = Count.SelectMany(n => Gen.Int[0, 2].Select(i => Letters[i]).Array[n]);

    [Fact]
    public void It_holds_what_it_was_made_of() => Items.Sample(items =>
    {
        foreach (var list in new[] { items.ToValueList(), ValueList.Of<string>(items), items.Where(_ => true).ToValueList() })
        {
            Assert.Equal(items.Length, list.Count);
            Assert.Equal(items, list.AsEnumerable());
            var walked = new List<string>();
            foreach (var item in list) walked.Add(item);
            Assert.Equal(items, walked);
            Assert.All(Letters, letter => Assert.Equal(Array.IndexOf(items, letter) >= 0, list.Contains(letter)));
            for (var i = 0; i < items.Length; i++) Assert.Same(items[i], list[i]);
            Assert.Throws<ArgumentOutOfRangeException>(() => list[items.Length]);
            Assert.Throws<ArgumentOutOfRangeException>(() => list[-1]);
        }
    }, iter: Full.Iterations(200));

    [Fact]
    public void With_another_item_only_that_place_differs() => Items.Where(i => i.Length > 0).SelectMany(items => Gen.Int[0, items.Length - 1].Select(at => (items, at))).Sample((items, at) =>
    {
        var list = items.ToValueList();
        string[] expected = [.. items[..at], "z", .. items[(at + 1)..]];

        var changed = list.With(at, "z");

        Assert.Equal(expected, changed.AsEnumerable());
        Assert.Equal(items, list.AsEnumerable());
        Assert.NotEqual(list, changed);
        Assert.Equal(list, changed.With(at, items[at]));
        Assert.Equal(list.GetHashCode(), changed.With(at, items[at]).GetHashCode());
        Assert.Equal((at, items.Length - at - 1), list.Shared(changed));
    }, iter: Full.Iterations(200));

    [Fact]
    public void Two_lists_share_what_their_items_say() => Gen.Select(Items, Items).Sample((one, other) =>
    {
        var most = Math.Min(one.Length, other.Length);
        var start = one.Zip(other).TakeWhile(p => ReferenceEquals(p.First, p.Second)).Count();
        var end = one.Reverse().Zip(other.Reverse()).TakeWhile(p => ReferenceEquals(p.First, p.Second)).Take(most - start).Count();

        Assert.Equal((start, end), one.ToValueList().Shared(other.ToValueList()));
    }, iter: Full.Iterations(200));

    [Fact]
    public void What_was_removed_from_the_middle_of_a_long_list_is_all_that_is_not_shared()
    {
        var list = Enumerable.Range(0, 5000).Select(n => $"{n}").ToValueList();

        var without = list.Where((_, i) => i != 2500).ToValueList();

        Assert.Equal((2500, 2499), list.Shared(without));
        Assert.Equal((2500, 2499), without.Shared(list));
    }
}
