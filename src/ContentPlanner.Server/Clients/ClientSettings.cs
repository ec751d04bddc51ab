using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Clients;

/// <summary>A page of a client's settings that is being edited.</summary>
public sealed record ClientSectionView(ClientSection Section, IReadOnlyList<PartView> Parts, IReadOnlyList<Question>? Basics, string? BasicsWords, long Revision);

/// <summary><c>/w/{workspace}/settings/{section}</c>: what belongs to the client and not to one period. Each item saves by itself.</summary>
internal static class ClientSettings
{
    private sealed record Failed(string Part, string Key, IReadOnlyList<Question> Questions, string? Words);

    public static void MapClientSettings(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/settings", Access.Strategist);
        pages.MapGet("/{section}", async (string section, HttpContext http) => await OpenPlan.OfAsync(http) is var plan && ClientParts.Section(section) is { } found
            ? Shown(plan, found, null)
            : http.Refused("there are no such settings", plan.At("/settings"), StatusCodes.Status404NotFound));
        pages.MapPost("/client", SaveBasics);
        pages.MapPost("/{section}/{part}", (string section, string part, HttpContext http, WorkspaceStore workspaces) => Save(section, part, "", http, workspaces));
        pages.MapPost("/{section}/{part}/{key}", Save);
    }

    private static async Task<IResult> SaveBasics(HttpContext http, WorkspaceStore workspaces)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var section = ClientParts.Section(ClientParts.Basics)!;
        var reading = ClientParts.BasicsForm(ContextOf(plan)).Read(plan.Workspace, form);
        if (!reading.IsRight) return Shown(plan, section, null, StatusCodes.Status422UnprocessableEntity, reading.Questions);
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), "changed the client's settings", now =>
        {
            var fresh = ClientParts.BasicsForm(ContextOf(plan) with { Workspace = now }).Read(now, form);
            return fresh.IsRight ? fresh.Value : Verdict.Refused("what it refers to was removed; choose again");
        }, http.RequestAborted, new Seen(plan.Client.Id, long.TryParse(form["revision"], out var seen) ? seen : 0));
        return await http.Done(result, plan.At("/settings/client"), words => Shown(plan, section, null, StatusCodes.Status409Conflict, reading.Questions, words));
    }

    private static async Task<IResult> Save(string section, string part, string key, HttpContext http, WorkspaceStore workspaces)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/settings/{section}");
        if (ClientParts.Section(section) is not { } found || found.Parts.FirstOrDefault(p => p.Word == part) is not { } edited) return http.Refused("there are no such settings", plan.At("/settings"), StatusCodes.Status404NotFound);
        var context = ContextOf(plan);
        var seen = Guid.TryParse(form["item"], out var item) && long.TryParse(form["revision"], out var revision) ? new[] { new Seen(item, revision) } : [];
        if (form["do"].ToString() is "remove" or "up" or "down" && key.Length > 0)
        {
            var (what, verb) = form["do"] == "remove" ? edited.Remove(context, "", key) : edited.Move(context, "", key, form["do"] == "up" ? -1 : 1);
            return await http.Done(await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), what, verb, http.RequestAborted, form["do"] == "remove" ? seen : []), here);
        }
        var edit = edited.Read(context, "", key, name => form[name]);
        if (!edit.IsRight) return Shown(plan, found, new(part, key, edit.Questions, null), StatusCodes.Status422UnprocessableEntity);
        return await http.Done(await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), edit.What, edit.Verb, http.RequestAborted, seen), here,
            words => Shown(plan, found, new(part, key, edit.Questions, words), StatusCodes.Status409Conflict));
    }

    private static IResult Shown(OpenPlan plan, ClientSection section, Failed? failed, int status = StatusCodes.Status200OK, IReadOnlyList<Question>? basics = null, string? basicsWords = null)
    {
        var context = ContextOf(plan);
        var parts = from part in section.Parts
                    let again = failed?.Part == part.Word ? failed : null
                    select new PartView(part, "", "",
                        [.. part.Items(context, "").Select(i => again?.Key == i.Key ? i with { Questions = again.Questions, Words = again.Words, IsOpen = true } : i)],
                        again?.Key == "" ? again.Questions : part.Blank(context), again?.Key == "" ? again.Words : null, again?.Key == "");
        return View.Of<ClientSectionPage>(new
        {
            Plan = plan,
            Model = new ClientSectionView(section, [.. parts], section.Key == ClientParts.Basics ? basics ?? ClientParts.BasicsForm(context).Of(plan.Workspace) : null, basicsWords, plan.Plan.Revision),
        }, status);
    }

    /// <summary>What belongs to the client has no period.</summary>
    private static PlanContext ContextOf(OpenPlan plan) =>
        new(plan.Workspace, new Plan { Key = "", Name = "", From = plan.Today, To = plan.Today }, plan.Locale, plan.Today) { Library = plan.Library };
}
