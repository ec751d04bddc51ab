using System.Globalization;
using System.Text.Json.Nodes;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>What somebody did, once.</summary>
/// <param name="Door">web, api, cli, mail, import or job.</param>
internal sealed record ChangeSetView(Guid Id, long Revision, Instant At, string Actor, string Door, string What)
{
    /// <summary>The change set that this one took back.</summary>
    public Guid? Undoes { get; init; }

    /// <summary>The change set that took this one back.</summary>
    public Guid? UndoneBy { get; init; }

    public static ChangeSetView Of(ChangeSetRow row) => new(row.Id, row.Revision, row.At, row.Actor, row.Door, row.What) { Undoes = row.Undoes, UndoneBy = row.UndoneBy };
}

/// <summary>What became of one item in it; texts are kept for 30 days.</summary>
internal sealed record ItemChangeView(Guid Item, string Kind, string Key)
{
    public JsonNode? Before { get; init; }
    public JsonNode? After { get; init; }
}

internal sealed record ChangeSetDetailsView(ChangeSetView Change, IReadOnlyList<ItemChangeView> Items);

/// <summary>The audit trail: who did what, when, through which door; and taking it back.</summary>
internal static class ChangeEndpoints
{
    /// <summary>Items told of one change; an import may have touched everything.</summary>
    private const int MostItems = 500;

    public static void MapChanges(this IEndpointRouteBuilder app)
    {
        var changes = app.MapClientApi("/changes", Access.Contributor).WithTags("Changes");
        changes.MapGet("", ListAsync).Says(new("listChanges", "Who did what, the latest first")
        {
            Answer = ApiShape.Of<ChangeSetView>().Page(), IsTagged = true, Problems = [400], Parameters = [.. ApiParameter.Paging, ApiParameter.Text("item", "Only what touched the item of this id.")],
        });
        changes.MapGet("/{change:guid}", ReadAsync).Says(new("getChange", "What was done, item by item") { Answer = ApiShape.Of<ChangeSetDetailsView>(), IsTagged = true, Description = $"At most {MostItems.ToString(CultureInfo.InvariantCulture)} items are told." });
        changes.MapPost("/{change:guid}/undo", UndoAsync).Says(new("undoChange", "Take a change back, within 30 days, where nobody touched the items since") { Answer = ApiShape.Of<ChangeView>(), Problems = [409] });
    }

    private static async Task<IResult> ListAsync(HttpContext http, Databases databases, Guid? item)
    {
        var (page, problem) = Paging.Of(http);
        if (page is null) return problem!;
        var before = long.MaxValue;
        if (page.After is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before)) return Api.Wrong("The cursor is not one of ours: take next of the page before, unchanged.");
        await using var db = databases.CreateDbContext();
        var id = http.Client().Id;
        var some = await db.ChangeSets.AsNoTracking().Where(c => c.WorkspaceId == id && c.Revision < before && (item == null || db.Changes.Any(i => i.ChangeSetId == c.Id && i.ItemId == item)))
            .OrderByDescending(c => c.Revision).Take(page.Limit + 1).ToListAsync(http.RequestAborted);
        var next = some.Count > page.Limit ? Paging.Write(some[page.Limit - 1].Revision.ToString(CultureInfo.InvariantCulture)) : null;
        http.LinksTo(next);
        return http.Tagged(new PageOf<ChangeSetView>([.. some.Take(page.Limit).Select(ChangeSetView.Of)], next));
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Guid change, Databases databases)
    {
        await using var db = databases.CreateDbContext();
        var id = http.Client().Id;
        if (await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(c => c.Id == change && c.WorkspaceId == id, http.RequestAborted) is not { } found) return Missing;
        var items = await db.Changes.AsNoTracking().Where(i => i.ChangeSetId == change).OrderBy(i => i.Kind).ThenBy(i => i.Key).Take(MostItems).ToListAsync(http.RequestAborted);
        return http.Tagged(new ChangeSetDetailsView(ChangeSetView.Of(found), [.. items.Select(i => new ItemChangeView(i.ItemId, i.Kind, i.Key) { Before = Body(i.Before), After = Body(i.After) })]));
    }

    private static async Task<IResult> UndoAsync(HttpContext http, Guid change, WorkspaceStore workspaces, Databases databases)
    {
        await using var db = databases.CreateDbContext();
        var id = http.Client().Id;
        if (await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(c => c.Id == change && c.WorkspaceId == id, http.RequestAborted) is not { } found) return Missing;
        // What somebody did they may take back; what others did, those who may do everything.
        if (found.ActorId != http.Person().AccountId && !http.Client().May(Access.Strategist)) return Api.Forbidden("A contributor takes back what they did themselves; a strategist everything.");
        return Answers.Undone(await workspaces.UndoAsync(id, change, http.Actor(), http.RequestAborted));
    }

    private static JsonNode? Body(string? text) => text is null ? null : JsonNode.Parse(ChangeLog.Read(text).Body);

    private static IResult Missing => Api.Missing("There is no such change.");
}
