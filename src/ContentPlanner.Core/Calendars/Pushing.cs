using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Calendars;

/// <summary>
/// "Insert here and push the following": a piece takes a day, and the pieces of its channel that stand there move on, each to
/// the next place of that channel, until an empty one takes the last. What is out or scheduled to go out keeps its day.
/// </summary>
public static class Pushing
{
    /// <summary>How far ahead an empty slot is looked for.</summary>
    private const int Months = 24;

    /// <summary>What moves when <paramref name="piece"/> takes <paramref name="day"/>: itself last-known day to new, then those pushed, in order.</summary>
    /// <param name="piece">Key of a piece of the workspace, with a channel.</param>
    /// <returns>Null with the reason when there is no place to push to.</returns>
    public static (ValueList<PushedPiece>? Moves, string? Refusal) Of(Workspace workspace, string piece, LocalDate day)
    {
        if (workspace.Pieces.FirstOrDefault(p => p.Key == piece) is not { } inserted) return (null, "the piece is not in the plan any more");
        if (inserted.Channel is not { } channel) return (null, $"“{inserted.Title}” has no channel; give it one first, then what follows in that channel can be pushed");
        var moves = new List<PushedPiece> { new(inserted, inserted.Day, day) };
        var others = workspace with { Pieces = workspace.Pieces.Where(p => p.Key != piece && p.Channel == channel).ToValueList(), Cadences = workspace.Cadences.Where(c => c.Channel == channel).ToValueList() };
        var slots = Slots.Of(others, new DateInterval(day, day.PlusMonths(Months))).Where(s => Takes(s, inserted)).ToArray();
        var waiting = others.Pieces.Where(p => p.Day == day && IsMovable(p)).OrderByDescending(p => p.Status).ThenBy(p => p.Key, StringComparer.Ordinal).ToList();
        if (waiting.Count == 0) return (moves.ToValueList(), null);
        foreach (var slot in slots.Where(s => s.When.Day > day))
        {
            // Who stands here moves on; who waits takes the place.
            if (slot.Piece is { } here && !IsMovable(here)) continue;
            var next = waiting[0];
            waiting.RemoveAt(0);
            moves.Add(new(next, next.Day, slot.When.Day));
            if (slot.Piece is { } pushed) waiting.Add(pushed);
            if (waiting.Count == 0) return (moves.ToValueList(), null);
        }
        return (null, slots.Length == 0
            ? $"there is no recurring place for {channel}, so nothing says where what follows should go; add a cadence, or move it by hand"
            : $"no place of {channel} is empty within two years, so nothing can be pushed");
    }

    /// <summary>The workspace with all of it moved.</summary>
    public static Workspace Apply(Workspace workspace, IReadOnlyList<PushedPiece> moves)
    {
        var days = moves.ToDictionary(m => m.Piece.Key, m => m.To, StringComparer.Ordinal);
        return workspace with { Pieces = workspace.Pieces.Select(p => days.TryGetValue(p.Key, out var day) ? p.PlanFor(day) : p).ToValueList() };
    }

    private static bool Takes(Slot slot, ContentPiece piece) => slot.Cadence.Format is not { } format || format == piece.Format;

    private static bool IsMovable(ContentPiece piece) => piece.Status is PieceStatus.Idea or PieceStatus.Planned or PieceStatus.Drafting;
}

/// <param name="From">Null: it had no day.</param>
public sealed record PushedPiece(ContentPiece Piece, LocalDate? From, LocalDate To);
