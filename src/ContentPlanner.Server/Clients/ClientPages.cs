using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Clients;

/// <summary>A client on the list.</summary>
public sealed record ClientLine(string Key, string Name, string Access, string Since);

/// <summary>A starter plan to begin with.</summary>
public sealed record Starter(string File, string Title, string About);

/// <summary>
/// Clients, and how one begins: <c>/welcome</c> after the first account, <c>/clients/new</c> ever after. From a plan file, from
/// a starter plan, from scratch on a planning day, or with what is there already.
/// </summary>
internal static class ClientPages
{
    private const long MostBytes = 10_000_000;

    public static void MapClients(this IEndpointRouteBuilder app)
    {
        app.MapAdministration("/welcome").MapGet("", (HttpContext http, Settings settings) => View.Of<WelcomePage>(new { IsFirst = true, PlanningDay.Reach(http, settings).ReachesPhones }));
        app.MapSignedIn("/clients").MapGet("", List);
        var begin = app.MapAdministration("/clients/new");
        begin.MapGet("", (HttpContext http, Settings settings) => View.Of<WelcomePage>(new { IsFirst = false, PlanningDay.Reach(http, settings).ReachesPhones }));
        begin.MapGet("/file", () => View.Of<FromFilePage>());
        begin.MapPost("/file", FromFile);
        begin.MapGet("/starter", () => View.Of<FromStarterPage>(new { Starters = Starters() }));
        begin.MapPost("/starter", FromStarter);
        begin.MapGet("/scratch", (HttpContext http, IClock clock) => Asked(http, clock, isImport: false));
        begin.MapPost("/scratch", (HttpContext http, WorkspaceStore workspaces, IClock clock) => Make(http, workspaces, clock, isImport: false));
        begin.MapGet("/import", (HttpContext http, IClock clock) => Asked(http, clock, isImport: true));
        begin.MapPost("/import", (HttpContext http, WorkspaceStore workspaces, IClock clock) => Make(http, workspaces, clock, isImport: true));
        app.MapPlanningDay();
    }

    private static async Task<IResult> List(HttpContext http, Accounts.Standing standing, IDbContextFactory<PlannerDb> databases)
    {
        var seats = await standing.ClientsAsync(http.SignedIn()!, http.RequestAborted);
        await using var db = databases.CreateDbContext();
        var changed = await db.Workspaces.AsNoTracking().ToDictionaryAsync(w => w.Id, w => w.ChangedAt, http.RequestAborted);
        var locale = Core.Locales.Locale.For(http.Person().Locale ?? "en-GB");
        var zone = http.Person().Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc : DateTimeZone.Utc;
        return View.Of<ClientsPage>(new
        {
            Lines = seats.Select(s => new ClientLine(s.Key, s.Name, s.Access.Word(), changed.TryGetValue(s.Workspace, out var at) ? $"Last changed {locale.Format(at.InZone(zone).Date, Core.Locales.DayStyle.Medium)}" : "")).ToList(),
            MayBegin = http.Person().IsAdministrator,
        });
    }

