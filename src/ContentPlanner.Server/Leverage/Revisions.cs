using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Leverage;

/// <summary>When the pieces of a whole workspace and what was decided about them were last written.</summary>
internal sealed class Revisions
{
    private readonly Workspace _workspace;
    private readonly Dictionary<Guid, long> _pieces;
    private readonly Dictionary<string, (int Count, long Sum)> _decided;
    private readonly Lazy<ILookup<string, TaskDecision>> _decisions;

    private Revisions(Workspace workspace, Dictionary<Guid, long> pieces, Dictionary<string, (int, long)> decided)
    {
        (_workspace, _pieces, _decided) = (workspace, pieces, decided);
        _decisions = new(() => _workspace.Tasks.ToLookup(d => SourceOf(d.Key), StringComparer.Ordinal));
    }

    public static async Task<Revisions> ReadAsync(PlannerDb db, Workspace workspace, CancellationToken stop)
    {
        var id = workspace.Id!.Value;
        var pieces = await db.Items.Where(i => i.WorkspaceId == id && i.Kind == "piece").Select(i => new { i.Id, i.Revision }).ToDictionaryAsync(i => i.Id, i => i.Revision, stop);
        var decided = await db.Items.Where(i => i.WorkspaceId == id && i.Kind == "task-decision" && i.Group != null)
            .GroupBy(i => i.Group!).Select(of => new { of.Key, Count = of.Count(), Sum = of.Sum(i => i.Revision) })
            .ToDictionaryAsync(of => of.Key, of => (of.Count, of.Sum), StringComparer.Ordinal, stop);
        return new(workspace, pieces, decided);
    }

    public string Print(Inputs inputs, ContentPiece piece)
    {
        var (count, sum) = _decided.GetValueOrDefault(piece.Key);
        return inputs.Of(piece, _pieces.GetValueOrDefault(piece.Id!.Value), count, sum);
    }

    public PieceInput Of(ContentPiece piece) =>
        new(piece, _pieces.GetValueOrDefault(piece.Id!.Value), [.. _decisions.Value[piece.Key]], _decided.GetValueOrDefault(piece.Key).Sum);

    /// <summary>What was decided about the tasks of a piece or launch.</summary>
    public IReadOnlyCollection<TaskDecision> DecisionsAbout(string source) => [.. _decisions.Value[source]];

    private static string SourceOf(string key) => key.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? key[..end] : key;
}

/// <summary>A few pieces, read by id or key.</summary>
internal static class FewPieces
{
    /// <summary>As the workspace orders them.</summary>
    public static async Task<List<PieceInput>> ReadAsync(PlannerDb db, Guid workspace, List<Guid> ids, List<string> keys, CancellationToken stop)
    {
        if (ids.Count + keys.Count == 0) return [];
        // Apart, for "this id or that key" would look at every piece there is; and so would SQLite if it were told here that they are pieces.
        var rows = ids.Count == 0 ? [] : await db.Items.AsNoTracking().Where(i => i.WorkspaceId == workspace && ids.Contains(i.Id)).ToListAsync(stop);
        rows.RemoveAll(r => r.Kind != "piece");
        if (keys.Count > 0) rows.AddRange(await db.Items.AsNoTracking().Where(i => i.WorkspaceId == workspace && i.Kind == "piece" && keys.Contains(i.Key)).ToListAsync(stop));
        rows = [.. rows.DistinctBy(r => r.Id)];
        var decisions = await DecisionsAsync(db, workspace, rows.ConvertAll(r => r.Key), stop);
        return [.. rows.OrderBy(r => r.Position).ThenBy(r => r.Id).Select(row =>
        {
            var decided = decisions[row.Key].ToList();
            return new PieceInput((ContentPiece)row.Stored().Read(), row.Revision, decided.ConvertAll(d => d.Decision), decided.Sum(d => d.Revision));
        })];
    }

    /// <summary>What was decided about the tasks of sources, by their keys.</summary>
    public static async Task<ILookup<string, (TaskDecision Decision, long Revision)>> DecisionsAsync(PlannerDb db, Guid workspace, List<string> sources, CancellationToken stop)
    {
        var rows = sources.Count == 0 ? [] : await db.Items.AsNoTracking()
            .Where(i => i.WorkspaceId == workspace && i.Kind == "task-decision" && sources.Contains(i.Group!)).ToListAsync(stop);
        return rows.OrderBy(r => r.Position).ThenBy(r => r.Id).ToLookup(r => r.Group!, r => ((TaskDecision)r.Stored().Read(), r.Revision), StringComparer.Ordinal);
    }
}
