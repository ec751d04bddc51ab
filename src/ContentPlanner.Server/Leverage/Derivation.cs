using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Extraction;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>A workspace derived source by source, each with the row that says what it was made from.</summary>
/// <param name="workspace">With ids on every item.</param>
internal sealed class Derivation(Workspace workspace, Library library, LocalDate today)
{
    private readonly BySource _sources = new(workspace, library, piece => BodyReader.Read(piece.Body!, workspace.Locale), today);

    public Workspace Workspace => workspace;
    public Library Library => library;
    public LocalDate Today => today;
    public Inputs Inputs { get; } = new(workspace, library);

    private Guid Id => workspace.Id!.Value;

    public IReadOnlyList<(SourceLines Lines, SourceRow Row)> OfPieces(IReadOnlyCollection<PieceInput> inputs, IEnumerable<ContentPiece> beside)
    {
        var lines = _sources.OfPieces([.. inputs.Select(i => i.Piece)], beside, inputs.SelectMany(i => i.Decisions));
        return [.. inputs.Zip(lines, (input, l) => (l, Row(l, Inputs.Of(input)) with { Place = Inputs.PlaceOf(input.Piece), ComesBack = Inputs.ComesBack(input.Piece) }))];
    }

    public IReadOnlyList<(Guid Source, Entry Line)> PublicationsOf(IReadOnlyCollection<ContentPiece> pieces) => _sources.PublicationsOf(pieces);

    public (SourceLines Lines, SourceRow Row) Of(Launch launch, IReadOnlyCollection<TaskDecision> decisions) =>
        _sources.Of(launch, decisions) is var lines ? (lines, Row(lines, Inputs.Of(launch, decisions))) : default;

    public (SourceLines Lines, SourceRow Row) Of(Plan period) => _sources.Of(period) is var lines ? (lines, Row(lines, Inputs.Of(period))) : default;

    public (SourceLines Lines, SourceRow Row) OfNotes() => _sources.OfNotes() is var lines ? (lines, Row(lines, Inputs.OfNotes())) : default;

    public IReadOnlyList<SourceLines> Proposals(IReadOnlyCollection<ContentPiece> competing, IEnumerable<TaskDecision> decisions) => _sources.Proposals(competing, decisions);

    public SourceRow ProposalsRow(string fingerprint) => new() { WorkspaceId = Id, SourceId = Inputs.ProposalsOf(Id), Fingerprint = fingerprint, Since = today, Until = today.PlusDays(1) };

    private SourceRow Row(SourceLines lines, string fingerprint) => new() { WorkspaceId = Id, SourceId = lines.Source, Fingerprint = fingerprint, Since = today, Until = lines.Until };
}
