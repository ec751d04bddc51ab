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

    public static IReadOnlyList<ContentPiece> LatestFirst(ValueList<ContentPiece> pieces) => Known.GetValue(pieces, static list =>
    {
        var ordered = list.ToArray();
        Array.Sort(ordered, (a, b) => Day(b).CompareTo(Day(a)) is not 0 and var days ? days : string.CompareOrdinal(a.Key, b.Key));
        return ordered;
    });

    public static IEnumerable<ContentPiece> EarliestFirst(ValueList<ContentPiece> pieces)
    {
        var latest = LatestFirst(pieces);
        // Those without a day stand first in the other order, and last in this one.
        for (var i = latest.Count - 1; i >= 0; i--)
            yield return latest[i];
    }

    private static LocalDate Day(ContentPiece piece) => piece.Day ?? LocalDate.MaxIsoValue;
}
