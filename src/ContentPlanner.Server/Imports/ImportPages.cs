using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary><c>/w/{workspace}/imports</c>: bring a file or an address, say what its columns mean, see what it would do, do it, take it back; and the sources.</summary>
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
        pages.MapPost("/sources", AddSourceAsync);
        pages.MapPost("/sources/{key}/look", LookAsync);
        pages.MapPost("/sources/{key}/pause", (string key, HttpContext http, Desk desk, CancellationToken stop) => PauseAsync(key, http, desk, paused: true, stop));
        pages.MapPost("/sources/{key}/resume", (string key, HttpContext http, Desk desk, CancellationToken stop) => PauseAsync(key, http, desk, paused: false, stop));
        pages.MapPost("/sources/{key}/removal", RemoveAsync);
    }

    /// <summary>What the pages work with.</summary>
    internal sealed record Desk(WorkspaceStore Workspaces, Imports Imports, SourcePolls Polls, IDbContextFactory<PlannerDb> Databases, IClock Clock);

    private static string Path(HttpContext http) => $"/w/{http.Client().Key}/imports";

    private static async Task<IResult> Overview(HttpContext http, Desk desk, ImportForm form, SourceForm source, int status, CancellationToken stop)
    {
        var client = http.Client();
        if (await desk.Workspaces.ReadAsync(client.Id, stop) is not { } now) return Results.NotFound();
        await using var db = desk.Databases.CreateDbContext();
        var polls = await db.SourcePolls.AsNoTracking().Where(p => p.WorkspaceId == client.Id).ToDictionaryAsync(p => p.SourceId, stop);
        var zone = http.Person().Zone is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } own ? own : now.Workspace.Zone;
        var words = new ImportWords(now, zone, desk.Clock.GetCurrentInstant());
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

    private static async Task<IResult> ShowAsync(Guid import, string? show, int? page, HttpContext http, Desk desk, CancellationToken stop) =>
        await desk.Imports.ShowAsync(http.Client().Id, import, stop) is { } shown
            ? View.Of<ImportPage>(new { Model = ImportModel.Of(shown, Path(http), show, page ?? 1, null) })
            : Gone(http);

    private static async Task<IResult> ChooseAsync(Guid import, HttpContext http, Desk desk, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var map = new Dictionary<string, ImportField>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in form)
            if (name.StartsWith("map:", StringComparison.Ordinal) && value.ToString() is { Length: > 0 } word && ImportFields.OfWord(word) is { } field) map[name[4..]] = field;
        if (!Chosen.Intake(form["as"], out var intake) || !Chosen.Order(form["dates"], out var order)) return http.Refused("That is not one of the choices", $"{Path(http)}/{import}");
        var choices = new ImportChoices { As = intake, Dates = order, Map = map, AddUnknown = form["add"] == "true" };
        return await desk.Imports.ChooseAsync(http.Client().Id, import, choices, stop) ? Administrator.SeeOther($"{Path(http)}/{import}") : Gone(http);
    }

    private static async Task<IResult> ApplyAsync(Guid import, HttpContext http, Desk desk, CancellationToken stop)
    {
        var hash = (await http.Request.ReadFormAsync(stop))["hash"].ToString();
        var client = http.Client();
        switch (await desk.Imports.ApplyAsync(client.Id, import, hash, http.Actor(), stop))
        {
            case ImportApplication.Done done: return await http.Done(done.Change, Path(http));
            case ImportApplication.Stale stale: return await Again(stale.Why, StatusCodes.Status409Conflict);
            case ImportApplication.Refused refused: return await Again(refused.Why, StatusCodes.Status422UnprocessableEntity);
            default: return Gone(http);
        }

        async Task<IResult> Again(string words, int status) => await desk.Imports.ShowAsync(client.Id, import, stop) is { } shown
            ? View.Of<ImportPage>(new { Model = ImportModel.Of(shown, Path(http), null, 1, Told.Sentence(words)) }, status)
            : http.Refused(words, Path(http), status);
    }

    private static async Task<IResult> AddSourceAsync(HttpContext http, Desk desk, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = new SourceForm(Api.Given(form["name"]), Api.Given(form["source"]), form["kind"], form["becomes"]);
        Task<IResult> Again(SourceForm wrong) => Overview(http, desk, new(), wrong, StatusCodes.Status422UnprocessableEntity, stop);
        if (typed.Address is null || SourceFetch.Whole(typed.Address) is not { } address) return await Again(typed with { Error = "Write the whole address, such as https://example.org/blog." });
        var kind = typed.Kind == "calendar" ? Inlet.Calendar : Inlet.Blog;
        if (!Chosen.Intake(typed.As, out var intake)) return await Again(typed with { Error = "Say what is made of it." });
        var name = typed.Name ?? address.Host;
        var result = await desk.Workspaces.ChangeAsync(http.Client().Id, http.Actor(), $"began to look at “{name}”", now =>
            now.Sources.Any(s => s.Address == address.AbsoluteUri)
                ? Verdict.Refused("this address is looked at already")
                : now with { Sources = [.. now.Sources, new ImportSource { Key = ImportKeys.Of(name, now.Sources.Select(s => s.Key)), Name = name, Kind = kind, Address = address.AbsoluteUri, As = intake ?? Intake.Pieces }] }, stop);
        if (result is ChangeResult.Refused refused) return await Again(typed with { Error = Told.Sentence(refused.Why) });
        // What is there shows at once, not in an hour.
        if (result is ChangeResult.Done { After: var after } && after.Workspace.Sources.FirstOrDefault(s => s.Address == address.AbsoluteUri) is { } added) await desk.Polls.LookAsync(after, added, http.Actor(), now: true, stop);
        return await http.Done(result, Path(http));
    }

    private static async Task<IResult> LookAsync(string key, HttpContext http, Desk desk, CancellationToken stop)
    {
        if (await desk.Workspaces.ReadAsync(http.Client().Id, stop) is { } now && now.Workspace.Sources.FirstOrDefault(s => s.Key == key) is { } source) await desk.Polls.LookAsync(now, source, http.Actor(), now: true, stop);
        return Administrator.SeeOther(Path(http));
    }

    private static async Task<IResult> PauseAsync(string key, HttpContext http, Desk desk, bool paused, CancellationToken stop) =>
        await http.Done(await desk.Workspaces.ChangeAsync(http.Client().Id, http.Actor(), $"{(paused ? "paused looking at" : "began to look again at")} “{NameOf(await desk.Workspaces.ReadAsync(http.Client().Id, stop), key)}”",
            now => now with { Sources = [.. now.Sources.Select(s => s.Key == key ? s with { Paused = paused } : s)] }, stop), Path(http));

    private static async Task<IResult> RemoveAsync(string key, HttpContext http, Desk desk, CancellationToken stop) =>
        await http.Done(await desk.Workspaces.ChangeAsync(http.Client().Id, http.Actor(), $"forgot “{NameOf(await desk.Workspaces.ReadAsync(http.Client().Id, stop), key)}”; what it brought stays",
            now => now with { Sources = [.. now.Sources.Where(s => s.Key != key)] }, stop), Path(http));

    private static string NameOf(WorkspaceSnapshot? now, string key) => now?.Workspace.Sources.FirstOrDefault(s => s.Key == key)?.Name ?? key;

    private static IResult Gone(HttpContext http) => http.Refused("This import was done already, or is more than a day old: bring the file again", Path(http), StatusCodes.Status404NotFound);
}
