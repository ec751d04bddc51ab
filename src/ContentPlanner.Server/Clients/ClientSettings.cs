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
    public static void MapClientSettings(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/settings", Access.Strategist);
        pages.MapGet("/{section}", async (string section, HttpContext http) => await OpenPlan.OfAsync(http) is var plan && ClientParts.Section(section) is { } found
            ? Shown(plan, found, null)
            : http.Refused("there are no such settings", plan.At("/settings"), StatusCodes.Status404NotFound));
        pages.MapPost("/client", SaveBasics);
        pages.MapPost("/{section}/{part}", (string section, string part, HttpContext http) => Save(section, part, "", http));
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

    private static async Task<IResult> Save(string section, string part, string key, HttpContext http)
    {
        var plan = await OpenPlan.OfAsync(http);
        return ClientParts.Section(section) is { } found && found.Parts.FirstOrDefault(p => p.Word == part) is { } edited
            ? await edited.SaveAsync(http, plan, ContextOf(plan), key, plan.At($"/settings/{section}"), (failed, status) => Shown(plan, found, failed, status))
            : http.Refused("there are no such settings", plan.At("/settings"), StatusCodes.Status404NotFound);
    }

    private static IResult Shown(OpenPlan plan, ClientSection section, FailedPart? failed, int status = StatusCodes.Status200OK, IReadOnlyList<Question>? basics = null, string? basicsWords = null) =>
        View.Of<ClientSectionPage>(new
        {
            Plan = plan,
            Model = new ClientSectionView(section, section.Parts.Shown(ContextOf(plan), failed), section.Key == ClientParts.Basics ? basics ?? ClientParts.BasicsForm(ContextOf(plan)).Of(plan.Workspace) : null, basicsWords, plan.Plan.Revision),
        }, status);

    /// <summary>What belongs to the client has no period.</summary>
    private static PlanContext ContextOf(OpenPlan plan) =>
        new(plan.Workspace, new Plan { Key = "", Name = "", From = plan.Today, To = plan.Today }, plan.Locale, plan.Today) { Library = plan.Library };
}
