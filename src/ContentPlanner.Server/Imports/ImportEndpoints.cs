using System.Text;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Imports;

/// <summary>What somebody sends to see what an import would do: a file or an address, and what to make of it.</summary>
/// <param name="Name">The file's name; its ending tells what nothing in it does.</param>
/// <param name="Text">The file as text.</param>
/// <param name="Content">The file as Base64, when its encoding is not known.</param>
/// <param name="Address">Where to fetch it instead: a blog, a feed, a calendar.</param>
/// <param name="As"><c>pieces</c>, <c>notes</c>, <c>holidays</c> or <c>blackouts</c>; null: as it looks.</param>
/// <param name="Map">What columns mean: <c>{"Card Name": "title"}</c>.</param>
/// <param name="Dates"><c>day-first</c> or <c>month-first</c>, where days can be read in two ways.</param>
/// <param name="AddUnknown">Owners and pillars that the plan does not know are added to it.</param>
public sealed record ImportBody(
    string? Name = null, string? Text = null, string? Content = null, string? Address = null, string? As = null, Dictionary<string, string>? Map = null, string? Dates = null, bool AddUnknown = false,
    string? Format = null, string? Channel = null, string? Owner = null, string? Pillar = null);

/// <summary>What somebody sends to apply one: the hash of what they saw.</summary>
public sealed record ImportHash(string Hash);

/// <summary>An import that was applied.</summary>
internal sealed record AppliedImportView(Guid? ChangeSet, long Revision, string What);

