using ContentPlanner.Core;

namespace ContentPlanner.Server.Templates;

/// <summary>What a file of the library is, by its path, in words.</summary>
public static class TemplateNaming
{
    /// <summary>Names that are not written as their key is.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["linkedin"] = "LinkedIn", ["youtube"] = "YouTube", ["instagram"] = "Instagram", ["x"] = "X", ["faq"] = "questions and answers",
    };

    /// <summary>"the template tasks/linkedin-post.md", "the blueprint book-launch@2", "the channels".</summary>
    public static string Said(string path) => path switch
    {
        "channels.yaml" => "the channels",
        _ when path.StartsWith("recipes/", StringComparison.Ordinal) => $"the recipe {Stem(path)}",
        _ when path.StartsWith("blueprints/", StringComparison.Ordinal) => $"the blueprint {Stem(path)}",
        _ when path.StartsWith("jobs/", StringComparison.Ordinal) => $"the job {Stem(path)}",
        _ => $"the template {path}",
    };

    /// <summary>For headings and lists: "LinkedIn post", "Weekly digest, as HTML", "Book launch, version 1".</summary>
    public static string Title(string path)
    {
        if (path == "channels.yaml") return "Channels";
        if (path.StartsWith("jobs/", StringComparison.Ordinal)) return Stem(path);
        var stem = Stem(path);
        if (stem.Split('@') is [var key, var version]) return $"{Sentence(key)}, version {version}";
        var words = stem.TrimStart('_').Split('.') is [var name, var locale, ..] ? $"{Sentence(name)} ({locale})" : Sentence(stem.TrimStart('_'));
        if (path.StartsWith("plan/mail", StringComparison.Ordinal)) words = "The plan by mail";
        if (path.StartsWith("reviews/mail", StringComparison.Ordinal)) words = "Agenda by mail";
        if (path.StartsWith("digests/weekly", StringComparison.Ordinal)) words = words.Replace("Weekly", "Weekly digest", StringComparison.Ordinal);
        if (path.StartsWith("digests/clients.", StringComparison.Ordinal)) words = words.Replace("Clients", "Digest of all clients", StringComparison.Ordinal);
        if (path.StartsWith("digests/client.", StringComparison.Ordinal)) words = words.Replace("Client", "This client in the digest of all", StringComparison.Ordinal);
        if (path.StartsWith("digests/_sections", StringComparison.Ordinal)) words = words.Replace("Sections", "Sections of a digest", StringComparison.Ordinal);
        if (path.StartsWith("countdowns/", StringComparison.Ordinal)) words = $"Countdown, {char.ToLowerInvariant(words[0])}{words[1..]}";
        if (path.StartsWith("tasks/", StringComparison.Ordinal)) return words;
        return Path.GetExtension(path) switch { ".html" => $"{words}, as HTML", ".txt" when !path.StartsWith("layout/", StringComparison.Ordinal) => $"{words}, as text", _ => words };
    }

    /// <summary>The file's name without folder and ending.</summary>
    public static string Stem(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>Key and version of a recipe or blueprint; null: it is none.</summary>
    public static (string Folder, string Key, int Version)? Versioned(string path) =>
        path.Split('/') is [("recipes" or "blueprints") and var folder, var file] && Stem(file).Split('@') is [var key, var number] && int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version)
            ? (folder, key, version) : null;

    private static string Sentence(string key)
    {
        var words = string.Join(' ', key.Split('-').Select(w => Names.GetValueOrDefault(w, w)));
        return words.Length == 0 ? key : words.Capital();
    }
}
