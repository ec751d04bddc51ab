namespace ContentPlanner.Server.Templates;

/// <summary>What a file of the library is, by its path, in words.</summary>
public static class TemplateNaming
{
    /// <summary>"the template “linkedin-post”", "the blueprint book-launch@2", "the channels".</summary>
    public static string Said(string path) => path switch
    {
        "channels.yaml" => "the channels",
        _ when path.StartsWith("recipes/", StringComparison.Ordinal) => $"the recipe {Stem(path)}",
        _ when path.StartsWith("blueprints/", StringComparison.Ordinal) => $"the blueprint {Stem(path)}",
        _ when path.StartsWith("jobs/", StringComparison.Ordinal) => $"the job {Stem(path)}",
        _ => $"the template {path}",
    };

    /// <summary>The file's name without folder and ending.</summary>
    public static string Stem(string path) => Path.GetFileNameWithoutExtension(path);
}
