using ContentPlanner.Core;
using ContentPlanner.Formats;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Server.Shared;

/// <summary>The templates folder of this installation, read: what a plan can refer to, and how things are said.</summary>
public sealed record Installation(Library Library, TemplateSet Templates)
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
        return library.Value is null || templates.Value is null || problems.Skip(before).Any(p => p.Severity == Severity.Error) ? null : new(library.Value, templates.Value);
    }
}
