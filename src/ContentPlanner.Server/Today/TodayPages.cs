using ContentPlanner.Core.Locales;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Today;

/// <summary><c>/today</c> across clients and <c>/w/{workspace}/today</c> of one: what to do now, done right there.</summary>
internal static class TodayPages
{
    private const int WeekDays = 7;

    public static void MapToday(this IEndpointRouteBuilder app)
    {
        app.MapSignedIn("/today").MapGet("", async (string? who, string? client, HttpContext http, Accounts.Standing standing, TodayDesk days, CancellationToken stop) =>
        {
            var seats = await standing.ClientsAsync(http.SignedIn()!, stop);
            var clients = new List<Client>();
            foreach (var seat in seats.Where(s => string.IsNullOrEmpty(client) || s.Key == client))
                if (await standing.ClientAsync(http.SignedIn()!, seat.Key, stop) is { } open) clients.Add(open);
            var which = seats.Count < 2 ? [] : seats.Select(s => new Choice(s.Name, Address(null, who, s.Key), s.Key == client)).Prepend(new("All clients", Address(null, who, null), string.IsNullOrEmpty(client))).ToArray();
            return View.Of<TodayPage>(new { Model = await ModelAsync(clients, null, who, client, which, http, days, stop) });
        });

        app.MapClientPages("", Access.ClientViewer).MapGet("", (HttpContext http) => Administrator.SeeOther($"/w/{http.Client().Key}/today"));

        var pages = app.MapClientPages("/today", Access.ClientViewer);
        pages.MapGet("", async (string? who, string? show, HttpContext http, TodayDesk days, CancellationToken stop) => show switch
        {
            "late" => await PartAsync(DayPart.Late, who, http, days, stop),
            "week" => await PartAsync(DayPart.Week, who, http, days, stop),
            _ => View.Of<TodayPage>(new { Model = await ModelAsync([http.Client()], http.Client(), who, null, [], http, days, stop) }),
        });

        var deeds = pages.MapGroup("").Needs(Access.Contributor);
        deeds.MapPost("/tasks/{task:guid}/{verb}", TaskAsync);
        deeds.MapPost("/steps/{verb}", StepAsync);
    }

    private static async Task<IResult> PartAsync(DayPart part, string? who, HttpContext http, TodayDesk days, CancellationToken stop)
    {
        var client = http.Client();
        var everybody = who == "everybody";
        if (await days.OfAsync(client, http.Person(), everybody, part, stop) is not { Day: var day }) return Results.NotFound();
        Choice[] whose = client.Member is null ? [] : [new("Mine", (day with { Whose = null }).All(part), !everybody), new("Everybody’s", (day with { Whose = "everybody" }).All(part), everybody)];
        return View.Of<DayPartPage>(new { Model = new DayPartModel(part, day, whose, Address(client.Key, everybody ? who : null, null)) });
    }

    private static async Task<IResult> TaskAsync(Guid task, string verb, HttpContext http, TaskBook book, TaskDeeds tasks, WorkspaceStore workspaces, IClock clock, CancellationToken stop)
    {
        var client = http.Client();
        var back = Told.Local((await http.Request.ReadFormAsync(stop))["back"]);
        if (await workspaces.ReadAsync(client.Id, stop) is not { } plan || await book.FindAsync(plan, task.ToString(), stop) is not { Task: var found }) return http.Refused("It is not on the list any more", back, StatusCodes.Status404NotFound);
        var today = Looking.ReaderOf(plan.Workspace, client, http.Person(), false, clock.GetCurrentInstant()).Today;
        Deed? deed = verb switch
        {
            "done" => tasks.Done(found, today),
            "snooze" => tasks.Snooze(found, today.PlusDays(WeekDays)),
            "skip" => tasks.Skip(found, today),
            "take-up" => tasks.TakeUp(found),
            _ => null,
        };
        return deed is null ? Results.NotFound() : await http.Done(await workspaces.DoAsync(client.Id, http.Actor(), deed, stop), back);
    }