/// <summary>Imports over HTTP: shown, decided about, applied as shown, taken back. As with moves (design rule 12).</summary>
internal static class ImportEndpoints
{
    private const int MostRows = 1_000;

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        var imports = app.MapClientApi("/imports", Access.Strategist).WithTags("Imports");
        imports.MapPost("", BeginAsync).Says(new("beginImport", "See what a file or an address would bring, before anything changes") { Body = ApiShape.Of<ImportBody>(), Answer = ApiShape.Of<ShownImportView>(), Status = 201, Problems = [400, 422] });
        imports.MapGet("/{import:guid}", ShowAsync).Says(new("getImport", "An import as it is shown, row by row")
        {
            Answer = ApiShape.Of<ShownImportView>(), Parameters = [ApiParameter.Text("from", "The first row, from 0."), ApiParameter.Text("count", "How many rows, 1000 at most.")],
        });
        imports.MapPut("/{import:guid}/choices", ChooseAsync).Says(new("chooseImport", "Say what columns mean and what to make of them") { Body = ApiShape.Of<ImportBody>(), Answer = ApiShape.Of<ShownImportView>(), Problems = [400, 422] });
        imports.MapPost("/{import:guid}/application", ApplyAsync).Says(new("applyImport", "Do what was shown, by its hash") { Body = ApiShape.Of<ImportHash>(), Answer = ApiShape.Of<AppliedImportView>(), Problems = [409, 422] });
        imports.MapDelete("/{import:guid}/application", UndoAsync).Says(new("undoImport", "Take an applied import back, where nobody touched it since") { Answer = ApiShape.Of<ChangeView>(), Problems = [409] });
    }

    private static async Task<IResult> BeginAsync(HttpContext http, Imports imports, CancellationToken stop)
    {
        var (body, problem) = await http.SentAsync<ImportBody>();
        if (body is null) return problem!;
        if (!TryChoices(body, out var choices, out var wrong)) return Api.Wrong(wrong);
        var client = http.Client();
        StoredImport kept;
        if (Api.Given(body.Address) is { } address)
        {
            var (fetched, refusal) = await imports.FetchAsync(client.Id, address, choices, http.Actor(), stop);
            if (fetched is null) return Api.Refused($"{refusal}.");
            kept = fetched;
        }
        else
        {
            if (body.Text is null == body.Content is null) return Api.Wrong("Send the file as \"text\" or as \"content\" (Base64), or the \"address\" to fetch it from.");
            if (!TryBytes(body, out var content)) return Api.Wrong("\"content\" is not Base64.");
            if (content.Length > ImportLimits.Bytes) return Api.Wrong(FormattableString.Invariant($"A file has at most {ImportLimits.Bytes / 1_048_576} MB: import this one in parts."));
            kept = await imports.KeepAsync(client.Id, Api.Given(body.Name) ?? "file", content, null, choices, http.Actor(), stop);
        }
        return await imports.ShowAsync(client.Id, kept.Id, stop) is { } shown
            ? Answers.Json(Encoding.UTF8.GetBytes(ImportJson.Write(shown, 0, MostRows)), StatusCodes.Status201Created).At($"{http.Request.Path}/{kept.Id}")
            : Api.Missing("There is no such import.");
    }

    private static async Task<IResult> ShowAsync(Guid import, int? from, int? count, HttpContext http, Imports imports, CancellationToken stop) =>
        await imports.ShowAsync(http.Client().Id, import, stop) is { } shown
            ? Answers.Json(Encoding.UTF8.GetBytes(ImportJson.Write(shown, Math.Max(0, from ?? 0), Math.Clamp(count ?? MostRows, 0, MostRows))))
            : Api.Missing("There is no such import, or it was applied already.");

    private static async Task<IResult> ChooseAsync(Guid import, HttpContext http, Imports imports, CancellationToken stop)
    {
        var (body, problem) = await http.SentAsync<ImportBody>();
        if (body is null) return problem!;
        if (!TryChoices(body, out var choices, out var wrong)) return Api.Wrong(wrong);
        return await imports.ChooseAsync(http.Client().Id, import, choices, stop) ? await ShowAsync(import, null, null, http, imports, stop) : Api.Missing("There is no such import, or it was applied already.");
    }

    private static async Task<IResult> ApplyAsync(Guid import, HttpContext http, Imports imports, CancellationToken stop)
    {
        var (body, problem) = await http.SentAsync<ImportHash>();
        if (body is null) return problem!;
        return await imports.ApplyAsync(http.Client().Id, import, body.Hash, http.Actor(), stop) switch
        {
            ImportApplication.Done done => Answers.Json(new AppliedImportView(done.Change.ChangeSet, done.Change.After.Revision, done.What)),
            ImportApplication.Stale stale => Api.Conflict($"{stale.Why}."),
            ImportApplication.Refused refused => Api.Refused($"{refused.Why}."),
            _ => Api.Missing("There is no such import."),
        };
    }

    private static async Task<IResult> UndoAsync(Guid import, HttpContext http, Imports imports, CancellationToken stop) =>
        Answers.Undone(await imports.UndoAsync(http.Client().Id, import, http.Actor(), stop));

    private static bool TryChoices(ImportBody body, out ImportChoices choices, out string wrong)
    {
        (choices, wrong) = (new(), "");
        var map = new Dictionary<string, ImportField>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, word) in body.Map ?? [])
        {
            if (ImportFields.OfWord(word) is not { } field)
            {
                wrong = $"A column cannot be \"{word}\": it is {string.Join(", ", ImportFields.All.Select(ImportFields.Word))}.";
                return false;
            }
            map[column] = field;
        }
        if (!Chosen.Intake(body.As, out var intake)) wrong = "\"as\" is pieces, notes, holidays or blackouts.";
        if (!Chosen.Order(body.Dates, out var order)) wrong = "\"dates\" is day-first or month-first.";
        choices = new() { As = intake, Dates = order, Map = map, AddUnknown = body.AddUnknown, Format = Api.Given(body.Format), Channel = Api.Given(body.Channel), Owner = Api.Given(body.Owner), Pillar = Api.Given(body.Pillar) };
        return wrong.Length == 0;
    }

    private static bool TryBytes(ImportBody body, out byte[] content)
    {
        content = [];
        if (body.Text is { } text)
        {
            content = System.Text.Encoding.UTF8.GetBytes(text);
            return true;
        }
        try
        {
            content = Convert.FromBase64String(body.Content!);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>Words people choose with.</summary>
internal static class Chosen
{
    /// <summary>False: the word is none of them. Nothing said is null.</summary>
    public static bool Intake(string? word, out Intake? intake)
    {
        intake = null;
        if (string.IsNullOrWhiteSpace(word)) return true;
        if (!Enum.TryParse<Intake>(word, ignoreCase: true, out var known) || char.IsAsciiDigit(word[0])) return false;
        intake = known;
        return true;
    }

    public static bool Order(string? word, out DayOrder? order)
    {
        order = word switch { "day-first" => DayOrder.DayFirst, "month-first" => DayOrder.MonthFirst, _ => null };
        return order is not null || string.IsNullOrWhiteSpace(word);
    }
}
