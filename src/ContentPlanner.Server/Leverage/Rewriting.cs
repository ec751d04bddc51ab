using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>
/// Writes what follows from sources over what is stored of them, within the caller's transaction: rows that are so already
/// are left alone, rows that follow no more are removed, and every line that shows something else is stamped.
/// </summary>
/// <param name="at">Of the change: a line's new change moment, or a second after its last one if that is later.</param>
/// <param name="isNew">The workspace is new: nothing is stored of it, and its lines begin with the document's own change data.</param>
/// <param name="dryRun">Only counts.</param>
internal sealed class Rewriting(PlannerDb db, Guid workspace, Instant at, bool isNew, bool dryRun = false)
{
    private readonly LinePrint _print = new();
    private readonly Instant _now = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    public ReconcileCounts Counts { get; private set; }

    /// <summary>The latest a line of the workspace vanished in this rewriting; null: none did.</summary>
    public Instant? LinesGoneAt { get; private set; }

    /// <summary>The days of tasks that came, went or changed: who competes for the slots there may be another.</summary>
    public HashSet<LocalDate> TaskDays { get; } = [];

    /// <summary>Whole sources, except for proposals of theirs that stay proposals.</summary>
    /// <param name="gone">Sources that are no more: nothing is left of them but the change data of their lines.</param>
    /// <param name="withMilestones">There are launches or periods among them.</param>
    public async Task SourcesAsync(IReadOnlyCollection<(SourceLines Lines, SourceRow Row)> sources, IReadOnlyCollection<Guid> gone, bool withMilestones, CancellationToken stop)
    {
        if (sources.Count + gone.Count == 0) return;
        var ids = sources.Select(s => s.Lines.Source).Concat(gone).ToList();
        var comingBack = sources.Where(s => s.Row.ComesBack).Select(s => s.Lines.Source).ToHashSet();
        var stored = isNew ? [] : await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == workspace && ids.Contains(t.SourceId)).ToListAsync(stop);
        await WriteTasks(sources.Select(s => s.Lines), offered: false, stored, stays: t => t.Offered && comingBack.Contains(t.SourceId), stop);
        if (withMilestones)
        {
            var milestones = isNew ? [] : await db.Milestones.AsNoTracking().Where(m => m.WorkspaceId == workspace && ids.Contains(m.SourceId)).ToListAsync(stop);
            await Write(sources.SelectMany(s => s.Lines.Milestones, (s, m) => m.Row(workspace, s.Lines.Source)), milestones, m => m.Id, stays: _ => false, stop);
        }
        var stamps = isNew ? [] : await db.Stamps.AsNoTracking().Where(s => s.WorkspaceId == workspace && ids.Contains(s.SourceId)).ToListAsync(stop);
        if (withMilestones && !isNew) stamps.AddRange(await FromElsewhere(sources.SelectMany(s => s.Lines.Lines), stamps, stop));
        await Stamp(sources.SelectMany(s => s.Lines.Lines, (s, line) => (s.Lines.Source, line)), offered: false, stamps, stays: s => s.Offered && comingBack.Contains(s.SourceId), stop);
        await Remember(sources.Select(s => s.Row), ids, stop);
        Counts += new ReconcileCounts { Sources = sources.Count };
    }

    /// <summary>
    /// Change data of lines that followed from another source until now: a project that goes over into the next period, and comes
    /// back when that is undone, brings its steps along. Pieces and their tasks never do.
    /// </summary>
    private async Task<List<StampRow>> FromElsewhere(IEnumerable<Entry> lines, List<StampRow> stored, CancellationToken stop)
    {
        var known = stored.Select(s => s.Uid).ToHashSet(StringComparer.Ordinal);
        var uids = lines.Where(l => l.Type is not ("piece" or "task") && !known.Contains(l.Uid)).Select(l => l.Uid).Distinct().ToList();
        return uids.Count == 0 ? [] : await db.Stamps.AsNoTracking().Where(s => s.WorkspaceId == workspace && uids.Contains(s.Uid)).ToListAsync(stop);
    }

    /// <summary>All proposals of the workspace.</summary>
    public async Task ProposalsAsync(IReadOnlyCollection<SourceLines> proposals, SourceRow row, CancellationToken stop)
    {
        var ids = proposals.SelectMany(p => p.Tasks).Select(t => t.Id).ToList();
        // Only of these can there be proposals; asked for by source, for a workspace has many rows and few proposals.
        var comingBack = db.Sources.Where(s => s.WorkspaceId == workspace && s.ComesBack).Select(s => s.SourceId);
        var stored = await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == workspace && comingBack.Contains(t.SourceId) && t.Offered).ToListAsync(stop);
        if (ids.Count > 0) stored.AddRange(await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == workspace && ids.Contains(t.Id)).ToListAsync(stop));
        await WriteTasks(proposals, offered: true, [.. stored.DistinctBy(t => t.Id)], stays: _ => false, stop);
        var uids = proposals.SelectMany(p => p.Lines).Select(l => l.Uid).ToList();
        var stamps = await db.Stamps.AsNoTracking().Where(s => s.WorkspaceId == workspace && comingBack.Contains(s.SourceId) && s.Offered).ToListAsync(stop);
        if (uids.Count > 0) stamps.AddRange(await db.Stamps.AsNoTracking().Where(s => s.WorkspaceId == workspace && uids.Contains(s.Uid)).ToListAsync(stop));
        await Stamp(proposals.SelectMany(p => p.Lines, (p, line) => (p.Source, line)), offered: true, [.. stamps.DistinctBy(s => s.Uid)], stays: _ => false, stop);
        await Remember([row], [row.SourceId], stop);
    }

    /// <summary>The proposals stay as they are for now; the next reconciliation looks at them.</summary>
    public Task ProposalsAreDueAsync(SourceRow row, CancellationToken stop) => Remember([row], [row.SourceId], stop);

    /// <summary>Every line there is shows something else, though none was derived anew: the client's name.</summary>
    public async Task EveryLineAsync(CancellationToken stop)
    {
        var stamps = await db.Stamps.AsNoTracking().Where(s => s.WorkspaceId == workspace && s.GoneAt == null).ToListAsync(stop);
        foreach (var stamp in stamps) (stamp.Sequence, stamp.ChangedAt) = (stamp.Sequence + 1, Instant.Max(_now, stamp.ChangedAt + Duration.FromSeconds(1)));
        if (!dryRun) await db.UpdateRowsAsync(stamps, stop);
    }

    /// <summary>Only the lines of pieces themselves, which stand beside one that changed.</summary>
    public async Task PublicationsAsync(IReadOnlyCollection<(Guid Source, Entry Line)> lines, CancellationToken stop)
    {
        if (lines.Count == 0) return;
        var uids = lines.Select(l => l.Line.Uid).ToList();
        var stamps = await db.Stamps.AsNoTracking().Where(s => s.WorkspaceId == workspace && uids.Contains(s.Uid)).ToListAsync(stop);
        await Stamp(lines, offered: false, stamps, stays: _ => false, stop);
    }

    private async Task WriteTasks(IEnumerable<SourceLines> sources, bool offered, List<TaskRow> stored, Func<TaskRow, bool> stays, CancellationToken stop)
    {
        var rows = sources.SelectMany(s => s.Tasks, (s, task) => task.Row(workspace, s.Source, offered));
        await Write(rows, stored, t => t.Id, stays, stop, t => TaskDays.Add(t.Due));
    }

    private async Task Write<T>(IEnumerable<T> rows, List<T> stored, Func<T, Guid> id, Func<T, bool> stays, CancellationToken stop, Action<T>? touched = null)
        where T : class
    {
        var known = stored.ToDictionary(id);
        var (made, changed, removed, unchanged) = (new List<T>(), new List<T>(), new List<T>(), 0);
        foreach (var row in rows.DistinctBy(id))
        {
            if (!known.Remove(id(row), out var was)) made.Add(row);
            else if (was.Equals(row))
            {
                unchanged++;
                continue;
            }
            else
            {
                touched?.Invoke(was);
                changed.Add(row);
            }
            touched?.Invoke(row);
        }
        foreach (var row in known.Values)
        {
            if (stays(row)) continue;
            touched?.Invoke(row);
            removed.Add(row);
        }
        Counts += new ReconcileCounts(made.Count, changed.Count, removed.Count, unchanged, 0, 0);
        if (dryRun) return;
        await db.DeleteRowsAsync(removed, stop);
        await db.UpdateRowsAsync(changed, stop);
        await db.InsertRowsAsync(made, stop);
    }

    private async Task Stamp(IEnumerable<(Guid Source, Entry Line)> lines, bool offered, List<StampRow> stored, Func<StampRow, bool> stays, CancellationToken stop)
    {
        var known = stored.ToDictionary(s => s.Uid, StringComparer.Ordinal);
        var (made, changed, unchanged, gone) = (new List<StampRow>(), new List<StampRow>(), 0, 0);
        foreach (var (source, line) in lines.DistinctBy(l => l.Line.Uid))
        {
            var (fingerprint, shown) = _print.Of(line);
            if (!known.Remove(line.Uid, out var was)) made.Add(First(source, line, offered, fingerprint, shown));
            else if (Next(was, source, offered, fingerprint, shown) is var next && next != was) changed.Add(next);
            else unchanged++;
        }
        foreach (var was in known.Values)
        {
            if (was.GoneAt is not null || stays(was)) continue;
            var goneAt = Later(was.ChangedAt);
            changed.Add(was with { GoneAt = goneAt });
            if (!(LinesGoneAt >= goneAt)) LinesGoneAt = goneAt;
            gone++;
        }
        Counts += new ReconcileCounts(made.Count, changed.Count - gone, gone, unchanged, 0, 0);
        if (dryRun) return;
        await db.UpdateRowsAsync(changed, stop);
        await db.InsertRowsAsync(made, stop);
    }

    private StampRow First(Guid source, Entry line, bool offered, string fingerprint, string shown) => new()
    {
        WorkspaceId = workspace,
        Uid = line.Uid,
        SourceId = source,
        Offered = offered,
        Fingerprint = fingerprint,
        Shown = shown,
        Sequence = line.Sequence,
        // Within a workspace that calendars know already, a new line with a change moment long past would be overlooked.
        ChangedAt = isNew && line.Changed is { } changed ? Instant.FromUnixTimeSeconds(changed.ToUnixTimeSeconds()) : _now,
    };

    private StampRow Next(StampRow was, Guid source, bool offered, string fingerprint, string shown)
    {
        var returned = was.GoneAt is not null;
        var moved = returned || was.Fingerprint != fingerprint;
        if (!moved && was.Shown == shown) return was.SourceId == source && was.Offered == offered ? was : was with { SourceId = source, Offered = offered };
        return was with
        {
            SourceId = source,
            Offered = offered,
            Fingerprint = fingerprint,
            Shown = shown,
            Sequence = moved ? was.Sequence + 1 : was.Sequence,
            ChangedAt = Later(was.GoneAt ?? was.ChangedAt),
            GoneAt = null,
        };
    }

    /// <summary>Now, in whole seconds; always later than before.</summary>
    private Instant Later(Instant before) => Instant.Max(before + Duration.FromSeconds(1), _now);

    private async Task Remember(IEnumerable<SourceRow> rows, List<Guid> ids, CancellationToken stop)
    {
        if (dryRun) return;
        var stored = isNew ? [] : await db.Sources.AsNoTracking().Where(s => s.WorkspaceId == workspace && ids.Contains(s.SourceId)).ToDictionaryAsync(s => s.SourceId, stop);
        var (made, changed) = (new List<SourceRow>(), new List<SourceRow>());
        foreach (var row in rows)
            if (!stored.Remove(row.SourceId, out var was)) made.Add(row);
            else if (was != row) changed.Add(row);
        await db.DeleteRowsAsync(stored.Values, stop);
        await db.UpdateRowsAsync(changed, stop);
        await db.InsertRowsAsync(made, stop);
    }
}
