using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Plans;

/// <summary>A section of the plan that is being edited.</summary>
public sealed record SectionView(PlanSection Section, Plan Period, IReadOnlyList<PartView> Parts, IReadOnlyList<Question>? Vision, string? VisionWords, long Revision);

/// <summary>Editing the plan section by section: each item saves by itself, so that a mistake in one loses nothing of another.</summary>
internal static class PlanEditing
{
    public static void MapPlanEditing(this RouteGroupBuilder pages)
    {
        pages.MapGet("/periods/{period}/{section}", (string period, string section, HttpContext http) => On(http, period, section, (plan, chosen, found) => Task.FromResult(Shown(plan, chosen, found, null)))).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/{section}/{part}", (string period, string section, string part, HttpContext http) => Save(period, section, part, "", http)).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/{section}/{part}/{key}", (string period, string section, string part, string key, HttpContext http) => Save(period, section, part, key, http)).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/vision", Vision).Needs(Access.Strategist);
    }

    private static Task<IResult> Save(string period, string section, string part, string key, HttpContext http) => On(http, period, section, async (plan, chosen, found) =>
    {
        var here = plan.At($"/plan/periods/{period}/{section}");
        return found.Parts.FirstOrDefault(p => p.Word == part) is { } edited
            ? await edited.SaveAsync(http, plan, ContextOf(plan, chosen), key, here, (failed, status) => Shown(plan, chosen, found, failed, status))
            : http.Refused("the plan has no such part", here, StatusCodes.Status404NotFound);
    });

    private static async Task<IResult> Vision(string period, HttpContext http, WorkspaceStore workspaces)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (plan.Workspace.Periods.FirstOrDefault(p => p.Key == period) is not { } chosen) return http.Refused("there is no such period any more", plan.At("/plan"), StatusCodes.Status404NotFound);
        var section = PlanParts.Section("focus")!;
        var reading = VisionForm(plan).Read(chosen, form);
        if (!reading.IsRight) return Shown(plan, chosen, section, null, StatusCodes.Status422UnprocessableEntity, reading.Questions);
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), "wrote the vision", now => now.Change(period, p => p with { Vision = reading.Value.Vision }), http.RequestAborted, new Seen(chosen.Id!.Value, long.TryParse(form["revision"], out var seen) ? seen : 0));
        return await http.Done(result, plan.At($"/plan/periods/{period}/focus"), words => Shown(plan, chosen, section, null, StatusCodes.Status409Conflict, reading.Questions, words));
    }

    internal static FormOf<Plan> VisionForm(OpenPlan plan) => new FormOf<Plan>(plan.Locale)
        .Text("vision", "The vision", p => p.Vision, (p, v) => p with { Vision = v }, rows: 2, hint: "Short, simple, inspiring: one sentence everybody can repeat.");

    private static IResult Shown(OpenPlan plan, Plan period, PlanSection section, FailedPart? failed, int status = StatusCodes.Status200OK, IReadOnlyList<Question>? vision = null, string? visionWords = null) =>
        View.Of<PlanSectionPage>(new
        {
            Plan = plan,
            Model = new SectionView(section, period, section.Parts.Shown(ContextOf(plan, period), failed), section.Key == "focus" ? vision ?? VisionForm(plan).Of(period) : null, visionWords, plan.Plan.Revision),
        }, status);

    private static PlanContext ContextOf(OpenPlan plan, Plan period) => new(plan.Workspace, period, plan.Locale, plan.Today);

    private static async Task<IResult> On(HttpContext http, string period, string section, Func<OpenPlan, Plan, PlanSection, Task<IResult>> answer)
    {
        var plan = await OpenPlan.OfAsync(http);
        return PlanParts.Section(section) is { } found && plan.Workspace.Periods.FirstOrDefault(p => p.Key == period) is { } chosen
            ? await answer(plan, chosen, found)
            : http.Refused("there is no such part of the plan any more", plan.At("/plan"), StatusCodes.Status404NotFound);
    }
}
