using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Plans;

/// <summary>What of the old period can be carried over, each with whether it is ticked.</summary>
public sealed record CarryChoice(string Kind, string Key, string Title, string About, bool IsOn);

/// <summary>Beginning and editing planning periods.</summary>
internal static class PeriodPages
{
    public static void MapPeriodPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/new", async (HttpContext http) =>
        {
            var plan = await OpenPlan.OfAsync(http);
            return View.Of<PeriodPage>(new { Plan = plan, Title = "A planning period", Action = plan.At("/plan/new"), Questions = Form(plan).Of(Blank(plan)), Revision = plan.Plan.Revision });
        }).Needs(Access.Strategist);
        pages.MapPost("/new", New).Needs(Access.Strategist);
        pages.MapGet("/periods/{period}/edit", (string period, HttpContext http) => PlanPages.With(http, period, (plan, _, chosen) => Task.FromResult(View.Of<PeriodPage>(new
        {
            Plan = plan,
            Title = chosen!.Name,
            Action = plan.At($"/plan/periods/{period}/edit"),
            Questions = Form(plan).Of(chosen),
            plan.Plan.Revision,
        })))).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/edit", Edit).Needs(Access.Strategist);
        pages.MapGet("/periods/{period}/next", (string period, HttpContext http) => PlanPages.With(http, period, (plan, _, chosen) =>
            Task.FromResult(Asked(plan, chosen!, NextForm(plan, chosen!).Of(Next(plan, chosen!)), Choices(plan.Workspace, chosen!, null), null)))).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/next", Begin).Needs(Access.Strategist);
    }

    private static async Task<IResult> New(HttpContext http, WorkspaceStore workspaces)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var reading = Form(plan).Read(Blank(plan), form);
        IResult Again(string? words, int status) => View.Of<PeriodPage>(new { Plan = plan, Title = "A planning period", Action = plan.At("/plan/new"), reading.Questions, plan.Plan.Revision, Words = words }, status);
        if (!reading.IsRight) return Again(null, StatusCodes.Status422UnprocessableEntity);
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), $"began to plan “{reading.Value.Name}”", now => now with
        {
            Periods = [.. now.Periods, reading.Value with { Key = Keys.New(reading.Value.Name, "period", now.Periods.Select(p => p.Key)) }],
        }, http.RequestAborted);
        return await http.Done(result, plan.At("/plan"), words => Again(words, StatusCodes.Status409Conflict));
    }

    private static Task<IResult> Edit(string period, HttpContext http, WorkspaceStore workspaces) => PlanPages.With(http, period, async (plan, _, chosen) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var reading = Form(plan).Read(chosen!, form);
        IResult Again(string? words, int status) => View.Of<PeriodPage>(new { Plan = plan, Title = chosen!.Name, Action = plan.At($"/plan/periods/{period}/edit"), reading.Questions, plan.Plan.Revision, Words = words }, status);
        if (!reading.IsRight) return Again(null, StatusCodes.Status422UnprocessableEntity);
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), $"edited “{reading.Value.Name}”", now => now.Change(period, p => Form(plan).Read(p, form).Value), http.RequestAborted,
            new Seen(chosen!.Id!.Value, long.TryParse(form["revision"], out var seen) ? seen : 0));
        return await http.Done(result, plan.At($"/plan?period={period}"), words => Again(words, StatusCodes.Status409Conflict));
    });

    private static Task<IResult> Begin(string period, HttpContext http, WorkspaceStore workspaces) => PlanPages.With(http, period, async (plan, _, chosen) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var reading = NextForm(plan, chosen!).Read(Next(plan, chosen!), form);
        var wanted = reading.Value with { Intentions = Ticked("intention"), Projects = Ticked("project"), Cadences = Ticked("cadence") };
        var choices = Choices(plan.Workspace, chosen!, wanted);
        if (!reading.IsRight) return Asked(plan, chosen!, reading.Questions, choices, null, StatusCodes.Status422UnprocessableEntity);
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), $"began “{wanted.Name}”", now => now.Periods.Any(p => p.Key == period) ? now.Begin(wanted) : Verdict.Refused("the period it follows was removed"), http.RequestAborted);
        var begun = result is ChangeResult.Done { After.Workspace.Periods: [.., var last] } ? $"?period={last.Key}" : "";
        return await http.Done(result, plan.At($"/plan{begun}"), words => Asked(plan, chosen!, reading.Questions, choices, words, StatusCodes.Status409Conflict));

        Core.ValueList<string> Ticked(string kind) => [.. form[kind].OfType<string>()];
    });

    private static IResult Asked(OpenPlan plan, Plan last, IReadOnlyList<Question> questions, IReadOnlyList<CarryChoice> choices, string? words, int status = StatusCodes.Status200OK) =>
        View.Of<NextPeriodPage>(new { Plan = plan, Last = last, Questions = questions, Choices = choices, Words = words }, status);

    private static FormOf<Plan> Form(OpenPlan plan) => new FormOf<Plan>(plan.Locale)
        .Text("name", "What do you call it?", p => p.Name, (p, v) => p with { Name = v! }, required: true, hint: "“The year of the book” says more than “2027”.")
        .Day("from", "From", p => p.From, (p, v) => p with { From = v!.Value }, required: true)
        .Day("to", "Until", p => p.To, (p, v) => p with { To = v!.Value }, required: true)
        .Day("planned", "The planning day", p => p.PlannedOn, (p, v) => p with { PlannedOn = v })
        .Check("to", p => p.To < p.From ? "That is before its first day." : null);

    private static FormOf<NextPeriod> NextForm(OpenPlan plan, Plan last) => new FormOf<NextPeriod>(plan.Locale)
        .Text("name", "What do you call it?", p => p.Name, (p, v) => p with { Name = v! }, required: true)
        .Day("from", "From", p => p.From, (p, v) => p with { From = v!.Value }, required: true)
        .Day("to", "Until", p => p.To, (p, v) => p with { To = v!.Value }, required: true)
        .Day("planned", "The planning day", p => p.PlannedOn, (p, v) => p with { PlannedOn = v })
        .Text("vision", "The vision", p => p.Vision, (p, v) => p with { Vision = v }, rows: 2, hint: last.Vision is { } was ? $"Until now: {was}" : null)
        .Flag("players", "The players go on, and roles nobody has been found for", p => p.Players, (p, v) => p with { Players = v })
        .Flag("reviews", "Reviews go on in the same cadence", p => p.Reviews, (p, v) => p with { Reviews = v })
        .Flag("environment", "What matters going forward stays in the environment", p => p.Environment, (p, v) => p with { Environment = v })
        .Check("to", p => p.To < p.From ? "That is before its first day." : null)
        .Check("from", p => p.From <= last.From ? "It follows the period before: begin it later." : null);

    private static NextPeriod Next(OpenPlan plan, Plan last)
    {
        var (from, to) = NextPeriod.Days(last);
        return new() { After = last.Key, Name = FormattableString.Invariant($"{to.Year}"), From = from, To = to, PlannedOn = plan.Today };
    }

    private static Plan Blank(OpenPlan plan) => new() { Key = "", Name = "", From = plan.Today, To = plan.Today.PlusYears(1).PlusDays(-1), PlannedOn = plan.Today };

    /// <summary>At first what is still open is ticked; then what was ticked.</summary>
    private static IReadOnlyList<CarryChoice> Choices(Workspace workspace, Plan last, NextPeriod? ticked) =>
    [
        .. last.Focus.SelectMany(f => f.Intentions.Select(i => new CarryChoice("intention", i.Key, i.Title, f.Name, ticked?.Intentions.Contains(i.Key) ?? !IsReached(i)))),
        .. last.Projects.Select(p => new CarryChoice("project", p.Key, p.Title, p.Outcome ?? "", ticked?.Projects.Contains(p.Key) ?? false)),
        .. workspace.Cadences.Select(c => new CarryChoice("cadence", c.Key, c.Title, c.Series.Rule.InWords(c.Series.Start), ticked?.Cadences.Contains(c.Key) ?? true)),
    ];

    private static bool IsReached(Intention intention) => intention is { Target: { } target } && intention.Readings.OrderBy(r => r.On).LastOrDefault() is { } latest
        && (intention.Start > target ? latest.Value <= target : latest.Value >= target);
}
