using System.Globalization;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Leverage;

/// <summary>All sources of a workspace, in batches: first the launches, periods and notes, then the pieces.</summary>
internal sealed class WholeWorkspace(Derivation derivation, Revisions revisions)
{
    private const int BatchSize = 1000;

    private readonly Lazy<ILookup<string, ContentPiece>> _places = new(() => derivation.Workspace.Pieces.Where(p => Inputs.PlaceOf(p) is not null).ToLookup(p => Inputs.PlaceOf(p)!, StringComparer.Ordinal));

    /// <summary>Pieces derived so far that have work in the weeks to come.</summary>
    private readonly HashSet<Guid> _withWork = [];

    /// <summary>One batch: either launches, periods and notes, or pieces.</summary>
    internal sealed record Batch(IReadOnlyList<(SourceLines Lines, SourceRow Row)>? Others, IReadOnlyList<ContentPiece> Pieces);

    private sealed record Other(Guid Id, string Print, Func<(SourceLines Lines, SourceRow Row)> Derive);

    /// <param name="isDue">Whether to derive a source again, by its row as it would be.</param>
    public IEnumerable<Batch> Batches(Func<(Guid Source, string Fingerprint), bool> isDue)
    {
        var workspace = derivation.Workspace;
        var others = workspace.Launches.Select(l => new Other(l.Id!.Value, derivation.Inputs.Of(l, revisions.DecisionsAbout(l.Key)), () => derivation.Of(l, revisions.DecisionsAbout(l.Key))))
            .Concat(workspace.Periods.Select(p => new Other(p.Id!.Value, derivation.Inputs.Of(p), () => derivation.Of(p))))
            .Append(new Other(workspace.Id!.Value, derivation.Inputs.OfNotes(), derivation.OfNotes))
            .Where(s => isDue((s.Id, s.Print))).Select(s => s.Derive()).ToList();
        if (others.Count > 0) yield return new(others, []);
        foreach (var batch in PieceBatches(p => isDue((p.Id!.Value, revisions.Print(derivation.Inputs, p))))) yield return batch;
    }

    public IEnumerable<Batch> PieceBatches(Func<ContentPiece, bool> isDue) =>
        derivation.Workspace.Pieces.Where(isDue).Chunk(BatchSize).Select(pieces => new Batch(null, pieces));

    /// <summary>The batch derived: work for the processor only.</summary>
    public IReadOnlyList<(SourceLines Lines, SourceRow Row)> Derive(Batch batch)
    {
        if (batch.Others is { } others) return others;
        var own = batch.Pieces.Select(p => p.Id!.Value).ToHashSet();
        var beside = derivation.Workspace.Cadences.Count == 0
            ? []
            : batch.Pieces.Select(Inputs.PlaceOf).OfType<string>().Distinct().SelectMany(place => _places.Value[place]).Where(p => !own.Contains(p.Id!.Value));
        var derived = derivation.OfPieces([.. batch.Pieces.Select(revisions.Of)], beside);
        var weeks = Evergreen.WeeksAhead(derivation.Today);
        foreach (var (lines, _) in derived)
            if (lines.Tasks.Any(t => weeks.Contains(t.Due))) _withWork.Add(lines.Source);
        return derived;
    }

    public Task WriteAsync(Rewriting rewriting, Batch batch, CancellationToken stop) =>
        rewriting.SourcesAsync(Derive(batch), [], withMilestones: batch.Others is not null, stop);

    public async Task<IReadOnlyList<SourceLines>> ProposalsAsync(PlannerDb db, CancellationToken stop)
    {
        var workspace = derivation.Workspace;
        var weeks = Evergreen.WeeksAhead(derivation.Today);
        var withWork = await DerivedRows.WithWorkIn(db, workspace.Id!.Value, weeks).Distinct().ToListAsync(stop);
        _withWork.UnionWith(withWork);
        var competing = workspace.Pieces.Where(p => Inputs.ComesBack(p) || (p.Day is { } day && weeks.Contains(day)) || _withWork.Contains(p.Id!.Value)).ToList();
        return derivation.Proposals(competing, workspace.Tasks);
    }

    public string ProposalsPrint(long revision) => string.Create(CultureInfo.InvariantCulture, $"{revision} {derivation.Inputs.Everything}");
}
