using NodaTime;

namespace ContentPlanner.Core.Pieces;

/// <summary>What happens to a piece on its way from an idea to the shelf. Each gives the piece as it is afterwards.</summary>
public static class PieceVerbs
{
    /// <summary>It is planned for a day; an idea is one no longer.</summary>
    public static ContentPiece PlanFor(this ContentPiece piece, LocalDate day) => piece with
    {
        PlannedOn = day,
        Publish = piece.Publish is { } moment ? moment with { At = day + moment.At.TimeOfDay } : null,
        Status = piece.Status == PieceStatus.Idea ? PieceStatus.Planned : piece.Status,
    };

    /// <summary>It goes out by itself at a moment.</summary>
    public static ContentPiece ScheduleFor(this ContentPiece piece, PublishMoment moment) => piece with { Publish = moment, Status = PieceStatus.Scheduled };

    /// <summary>It is out: tasks follow from this day. The planned day stays, for the two differ in real life.</summary>
    /// <param name="url">Null: what is known of its address stays.</param>
    public static ContentPiece PublishedAt(this ContentPiece piece, PublishMoment moment, string? url = null) =>
        piece with { Publish = moment, Status = PieceStatus.Published, Url = url ?? piece.Url };

    /// <summary>Nothing is made of it any more.</summary>
    public static ContentPiece Retire(this ContentPiece piece) => piece with { Status = PieceStatus.Retired };

    /// <summary>An idea again, without a day.</summary>
    public static ContentPiece BackToIdea(this ContentPiece piece) => piece with { Status = PieceStatus.Idea, PlannedOn = null, Publish = null };
}
