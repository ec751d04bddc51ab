using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Leverage;

/// <summary>
/// Keeps what follows from a plan beside it, in the transaction of each change and only where the change touches it: content
/// tasks, milestones, and the change data of every line of the timeline. Everything is derived as of one day, the one the
/// workspace was last reconciled on, so that rows and stamps agree with each other until <see cref="Reconciliation"/> brings
/// them all to the next.
/// </summary>
public sealed class DerivedRows(Libraries libraries, IClock clock) : IChangeFollower
{
    /// <summary>More pieces than these are looked up in memory, not in the database.</summary>
    private const int Few = 200;

    /// <summary>
    /// Proposals are looked at again within a change while at most so many pieces compete for the slots of the next weeks;
    /// else they are marked as due, and <see cref="ProposeEvergreens"/> does it within minutes.
    /// </summary>
    public const int AtOnce = 500;

    public async Task FollowAsync(PlannerDb db, WorkspaceChange change, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        var reconciled = await db.Workspaces.Where(w => w.Id == change.Workspace).Select(w => w.ReconciledOn).FirstAsync(stop);
        var today = reconciled ?? clock.GetCurrentInstant().InZone(change.After.Zone).Date;
        var derivation = new Derivation(change.After, libraries.Of(change.After).Library, today);
        var rewriting = new Rewriting(db, change.Workspace, change.At, isNew: change.Before is null);
        var touched = Touched.By(change.Items);
        if (change.Before is null || (touched.Shared && new Inputs(change.Before.Workspace, libraries.Of(change.Before.Workspace).Library).Everything != derivation.Inputs.Everything))
            await Everything(db, derivation, rewriting, touched.Gone, change, stop);
        else
            await Only(db, derivation, rewriting, touched, stop);
        // A calendar of all clients says with each line whose it is.
        if (change.Before is { } before && before.Workspace.Name != change.After.Name) await rewriting.EveryLineAsync(stop);
        await Remember(db, change, today, reconciled is null, rewriting.LinesGoneAt, stop);
    }

    private static async Task Everything(PlannerDb db, Derivation derivation, Rewriting rewriting, List<Guid> gone, WorkspaceChange change, CancellationToken stop)
    {
        var revisions = await Revisions.ReadAsync(db, change.After, stop);
        await rewriting.SourcesAsync([], gone, withMilestones: true, stop);
        var whole = new WholeWorkspace(derivation, revisions);
        foreach (var batch in whole.Batches(_ => true)) await whole.WriteAsync(rewriting, batch, stop);
        await rewriting.ProposalsAsync(await whole.ProposalsAsync(db, stop), derivation.ProposalsRow(whole.ProposalsPrint(change.Revision)), stop);
    }

    private static async Task Only(PlannerDb db, Derivation derivation, Rewriting rewriting, Touched touched, CancellationToken stop)
    {
        var workspace = derivation.Workspace;
        var id = workspace.Id!.Value;
        await rewriting.SourcesAsync([], touched.Gone, withMilestones: true, stop);
        await Launches(db, derivation, rewriting, touched, stop);
        var periods = workspace.Periods.Where(p => touched.Periods || p.Projects.Any(project => touched.Steps.Contains(project.Key))).Select(derivation.Of).ToList();
        await rewriting.SourcesAsync(periods, [], withMilestones: true, stop);
        if (touched.Notes) await rewriting.SourcesAsync([derivation.OfNotes()], [], withMilestones: false, stop);

        var following = touched.Launches.Count == 0 ? [] : workspace.Pieces.Where(p => BySource.FollowsLaunches(p, derivation.Library)).Select(p => p.Id!.Value);
        var ids = touched.Pieces.Concat(following).Distinct().ToList();
        if (ids.Count + touched.Decided.Count > Few) await Many(db, derivation, rewriting, ids, touched.Decided, stop);
        else await Pieces(db, derivation, rewriting, await FewPieces.ReadAsync(db, id, ids, [.. touched.Decided], stop), touched.Places, stop);
        await Publications(derivation, rewriting, touched, stop);

        var weeks = Evergreen.WeeksAhead(derivation.Today);
        if (touched.ComesBack || touched.Channels.Count + touched.Launches.Count > 0 || rewriting.TaskDays.Any(weeks.Contains) || touched.Places.Any(p => weeks.Contains(DayOf(p))))
            await Proposals(db, derivation, rewriting, weeks, stop);
    }

    private static async Task Launches(PlannerDb db, Derivation derivation, Rewriting rewriting, Touched touched, CancellationToken stop)
    {
        var launches = derivation.Workspace.Launches.Where(l => touched.Launches.Contains(l.Key) || touched.Steps.Contains(l.Key) || touched.Decided.Contains(l.Key)).ToList();
        if (launches.Count == 0) return;
        var decisions = await FewPieces.DecisionsAsync(db, derivation.Workspace.Id!.Value, launches.ConvertAll(l => l.Key), stop);
        await rewriting.SourcesAsync(launches.ConvertAll(l => derivation.Of(l, [.. decisions[l.Key].Select(d => d.Decision)])), [], withMilestones: true, stop);
    }

