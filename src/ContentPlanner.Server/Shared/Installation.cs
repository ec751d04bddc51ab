using ContentPlanner.Core;
using ContentPlanner.Formats;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Server.Shared;

/// <summary>A templates folder, read: what a plan can refer to, and how things are said.</summary>
/// <param name="Files">The texts it was read from, by their path in the folder.</param>
/// <param name="Folder">As problems name it.</param>
public sealed record Installation(Library Library, TemplateSet Templates, IReadOnlyDictionary<string, string> Files, string Folder)
{
    private static readonly string[] Endings = [".yaml", ".yml", ".md", ".txt", ".html"];

    /// <summary>The folder that travels with the program.</summary>
    public static string ShippedTemplates => Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>The installation, or null and every mistake that keeps it from being used.</summary>
    public static Installation? Read(string folder, List<Problem> problems) => Read(folder, problems, out _);

    /// <inheritdoc cref="Read(string, List{Problem})"/>
    /// <param name="readable">The templates, whatever is wrong with some of them or with the library; null without a folder.</param>
    public static Installation? Read(string folder, List<Problem> problems, out TemplateSet? readable)
    {
        readable = null;
        if (!Directory.Exists(folder))
        {
            problems.Add(new(folder, 0, 0, "there is no such folder; --templates names the folder with channels.yaml, recipes/ and blueprints/"));
            return null;
        }
        var shown = folder == ShippedTemplates ? "templates" : folder;
        var before = problems.Count;
        var files = new TextFolder(folder).ReadAll(problems, Endings);
        FileReading<Library> library = null!;
        FileReading<TemplateSet> templates = null!;
        Parallel.Invoke(() => library = LibraryFiles.Read(files, shown), () => templates = TemplateSet.Read(files, shown));
        problems.AddRange(library.Problems);
        problems.AddRange(templates.Problems);
        readable = templates.Value;
        return library.Value is null || templates.Value is null || problems.Skip(before).Any(p => p.Severity == Severity.Error) ? null : new(library.Value, templates.Value, files, shown);
    }

    /// <summary>
    /// The same with some files in other words, or new ones; null and every mistake that keeps it from being used. While no file of
    /// the library is among them, the library is the very same.
    /// </summary>
    public Installation? With(IReadOnlyDictionary<string, string> texts, List<Problem> problems) => With(texts, problems, out _);

    /// <inheritdoc cref="With(IReadOnlyDictionary{string, string}, List{Problem})"/>
    /// <param name="readable">The templates, whatever is wrong with them or with the library.</param>
    public Installation? With(IReadOnlyDictionary<string, string> texts, List<Problem> problems, out TemplateSet readable)
    {
        readable = Templates;
        if (texts.Count == 0) return this;
        var files = new Dictionary<string, string>(Files, StringComparer.Ordinal);
        foreach (var (path, text) in texts) files[path] = text;
        var library = texts.Keys.Any(IsOfLibrary) ? LibraryFiles.Read(files, Folder) : new(Library, []);
        var templates = Templates.With(texts, Folder);
        readable = templates.Value!;
        List<Problem> found = [.. library.Problems, .. templates.Problems];
        problems.AddRange(found);
        return found.Exists(p => p.Severity == Severity.Error) ? null : new(library.Value!, templates.Value!, files, Folder);
    }

    /// <summary>Whether a path is a file that plans refer to: the channels, a recipe, a blueprint.</summary>
    public static bool IsOfLibrary(string path) => path == "channels.yaml" || (path.EndsWith(".yaml", StringComparison.Ordinal)
        && (path.StartsWith("recipes/", StringComparison.Ordinal) || path.StartsWith("blueprints/", StringComparison.Ordinal)));

    /// <summary>Whether a path is a file of a templates folder that says something: of the library, or a template.</summary>
    public static bool Knows(string path) => IsOfLibrary(path) || (TemplateSet.IsTemplate(path) && Path.GetExtension(path) is ".md" or ".txt" or ".html");

    /// <summary>The path as problems name it.</summary>
    public string Shown(string path) => $"{Folder.TrimEnd('/')}/{path}";
}
