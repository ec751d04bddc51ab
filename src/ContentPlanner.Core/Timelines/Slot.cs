using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Timelines;

/// <summary>One place in the editorial calendar, with the piece that fills it.</summary>
/// <param name="Day">The day the cadence gives it, whenever it is held.</param>
/// <param name="When">When it is held.</param>
/// <param name="Piece">Null: nobody has planned a piece for it.</param>
public sealed record Slot(Cadence Cadence, LocalDate Day, When When, ContentPiece? Piece)
{
    /// <summary>The content task that fills it in place of a piece of its own.</summary>
    public ContentTask? Task { get; init; }

    public bool IsGap => Piece is null && Task is null;

    /// <summary>Keeps through renames of the cadence and through moves of this one slot.</summary>
    public Guid IdIn(Workspace workspace) =>
        Identity.Derived(Identity.Of(workspace, Cadence), "slot", LocalDatePattern.Iso.Format(Day));

    /// <summary>Only an idea stands here: somebody thought of it for this day, nobody promised it yet.</summary>
    public bool IsTentative => Piece is { Status: PieceStatus.Idea };
}

/// <summary>
/// The slots that cadences give, and which piece fills which. A piece fills a slot of its home channel on its own day,
/// when it has the format the cadence asks for; it fills one slot at most. Ideas fill tentatively, so that a day with an
/// idea is not shown as empty as well; retired pieces fill nothing. Blackout days have no slots: nothing is published
/// then. Holidays keep theirs: nobody has to work for a scheduled post to go out.
/// </summary>
public static partial class Slots
{
    /// <summary>The slots and their pieces held within <paramref name="window"/>, by wall time, then as the workspace orders its cadences.</summary>
    public static IReadOnlyList<Slot> Of(Workspace workspace, DateInterval window)
    {
        var calendar = workspace.Calendar;
        var empty = workspace.Cadences
            .SelectMany(cadence => cadence.Series.Occurrences(workspace.Zone, window).Select(o => new Slot(cadence, o.Day, o.When, null)))
            .Where(slot => calendar.BlackoutOn(slot.When.Day) is null)
            .OrderBy(slot => slot.When.WallTime)
            .ToArray();
        return empty.Length == 0 ? empty : Filled(empty, PiecesByPlace(workspace, window));
    }

    /// <summary>
    /// Two slots of one channel on one day: each piece goes to its own hour first, and a slot that wants a format chooses
    /// before one that takes any.
    /// </summary>
    private static Slot[] Filled(Slot[] slots, Dictionary<(string, LocalDate), List<ContentPiece>> waiting)
    {
        var choosing = Enumerable.Range(0, slots.Length).OrderBy(i => slots[i].Cadence.Format is null).ToArray();
        foreach (var sameHour in new[] { true, false })
            foreach (var i in choosing)
                if (slots[i].Piece is null && waiting.TryGetValue((slots[i].Cadence.Channel, slots[i].When.Day), out var pieces)
                    && pieces.FindIndex(piece => Fits(piece, slots[i], sameHour)) is >= 0 and var found)
                {
                    slots[i] = slots[i] with { Piece = pieces[found] };
                    pieces.RemoveAt(found);
                }
        return slots;
    }

    private static bool Fits(ContentPiece piece, Slot slot, bool sameHour) =>
        (slot.Cadence.Format is not { } format || piece.Format == format)
        && (!sameHour || piece.Publish?.At == slot.When.WallTime);

    /// <summary>Pieces by home channel and day; the surer a piece is, the earlier it is chosen.</summary>
    private static Dictionary<(string, LocalDate), List<ContentPiece>> PiecesByPlace(Workspace workspace, DateInterval window)
    {
        var places = new Dictionary<(string, LocalDate), List<ContentPiece>>();
        foreach (var piece in workspace.Pieces)
        {
            if (piece is not { Channel: { } channel, Day: { } day, Status: not PieceStatus.Retired } || !window.Contains(day)) continue;
            if (!places.TryGetValue((channel, day), out var pieces)) places[(channel, day)] = pieces = [];
            pieces.Add(piece);
        }
        foreach (var pieces in places.Values)
            if (pieces.Count > 1) pieces.Sort(SurestFirst);
        return places;
    }

    private static int SurestFirst(ContentPiece a, ContentPiece b) =>
        a.Status != b.Status ? b.Status.CompareTo(a.Status) : string.CompareOrdinal(a.Key, b.Key);
}
