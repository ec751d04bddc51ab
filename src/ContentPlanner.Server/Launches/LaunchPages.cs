using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Launches;

/// <summary><c>/w/{workspace}/launches</c>: all launches, one of them, and what people do with its steps, dates and sessions.</summary>
internal static class LaunchPages
{
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static void MapLaunchPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/launches", Access.ClientViewer);
        pages.MapGet("", async (HttpContext http, Desks desks) =>
        {
            var plan = await OpenPlan.OfAsync(http);
            var desk = await desks.OfAsync(plan.Client.Id, http.RequestAborted);
            return View.Of<LaunchesPage>(new { Plan = plan, Model = LaunchesView.Of(desk!.Schedule, plan.Times) });
        });
        pages.MapGet("/{launch}", One);
        pages.MapPost("/{launch}/steps", Step).Needs(Access.Contributor);
        pages.MapPost("/{launch}/steps/day", StepDay).Needs(Access.Strategist);
        pages.MapPost("/{launch}/sessions", Session).Needs(Access.Strategist);
        pages.MapPost("/{launch}/dates", Date).Needs(Access.Strategist);
        pages.MapPost("/{launch}/status", Status).Needs(Access.Strategist);
        pages.MapNewLaunch();
        pages.MapMovePages();
        pages.MapLookingBack();
    }

    private static Task<IResult> One(string launch, HttpContext http) => With(http, launch, (plan, desk, found) => Task.FromResult(
        View.Of<LaunchPage>(new { Plan = plan, Model = LaunchView.Of(desk.Schedule, found, plan.Times), Others = desk.Schedule.Launches.Count > 1 })));

    private static Task<IResult> Step(string launch, HttpContext http, WorkspaceStore workspaces, MilestoneDeeds deeds) => OnStep(launch, http, workspaces, (form, step, today) => form["do"].ToString() switch
    {
        "done" => deeds.Done(step, today),
        "begin" => deeds.Begin(step),
        "skip" => deeds.Skip(step, today),
        "reopen" => deeds.Reopen(step),
        _ => null,
    });

    private static Task<IResult> StepDay(string launch, HttpContext http, WorkspaceStore workspaces, MilestoneDeeds deeds) => OnStep(launch, http, workspaces, (form, step, _) => form["do"].ToString() switch
    {
        "pin" when Days.TryRead(form["day"], out LocalDate day) => deeds.Pin(step, day),
        "relink" => deeds.Relink(step),
        _ => null,
    });

    private static Task<IResult> OnStep(string launch, HttpContext http, WorkspaceStore workspaces, Func<IFormCollection, Milestone, LocalDate, Deed?> choose) => With(http, launch, async (plan, desk, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/launches/{found.Key}");
        if (found.Milestones.FirstOrDefault(m => m.Key == form["step"]) is not { } step) return http.Refused("that step is not on the list any more", here, StatusCodes.Status404NotFound);
        if (choose(form, step, plan.Today) is not { } deed) return http.Refused("that is no day: choose one, such as 2027-05-11", here);
        return await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), deed, http.RequestAborted), here);
    });

    private static Task<IResult> Session(string launch, HttpContext http, WorkspaceStore workspaces) => With(http, launch, async (plan, _, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/launches/{found.Key}");
        var session = found.Sessions?.Sessions.FirstOrDefault(s => string.Equals(s.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), form["session"], StringComparison.Ordinal));
        var deed = (form["do"].ToString(), session) switch
        {
            ("move", { } s) when Moment.Parse(Minutes(form["to"])) is { Success: true, Value: var to } => LaunchDeeds.MoveSession(found.Launch, s.Number, to),
            ("cancel", { } s) => LaunchDeeds.CancelSession(found.Launch, s.Number),
            ("restore", { } s) => LaunchDeeds.RestoreSession(found.Launch, s.Number),
            ("skip", { } s) => LaunchDeeds.SkipSessionOn(found.Launch, s.RuleDay),
            ("hold", _) when Days.TryRead(form["day"], out LocalDate day) => PlanDeeds.Of(found.Launch, $"may hold a session of “{found.Launch.Title}” on {plan.Locale.Format(day)} again", now => now.HoldSessionOn(day)),
            _ => null,
        };
        return deed is null
            ? http.Refused("choose the day and the time it is held, such as 2027-02-04 at 18:30", here)
            : await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), deed, http.RequestAborted), here);
    });

    /// <summary>Browsers send seconds when somebody typed some.</summary>
    private static string Minutes(string? moment) => moment is { Length: > 16 } ? moment[..16] : moment ?? "";

    private static Task<IResult> Date(string launch, HttpContext http, WorkspaceStore workspaces) => With(http, launch, async (plan, _, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/launches/{found.Key}");
        if (found.Anchor(form["anchor"].ToString()) is not { } anchor) return http.Refused("the launch has no such date any more", here, StatusCodes.Status404NotFound);
        var deed = form["do"].ToString() == "announce"
            ? PlanDeeds.Of(found.Launch, $"announced “{anchor.Title}” of “{found.Launch.Title}”", now => now.Announce(anchor.Name))
            : PlanDeeds.Of(found.Launch, $"let “{anchor.Title}” of “{found.Launch.Title}” follow the plan again", now => now.Relink(anchor.Name));
        return await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), deed, http.RequestAborted), here);
    });

    private static Task<IResult> Status(string launch, HttpContext http, WorkspaceStore workspaces) => With(http, launch, async (plan, _, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/launches/{found.Key}");
        var deed = form["do"].ToString() switch
        {
            "postpone" => LaunchDeeds.Postpone(found.Launch, plan.Today),
            "cancel" => LaunchDeeds.Cancel(found.Launch, plan.Today),
            "resume" => LaunchDeeds.Resume(found.Launch),
            "restart" => LaunchDeeds.RestartCountdown(found.Launch),
            _ => null,
        };
        return deed is null ? http.Refused("choose what becomes of the launch", here) : await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), deed, http.RequestAborted), here);
    });

    /// <summary>The launch of the address with everything a page about it needs; a page that says so when there is none.</summary>
    internal static async Task<IResult> With(HttpContext http, string launch, Func<OpenPlan, Desk, LaunchSchedule, Task<IResult>> answer)
    {
        // The plan first: what is newer than what a form was made of is then told as a conflict, never overlooked.
        var plan = await OpenPlan.OfAsync(http);
        var desk = await http.RequestServices.GetRequiredService<Desks>().OfAsync(plan.Client.Id, http.RequestAborted);
        return desk?.Schedule.Launch(launch) is { } found
            ? await answer(plan, desk, found)
            : http.Gone(plan.Workspace.Launches.FirstOrDefault(l => l.Key == launch) is { } unknown
                ? $"“{unknown.Title}” is planned with {unknown.Blueprint}@{unknown.BlueprintVersion}, which is not here"
                : "there is no such launch any more", plan.At("/launches"));
    }
}
