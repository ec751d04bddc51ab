using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>A piece that keeps coming back and has been out for so long that somebody should look whether it is still true.</summary>
public sealed record StillTrue
{
    public required string Title { get; init; }
    public string? Url { get; init; }
    public required LocalDate Since { get; init; }

    /// <summary>Days since it came out.</summary>
    public required int Age { get; init; }

    /// <summary>Name of who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Used when neither the piece nor its channel says after how many days to ask.</summary>
    private const int UsualDays = 365;

    /// <summary>Evergreen pieces that concern <paramref name="reader"/>, oldest first; expired ones no longer come back and are not asked about.</summary>
    public static IEnumerable<StillTrue> For(Reader reader, Schedule schedule) =>
        schedule.Workspace.Pieces
            .Where(p => p.Status == PieceStatus.Published && reader.Owns(p.Owner))
            .Select(p => Asked(reader, schedule, p)).OfType<StillTrue>()
            .OrderByDescending(s => s.Age).ThenBy(s => s.Title, StringComparer.Ordinal);

    private static StillTrue? Asked(Reader reader, Schedule schedule, ContentPiece piece)
    {
        if (piece is not { Day: { } since, Evergreen: { } rule } || rule.ExpiresOn < reader.Today) return null;
        var age = Period.DaysBetween(since, reader.Today);
        if (age < DaysUntilAsked(schedule, piece, rule)) return null;
        return new() { Title = piece.Title, Url = piece.Url, Since = since, Age = age, Owner = schedule.Workspace.NameOf(piece.Owner) };
    }

    private static int DaysUntilAsked(Schedule schedule, ContentPiece piece, EvergreenRule rule) =>
        rule.RefreshAfterDays
        ?? (piece.Channel is { } channel ? schedule.Library.Channel(channel)?.RefreshAfterDays : null)
        ?? UsualDays;
}
