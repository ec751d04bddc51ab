using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Pieces;

/// <summary>A piece as a list shows it.</summary>
/// <param name="About">"Blog post · Blog · Finishing what you start · The coach".</param>
/// <param name="Out">Steps of its recipe that have been out, of <paramref name="Steps"/>; no steps: its recipe leads nowhere.</param>
public sealed record PieceLine(string Href, string Title, string Kind, string About, string When, bool IsLate, string State, string? Tone, int Out, int Steps);

public sealed record PieceGroup(string? Name, IReadOnlyList<PieceLine> Lines);

/// <summary>What <c>/w/{client}/pieces</c> shows.</summary>
public sealed record PieceListModel(
    PieceQuery Query, string Path, bool MayWrite, string? Sub, IReadOnlyList<Choice> Shelves, IReadOnlyList<Option> Formats, IReadOnlyList<Option> Channels, IReadOnlyList<Option> Pillars,
    IReadOnlyList<Option> Owners, IReadOnlyList<Option> Serves, IReadOnlyList<PieceGroup> Groups, int Count, int Pages);

/// <summary>Chooses and orders pieces in memory, where the plan is; derives tasks of one page of them only.</summary>
internal sealed class PieceList(OpenPlan open, TaskBook book)
{
    private const int PageSize = 40;

    /// <summary>Who only looks on sees what is planned and what is out: neither ideas nor what is private (plan of access).</summary>
    public static Access Shows(ContentPiece piece) => piece.Status == PieceStatus.Idea || piece.Private ? Access.Contributor : Access.ClientViewer;

    public static bool MaySee(OpenPlan open, ContentPiece piece) => MaySee(open.Client, piece);

    public static bool MaySee(Client client, ContentPiece piece) => client.May(Shows(piece));

    public async Task<PieceListModel> ReadAsync(PieceQuery query, CancellationToken stop)
    {
        var mayWrite = open.May(Access.Contributor);
        if (!mayWrite && query.Shelf == PieceShelf.Ideas) query = query with { Shelf = PieceShelf.Ahead };
        var pieces = open.Workspace.Pieces;
        var words = query.Words?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        // What is ahead by its day; ideas nobody gave a day to before the others; what is out the latest first.
        var matching = (query.Shelf == PieceShelf.Ahead ? PieceOrder.EarliestFirst(pieces) : PieceOrder.LatestFirst(pieces)).Where(p => MaySee(open, p) && Matches(p, query, words)).ToList();
        var standing = matching.CountBy(p => p.Status).ToDictionary();
        var found = matching.Where(p => IsOn(query.Shelf, p.Status)).ToList();
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        query = query with { Page = Math.Min(query.Page, pages) };
        var page = found.Skip((query.Page - 1) * PageSize).Take(PageSize).ToList();
        var path = open.At("/pieces");
        return new(
            query, path, mayWrite, Sub(query, matching),
            [.. Enum.GetValues<PieceShelf>().Where(s => mayWrite || s != PieceShelf.Ideas).Select(s => new Choice($"{NameOf(s)}{Figure(standing.Where(c => IsOn(s, c.Key)).Sum(c => c.Value))}", (query with { Shelf = s, Page = 1 }).At(path), s == query.Shelf))],
            [new("", "All formats"), .. open.Workspace.Pieces.Select(p => p.Format).Distinct().Order(StringComparer.Ordinal).Select(f => new Option(f, Spelling.Spelled(f)))],
            [new("", "All channels"), .. open.Workspace.ChannelsIn(open.Library).Select(c => new Option(c.Key, c.Name))],
            open.Workspace.Pillars.Count == 0 ? [] : [new("", "All pillars"), .. open.Workspace.Pillars.Select(p => new Option(p.Key, p.Name))],
            [new("", "Everybody"), .. open.Workspace.Members.Select(m => new Option(m.Key, m.Name))],
            [new("", "Whatever it serves"), new("nothing", "Nothing in the plan"), .. PiecePageModel.Aims(open).Select(p => new Option(p.Key, p.Title))],
            await Groups(query, page, stop), found.Count, pages);
    }

