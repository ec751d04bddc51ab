using System.Runtime.CompilerServices;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using NodaTime;

namespace ContentPlanner.Server.Pieces;

/// <summary>
/// The pieces of a plan by their day, the latest first and those without one before them; in one day by key. Ordered once
/// for as long as no piece changes, so that a page of a long list only looks for its own lines.
/// </summary>
internal static class PieceOrder
{
    private static readonly ConditionalWeakTable<ValueList<ContentPiece>, ContentPiece[]> Known = [];

    public static IReadOnlyList<ContentPiece> LatestFirst(ValueList<ContentPiece> pieces) => Known.GetValue(pieces, Ordered);

    /// <summary>The first few of some pieces in this order: quicker than putting all of them in order.</summary>
    public static IEnumerable<ContentPiece> LatestFirst(IEnumerable<ContentPiece> pieces, int count) =>
        pieces.OrderByDescending(p => Number(p.Day ?? LocalDate.MaxIsoValue)).ThenBy(p => p.Key, StringComparer.Ordinal).Take(count);

    /// <summary>By number first, which is quick for ten thousand of them; the few of one day then by their keys.</summary>
    private static ContentPiece[] Ordered(ValueList<ContentPiece> pieces)
    {
        var ordered = pieces.ToArray();
        var days = Array.ConvertAll(ordered, piece => -Number(piece.Day ?? LocalDate.MaxIsoValue));
        Array.Sort(days, ordered);
        for (int from = 0, to; from < days.Length; from = to)
        {
            for (to = from + 1; to < days.Length && days[to] == days[from];) to++;
            if (to - from > 1) Array.Sort(ordered, from, to - from, ByKey);
        }
        return ordered;
    }

    private static readonly Comparer<ContentPiece> ByKey = Comparer<ContentPiece>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key));

    /// <summary>Grows with the day.</summary>
    private static int Number(LocalDate day) => (day.Year * 16 + day.Month) * 32 + day.Day;

    public static IEnumerable<ContentPiece> EarliestFirst(ValueList<ContentPiece> pieces)
    {
        var latest = LatestFirst(pieces);
        // Those without a day stand first in the other order, and last in this one.
        for (var i = latest.Count - 1; i >= 0; i--)
            yield return latest[i];
    }
}
