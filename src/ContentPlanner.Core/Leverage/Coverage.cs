using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>How a piece stands in a channel.</summary>
public enum CoverageState
{
    /// <summary>No recipe leads there, or somebody decided against it.</summary>
    NotApplicable,

    /// <summary>A recipe leads there, and nobody has taken it up.</summary>
    Missing,

    Planned,
    InProgress,
    Published,

    /// <summary>Published so long ago that somebody should look whether it is still true.</summary>
    Stale,

    /// <summary>The piece was retired.</summary>
    Retired,
}

/// <summary>A piece in a channel.</summary>
/// <param name="On">When it was last out there, or is planned; null: neither.</param>
/// <param name="AgeDays">Days since then; negative while it is still to come.</param>
/// <param name="Task">Key of the task that would bring it there or brings it there next; what is missing can be taken up with it.</param>
public sealed record CoverageCell(CoverageState State, LocalDate? On = null, int? AgeDays = null, string? Url = null, string? Task = null)
{
    /// <summary>It was to be out there by now.</summary>
    public bool IsLate => State is CoverageState.Planned or CoverageState.InProgress && AgeDays > 0;
}

/// <summary>A piece across the channels.</summary>
/// <param name="Cells">One for each channel of the matrix, in its order.</param>
/// <param name="Published">Recipe steps that have been out.</param>
/// <param name="Steps">Recipe steps that lead to a channel the client uses.</param>
/// <param name="Places">Channels it has been out in; an unnamed one counts.</param>
public sealed record CoverageRow(ContentPiece Piece, ValueList<CoverageCell> Cells, int Published, int Steps, int Places)
{
    /// <summary>Share of its recipe that has been out, 0…1; null: no recipe leads anywhere.</summary>
    public decimal? Factor => Steps == 0 ? null : (decimal)Published / Steps;

    /// <summary>It was published and stands nowhere else.</summary>
    public bool IsInOnePlaceOnly => Piece.Status == PieceStatus.Published && Places == 1;
}

/// <summary>
/// Which piece has been where: pieces that are more than an idea and have a day or a body, by the channels the client uses.
/// Publishing a piece counts in its home channel; everywhere else outlets and done tasks do.
/// </summary>
public sealed record Coverage(ValueList<Channel> Channels, ValueList<CoverageRow> Rows)
{
    public IEnumerable<CoverageRow> OnePlaceOnly => Rows.Where(r => r.IsInOnePlaceOnly);

    /// <summary>Recipe steps of what is published that have been out.</summary>
    public int Used => Published.Sum(r => r.Published);

    /// <summary>All recipe steps of what is published: everything it could become.</summary>
    public int Possible => Published.Sum(r => r.Steps);

    /// <summary><see cref="Used"/> of <see cref="Possible"/>, 0…1; null: nothing is published.</summary>
    public decimal? Factor => Possible == 0 ? null : (decimal)Used / Possible;

    private IEnumerable<CoverageRow> Published => Rows.Where(r => r.Piece.Status == PieceStatus.Published);

    public CoverageCell? Cell(string piece, string channel) =>
        Rows.FirstOrDefault(r => r.Piece.Key == piece) is { } row && Channels.ToList().FindIndex(c => c.Key == channel) is >= 0 and var i ? row.Cells[i] : null;

    public static Coverage Of(Schedule schedule)
    {
        var tasks = schedule.Tasks.Where(t => t.Source.Kind == SourceKind.Piece).ToLookup(t => t.Source.Key, StringComparer.Ordinal);
        return Of(schedule.Workspace, schedule.Library, schedule.Workspace.Pieces, tasks, schedule.Today);
    }

    /// <summary>Some pieces only, for a page of a long list.</summary>
    /// <param name="tasks">The tasks of these pieces, by the piece's key.</param>
    public static Coverage Of(Workspace workspace, Library library, IEnumerable<ContentPiece> pieces, ILookup<string, ContentTask> tasks, LocalDate today)
    {
        var channels = workspace.ChannelsIn(library);
        return new(channels, pieces.Where(Shows).Select(p => Row(library, p, channels, [.. tasks[p.Key]], today)).ToValueList());
    }

    /// <summary>Whether a piece has a row: it is more than an idea, and has a day or a body.</summary>
    public static bool Shows(ContentPiece piece) => piece.Status != PieceStatus.Idea && (piece.Day is not null || piece.Body is not null);

    private static CoverageRow Row(Library library, ContentPiece piece, ValueList<Channel> channels, List<ContentTask> tasks, LocalDate today)
    {
        var used = channels.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        var outings = piece.OutingsWith(tasks);
        var steps = library.RecipesFor(piece).SelectMany(r => r.Steps)
            .Where(s => used.Contains(s.Channel) && (s.Offset.Anchor == PieceTasks.Publish || tasks.Exists(t => t.Step == s.Key)))
            .DistinctBy(s => (s.Key, s.Channel)).ToList();
        var done = tasks.Where(t => t.Status == ContentTaskStatus.Done).Select(t => (t.Step, t.Channel)).ToHashSet();
        return new(
            piece,
            channels.Select(c => Cell(piece, c, outings, tasks.Where(t => t.Channel == c.Key).ToList(), steps.Exists(s => s.Channel == c.Key), today)).ToValueList(),
            steps.Count(s => done.Contains((s.Key, s.Channel))),
            steps.Count,
            outings.Select(o => o.Channel).Distinct().Count());
    }

    private static CoverageCell Cell(ContentPiece piece, Channel channel, ValueList<Outing> outings, List<ContentTask> tasks, bool leadsThere, LocalDate today)
    {
        var last = outings.LastOrDefault(o => o.Channel == channel.Key);
        var next = tasks.Where(t => t.IsOpen).OrderByDescending(t => t.Status).ThenBy(t => t.Due).FirstOrDefault();
        var proposed = tasks.Find(t => t.Status == ContentTaskStatus.Proposed);
        var isHome = piece.Channel == channel.Key;
        var isStale = last is not null && Days(last.On) > Freshness.RefreshAfter(channel, isHome ? piece : null);

        if (piece.Status == PieceStatus.Retired)
            return last is not null || leadsThere ? new(CoverageState.Retired, last?.On, last is null ? null : Days(last.On), last?.Url) : new(CoverageState.NotApplicable);
        if (last is not null && (!isStale || next is null))
            return new(isStale ? CoverageState.Stale : CoverageState.Published, last.On, Days(last.On), last.Url, (next ?? proposed)?.Key.ToString());
        if (next is not null)
            return new(next.Status == ContentTaskStatus.InProgress ? CoverageState.InProgress : CoverageState.Planned, next.Due, Days(next.Due), Task: next.Key.ToString());
        if (isHome && piece.Status != PieceStatus.Published)
            return new(piece.Status == PieceStatus.Planned ? CoverageState.Planned : CoverageState.InProgress, piece.Day, piece.Day is { } day ? Days(day) : null);
        if (proposed is not null || (leadsThere && tasks.Count == 0))
            return new(CoverageState.Missing, Task: proposed?.Key.ToString());
        return new(CoverageState.NotApplicable);

        int Days(LocalDate on) => Period.DaysBetween(on, today);
    }
}