    private async Task<IReadOnlyList<PieceGroup>> Groups(PieceQuery query, List<ContentPiece> page, CancellationToken stop)
    {
        var tasks = await book.OfPiecesAsync(open.Plan, page, stop);
        return [.. page.GroupBy(p => GroupOf(query.Shelf, p)).Select(g => new PieceGroup(g.Key, [.. g.Select(p => Line(p, PieceLeverage.Of(open.Workspace, open.Library, p, tasks[p.Key])))]))];
    }

    private PieceLine Line(ContentPiece piece, PieceLeverage leverage)
    {
        var (state, tone) = PiecePageModel.StateOf(piece, open.Today);
        var late = piece.Status is not (PieceStatus.Published or PieceStatus.Retired) && piece.Day < open.Today;
        var about = new[]
        {
            Spelling.Spelled(piece.Format),
            piece.Channel is { } channel && open.ChannelName(channel) is var name && name != Spelling.Spelled(piece.Format) ? name : null,
            open.Workspace.Pillars.FirstOrDefault(p => p.Key == piece.Pillar)?.Name,
            open.Workspace.NameOf(piece.Owner),
        };
        return new(
            open.At($"/pieces/{piece.Key}"), piece.Title, Kinds.OfFormat(piece.Format), string.Join(" · ", about.OfType<string>()),
            piece.Day is { } day ? late ? open.Locale.Due(day, open.Today) : open.Locale.Day(day, open.Today) : "", late, state, tone,
            piece.Status == PieceStatus.Idea ? 0 : leverage.Out, piece.Status == PieceStatus.Idea ? 0 : leverage.Steps.Count);
    }

    private string? GroupOf(PieceShelf shelf, ContentPiece piece) => shelf switch
    {
        PieceShelf.Ahead when piece.Day is { } day => day < open.Today ? "Its day has passed" : open.Locale.Format(day, DayStyle.Month),
        PieceShelf.Ahead => "Without a day",
        PieceShelf.Ideas => piece.Day is { } day ? $"Thought of for {open.Locale.Format(day, DayStyle.Month)}" : "Without a day",
        PieceShelf.Out => piece.Day is { } day ? open.Locale.Format(day, DayStyle.Month) : "Without a day",
        _ => null,
    };

    private static bool IsOn(PieceShelf shelf, PieceStatus status) => shelf switch
    {
        PieceShelf.Ahead => status is PieceStatus.Planned or PieceStatus.Drafting or PieceStatus.Scheduled,
        PieceShelf.Ideas => status == PieceStatus.Idea,
        PieceShelf.Out => status == PieceStatus.Published,
        _ => true,
    };

    private static bool Matches(ContentPiece piece, PieceQuery query, string[] words) =>
        (query.Format is null || piece.Format == query.Format)
        && (query.Channel is null || piece.Channel == query.Channel)
        && (query.Pillar is null || piece.Pillar == query.Pillar)
        && (query.Owner is null || piece.Owner == query.Owner)
        && (query.Serves is null || (query.Serves == "nothing" ? piece is { Intention: null, Need: null, Launch: null } : piece.Intention == query.Serves || piece.Need == query.Serves))
        && Array.TrueForAll(words, word => Says(piece, word, query.InTexts));

    private static bool Says(ContentPiece piece, string word, bool inTexts) =>
        piece.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || (inTexts && piece.Body?.Text.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    private string? Sub(PieceQuery query, List<ContentPiece> pieces)
    {
        // What a filter leaves says nothing about the plan.
        if (query.IsNarrowed) return null;
        var next = pieces.Where(p => IsOn(PieceShelf.Ahead, p.Status) && p.Day >= open.Today).MinBy(p => p.Day);
        return next is null ? "Nothing is on its way at the moment." : $"Next out: “{next.Title}”, {open.Locale.Day(next.Day!.Value, open.Today)}.";
    }

    private static string Figure(int count) => count == 0 ? "" : FormattableString.Invariant($" {count}");

    private static string NameOf(PieceShelf shelf) => shelf switch
    {
        PieceShelf.Ahead => "On the way",
        PieceShelf.Ideas => "Ideas",
        PieceShelf.Out => "Published",
        _ => "All",
    };
}
