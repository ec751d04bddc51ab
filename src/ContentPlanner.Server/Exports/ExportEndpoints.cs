using System.Buffers;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Exports;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Exports;

/// <summary>What a client takes away in files: tables for spreadsheets, a calendar to import once, the plan document.</summary>
internal static class ExportEndpoints
{
    private const string Csv = "text/csv", Calendar = "text/calendar";

    private static readonly IReadOnlyList<ApiParameter> Forms =
    [
        ApiParameter.Flag("bom", "With a byte-order mark, by which Excel knows UTF-8."),
        ApiParameter.Choice("delimiter", "What stands between the fields; comma if not said.", "comma", "semicolon"),
    ];

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        var files = app.MapClientApi("/exports", Access.Contributor).WithTags("Exports");
        files.MapGet("/pieces.csv", PiecesAsync).Says(new("exportPieces", "Pieces as a table (RFC 4180)") { Answer = ApiShape.Text(Csv), IsTagged = true, Problems = [400], Parameters = Forms });
        files.MapGet("/tasks.csv", TasksAsync).Says(new("exportTasks", "Content tasks as a table") { Answer = ApiShape.Text(Csv), IsTagged = true, Problems = [400], Parameters = Forms });
        files.MapGet("/timeline.csv", TimelineAsync).Says(new("exportTimeline", "The timeline as a table, recurring things spread over their days") { Answer = ApiShape.Text(Csv), IsTagged = true, Problems = [400], Parameters = [.. Queries.Window, .. Forms] });
        files.MapGet("/calendar.ics", CalendarAsync).Says(new("exportCalendar", "A calendar file to import once; to see changes, subscribe to a feed instead") { Answer = ApiShape.Text(Calendar), IsTagged = true, Problems = [400], Parameters = Queries.Window });
    }

    /// <summary>The same files for people, from a page.</summary>
    public static void MapExportPages(this IEndpointRouteBuilder app)
    {
        app.MapClientPages("/exports", Access.Contributor).MapGet("", async (HttpContext http, Desks desks) => await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk
            ? Page(http, Queries.Written(desk.Schedule.Today), Queries.Written(desk.Schedule.Today.PlusDays(365)))
            : Missing);
        var files = app.MapClientPages("/exports/files", Access.Contributor);
        files.MapGet("/pieces.csv", PiecesAsync);
        files.MapGet("/tasks.csv", TasksAsync);
        files.MapGet("/timeline.csv", TimelineAsync);
        files.MapGet("/calendar.ics", async (HttpContext http, Desks desks, StampBook stamps, IClock clock, string? from, string? to) => await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk && Queries.WindowOf(from, to, desk.Schedule.Today).Window is null
            ? Page(http, from, to, "Choose a first day and a last one after it, at most three years apart.")
            : await CalendarAsync(http, desks, stamps, clock, from, to));
        files.MapGet("/plan.yaml", PlanAsync).Needs(Access.Strategist);
    }

    /// <param name="mistake">What is wrong with the days of the calendar file.</param>
    private static IResult Page(HttpContext http, string? from, string? to, string? mistake = null) =>
        View.Of<ExportsPage>(new { Client = http.Client().Key, WholePlan = http.Client().May(Access.Strategist), From = from ?? "", To = to ?? "", Mistake = mistake }, mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> PiecesAsync(HttpContext http, Desks desks, bool? bom, string? delimiter) =>
        Form(bom, delimiter) is not { } form ? NoForm
        : await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk ? File(http, PlanTables.Pieces(desk.Workspace.Pieces, form), Csv, $"{desk.Workspace.Key}-pieces.csv") : Missing;

    private static async Task<IResult> TasksAsync(HttpContext http, Desks desks, bool? bom, string? delimiter) =>
        Form(bom, delimiter) is not { } form ? NoForm
        : await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk ? File(http, PlanTables.Tasks(desk.Schedule.Tasks, form), Csv, $"{desk.Workspace.Key}-tasks.csv") : Missing;

    private static async Task<IResult> TimelineAsync(HttpContext http, Desks desks, string? from, string? to, bool? bom, string? delimiter)
    {
        if (Form(bom, delimiter) is not { } form) return NoForm;
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        var (window, problem) = Queries.WindowOf(from, to, desk.Schedule.Today);
        return window is null ? problem! : File(http, PlanTables.Timeline(Timeline.Of(desk.Schedule, window).Occurrences(window), form), Csv, $"{desk.Workspace.Key}-timeline.csv");
    }

    private static async Task<IResult> CalendarAsync(HttpContext http, Desks desks, StampBook stamps, IClock clock, string? from, string? to)
    {
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        var (window, problem) = Queries.WindowOf(from, to, desk.Schedule.Today);
        if (window is null) return problem!;
        var buffer = new ArrayBufferWriter<byte>();
        Feed.Write(new()
        {
            Name = desk.Workspace.Name,
            Zone = desk.Workspace.Zone,
            Entries = Timeline.Of(desk.Schedule, window, await stamps.ReadAsync(http.Client().Id, http.RequestAborted)).Entries,
            Names = FeedNames.Of(desk.Workspace, desk.Installation.Library.Channels),
            Options = new() { MaxBytes = 0 },
            Today = desk.Schedule.Today,
            Now = clock.GetCurrentInstant(),
            Window = window,
        }, buffer);
        return File(http, buffer.WrittenSpan.ToArray(), Calendar, $"{desk.Workspace.Key}.ics");
    }

    private static async Task<IResult> PlanAsync(HttpContext http, Desks desks, StampBook stamps) =>
        await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk
            ? File(http, System.Text.Encoding.UTF8.GetBytes(WrittenPlan.InOne(await stamps.WithChangeDataAsync(desk.Workspace, http.RequestAborted)).Plan), "application/yaml", $"{desk.Workspace.Key}.yaml")
            : Missing;

    private static IResult File(HttpContext http, byte[] octets, string media, string name)
    {
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return http.Tagged(octets, null, $"{media}; charset=utf-8");
    }

    private static TableForm? Form(bool? bom, string? delimiter) => delimiter is null or "comma" or "semicolon" ? new(bom == true, delimiter == "semicolon") : null;

    private static IResult NoForm => Api.Wrong("delimiter is comma or semicolon.");

    private static IResult Missing => Api.Missing("There is no such workspace.");
}
