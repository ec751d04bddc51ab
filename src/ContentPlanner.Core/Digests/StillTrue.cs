using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>A piece that keeps coming back and has been out for so long that somebody should look whether it is still true.</summary>
public sealed record StillTrue
{
    public required string Title { get; init; }
    public string? Url { get; init; }
    public required LocalDate Since { get; init; }

    /// <summary>Days since it was last published at home.</summary>
    public required int Age { get; init; }

    /// <summary>Name of who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Evergreen pieces that concern <paramref name="reader"/>, the longest overdue first; expired ones no longer come back and are not asked about.</summary>
    public static IEnumerable<StillTrue> For(Reader reader, Schedule schedule) =>
        from stale in Freshness.Stale(schedule.Workspace, schedule.Library, reader.Today)
        let piece = stale.Piece
        where piece.Evergreen is { } rule && !(rule.ExpiresOn < reader.Today) && reader.Owns(piece.Owner)
        select new StillTrue { Title = piece.Title, Url = piece.Url, Since = stale.Since, Age = stale.AgeDays, Owner = schedule.Workspace.NameOf(piece.Owner) };
}
