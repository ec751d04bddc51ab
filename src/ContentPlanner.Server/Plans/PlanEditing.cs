using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Plans;

/// <summary>The items of one part under one parent, and the form for another.</summary>
public sealed record PartView(PlanPart Part, string Parent, string ParentTitle, IReadOnlyList<PartItem> Items, IReadOnlyList<Question> Blank, string? BlankWords, bool IsBlankOpen);

/// <summary>A section of the plan that is being edited.</summary>
public sealed record SectionView(PlanSection Section, Plan Period, IReadOnlyList<PartView> Parts, IReadOnlyList<Question>? Vision, string? VisionWords, long Revision);

/// <summary>Editing the plan section by section: each item saves by itself, so that a mistake in one loses nothing of another.</summary>
internal static class PlanEditing
{
    /// <summary>An item whose form was sent and not taken: shown again as it was typed.</summary>
    private sealed record Failed(string Part, string Parent, string Key, IReadOnlyList<Question> Questions, string? Words);

    public static void MapPlanEditing(this RouteGroupBuilder pages)
    {
        pages.MapGet("/periods/{period}/{section}", (string period, string section, HttpContext http) => On(http, period, section, (plan, chosen, found) => Task.FromResult(Shown(plan, chosen, found, null)))).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/{section}/{part}", (string period, string section, string part, HttpContext http, WorkspaceStore workspaces) => Save(period, section, part, "", http, workspaces)).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/{section}/{part}/{key}", (string period, string section, string part, string key, HttpContext http, WorkspaceStore workspaces) => Save(period, section, part, key, http, workspaces)).Needs(Access.Strategist);
        pages.MapPost("/periods/{period}/vision", Vision).Needs(Access.Strategist);
    }

    private static Task<IResult> Save(string period, string section, string part, string key, HttpContext http, WorkspaceStore workspaces) => On(http, period, section, async (plan, chosen, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/plan/periods/{period}/{section}");
        if (found.Parts.FirstOrDefault(p => p.Word == part) is not { } edited) return http.Refused("the plan has no such part", here, StatusCodes.Status404NotFound);
        var parent = form["parent"].ToString();
        var context = new PlanContext(plan.Workspace, chosen, plan.Locale, plan.Today);
        var seen = Guid.TryParse(form["item"], out var item) && long.TryParse(form["revision"], out var revision) ? new[] { new Seen(item, revision) } : [];
        if (form["do"].ToString() is "remove" or "up" or "down" && key.Length > 0)
        {
            var (what, verb) = form["do"] == "remove" ? edited.Remove(context, parent, key) : edited.Move(context, parent, key, form["do"] == "up" ? -1 : 1);
            return await http.Done(await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), what, verb, http.RequestAborted, form["do"] == "remove" ? seen : []), here);
        }
        var edit = edited.Read(context, parent, key, name => form[name]);
        if (!edit.IsRight) return Shown(plan, chosen, found, new(part, parent, key, edit.Questions, null), StatusCodes.Status422UnprocessableEntity);
        return await http.Done(await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), edit.What, edit.Verb, http.RequestAborted, seen), here,
            words => Shown(plan, chosen, found, new(part, parent, key, edit.Questions, words), StatusCodes.Status409Conflict));
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

    private static IResult Shown(OpenPlan plan, Plan period, PlanSection section, Failed? failed, int status = StatusCodes.Status200OK, IReadOnlyList<Question>? vision = null, string? visionWords = null)
    {
        var context = new PlanContext(plan.Workspace, period, plan.Locale, plan.Today);
        var parts = from part in section.Parts
                    from parent in part.Parents(period)
                    let again = failed is { } f && f.Part == part.Word && f.Parent == parent.Key ? f : null
                    select new PartView(part, parent.Key, parent.Title,
                        [.. part.Items(context, parent.Key).Select(i => again?.Key == i.Key ? i with { Questions = again.Questions, Words = again.Words, IsOpen = true } : i)],
                        again?.Key == "" ? again.Questions : part.Blank(context), again?.Key == "" ? again.Words : null, again?.Key == "");
        return View.Of<PlanSectionPage>(new
        {
            Plan = plan,
            Model = new SectionView(section, period, [.. parts], section.Key == "focus" ? vision ?? VisionForm(plan).Of(period) : null, visionWords, plan.Plan.Revision),
        }, status);
    }

    private static async Task<IResult> On(HttpContext http, string period, string section, Func<OpenPlan, Plan, PlanSection, Task<IResult>> answer)
    {
        var plan = await OpenPlan.OfAsync(http);
        return PlanParts.Section(section) is { } found && plan.Workspace.Periods.FirstOrDefault(p => p.Key == period) is { } chosen
            ? await answer(plan, chosen, found)
            : http.Refused("there is no such part of the plan any more", plan.At("/plan"), StatusCodes.Status404NotFound);
    }
}
