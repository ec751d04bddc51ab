using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Drafts;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>A task with what its page shows beside it.</summary>
/// <param name="Piece">What it is made of; null: a session or a mark.</param>
public sealed record FoundTask(ContentTask Task, ContentPiece? Piece, Drafts Drafts)
{
    public Draft Draft => Drafts.Of(Task);
}

/// <summary>
/// Tasks for pages: derived anew, but only of the pieces or the launch that a page shows, so that a client with ten thousand
/// pieces waits no longer than one with a hundred. What fills empty slots follows from everything that competes for them;
/// that is read from the rows.
/// </summary>
public sealed class TaskBook(IDbContextFactory<PlannerDb> databases, Libraries libraries, IClock clock)
{
    /// <summary>The tasks of some pieces, by the piece's key, in their day's order.</summary>
    public async Task<ILookup<string, ContentTask>> OfPiecesAsync(WorkspaceSnapshot plan, IReadOnlyCollection<ContentPiece> pieces, CancellationToken stop)
    {
        var ids = pieces.Where(Inputs.ComesBack).Select(p => p.Id!.Value).ToList();
        await using var db = databases.CreateDbContext();
        var rows = ids.Count == 0 ? [] : await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == plan.Id && ids.Contains(t.SourceId) && t.Offered).ToListAsync(stop);
        var offered = rows.Select(Offered).OfType<OfferedOuting>().ToLookup(o => o.Key.Source, StringComparer.Ordinal);
        return Sources(plan).TasksOf(pieces, DecisionsAbout(plan.Workspace, pieces.Select(p => p.Key)), offered);
    }

    /// <summary>
    /// A task as it stands in this very workspace, derived from its source alone; null: nothing derives it any more. What fills an empty
    /// slot follows from more than its source, see <see cref="FindAsync"/>.
    /// </summary>
    public ContentTask? Now(Workspace workspace, TaskKey key)
    {
        var sources = Sources(workspace);
        var decisions = DecisionsAbout(workspace, [key.Source]);
        return sources.TasksOf([.. workspace.Pieces.Where(p => p.Key == key.Source)], decisions, NothingOffered)[key.Source]
            .Concat(workspace.Launches.Where(l => l.Key == key.Source).SelectMany(l => sources.Of(l, decisions).Tasks))
            .FirstOrDefault(t => t.Key == key);
    }

    /// <summary>A step of a launch or of a project as it stands in this very workspace; null: there is no such step any more.</summary>
    public Milestone? Step(Workspace workspace, string key) => Sources(workspace).Steps.FirstOrDefault(m => m.Key == key);

    private static readonly ILookup<string, OfferedOuting> NothingOffered = Array.Empty<OfferedOuting>().ToLookup(o => o.Key.Source);

    /// <summary>A task with its draft; null: nothing derives it any more.</summary>
    /// <param name="task">Its key, or its id.</param>
    public async Task<FoundTask?> FindAsync(WorkspaceSnapshot plan, string task, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == plan.Id);
        var row = Guid.TryParse(task, out var id) ? await rows.FirstOrDefaultAsync(t => t.Id == id, stop) : await rows.FirstOrDefaultAsync(t => t.Key == task, stop);
        return row is not null && await OfRowsAsync(plan, [row], stop) is [var found] ? found : null;
    }

    /// <summary>The tasks of some rows, in the order of the rows; one that the plan as it is now does not have is left out.</summary>
    public async Task<IReadOnlyList<FoundTask>> FindAllAsync(WorkspaceSnapshot plan, IReadOnlyCollection<Guid> tasks, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == plan.Id && tasks.Contains(t.Id)).OrderBy(t => t.Due).ThenBy(t => t.Key).ToListAsync(stop);
        return await OfRowsAsync(plan, rows, stop);
    }

    private async Task<IReadOnlyList<FoundTask>> OfRowsAsync(WorkspaceSnapshot plan, List<TaskRow> rows, CancellationToken stop)
    {
        var workspace = plan.Workspace;
        var sources = rows.Select(r => r.SourceId).ToHashSet();
        var pieces = workspace.Pieces.Where(p => sources.Contains(p.Id!.Value)).ToList();
        var launches = workspace.Launches.Where(l => sources.Contains(l.Id!.Value)).ToList();
        var installation = libraries.Of(workspace);
        var derivation = Sources(plan);
        var tasks = (await OfPiecesAsync(plan, pieces, stop)).SelectMany(of => of)
            .Concat(launches.SelectMany(l => derivation.Of(l, DecisionsAbout(workspace, [l.Key])).Tasks))
            .DistinctBy(t => t.Key).ToDictionary(t => t.Key.ToString(), StringComparer.Ordinal);
        // What a launch says in its posts may come from any piece; what is made of a piece needs that piece alone.
        var shown = launches.Count > 0 ? workspace : workspace with { Pieces = pieces.ToValueList() };
        var schedule = new Schedule { Workspace = shown, Library = installation.Library, Today = plan.Today(clock), Launches = derivation.LaunchDays.ToValueList() };
        var drafts = new Drafts(schedule, piece => Read(piece, workspace), installation.Templates);
        var byKey = pieces.DistinctBy(p => p.Key).ToDictionary(p => p.Key, StringComparer.Ordinal);
        return [.. rows.Select(r => tasks.GetValueOrDefault(r.Key)).OfType<ContentTask>()
            .Select(t => new FoundTask(t, t.Source.Kind == SourceKind.Piece ? byKey.GetValueOrDefault(t.Source.Key) : null, drafts))];
    }

    /// <summary>What follows from a plan, source by source.</summary>
    internal BySource Sources(WorkspaceSnapshot plan) => Sources(plan.Workspace);

    private BySource Sources(Workspace workspace) => new(workspace, libraries.Of(workspace).Library, piece => Read(piece, workspace), workspace.Today(clock));

    private static KeyPoints Read(ContentPiece piece, Workspace workspace) => piece.Body is null ? KeyPoints.None : BodyReader.Read(piece.Body, workspace.Locale);

    internal static List<TaskDecision> DecisionsAbout(Workspace workspace, IEnumerable<string> sources)
    {
        var wanted = sources.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        return [.. workspace.Tasks.Where(d => wanted.Contains(d.Key.AsSpan(0, Math.Max(0, d.Key.IndexOf('/', StringComparison.Ordinal)))))];
    }

    private static OfferedOuting? Offered(TaskRow row) => TaskKey.OfOuting(row.Key) is { } key ? new(key, row.Planned, row.Owner, row.Reason) : null;
}
