using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary><c>/w/{workspace}/imports</c>: bring a file or an address, say what its columns mean, see what it would do, do it, take it back. The overview shows the sources as well, see <see cref="SourcePages"/>.</summary>
internal static class ImportPages
{
    private const int MostPast = 10;

    public static void MapImportPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/imports", Access.Strategist);
        pages.MapGet("", (HttpContext http, Desk desk, CancellationToken stop) => Overview(http, desk, new(), new(), StatusCodes.Status200OK, stop));
        pages.MapPost("", BeginAsync);
        pages.MapGet("/{import:guid}", ShowAsync);
        pages.MapPost("/{import:guid}/choices", ChooseAsync);
        pages.MapPost("/{import:guid}/application", ApplyAsync);
    }

    /// <summary>What the pages work with.</summary>
    internal sealed record Desk(WorkspaceStore Workspaces, Libraries Libraries, Imports Imports, SourcePolls Polls, IDbContextFactory<PlannerDb> Databases, IClock Clock);

    internal static string Path(HttpContext http) => $"/w/{http.Client().Key}/imports";

    internal static async Task<IResult> Overview(HttpContext http, Desk desk, ImportForm form, SourceForm source, int status, CancellationToken stop)
    {
        var client = http.Client();
        if (await desk.Workspaces.ReadAsync(client.Id, stop) is not { } now) return Results.NotFound();
        await using var db = desk.Databases.CreateDbContext();
        var polls = await db.SourcePolls.AsNoTracking().Where(p => p.WorkspaceId == client.Id).ToDictionaryAsync(p => p.SourceId, stop);
        var words = ImportWords.For(http, now, desk.Clock);
        var past = await desk.Imports.RecentAsync(client.Id, MostPast, stop);
        return View.Of<ImportsPage>(new
        {
            Model = new ImportsModel(Path(http), form, source, [.. now.Workspace.Sources.Select(s => words.Line(s, polls.GetValueOrDefault(s.Id!.Value)))], [.. past.Select(p => words.Past(p, Path(http), $"/w/{client.Key}/undo/"))]),
        }, status);
    }

    private static async Task<IResult> BeginAsync(HttpContext http, Desk desk, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var (address, wanted) = (Api.Given(form["address"]), Api.Given(form["as"]));
        Task<IResult> Again(string words) => Overview(http, desk, new(address, wanted, words), new(), StatusCodes.Status422UnprocessableEntity, stop);
        if (!Chosen.Intake(wanted, out var intake)) return await Again("Say what is made of it.");
        var choices = new ImportChoices { As = intake };
        var client = http.Client();
        if (form.Files["file"] is { Length: > 0 } file)
        {
            if (file.Length > ImportLimits.Bytes) return await Again(FormattableString.Invariant($"The file is larger than {ImportLimits.Bytes / 1_048_576} MB: bring it in parts."));
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, stop);
            var kept = await desk.Imports.KeepAsync(client.Id, file.FileName, content.ToArray(), null, choices, http.Actor(), stop);
            return Administrator.SeeOther($"{Path(http)}/{kept.Id}");
        }
        if (address is null) return await Again("Choose a file, or write the address of a blog or calendar.");
        var (fetched, refusal) = await desk.Imports.FetchAsync(client.Id, address, choices, http.Actor(), stop);
        return fetched is null ? await Again(Told.Sentence(refusal!)) : Administrator.SeeOther($"{Path(http)}/{fetched.Id}");
    }

    private static async Task<IResult> ShowAsync(Guid import, string? show, int? page, HttpContext http, Desk desk, CancellationToken stop, bool chosen = false) =>
        await desk.Imports.ShowAsync(http.Client().Id, import, stop) is { } shown && await WordsAsync(http, desk, stop) is { } words
            ? View.Of<ImportPage>(new { Model = ImportModel.Of(shown, words, Path(http), show, page ?? 1, null), Chosen = chosen })
            : Gone(http);

    private static async Task<IResult> ChooseAsync(Guid import, HttpContext http, Desk desk, CancellationToken stop)
    {
        if (ChosenIn(await http.Request.ReadFormAsync(stop)) is not { } choices) return http.Refused("That is not one of the choices", $"{Path(http)}/{import}");
        return await desk.Imports.ChooseAsync(http.Client().Id, import, choices, stop) ? Administrator.SeeOther($"{Path(http)}/{import}") : Gone(http);
    }

    /// <summary>What a form says is made of the file; null: it is none of the choices.</summary>
    private static ImportChoices? ChosenIn(IFormCollection form)
    {
        var map = new Dictionary<string, ImportField>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in form)
            if (name.StartsWith("map:", StringComparison.Ordinal) && value.ToString() is { Length: > 0 } word && ImportFields.OfWord(word) is { } field) map[name[4..]] = field;
        return Chosen.Intake(form["as"], out var intake) && Chosen.Order(form["dates"], out var order) ? new ImportChoices { As = intake, Dates = order, Map = map, AddUnknown = form["add"] == "true" } : null;
    }

    private static async Task<IResult> ApplyAsync(Guid import, HttpContext http, Desk desk, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var hash = form["hash"].ToString();
        var client = http.Client();
        if (form.ContainsKey("as") && ChosenIn(form) is { } choices && (await desk.Imports.ShowAsync(client.Id, import, stop))?.Read.Preview.Hash == hash)
        {
            // What was chosen beside the button counts, and nobody imports what they have not seen.
            await desk.Imports.ChooseAsync(client.Id, import, choices, stop);
            if ((await desk.Imports.ShowAsync(client.Id, import, stop))?.Read.Preview.Hash is { } anew && anew != hash) return Administrator.SeeOther($"{Path(http)}/{import}?chosen=true");
        }
        switch (await desk.Imports.ApplyAsync(client.Id, import, hash, http.Actor(), stop))
        {
            case ImportApplication.Done done: return await http.Done(done.Change, Path(http));
            case ImportApplication.Stale stale: return await Again(stale.Why, StatusCodes.Status409Conflict);
            case ImportApplication.Refused refused: return await Again(refused.Why, StatusCodes.Status422UnprocessableEntity);
            default: return Gone(http);
        }

        async Task<IResult> Again(string words, int status) => await desk.Imports.ShowAsync(client.Id, import, stop) is { } shown && await WordsAsync(http, desk, stop) is { } said
            ? View.Of<ImportPage>(new { Model = ImportModel.Of(shown, said, Path(http), null, 1, Told.Sentence(words)) }, status)
            : http.Refused(words, Path(http), status);
    }

    private static async Task<FieldWords?> WordsAsync(HttpContext http, Desk desk, CancellationToken stop) =>
        await desk.Workspaces.ReadAsync(http.Client().Id, stop) is { Workspace: var now } ? new(now, desk.Libraries.Of(now).Library) : null;

    private static IResult Gone(HttpContext http) => http.Refused("This import was done already, or is more than a day old: bring the file again", Path(http), StatusCodes.Status404NotFound);
}
