using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>A published piece that asks "still true?".</summary>
/// <param name="Since">When it was last published at home.</param>
/// <param name="RefreshAfterDays">After how many days it asks.</param>
public sealed record StalePiece(ContentPiece Piece, LocalDate Since, int AgeDays, int RefreshAfterDays);

/// <summary>
/// How long what was published holds: as long as the piece's own rule says where it is at home, else the channel's, else
/// half a year. Publishing it at home again (an outlet there) makes it fresh.
/// </summary>
public static class Freshness
{
    public const int UsualDays = 180;

    public static int RefreshAfter(Channel? channel, ContentPiece? atHome = null) =>
        atHome?.Evergreen?.RefreshAfterDays ?? channel?.RefreshAfterDays ?? UsualDays;

    /// <summary>Published pieces somebody should read again, the longest overdue first.</summary>
    public static ValueList<StalePiece> Stale(Workspace workspace, Library library, LocalDate today)
    {
        var channels = workspace.ChannelsIn(library).Concat(library.Channels).DistinctBy(c => c.Key).ToDictionary(c => c.Key, StringComparer.Ordinal);
        return workspace.Pieces
            .Where(p => p is { Status: PieceStatus.Published, Day: not null })
            .Select(p => StaleOf(p, p.Channel is { } home ? channels.GetValueOrDefault(home) : null, today))
            .Where(s => s.AgeDays > s.RefreshAfterDays)
            .OrderByDescending(s => s.AgeDays - s.RefreshAfterDays)
            .ThenBy(s => s.Piece.Key, StringComparer.Ordinal)
            .ToValueList();
    }

    private static StalePiece StaleOf(ContentPiece piece, Channel? home, LocalDate today)
    {
        var since = piece.Outlets.Where(o => o.Channel == piece.Channel).Select(o => o.On).Append(piece.Day!.Value).Max();
        return new(piece, since, Period.DaysBetween(since, today), RefreshAfter(home, piece));
    }
}
