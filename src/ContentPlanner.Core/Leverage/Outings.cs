using ContentPlanner.Core.Pieces;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>One time that a piece went out.</summary>
/// <param name="Channel">Null: published, the document does not say where.</param>
/// <param name="Again">It came back: an evergreen outing, or an outlet in a channel it had been in before.</param>
public sealed record Outing(string? Channel, LocalDate On, string? Url = null, bool Again = false);

public static class Outings
{
    /// <summary>
    /// Every time the piece went out, oldest first: its publication, its outlets and its done tasks. A task and an outlet in
    /// one channel on one day, or at one address, are one outing.
    /// </summary>
    /// <param name="tasks">The tasks of this piece.</param>
    public static ValueList<Outing> OutingsWith(this ContentPiece piece, IEnumerable<ContentTask> tasks)
    {
        var done = tasks.Where(t => t.Status == ContentTaskStatus.Done)
            .Select(t => new Outing(t.Channel, t.Day, t.Url, Again: t.Key.Outing is not null)).ToList();
        if (piece is { Status: PieceStatus.Published or PieceStatus.Retired, Day: { } day }) done.Add(new(piece.Channel, day, piece.Url));
        foreach (var outlet in piece.Outlets.OrderBy(o => o.On))
            if (!done.Exists(o => o.Channel == outlet.Channel && (o.On == outlet.On || o.Url is not null && o.Url == outlet.Url)))
                done.Add(new(outlet.Channel, outlet.On, outlet.Url, Again: done.Exists(o => o.Channel == outlet.Channel && o.On < outlet.On)));
        return done.OrderBy(o => o.On).ToValueList();
    }

    /// <summary>The last day it went out; null: never.</summary>
    public static LocalDate? LastDay(this ValueList<Outing> outings) => outings.Count == 0 ? null : outings[^1].On;
}
