using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core.Timelines;

/// <summary>
/// A recurring place in the editorial calendar that wants a piece: "a blog post every Tuesday at 09:00". A slot nobody
/// filled is a gap.
/// </summary>
public sealed record Cadence : PlanItem
{
    public required string Title { get; init; }
    public required string Channel { get; init; }

    /// <summary>Source format a piece must have to fill a slot; null: any.</summary>
    public string? Format { get; init; }

    public string? Pillar { get; init; }
    public string? Owner { get; init; }
    public required Series Series { get; init; }

    /// <summary>Key of the cadence this one continues from its start on ("this and following").</summary>
    public string? Continues { get; init; }

    /// <summary>Empty slots may be filled by evergreen pieces.</summary>
    public bool Evergreen { get; init; } = true;

    /// <summary>An idea without a day that would fit here.</summary>
    public bool CouldTake(ContentPiece piece) =>
        piece is { Status: PieceStatus.Idea, Day: null } && piece.Channel == Channel && (Format is null || Format == piece.Format);
}
