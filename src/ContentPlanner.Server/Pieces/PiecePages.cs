using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace ContentPlanner.Server.Pieces;

/// <summary>Pieces as people write them: <c>/w/{client}/pieces</c>, each with its text and what is made of it.</summary>
internal static class PiecePages
{
    private static readonly IReadOnlyDictionary<string, string> Fine = new Dictionary<string, string>();

    public static void MapPiecePages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/pieces", Access.ClientViewer);
        pages.MapGet("", ListAsync);
        pages.MapGet("/new", NewAsync).Needs(Access.Contributor);
        pages.MapPost("/new", BeginAsync).Needs(Access.Contributor);
        pages.MapPost("/preview", PreviewAsync).Needs(Access.Contributor);
        pages.MapGet("/{piece}", ShowAsync);
        pages.MapPost("/{piece}", ActAsync).Needs(Access.Contributor);
        pages.MapGet("/{piece}/edit", EditAsync).Needs(Access.Contributor);
        pages.MapPost("/{piece}/edit", SaveAsync).Needs(Access.Contributor);
    }

    private static async Task<IResult> ListAsync(HttpContext http, TaskBook book)
    {
        var open = await OpenPlan.OfAsync(http);
        return View.Of<PieceListPage>(new { Model = await new PieceList(open, book).ReadAsync(PieceQuery.Of(http.Request.Query), http.RequestAborted) });
    }

    private static async Task<IResult> NewAsync(string? title, string? day, string? channel, string? format, string? intention, string? need, string? launch, HttpContext http)
    {
        var open = await OpenPlan.OfAsync(http);
        var form = new PieceForm
        {
            Title = title ?? "",
            Planned = day ?? "",
            Status = string.IsNullOrEmpty(day) ? "idea" : "planned",
            Channel = channel ?? "",
            Format = string.IsNullOrEmpty(format) ? UsualFormat.Of(open.Workspace, channel) : format,
            Owner = open.Client.Member ?? "",
            Intention = intention ?? "",
            Need = need ?? "",
            Launch = launch ?? "",
        };
        return Form(open, form, null);
    }

    private static async Task<IResult> BeginAsync(HttpContext http, WorkspaceStore workspaces)
    {
        var form = PieceForm.Of(await http.Request.ReadFormAsync(http.RequestAborted));
        var open = await OpenPlan.OfAsync(http);
        if (await IsPreview(http)) return Form(open, form, null, shown: true);
        var reading = new PieceReading(open.Workspace, open.Library, open.Today);
        var blank = new ContentPiece { Key = PieceKeys.For(form.Title, open.Workspace.Pieces), Title = form.Title, Format = form.Format };
        if (reading.Read(form, blank) is not { } piece) return Form(open, form, null, reading.Mistakes);
        var result = await workspaces.DoAsync(open.Client.Id, http.Actor(), PieceDeeds.Begin(piece), http.RequestAborted);
        // Of two who begin the same title at once, the second got another key.
        var made = result is ChangeResult.Done done ? done.After.Workspace.Pieces.LastOrDefault(p => p.Title == piece.Title) ?? piece : piece;
        return await http.Done(result, open.At($"/pieces/{made.Key}"), words => Form(open, form, null, words: words));
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var body = new Body(form["body-format"] == "html" ? BodyFormat.Html : BodyFormat.Markdown, form["body"].ToString());
        return Results.Json(new { html = BodyHtml.Of(body, headingsFrom: 3), words = PieceText.Words(body) });
    }

    private static async Task<IResult> ShowAsync(string piece, HttpContext http, TaskBook book)
    {
        var open = await OpenPlan.OfAsync(http);
        return Find(open, piece) is { } found ? await PageOf(open, found, book, null, http.RequestAborted) : Gone(open);
    }

    private static async Task<IResult> PageOf(OpenPlan open, ContentPiece piece, TaskBook book, PieceTyped? typed, CancellationToken stop)
    {
        var tasks = await book.OfPiecesAsync(open.Plan, [piece], stop);
        return View.Of<PiecePage>(new { Model = PiecePageModel.Of(open, piece, [.. tasks[piece.Key]], typed) }, typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ActAsync(string piece, HttpContext http, TaskBook book, WorkspaceStore workspaces)
    {
        var stop = http.RequestAborted;
        var form = await http.Request.ReadFormAsync(stop);
        var open = await OpenPlan.OfAsync(http);
        if (Find(open, piece) is not { } found) return Gone(open);
        var (verb, back) = (form["do"].ToString(), open.At($"/pieces/{found.Key}"));
        switch (verb)
        {
            case "publish":
                if (Moment(form, open) is not { } moment) return await Again("say on which day and at what time it went out");
                if (moment.At.Date > open.Today) return await Again("this day is still to come; plan it for that day instead, in its form");
                if (!WebLinks.TryRead(form["url"], out var url, out var wrong)) return await Again(wrong);
                return await Do(PlanDeeds.Publish(found, moment, url));
            case "ask":
                return await ApprovalAsking.AskAsync(http, open, form, found.Key, null, "pieces", back, asked => PageOf(open, found, book, new("ask", null, null, null, "Not asked yet: something needs another look.") { Ask = asked }, stop));
            case "retire":
                return await Do(PlanDeeds.Retire(found));
            case "unretire":
                return await Do(PlanDeeds.Of(found, $"took “{found.Title}” back from retirement", now => now with { Status = PieceStatus.Published }));
            case "plan":
                return LocalDatePattern.Iso.Parse(form["on"].ToString()) is { Success: true, Value: var day } ? await Do(PlanDeeds.PlanFor(found, day)) : await Again("choose a day");
            case "idea":
                return await Do(PlanDeeds.BackToIdea(found));
            case "duplicate":
                var copy = PieceDeeds.CopyOf(found, open.Workspace.Pieces);
                back = open.At($"/pieces/{copy.Key}");
                return await Do(PieceDeeds.Begin(copy));
            case "delete":
                back = open.At("/pieces");
                return await Do(PieceDeeds.Remove(found));
            default:
                return await Again("nothing of that kind can be done with a piece");
        }

        async Task<IResult> Do(Deed deed)
        {
            var result = await workspaces.DoAsync(open.Client.Id, http.Actor(), deed, stop);
            return result is ChangeResult.Refused(var why) ? await Again(why) : await http.Done(result, back);
        }

        async Task<IResult> Again(string words) => Told.IsScript(http)
            ? http.Refused(words, back)
            : await PageOf(open, found, book, new(verb, form["url"], form["publish-day"], form["publish-time"], Told.Sentence(words)), stop);
    }

    private static async Task<IResult> EditAsync(string piece, HttpContext http, IDbContextFactory<PlannerDb> databases)
    {
        var open = await OpenPlan.OfAsync(http);
        return Find(open, piece) is { } found ? Form(open, PieceForm.Of(found, await RevisionOf(databases, open, found, http.RequestAborted)), found) : Gone(open);
    }

    private static async Task<IResult> SaveAsync(string piece, HttpContext http, WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases)
    {
        var stop = http.RequestAborted;
        var form = PieceForm.Of(await http.Request.ReadFormAsync(stop));
        var open = await OpenPlan.OfAsync(http);
        if (Find(open, piece) is not { } found) return Gone(open);
        if (await IsPreview(http)) return Form(open, form, found, shown: true);
        var reading = new PieceReading(open.Workspace, open.Library, open.Today);
        if (reading.Read(form, found) is not { } after) return Form(open, form, found, reading.Mistakes);
        IReadOnlyList<Seen> seen = form.Seen is { } revision ? [new(found.Id!.Value, revision)] : [];
        var result = await workspaces.DoAsync(open.Client.Id, http.Actor(), PieceDeeds.Write(found, after), stop, seen);
        if (result is not ChangeResult.Conflict(_, var words) || Told.IsScript(http)) return await http.Done(result, open.At($"/pieces/{found.Key}"), why => Form(open, form, found, words: why));
        // Theirs is saved, mine is in the form: whoever saves again has seen both.
        var now = await OpenPlan.OfAsync(http);
        if (Find(now, found.Id!.Value.ToString()) is not { } theirs) return Gone(open);
        return Form(now, form with { Seen = await RevisionOf(databases, now, theirs, stop) }, theirs, words: Told.Sentence(words), conflict: true);
    }

    private static IResult Form(OpenPlan open, PieceForm form, ContentPiece? piece, IReadOnlyDictionary<string, string>? mistakes = null, string? words = null, bool conflict = false, bool shown = false)
    {
        var status = conflict ? StatusCodes.Status409Conflict : mistakes?.Count > 0 || words is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return View.Of<PieceFormPage>(new { Model = PieceFormModel.Of(open, form, piece, mistakes ?? Fine, words, conflict, shown) }, status);
    }

    private static async Task<bool> IsPreview(HttpContext http) => (await http.Request.ReadFormAsync(http.RequestAborted))["do"] == "preview";

    /// <summary>By its key, or by its id. Who only looks on sees neither ideas nor what is private.</summary>
    private static ContentPiece? Find(OpenPlan open, string piece)
    {
        var found = open.Workspace.Pieces.FirstOrDefault(p => p.Key == piece) ?? (Guid.TryParse(piece, out var id) ? open.Workspace.Pieces.FirstOrDefault(p => p.Id == id) : null);
        return found is not null && PieceList.MaySee(open, found) ? found : null;
    }

    private static PublishMoment? Moment(IFormCollection form, OpenPlan open) =>
        LocalDatePattern.Iso.Parse(form["publish-day"].ToString()) is { Success: true, Value: var day }
        && form["publish-time"].ToString() is { Length: >= 5 } typed && PieceForm.Time.Parse(typed[..5]) is { Success: true, Value: var time }
        && SkippedHour.At(day + time, open.Workspace.Zone) is null ? new(day + time) : null;

    /// <summary>What was seen. Where somebody wrote the piece between the two looks it is none of its revisions, so that saving is a conflict.</summary>
    private static async Task<long?> RevisionOf(IDbContextFactory<PlannerDb> databases, OpenPlan open, ContentPiece piece, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var revision = await db.Items.Where(i => i.WorkspaceId == open.Client.Id && i.Id == piece.Id).Select(i => (long?)i.Revision).FirstOrDefaultAsync(stop);
        return revision > open.Plan.Revision ? open.Plan.Revision : revision;
    }

    private static IResult Gone(OpenPlan open) => View.Of<PieceGonePage>(new { Back = open.At("/pieces") }, StatusCodes.Status404NotFound);
}
