using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Imports;

/// <summary><c>/w/{workspace}/imports/sources</c>: addresses that are looked at again and again: added, changed, looked at now, paused, forgotten.</summary>
internal static class SourcePages
{
    public static void MapSourcePages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/imports/sources", Access.Strategist);
        pages.MapPost("", AddAsync);
        pages.MapGet("/{key}", (string key, HttpContext http, ImportPages.Desk desk, Libraries libraries, Items items) => ShowAsync(key, http, desk, libraries, items, null, StatusCodes.Status200OK));
        pages.MapPost("/{key}", ChangeAsync);
        pages.MapPost("/{key}/look", LookAsync);
        pages.MapPost("/{key}/pause", (string key, HttpContext http, ImportPages.Desk desk) => DoAsync(key, http, desk, SourceDeeds.Pause));
        pages.MapPost("/{key}/resume", (string key, HttpContext http, ImportPages.Desk desk) => DoAsync(key, http, desk, SourceDeeds.Resume));
        pages.MapPost("/{key}/removal", (string key, HttpContext http, ImportPages.Desk desk) => DoAsync(key, http, desk, SourceDeeds.Forget));
    }

    private static async Task<IResult> AddAsync(HttpContext http, ImportPages.Desk desk)
    {
        var stop = http.RequestAborted;
        var form = await http.Request.ReadFormAsync(stop);
        var typed = new SourceForm(Api.Given(form["name"]), Api.Given(form["source"]), form["kind"], form["becomes"]);
        Task<IResult> Again(SourceForm wrong) => ImportPages.Overview(http, desk, new(), wrong, StatusCodes.Status422UnprocessableEntity, stop);
        if (typed.Address is null || SourceFetch.Whole(typed.Address) is not { } address) return await Again(typed with { Error = SourceForm.NoAddress });
        if (!Chosen.Intake(typed.As, out var intake)) return await Again(typed with { Error = "Say what is made of it." });
        var name = typed.Name ?? address.Host;
        var result = await desk.Workspaces.ChangeAsync(http.Client().Id, http.Actor(), $"began to look at “{name}”", now =>
            now.Sources.Any(s => s.Address == address.AbsoluteUri)
                ? Verdict.Refused("this address is looked at already")
                : now with { Sources = [.. now.Sources, new ImportSource { Key = ImportKeys.Of(name, now.Sources.Select(s => s.Key)), Name = name, Kind = typed.Inlet, Address = address.AbsoluteUri, As = intake ?? Intake.Pieces }] }, stop);
        if (result is ChangeResult.Refused refused) return await Again(typed with { Error = Told.Sentence(refused.Why) });
        // What is there shows at once, not in an hour.
        if (result is ChangeResult.Done { After: var after } && after.Workspace.Sources.FirstOrDefault(s => s.Address == address.AbsoluteUri) is { } added) await desk.Polls.LookAsync(after, added, http.Actor(), now: true, stop);
        return await http.Done(result, ImportPages.Path(http));
    }

    /// <param name="typed">As it was filled in; null: as it is.</param>
    private static async Task<IResult> ShowAsync(string key, HttpContext http, ImportPages.Desk desk, Libraries libraries, Items items, SourceForm? typed, int status)
    {
        ImportSource? source = null;
        var read = await items.ReadAsync(http.Client().Id, now => (source = now.Workspace.Sources.FirstOrDefault(s => s.Key == key)) is { } one ? [one] : [], http.RequestAborted);
        if (read is not var (snapshot, revisions) || source is null) return Gone(http);
        await using var db = desk.Databases.CreateDbContext();
        var poll = await db.SourcePolls.FindAsync([snapshot.Id, source.Id!.Value], http.RequestAborted);
        var line = ImportWords.For(http, snapshot, desk.Clock).Line(source, poll);
        return View.Of<SourcePage>(new { Model = SourceModel.Of(ImportPages.Path(http), line, typed ?? SourceForm.Of(source, revisions[source.Id!.Value]), snapshot.Workspace, libraries.Of(snapshot.Workspace).Library) }, status);
    }

    private static async Task<IResult> ChangeAsync(string key, HttpContext http, ImportPages.Desk desk, Libraries libraries, Items items)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var typed = new SourceForm(Api.Given(form["name"]), Api.Given(form["address"]), form["kind"], form["becomes"], form["format"], form["channel"], form["owner"], form["pillar"], form["seen"]);
        Task<IResult> Again(SourceForm wrong, int status = StatusCodes.Status422UnprocessableEntity) => ShowAsync(key, http, desk, libraries, items, wrong, status);
        if (await FindAsync(key, http, desk) is not (var now, { } source)) return Gone(http);
        if (typed.Address is null || SourceFetch.Whole(typed.Address) is not { } address) return await Again(typed with { Error = SourceForm.NoAddress });
        if (typed.Name is null) return await Again(typed with { NameError = "Give it a name, so that people know it." });
        if (!Chosen.Intake(typed.As, out var intake)) return await Again(typed with { Words = "Say what is made of it." });
        var wanted = source with
        {
            Name = typed.Name, Address = address.AbsoluteUri, Kind = typed.Inlet, As = intake ?? source.As,
            Format = Api.Given(typed.Format), Channel = Api.Given(typed.Channel), Owner = Api.Given(typed.Owner), Pillar = Api.Given(typed.Pillar),
        };
        if (Unknown(now.Workspace, libraries.Of(now.Workspace).Library, wanted) is { } unknown) return await Again(typed with { Words = unknown });
        var seen = new Seen(source.Id!.Value, long.TryParse(typed.Seen, out var revision) ? revision : 0);
        var result = await desk.Workspaces.DoAsync(http.Client().Id, http.Actor(), SourceDeeds.Change(source, wanted), http.RequestAborted, seen);
        switch (result)
        {
            case ChangeResult.Refused refused: return await Again(typed with { Error = Told.Sentence(refused.Why) });
            case ChangeResult.Conflict conflict: return await Again(typed with { Words = Told.Sentence(conflict.Words), Seen = now.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) }, StatusCodes.Status409Conflict);
            case ChangeResult.Done { After: var after } when wanted.Address != source.Address && !wanted.Paused && after.Workspace.Sources.FirstOrDefault(s => s.Id == source.Id) is { } moved:
                await desk.Polls.LookAsync(after, moved, http.Actor(), now: true, http.RequestAborted);
                break;
        }
        return await http.Done(result, ImportPages.Path(http));
    }

    /// <summary>What it names that is not there; null: nothing.</summary>
    private static string? Unknown(Workspace workspace, Library library, ImportSource wanted) =>
        workspace.RefusalOf(wanted.Owner) is { } owner ? Told.Sentence(owner)
        : wanted.Pillar is { } pillar && workspace.Pillars.All(p => p.Key != pillar) ? "This pillar is not in the plan any more: choose another."
        : wanted.Channel is { } channel && workspace.ChannelsIn(library).All(c => c.Key != channel) ? "This channel is not in use any more: choose another."
        : null;

    private static async Task<IResult> LookAsync(string key, HttpContext http, ImportPages.Desk desk)
    {
        if (await FindAsync(key, http, desk) is (var now, { } source)) await desk.Polls.LookAsync(now, source, http.Actor(), now: true, http.RequestAborted);
        return Administrator.SeeOther(ImportPages.Path(http));
    }

    private static async Task<IResult> DoAsync(string key, HttpContext http, ImportPages.Desk desk, Func<ImportSource, Deed> deed) =>
        await FindAsync(key, http, desk) is (_, { } source) ? await http.Done(await desk.Workspaces.DoAsync(http.Client().Id, http.Actor(), deed(source), http.RequestAborted), ImportPages.Path(http)) : Gone(http);

    private static async Task<(WorkspaceSnapshot Now, ImportSource? Source)?> FindAsync(string key, HttpContext http, ImportPages.Desk desk) =>
        await desk.Workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is { } now ? (now, now.Workspace.Sources.FirstOrDefault(s => s.Key == key)) : null;

    private static IResult Gone(HttpContext http) => http.Gone("It is not looked at any more", ImportPages.Path(http));
}