    /// <summary>Every problem of the file is told with its line and column; nothing is made as long as there is one.</summary>
    private static async Task<IResult> FromFile(HttpContext http, WorkspaceStore workspaces, Libraries libraries, IClock clock)
    {
        var name = "";
        if (http.Request.ContentLength > MostBytes) return Again([], "", "That is more than ten megabytes; a plan and its texts are smaller. Choose the plan file and the texts it names.", StatusCodes.Status413PayloadTooLarge);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        (var typed, name) = (form["text"].ToString(), form["key"].ToString().Trim());
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in form.Files.Where(f => f.Length > 0))
        {
            using var reader = new StreamReader(file.OpenReadStream());
            texts[Path.GetFileName(file.FileName)] = await reader.ReadToEndAsync(http.RequestAborted);
        }
        var plans = texts.Keys.Where(f => f.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)).ToList();
        if (plans.Count > 1) return Again([], typed, $"Those are {plans.Count} plans; choose one, and the texts it names.");
        if (plans.Count == 0 && typed.Trim().Length == 0) return Again([], typed, "Choose a plan file, or paste the plan below.");
        var (plan, text) = plans.Count == 1 ? (plans[0], texts[plans[0]]) : ("plan.yaml", typed.Replace("\r\n", "\n", StringComparison.Ordinal));

        var reading = PlanFile.Read(plan, text, path => texts.GetValueOrDefault(path.Split('/')[^1]), libraries.Installation.Library, clock.GetCurrentInstant().InUtc().Date);
        if (reading.Value is not { } workspace) return Again(reading.Problems, text, null);
        var key = name.Length == 0 ? workspace.Key : Keys.New(name, "client", []);
        var result = await workspaces.CreateAsync(workspace with { Key = key }, http.Actor() with { Door = "import" }, "began with a plan file", fresh: name.Length > 0, http.RequestAborted);
        return result switch
        {
            ChangeResult.Done made => Administrator.SeeOther($"/w/{made.After.Workspace.Key}/start/calendar"),
            ChangeResult.Refused => Again([], text, $"There is a client “{key}” already, or one that has this very plan. Give the new one another short name below; it becomes a copy with calendar entries of its own.", StatusCodes.Status409Conflict),
            _ => Again([], text, "Somebody was faster; try again.", StatusCodes.Status409Conflict),
        };

        IResult Again(IReadOnlyList<Problem> problems, string shown, string? words, int status = StatusCodes.Status422UnprocessableEntity) =>
            View.Of<FromFilePage>(new { Problems = problems, Text = shown, Name = name, Words = words }, status);
    }

    private static async Task<IResult> FromStarter(HttpContext http, WorkspaceStore workspaces, Libraries libraries, IClock clock)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Starters().FirstOrDefault(s => s.File == form["starter"]) is not { } starter) return http.Refused("choose one of the starter plans", "/clients/new/starter");
        var problems = new List<Problem>();
        var plan = PlanOnDisk.Read(Path.Combine(Installation.ShippedTemplates, "plans", starter.File), libraries.Installation.Library, clock.GetCurrentInstant().InUtc().Date, problems);
        if (plan is null) return http.Refused($"the starter plan does not fit this installation’s templates: {string.Join("; ", problems)}", "/clients/new/starter");
        var name = form["name"].ToString().Trim();
        var named = plan with { Name = name.Length == 0 ? plan.Name : name, Key = await FreeKey(http, name.Length == 0 ? plan.Name : name) };
        return await workspaces.CreateAsync(named, http.Actor() with { Door = "import" }, "began with a starter plan", fresh: true, http.RequestAborted) is ChangeResult.Done made
            ? Administrator.SeeOther($"/w/{made.After.Workspace.Key}/start/calendar")
            : http.Refused("somebody was faster; try again", "/clients/new/starter", StatusCodes.Status409Conflict);
    }

    private static IResult Asked(HttpContext http, IClock clock, bool isImport)
    {
        var form = isImport ? ClientForms.Named(http.Person()) : ClientForms.Planned(http.Person());
        return View.Of<NewClientPage>(new { Questions = form.Of(ClientForms.Blank(http.Person(), clock)), IsImport = isImport });
    }

    private static async Task<IResult> Make(HttpContext http, WorkspaceStore workspaces, IClock clock, bool isImport)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var reading = (isImport ? ClientForms.Named(http.Person()) : ClientForms.Planned(http.Person())).Read(ClientForms.Blank(http.Person(), clock), form);
        if (!reading.IsRight) return View.Of<NewClientPage>(new { reading.Questions, IsImport = isImport }, StatusCodes.Status422UnprocessableEntity);
        var wanted = reading.Value;
        var key = await FreeKey(http, wanted.Name);
        var today = clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[wanted.Zone]).Date;
        var workspace = isImport ? wanted.Bare(key, http.Person()) : wanted.Begin(key, http.Person(), today);
        return await workspaces.CreateAsync(workspace, http.Actor(), "began to plan", fresh: true, http.RequestAborted) is ChangeResult.Done
            ? Administrator.SeeOther(isImport ? $"/w/{key}/imports" : $"/w/{key}/start/environment")
            : http.Refused("somebody was faster; try again", "/clients/new", StatusCodes.Status409Conflict);
    }

    private static async Task<string> FreeKey(HttpContext http, string name)
    {
        await using var db = http.RequestServices.GetRequiredService<IDbContextFactory<PlannerDb>>().CreateDbContext();
        return Keys.New(name, "client", await db.Workspaces.Select(w => w.Key).ToListAsync(http.RequestAborted));
    }

    private static readonly Dictionary<string, Starter> Known = new[]
    {
        new Starter("coaching-author.yaml", "A coaching author’s year", "Two coaching groups, a book, a weekly post and a weekly letter, with what was decided on the planning day and since."),
        new Starter("minimal.yaml", "My first book", "One person, a weekly post, and a book with every step towards its day. Change the name and move the date."),
    }.ToDictionary(s => s.File, StringComparer.Ordinal);

    /// <summary>The plans that come with the program, or that somebody put beside them: their first comment says what each is.</summary>
    private static List<Starter> Starters() =>
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(Installation.ShippedTemplates, "plans"), "*.yaml").Order(StringComparer.Ordinal)
           let about = string.Join(' ', File.ReadLines(file).Skip(1).TakeWhile(l => l.StartsWith('#')).Select(l => l.TrimStart('#', ' ')))
           select Known.GetValueOrDefault(Path.GetFileName(file)) ?? new Starter(Path.GetFileName(file), Path.GetFileNameWithoutExtension(file).Spelled(), about),
    ];
}
