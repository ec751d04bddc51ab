namespace ContentPlanner.Core.Plans;

/// <summary>
/// A file of the library as one client has it: a template, a recipe, a blueprint or the channels. Its key is the file's path in the
/// templates folder, <c>tasks/linkedin-post.md</c>; where there is a file of that name, this stands in its place.
/// </summary>
public sealed record OwnTemplate : PlanItem
{
    /// <summary>What is used; null: the installation's, for there is only a draft yet.</summary>
    public string? Text { get; init; }

    /// <summary>What somebody is still working on, mistakes and all; never used.</summary>
    public string? Draft { get; init; }
}

/// <summary>What is done with a client's own words.</summary>
public static class OwnTemplates
{
    public static OwnTemplate? Template(this Workspace workspace, string path) => workspace.Templates.FirstOrDefault(t => t.Key == path);

    /// <summary>From here on the file says this for the client; a draft of it is used up.</summary>
    public static Workspace Write(this Workspace workspace, string path, string text) => workspace.With(path, t => t with { Text = text, Draft = null });

    /// <summary>Kept for later, and used by nothing.</summary>
    public static Workspace KeepDraft(this Workspace workspace, string path, string text) => workspace.With(path, t => t with { Draft = text });

    public static Workspace DropDraft(this Workspace workspace, string path) => workspace.With(path, t => t with { Draft = null });

    /// <summary>The installation's file is used again.</summary>
    public static Workspace Reset(this Workspace workspace, string path) => workspace with { Templates = workspace.Templates.Where(t => t.Key != path).ToValueList() };

    private static Workspace With(this Workspace workspace, string path, Func<OwnTemplate, OwnTemplate> change)
    {
        var was = workspace.Template(path);
        var now = change(was ?? new() { Key = path });
        if (now == was) return workspace;
        if (now is { Text: null, Draft: null }) return workspace.Reset(path);
        return workspace with { Templates = was is null ? [.. workspace.Templates, now] : [.. workspace.Templates.Select(t => t.Key == path ? now : t)] };
    }
}
