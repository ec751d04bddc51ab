using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Deeds;

namespace ContentPlanner.Server.Pieces;

/// <summary>What people do with whole pieces on their pages. What happens to a piece on its way stands in <see cref="PlanDeeds"/>.</summary>
internal static class PieceDeeds
{
    /// <param name="piece">With a key that no piece had when the page was sent; another is found if one has it now.</param>
    public static Deed Begin(ContentPiece piece) => new($"began “{piece.Title}”", workspace =>
        workspace.Add(workspace.Id!.Value, workspace.Pieces.Any(p => p.Key == piece.Key) ? piece with { Key = PieceKeys.For(piece.Title, workspace.Pieces) } : piece));

    /// <param name="was">As it was shown.</param>
    public static Deed Write(ContentPiece was, ContentPiece piece) => PlanDeeds.Of(was, was.Title == piece.Title ? $"changed “{piece.Title}”" : (FormattableString)$"changed “{was.Title}” to “{piece.Title}”", now =>
        piece with { Id = now.Id, Key = now.Key, Sequence = now.Sequence, Changed = now.Changed });

    public static Deed Remove(ContentPiece piece) => new($"deleted “{piece.Title}”", workspace =>
        workspace.PathTo(piece.Id!.Value).Count == 0 ? workspace : workspace.With(piece.Id.Value, _ => null));

    /// <summary>The same again, as an idea that has been nowhere yet.</summary>
    public static ContentPiece CopyOf(ContentPiece piece, IEnumerable<ContentPiece> pieces)
    {
        var title = $"{piece.Title} (copy)";
        return piece with
        {
            Id = null,
            Key = PieceKeys.For(title, pieces),
            Sequence = null,
            Changed = null,
            Title = title,
            Status = PieceStatus.Idea,
            PlannedOn = null,
            Publish = null,
            Url = null,
            BodyFile = null,
            Outlets = [],
        };
    }
}
