using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Clients;

/// <summary>A page of the planning day.</summary>
public sealed record DayView(DayStep Step, int Number, IReadOnlyList<DayStep> Steps, IReadOnlySet<string> Begun, IReadOnlyList<string> There, IReadOnlyList<string> Suggestions, IReadOnlyList<DayRow> Rows, string? Previous, string Next);

/// <summary>A calendar address, shown this once.</summary>
/// <param name="Qr">For a phone's camera; null: no phone can get there.</param>
public sealed record MadeFeed(FeedLinks Links, FeedReach Reach, string? Qr);

/// <summary>
/// <c>/w/{workspace}/start</c>: the planning day in five steps. Each saves at once, can be left out and come back to; at the end
/// stands the calendar on a phone.
/// </summary>
internal static class PlanningDay
{
    public static void MapPlanningDay(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/start", Access.Strategist);
        pages.MapGet("", async (HttpContext http) =>
        {
            var plan = await OpenPlan.OfAsync(http);
            return Administrator.SeeOther(PlanPage.Current(plan.Workspace, plan.Today) is { } period ? plan.At($"/start/{First(new(plan.Workspace, period, plan.Locale, plan.Today))}") : plan.At("/plan/new"));
        });
        pages.MapGet("/calendar", async (HttpContext http, Settings settings) => View.Of<SubscribePage>(new { Plan = await OpenPlan.OfAsync(http), Reach = Reach(http, settings) }));
        pages.MapPost("/calendar", Subscribe);
        pages.MapGet("/{step}", (string step, HttpContext http) => On(http, step, (plan, context, found) => Task.FromResult(Shown(plan, context, found, null))));
        pages.MapPost("/{step}", Save);
    }

    private static Task<IResult> Save(string step, HttpContext http, WorkspaceStore workspaces) => On(http, step, async (plan, context, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var rows = found.Rows(context, name => form[name]);
        var vision = form["vision"].ToString().Trim();
        if (rows.Any(r => !r.IsRight)) return Shown(plan, context, found, rows, vision, StatusCodes.Status422UnprocessableEntity);
        var said = rows.Where(r => !r.IsBlank).ToList();
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), found.Words(context, said), now =>
        {
            if (now.Periods.All(p => p.Key != context.Period.Key)) return Verdict.Refused("the period was removed");
            var after = said.Aggregate(now, (w, row) => row.Apply(w, context.Period.Key));
            return found.Key == "focus" && vision.Length > 0 ? after.Change(context.Period.Key, p => p with { Vision = vision }) : after;
        }, http.RequestAborted);
        return await http.Done(result, plan.At(form["do"] == "launch" ? "/launches/new?from=start" : $"/start/{(form["do"] == "more" ? found.Key : Next(found))}"), words => Shown(plan, context, found, rows, vision, StatusCodes.Status409Conflict, words));
    });

    /// <summary>The address is shown in the answer itself and nowhere else: whoever has it has the calendar.</summary>
    private static async Task<IResult> Subscribe(HttpContext http, FeedStore feeds, Settings settings)
    {
        var plan = await OpenPlan.OfAsync(http);
        var address = Address(http, settings);
        var member = plan.Workspace.Members.FirstOrDefault(m => m.Key == plan.Client.Member);
        // What comes out regularly is on the calendar from the first day on, as slots to be filled; and who does what.
        var options = ReadyMadeFeeds.Of(plan.Workspace).First(f => f.Slug == ReadyMadeFeed.Everything).Definition.Options with { ShowGaps = true, ShowPeople = true };
        var feed = await feeds.AddAsync(new(plan.Client.Id, $"{plan.Workspace.Name}: everything", "calendar", ReadyMadeFeed.Everything, member?.Id) { Options = options }, http.RequestAborted);
        var links = FeedLinks.Of(address, feed.Token, feed.Feed.Slug, feed.Feed.Name);
        var reach = FeedReach.Of(address);
        return View.Of<SubscribePage>(new { Plan = plan, Reach = reach, Made = new MadeFeed(links, reach, reach.ReachesPhones ? links.QrCode() : null) });
    }

    /// <summary>The configured one; where there is none, the one this very browser got here by.</summary>
    private static Uri Address(HttpContext http, Settings settings) => settings.BaseUrl is null ? new($"{http.Request.Scheme}://{http.Request.Host}") : settings.Address;

    /// <summary>Who can fetch a calendar that is made here.</summary>
    public static FeedReach Reach(HttpContext http, Settings settings) => FeedReach.Of(Address(http, settings));

    private static string Next(DayStep step) => DaySteps.All.SkipWhile(s => s != step).Skip(1).FirstOrDefault()?.Key ?? "calendar";

    /// <summary>Where it was left: the first step that has nothing yet.</summary>
    private static string First(PlanContext context) => Ahead(context)?.Key ?? "calendar";

    /// <summary>The first step of which nothing was said yet; null: there is none.</summary>
    public static DayStep? Ahead(PlanContext context) => DaySteps.All.FirstOrDefault(s => !s.HasBegun(context));

    private static IResult Shown(OpenPlan plan, PlanContext context, DayStep step, IReadOnlyList<DayRow>? rows, string? vision = null, int status = StatusCodes.Status200OK, string? words = null)
    {
        var all = DaySteps.All;
        var number = all.ToList().IndexOf(step);
        return View.Of<DayStepPage>(new
        {
            Plan = plan,
            Model = new DayView(step, number + 1, all, all.Where(s => s.HasBegun(context)).Select(s => s.Key).ToHashSet(StringComparer.Ordinal), step.There(context), step.Suggests?.Invoke(context) ?? [], rows ?? step.Rows(context, null), number == 0 ? null : all[number - 1].Key, Next(step)),
            Vision = step.Key == "focus" ? vision ?? context.Period.Vision ?? "" : null,
            Words = words,
        }, status);
    }

    private static async Task<IResult> On(HttpContext http, string step, Func<OpenPlan, PlanContext, DayStep, Task<IResult>> answer)
    {
        var plan = await OpenPlan.OfAsync(http);
        if (PlanPage.Current(plan.Workspace, plan.Today) is not { } period) return Administrator.SeeOther(plan.At("/plan/new"));
        return DaySteps.All.FirstOrDefault(s => s.Key == step) is { } found
            ? await answer(plan, new(plan.Workspace, period, plan.Locale, plan.Today) { Library = plan.Library }, found)
            : http.Refused("the planning day has no such step", plan.At("/start"), StatusCodes.Status404NotFound);
    }
}
