using System.Collections.Immutable;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// Where each item of a stored workspace stands among its siblings. A workspace is a value without them; whoever keeps one
/// keeps these beside it. A value too: <see cref="With"/> gives another one.
/// </summary>
public sealed class Positions
{
    /// <summary>Between two neighbours at first: room for ten halvings.</summary>
    public const long Gap = 1024;

    private readonly ImmutableDictionary<Guid, long> _of;

    private Positions(ImmutableDictionary<Guid, long> of) => _of = of;

    public static Positions Of(IEnumerable<StoredItem> rows) => new(rows.ToImmutableDictionary(r => r.Id, r => r.Position));

    /// <exception cref="ArgumentException">It is no item of the stored workspace.</exception>
    public long this[Guid id] => _of.TryGetValue(id, out var position) ? position : throw new ArgumentException($"The item {id} is not stored, so it has no position.", nameof(id));

    public bool Has(Guid id) => _of.ContainsKey(id);

    /// <summary>The positions after these changes.</summary>
    public Positions With(IEnumerable<ItemChange> changes)
    {
        var of = _of.ToBuilder();
        foreach (var change in changes)
            if (change.After is { } after) of[change.Id] = after.Position;
            else of.Remove(change.Id);
        return new(of.ToImmutable());
    }

    /// <summary>The n-th of a list that is numbered afresh, from 0.</summary>
    internal static long Nth(int n) => Gap * (n + 1);

    /// <summary>
    /// Fills what is null with positions between its neighbours: in the middle between two, a gap beyond the last or before
    /// the first. False: somewhere there is no room, and the list has to be numbered afresh.
    /// </summary>
    /// <param name="below">The position before the first; null: there is none.</param>
    /// <param name="above">The position after the last; null: there is none.</param>
    internal static bool Fill(long?[] positions, long? below, long? above)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            if (positions[i] is { } known)
            {
                below = known;
                continue;
            }
            var end = i;
            while (end < positions.Length && positions[end] is null) end++;
            var next = end < positions.Length ? positions[end] : above;
            var count = end - i;
            if (next - below is { } room && room <= count) return false;
            var (first, step) = (below, next) switch
            {
                ({ } b, { } n) => (b + (n - b) / (count + 1), (n - b) / (count + 1)),
                (null, { } n) => (n - Gap * count, Gap),
                _ => ((below ?? 0) + Gap, Gap),
            };
            for (; i < end; i++, first += step) positions[i] = below = first;
            i--;
        }
        return true;
    }
}