    private static async Task<IResult> StepAsync(string verb, HttpContext http, DayReading days, MilestoneDeeds milestones, WorkspaceStore workspaces, IClock clock, CancellationToken stop)
    {
        var client = http.Client();
        var form = await http.Request.ReadFormAsync(stop);
        var back = Told.Local(form["back"]);
        if (await workspaces.ReadAsync(client.Id, stop) is not { } plan || MilestoneDeeds.Find(days.StepsOf(plan), form["step"].ToString()) is not { } found) return http.Refused("It is not on the list any more", back, StatusCodes.Status404NotFound);
        var today = Looking.ReaderOf(plan.Workspace, client, http.Person(), false, clock.GetCurrentInstant()).Today;
        Deed? deed = verb switch
        {
            "done" => milestones.Done(found, today),
            "skip" => milestones.Skip(found, today),
            _ => null,
        };
        return deed is null ? Results.NotFound() : await http.Done(await workspaces.DoAsync(client.Id, http.Actor(), deed, stop), back);
    }

    private static async Task<TodayModel> ModelAsync(
        IReadOnlyList<Client> clients, Client? one, string? who, string? chosen, IReadOnlyList<Choice> which, HttpContext http, TodayDesk days, CancellationToken stop)
    {
        var person = http.Person();
        var everybody = who == "everybody";
        var seen = new List<SeenDay>();
        foreach (var client in clients)
            if (await days.OfAsync(client, person, everybody, null, stop) is { } day) seen.Add(day);
        var last = seen.LastOrDefault();
        var today = last?.Reader.Today ?? http.RequestServices.GetRequiredService<IClock>().GetCurrentInstant().InUtc().Date;
        return new()
        {
            Day = Locale.For(person.Locale ?? seen.FirstOrDefault()?.Workspace.Locale ?? "en-GB").Format(today, DayStyle.Weekday),
            Summary = Summary(seen.Sum(s => s.Day.LateCount), seen.Sum(s => s.Day.DueCount), seen.Sum(s => s.Day.OpenToday.Count())),
            Whose = clients.All(c => c.Member is null) ? [] : [new("Mine", Address(one?.Key, null, chosen), !everybody), new("Everybody’s", Address(one?.Key, "everybody", chosen), everybody)],
            Which = which,
            Clients = [.. seen.Select(s => s.Day)],
        };
    }

    private static string Address(string? of, string? who, string? client)
    {
        var query = string.Join('&', new[] { string.IsNullOrEmpty(who) ? null : $"who={who}", string.IsNullOrEmpty(client) ? null : $"client={Uri.EscapeDataString(client)}" }.OfType<string>());
        return (of is null ? "/today" : $"/w/{of}/today") + (query.Length == 0 ? "" : "?" + query);
    }

    /// <param name="open">Today's slots that are empty.</param>
    internal static string Summary(int late, int due, int open) => (late, due) switch
    {
        (0, 0) => "Nothing is late and nothing is due in the next seven days",
        (0, _) => $"{Things(due, capital: true)} due in the next seven days; nothing is late",
        (_, 0) => $"{Things(late, capital: true)} late; nothing else is due in the next seven days",
        _ => $"{Things(late, capital: true)} late, {Things(due, capital: false)} due in the next seven days",
    } + open switch
    {
        0 => ".",
        1 => ". One of today’s slots is still empty.",
        _ => $". {Number(open)} of today’s slots are still empty.",
    };

    private static string Things(int count, bool capital)
    {
        var words = count switch { 0 => "Nothing", 1 => "One thing", >= ClientToday.Many => $"More than {ClientToday.Many} things", _ => $"{Number(count)} things" };
        return (capital ? words : words.ToLowerInvariant()) + (count == 1 ? " is" : " are");
    }

    private static string Number(int count)
    {
        string[] small = ["None", "One", "Two", "Three", "Four", "Five", "Six"];
        return count < small.Length ? small[count] : $"{count}";
    }
}
