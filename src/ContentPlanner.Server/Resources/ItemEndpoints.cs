using ContentPlanner.Core;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;

namespace ContentPlanner.Server.Resources;

/// <summary>
/// Read, made, changed and removed: every kind of item that people write, in the same way. What a kind is made of is said once, in
/// its plan-format declaration; what may be done with derived things stands in endpoints of their own.
/// </summary>
internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder app)
    {
        var workspace = app.MapClientApi("", Access.ClientViewer).WithTags("Workspaces");
        var head = new ItemHandlers(ItemForms.Workspace);
        workspace.MapGet("", head.ReadAsync).Says(Read(ItemForms.Workspace, "getWorkspace", "A client: name, place and working days"));
        workspace.MapPut("", head.ReplaceAsync).Needs(Access.Strategist).Says(Replace(ItemForms.Workspace, "replaceWorkspace", "Say a client's name, place and working days anew"));
        workspace.MapPatch("", head.PatchAsync).Needs(Access.Strategist).Says(Patch(ItemForms.Workspace, "updateWorkspace", "Change a part of it"));
        foreach (var form in ItemForms.All) Map(app, form);
    }

    private static void Map(IEndpointRouteBuilder app, ItemForm form)
    {
        var handlers = new ItemHandlers(form);
        var routes = app.MapClientApi(form.Path(), form.Reading()).WithTags(Tag(form));
        var (noun, name) = (form.Noun(), form.Name);
        var one = $"/{{{form.Parameter()}}}";
        routes.MapGet("", handlers.ListAsync).Says(new($"list{Plural(form)}", $"What there is of them, in the plan's order: {form.About.TrimEnd('.')}")
        {
            Answer = ApiShape.Of(form).Page(), IsTagged = true, Problems = [400],
            Parameters = [.. ApiParameter.Paging, .. form.Kind.Word == "piece" ? new[] { ApiParameter.Flag("text", "With their texts, which are left out otherwise.") } : []],
        });
        routes.MapPost("", handlers.AddAsync).Needs(form.Writing()).Says(new($"add{noun}", $"Add {A(name)}")
        {
            Body = ApiShape.InputOf(form), Answer = ApiShape.Of(form), Status = 201, Problems = [409, 422], Parameters = [ApiParameter.Idempotency],
            Description = "Without a key, one is made of its title. With a key of your own, a second one of that key is refused; with an Idempotency-Key, the same request twice makes one.",
        });
        routes.MapGet(one, handlers.ReadAsync).Says(Read(form, $"get{noun}", form.About.TrimEnd('.')));
        routes.MapPut(one, handlers.ReplaceAsync).Needs(form.Writing()).Says(Replace(form, $"replace{noun}", $"Say the whole {name} anew; what is left out is taken away"));
        routes.MapPatch(one, handlers.PatchAsync).Needs(form.Writing()).Says(Patch(form, $"update{noun}", $"Change a part of the {name}"));
        routes.MapDelete(one, handlers.RemoveAsync).Needs(form.Writing()).Says(new($"remove{noun}", $"Take the {name} out of the plan, with everything below it")
        {
            Answer = ApiShape.Of<ChangeView>(), AsksForTag = true, Problems = [412, 422, 428],
            Description = "Refused while something else in the plan refers to it. It can be undone for 30 days.",
        });
    }

    private static ApiOperation Read(ItemForm form, string id, string summary) => new(id, summary) { Answer = ApiShape.Of(form), IsTagged = true };

    private static ApiOperation Replace(ItemForm form, string id, string summary) =>
        new(id, summary) { Body = ApiShape.InputOf(form), Answer = ApiShape.Of(form), AsksForTag = true, IsTagged = true, Problems = [412, 422, 428] };

    private static ApiOperation Patch(ItemForm form, string id, string summary) =>
        new(id, summary) { Body = ApiShape.PatchOf(form), Answer = ApiShape.Of(form), AsksForTag = true, IsTagged = true, Problems = [412, 422, 428], Description = "A JSON Merge Patch (RFC 7396): what is said is changed, null takes away, lists are said whole." };

    /// <summary>Operations of one noun stand together on the page.</summary>
    private static string Tag(ItemForm form) => form.Collection.Spelled();

    private static string Plural(ItemForm form) => form.Kind.Word switch
    {
        "factor" => "EnvironmentFactors",
        "focus" => "FocusAreas",
        "communication" => "CommunicationSteps",
        "channel" => "Channels",
        "project-milestone" => "ProjectMilestones",
        _ => string.Concat(form.Collection.Split('-').Select(Spelling.Capital)),
    };

    private static string A(string name) => (name[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + name;
}
