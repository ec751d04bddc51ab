using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>A client, as one sees it among others.</summary>
internal sealed record ClientView(Guid Id, string Key, string Name, Access Access);

/// <summary>Whole plans in and out, and the clients somebody may see.</summary>
internal static class PlanEndpoints
{
    private const string Yaml = "application/yaml";

    /// <summary>Larger than any plan the format allows.</summary>
    private const int MostBytes = 12_000_000;

    public static void MapPlans(this IEndpointRouteBuilder app)
    {
        var workspaces = app.MapApi("/workspaces").WithTags("Workspaces");
        workspaces.MapGet("", ListAsync).Says(new("listWorkspaces", "The clients you have access to, by name") { Answer = ApiShape.Of<ClientView>().Page(), IsTagged = true, Problems = [400], Parameters = ApiParameter.Paging });
        workspaces.MapPost("", CreateAsync).RequireAuthorization(Administrator.Policy).Says(new("createWorkspace", "Begin a client with a plan document")
        {
            Body = ApiShape.Text(Yaml), Answer = ApiShape.Of<ClientView>(), Status = 201, Problems = [409, 415, 422], Description = "For administrators. With fresh, everything gets ids of its own: two who begin with one plan share no calendar entries.",
            Parameters = [ApiParameter.Text("key", "Its name in addresses; the document's if not said."), ApiParameter.Flag("fresh", "With ids of its own.")],
        });
        var plan = app.MapClientApi("/plan", Access.Strategist).WithTags("Plan document");
        plan.MapGet("", ExportAsync).Says(new("exportPlan", "Everything of a client as a plan document, texts and decisions included") { Answer = ApiShape.Text(Yaml), IsTagged = true });
        plan.MapPut("", ImportAsync).Says(new("importPlan", "Put a plan document in the place of this client's plan; it can be undone")
        {
            Body = ApiShape.Text(Yaml), Answer = ApiShape.Of<ChangeView>(), Problems = [409, 415, 422], Description = "Every mistake in the document is told, with line and column.",
        });
    }

    private static async Task<IResult> ListAsync(HttpContext http, Standing standing)
    {
        var all = await standing.ClientsAsync(http.SignedIn()!, http.RequestAborted);
        return http.Paged(all, s => $"{s.Name.ToLowerInvariant()} {s.Key}", s => new ClientView(s.Workspace, s.Key, s.Name, s.Access));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, WorkspaceStore workspaces, Libraries libraries, IClock clock, string? key, bool? fresh)
    {
        if (key is not null && !IsKey(key)) return Api.Wrong("key is a name in small letters, digits and hyphens, such as quiet-books.");
        var (read, problem) = await ReadAsync(http, libraries.Installation.Library, clock);
        if (read is null) return problem!;
        if (key is not null) read = read with { Key = key };
        if (await workspaces.FindAsync(read.Key, http.RequestAborted) is not null) return Api.Conflict($"There is a workspace '{read.Key}' already; name the new one with ?key=, or replace the plan of '{read.Key}' with PUT …/workspaces/{read.Key}/plan.");
        return await workspaces.CreateAsync(Replacement.Storable(read), http.Actor(), "began with a plan", fresh == true, http.RequestAborted) switch
        {
            ChangeResult.Done made => Answers.Json(new ClientView(made.After.Id, made.After.Workspace.Key, made.After.Workspace.Name, Access.Owner), StatusCodes.Status201Created).At($"{http.Request.PathBase}{http.Request.Path}/{made.After.Workspace.Key}"),
            ChangeResult.Refused refused => Api.Conflict($"{refused.Why}."),
            _ => Api.Missing("It is not there any more."),
        };
    }

    private static async Task<IResult> ExportAsync(HttpContext http, WorkspaceStore workspaces, StampBook stamps)
    {
        if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } snapshot) return Missing;
        var workspace = await stamps.WithChangeDataAsync(snapshot.Workspace, http.RequestAborted);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{workspace.Key}.yaml\"";
        return http.Tagged(Encoding.UTF8.GetBytes(WrittenPlan.InOne(workspace).Plan), null, Yaml);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, WorkspaceStore workspaces, Libraries libraries, IClock clock)
    {
        if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } now) return Missing;
        var (read, problem) = await ReadAsync(http, libraries.Of(now.Workspace).Library, clock);
        if (read is null) return problem!;
        // Whatever it calls itself: it is the plan of the client of this address.
        return Answers.Of(await workspaces.ImportAsync(read, now.Workspace.Key, fresh: false, http.Actor() with { Door = "import" }, http.RequestAborted));
    }

    private static async Task<(Workspace? Plan, IResult? Problem)> ReadAsync(HttpContext http, Library library, IClock clock)
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() is not (Yaml or "text/yaml" or "application/x-yaml" or "text/plain")) return (null, Results.Problem($"Send the plan document, with Content-Type: {Yaml}.", statusCode: StatusCodes.Status415UnsupportedMediaType));
        var octets = await http.SentAsync();
        if (octets.Length > MostBytes) return (null, Results.Problem("The document is too large.", statusCode: StatusCodes.Status413PayloadTooLarge));
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return (null, Answers.Wrong([new("", "it is not UTF-8 text; save it as UTF-8")]));
        }
        var reading = PlanFile.Read("plan.yaml", text, _ => null, library, clock.GetCurrentInstant().InUtc().Date);
        return reading.Value is { } plan ? (plan, null) : (null, Answers.Wrong([.. reading.Problems.Where(p => p.Severity == Severity.Error).Select(p => new PointedProblem("", FormattableString.Invariant($"line {p.Line}, column {p.Column}: {p.Message}")))]));
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= 100 && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && key[0] != '-';

    private static IResult Missing => Api.Missing("There is no such workspace.");
}
