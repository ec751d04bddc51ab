using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Leverage;

/// <summary>What <c>/w/{client}/coverage</c> shows: one of three views.</summary>
/// <param name="More">There are more pieces in one place only than this page shows.</param>
public sealed record CoverageModel(
    CoverageQuery Query, string Path, string Sub, bool MayWork, IReadOnlyList<Choice> Views, IReadOnlyList<Option> Formats, IReadOnlyList<Option> Pillars, IReadOnlyList<Option> Orders,
    MapShown? Map, IReadOnlyList<AloneShown>? Alone, bool More, BalanceShown? Balance, string? Refusal)
{
    /// <summary>No piece is published.</summary>
    public bool NothingOut { get; init; }
}

/// <summary>Where each piece has been and where it could still go; a choice of an empty place makes a task of it.</summary>
internal static class CoveragePages
{
    public static void MapCoveragePages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/coverage", Access.ClientViewer);
        pages.MapGet("", ShowAsync);
        pages.MapPost("", TakeUpAsync).Needs(Access.Contributor);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, TaskBook book, IDbContextFactory<PlannerDb> databases) => await PageOf(http, book, databases, null);

    private static async Task<IResult> PageOf(HttpContext http, TaskBook book, IDbContextFactory<PlannerDb> databases, string? refusal)
    {
        var stop = http.RequestAborted;
        var open = await OpenPlan.OfAsync(http);
        var query = CoverageQuery.Of(http.Request.Query);
        var path = open.At("/coverage");
        var map = new CoverageMap(open, book);
        MapShown? shown = null;
        IReadOnlyList<AloneShown>? alone = null;
        var more = false;
        BalanceShown? balance = null;
        switch (query.View)
        {
            case CoverageView.Map:
                (query, shown) = await map.ReadAsync(query, stop);
                break;
            case CoverageView.Alone:
                (alone, more) = await new CoverageBalance(open, databases).AloneAsync(query.Order == CoverageOrder.Title ? map.Chosen(query) : map.Asked(query), query.Page, stop);
                break;
            default:
                balance = await new CoverageBalance(open, databases).ReadAsync(stop);
                break;
        }
        return View.Of<CoveragePage>(new
        {
            Model = new CoverageModel(
                query, path, Sub(query, shown, open), open.May(Access.Contributor),
                [.. Enum.GetValues<CoverageView>().Select(v => new Choice(NameOf(v), (query.Wide with { View = v }).At(path), v == query.View))],
                [new("", "All formats"), .. open.Workspace.Pieces.Select(p => p.Format).Distinct().Order(StringComparer.Ordinal).Select(f => new Option(f, Spelling.Spelled(f)))],
                open.Workspace.Pillars.Count == 0 ? [] : [new("", "All pillars"), .. open.Workspace.Pillars.Select(p => new Option(p.Key, p.Name))],
                [new("newest", "Newest first"), new("oldest", "Oldest first"), new("title", "By title")],
                shown, alone, more, balance, refusal) { NothingOut = open.Workspace.Pieces.All(p => p.Status != PieceStatus.Published) },
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> TakeUpAsync(HttpContext http, TaskBook book, IDbContextFactory<PlannerDb> databases, WorkspaceStore workspaces)
    {
        var stop = http.RequestAborted;
        var open = await OpenPlan.OfAsync(http);
        var back = CoverageQuery.Of(http.Request.Query).At(open.At("/coverage"));
        var task = (await http.Request.ReadFormAsync(stop))["task"].ToString();
        if (await book.FindAsync(open.Plan, task, stop) is not { } found) return await Again("nothing in the plan asks for this task any more; look at the map again");
        // Somebody else was faster: it is planned already.
        if (found.Task.Status != ContentTaskStatus.Proposed) return Told.IsScript(http) ? http.Refused("it is planned already", back) : Results.Redirect(open.At($"/tasks/{found.Task.Key}"));
        var (deed, why) = TasksTogether.Of("take-up", [found.Task], open.Today, null, null);
        if (deed is null) return await Again(why!);
        var result = await workspaces.DoAsync(open.Client.Id, http.Actor(), deed, stop);
        return result is ChangeResult.Refused(var refusal) ? await Again(refusal) : await http.Done(result, back);

        async Task<IResult> Again(string words) => Told.IsScript(http) ? http.Refused(words, back) : await PageOf(http, book, databases, Told.Sentence(words));
    }

    private static string Sub(CoverageQuery query, MapShown? map, OpenPlan open) => query.View switch
    {
        CoverageView.Map when map is { Rows.Count: > 0 } => map.Open == 0
            ? $"No open place across {DueWords.Counted(map.Rows.Count, "piece")}{(map.Pages > 1 ? " on this page" : "")}."
            : $"{DueWords.Counted(map.Open, "open place")} across {DueWords.Counted(map.Rows.Count, "piece")}{(map.Pages > 1 ? " on this page" : "")}. Choose one to plan it.",
        CoverageView.Map => "Which piece has been where.",
        CoverageView.Alone => "Work that is done and has been seen once. Each of these could go somewhere else.",
        _ => $"What comes short in {open.Workspace.Name}, and what asks too much.",
    };

    private static string NameOf(CoverageView view) => view switch
    {
        CoverageView.Map => "Map",
        CoverageView.Alone => "In one place only",
        _ => "Balance",
    };
}
