using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Pieces;

namespace ContentPlanner.Server.Leverage;

/// <summary>A piece in a channel as the map shows it.</summary>
/// <param name="State">Of <see cref="CoverageState"/>, as a class.</param>
/// <param name="Age">"5d"; null: it says nothing.</param>
/// <param name="Words">All of it, for those who hear the page: "LinkedIn: out 18 Nov 2026, 5 days ago".</param>
/// <param name="Href">Where it leads; null: nowhere.</param>
/// <param name="Create">Id of the task that choosing it takes up; null: it leads somewhere or nowhere.</param>
public sealed record CellShown(string State, string Glyph, string? Age, bool IsLate, string Words, string? Href, string? Create);

/// <param name="Published">Steps of its recipe that have been out, of <paramref name="Steps"/>.</param>
public sealed record RowShown(string Title, string Href, string Kind, string Format, string Day, IReadOnlyList<CellShown> Cells, int Published, int Steps);

/// <param name="Name">Of the channel.</param>
public sealed record ColumnShown(string Name);

/// <param name="Open">Empty places on this page that could be taken up.</param>
public sealed record MapShown(IReadOnlyList<ColumnShown> Columns, IReadOnlyList<RowShown> Rows, int Open, int Count, int Pages);

/// <summary>The heat map, piece by channel: of one page of pieces, whatever their number.</summary>
internal sealed class CoverageMap(OpenPlan open, TaskBook book)
{
    private const int PageSize = 25;

    public async Task<(CoverageQuery Query, MapShown Map)> ReadAsync(CoverageQuery query, CancellationToken stop)
    {
        var pieces = Chosen(query);
        var pages = Math.Max(1, (pieces.Count + PageSize - 1) / PageSize);
        query = query with { Page = Math.Min(query.Page, pages) };
        var page = pieces.Skip((query.Page - 1) * PageSize).Take(PageSize).ToList();
        var tasks = await book.OfPiecesAsync(open.Plan, page, stop);
        var coverage = Coverage.Of(open.Workspace, open.Library, page, tasks, open.Today);
        var rows = coverage.Rows.Where(r => !query.Gaps || r.Cells.Any(c => c.State == CoverageState.Missing)).ToList();
        // A channel that nothing on this page leads to is an empty column, and there are enough full ones.
        var columns = Enumerable.Range(0, coverage.Channels.Count).Where(i => rows.Exists(r => r.Cells[i].State != CoverageState.NotApplicable)).ToList();
        var ids = tasks.SelectMany(of => of).DistinctBy(t => t.Key).ToDictionary(t => t.Key.ToString(), t => t.Id, StringComparer.Ordinal);
        return (query, new(
            [.. columns.Select(i => new ColumnShown(coverage.Channels[i].Name))],
            [.. rows.Select(r => Row(r, columns, coverage, ids))],
            rows.Sum(r => r.Cells.Count(c => c.State == CoverageState.Missing)), pieces.Count, pages));
    }

    /// <summary>
    /// The pieces that have a row and that were asked for, in the order asked for: what has been out first, the latest before
    /// the others, then what is on its way; or the oldest first; or by title.
    /// </summary>
    public List<ContentPiece> Chosen(CoverageQuery query)
    {
        var chosen = Asked(query).ToList();
        if (query.Order == CoverageOrder.Title) chosen.Sort((a, b) => string.Compare(a.Title, b.Title, StringComparison.OrdinalIgnoreCase) is not 0 and var by ? by : string.CompareOrdinal(a.Key, b.Key));
        return query.Order == CoverageOrder.Newest ? [.. chosen.Where(IsOut), .. chosen.Where(p => !IsOut(p)).Reverse()] : chosen;

        static bool IsOut(ContentPiece piece) => piece.Status is PieceStatus.Published or PieceStatus.Retired;
    }

    /// <summary>The same one by one, by their day alone: for who needs only the first of them.</summary>
    public IEnumerable<ContentPiece> Asked(CoverageQuery query) =>
        (query.Order == CoverageOrder.Oldest ? PieceOrder.EarliestFirst(open.Workspace.Pieces) : PieceOrder.LatestFirst(open.Workspace.Pieces))
            .Where(p => Coverage.Shows(p) && PieceList.MaySee(open, p)
                && (query.Format is null || p.Format == query.Format)
                && (query.Pillar is null || p.Pillar == query.Pillar)
                && (query.Words is null || p.Title.Contains(query.Words, StringComparison.OrdinalIgnoreCase)));

    private RowShown Row(CoverageRow row, List<int> columns, Coverage coverage, Dictionary<string, Guid> ids)
    {
        var piece = row.Piece;
        return new(piece.Title, open.At($"/pieces/{piece.Key}"), Kinds.OfFormat(piece.Format), Spelling.Spelled(piece.Format),
            piece.Day is { } day ? open.Locale.Format(day, day.Year == open.Today.Year ? DayStyle.DayMonthShort : DayStyle.Medium) : "no day yet",
            [.. columns.Select(i => Cell(piece, coverage.Channels[i].Name, row.Cells[i], ids))], row.Published, row.Steps);
    }

    private CellShown Cell(ContentPiece piece, string channel, CoverageCell cell, Dictionary<string, Guid> ids)
    {
        var on = cell.On is { } day ? open.Locale.Format(day, DayStyle.Medium) : null;
        var age = cell.AgeDays is { } days ? DueWords.Ago(days) : null;
        var (glyph, words) = cell.State switch
        {
            CoverageState.Published => ("✓", $"out {on}, {age}"),
            CoverageState.Stale => ("↻", $"out {on}, {age}; is it still true?"),
            CoverageState.InProgress => ("◐", on is null ? "under way" : $"under way, due {on}"),
            CoverageState.Planned => ("○", on is null ? "planned" : $"planned for {on}"),
            CoverageState.Missing => ("+", "not used yet"),
            CoverageState.Retired => ("×", on is null ? "retired" : $"retired, last out {on}"),
            _ => ("–", "not for this channel"),
        };
        var task = cell.Task is { } key && ids.TryGetValue(key, out var id) ? (Key: key, Id: id) : ((string Key, Guid Id)?)null;
        var mayWork = open.May(Access.Contributor);
        var create = cell.State == CoverageState.Missing && task is not null && mayWork ? task.Value.Id.ToString() : null;
        var href = create is not null ? null : cell.State switch
        {
            CoverageState.NotApplicable or CoverageState.Retired => null,
            CoverageState.Missing => mayWork ? open.At($"/pieces/{piece.Key}/edit") : null,
            CoverageState.Planned or CoverageState.InProgress when task is not null && mayWork => open.At($"/tasks/{task.Value.Key}"),
            _ => open.At($"/pieces/{piece.Key}"),
        };
        if (cell.State == CoverageState.Missing) words += create is not null ? "; plan it" : piece.Day is null ? "; give the piece a day first" : "";
        if (cell.IsLate) words += $", {DueWords.Counted(cell.AgeDays!.Value, "day")} late";
        return new(cell.IsLate ? $"{cell.State} late".ToLowerInvariant() : cell.State.ToString().ToLowerInvariant(), glyph,
            cell.State is CoverageState.Missing or CoverageState.NotApplicable or CoverageState.Retired || cell.AgeDays is not { } n ? null : DueWords.Short(n),
            cell.IsLate, $"{channel}: {words}", href, create);
    }
}