    private static async Task Pieces(PlannerDb db, Derivation derivation, Rewriting rewriting, List<PieceInput> pieces, HashSet<string> places, CancellationToken stop)
    {
        var id = derivation.Workspace.Id!.Value;
        // Only where there are slots do pieces stand in each other's way.
        var channels = derivation.Workspace.Cadences.Select(c => c.Channel).ToHashSet(StringComparer.Ordinal);
        var shared = places.Concat(pieces.Select(p => Inputs.PlaceOf(p.Piece)).OfType<string>()).Where(p => channels.Contains(p[11..])).Distinct().ToList();
        var neighbours = shared.Count == 0 ? [] : await db.Sources.Where(s => s.WorkspaceId == id && shared.Contains(s.Place!)).Select(s => s.SourceId).ToListAsync(stop);
        neighbours.RemoveAll(n => pieces.Exists(p => p.Id == n));
        var beside = (await FewPieces.ReadAsync(db, id, neighbours, [], stop)).ConvertAll(p => p.Piece);
        await rewriting.SourcesAsync(derivation.OfPieces(pieces, beside), [], withMilestones: false, stop);
        if (beside.Count == 0) return;
        var lines = derivation.PublicationsOf([.. beside, .. pieces.Select(p => p.Piece)]);
        var ids = neighbours.ToHashSet();
        await rewriting.PublicationsAsync([.. lines.Where(l => ids.Contains(l.Source))], stop);
    }

    private static async Task Many(PlannerDb db, Derivation derivation, Rewriting rewriting, List<Guid> ids, HashSet<string> keys, CancellationToken stop)
    {
        var wanted = ids.ToHashSet();
        var whole = new WholeWorkspace(derivation, await Revisions.ReadAsync(db, derivation.Workspace, stop));
        foreach (var batch in whole.PieceBatches(p => wanted.Contains(p.Id!.Value) || keys.Contains(p.Key))) await whole.WriteAsync(rewriting, batch, stop);
        await rewriting.PublicationsAsync(derivation.PublicationsOf(derivation.Workspace.Pieces), stop);
    }

    /// <summary>Pieces that show a slot or the title of what they serve, and those that share their slots.</summary>
    private static async Task Publications(Derivation derivation, Rewriting rewriting, Touched touched, CancellationToken stop)
    {
        if (touched.Channels.Count + touched.Served.Count == 0) return;
        var pieces = derivation.Workspace.Pieces;
        var channels = pieces.Where(p => Serves(p, touched.Served)).Select(p => p.Channel).OfType<string>().Concat(touched.Channels).ToHashSet(StringComparer.Ordinal);
        await rewriting.PublicationsAsync(derivation.PublicationsOf([.. pieces.Where(p => p.Channel is null ? Serves(p, touched.Served) : channels.Contains(p.Channel))]), stop);
    }

    private static bool Serves(ContentPiece piece, HashSet<string> served) =>
        (piece.Intention is { } intention && served.Contains(intention)) || (piece.Need is { } need && served.Contains(need));

    private static async Task Proposals(PlannerDb db, Derivation derivation, Rewriting rewriting, DateInterval weeks, CancellationToken stop)
    {
        var id = derivation.Workspace.Id!.Value;
        var (from, until) = (LocalDatePattern.Iso.Format(weeks.Start), LocalDatePattern.Iso.Format(weeks.End.PlusDays(1)));
        var comingBack = db.Sources.Where(s => s.WorkspaceId == id && s.ComesBack).Select(s => s.SourceId);
        var standingThere = db.Sources.Where(s => s.WorkspaceId == id && string.Compare(s.Place, from) >= 0 && string.Compare(s.Place, until) < 0).Select(s => s.SourceId);
        // One after the other and none to its end: whether they are too many is found out without counting them.
        var competing = new HashSet<Guid>();
        foreach (var some in new[] { comingBack, standingThere, WithWorkIn(db, id, weeks) })
        {
            competing.UnionWith(await some.Take(AtOnce + 1).ToListAsync(stop));
            if (competing.Count <= AtOnce) continue;
            await rewriting.ProposalsAreDueAsync(derivation.ProposalsRow(Inputs.Due), stop);
            return;
        }
        var pieces = await FewPieces.ReadAsync(db, id, [.. competing], [], stop);
        var launches = await FewPieces.DecisionsAsync(db, id, [.. derivation.Workspace.Launches.Select(l => l.Key)], stop);
        var decisions = pieces.SelectMany(p => p.Decisions).Concat(launches.SelectMany(of => of.Select(d => d.Decision))).Distinct();
        await rewriting.ProposalsAsync(derivation.Proposals([.. pieces.Select(p => p.Piece)], decisions), derivation.ProposalsRow("by a change"), stop);
    }

    /// <summary>Pieces with a task in these days that takes a slot.</summary>
    internal static IQueryable<Guid> WithWorkIn(PlannerDb db, Guid workspace, DateInterval days)
    {
        var (first, last) = (days.Start, days.End);
        return db.Tasks.Where(t => t.WorkspaceId == workspace && t.Due >= first && t.Due <= last && t.SourceKind == SourceKind.Piece
            && (t.Status == ContentTaskStatus.Open || t.Status == ContentTaskStatus.InProgress || t.Status == ContentTaskStatus.Done)).Select(t => t.SourceId);
    }

    private static LocalDate DayOf(string place) => LocalDatePattern.Iso.Parse(place[..10]).Value;

    private static async Task Remember(PlannerDb db, WorkspaceChange change, LocalDate today, bool first, Instant? gone, CancellationToken stop)
    {
        if (first) await db.Workspaces.Where(w => w.Id == change.Workspace).ExecuteUpdateAsync(w => w.SetProperty(r => r.ReconciledOn, today), stop);
        if (gone is not null) await db.Workspaces.Where(w => w.Id == change.Workspace && (w.LinesGoneAt == null || w.LinesGoneAt < gone)).ExecuteUpdateAsync(w => w.SetProperty(r => r.LinesGoneAt, gone), stop);
    }
}
