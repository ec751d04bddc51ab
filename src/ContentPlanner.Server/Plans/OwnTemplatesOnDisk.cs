using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Plans;

/// <summary>
/// A client's own words beside her plan: <c>steady-ground.yaml</c> has them in the folder <c>steady-ground.templates</c>, by the paths they
/// have in the templates folder. Without that folder a plan says nothing about them.
/// </summary>
public static class OwnTemplatesOnDisk
{
    private static readonly string[] Endings = [".yaml", ".yml", ".md", ".txt", ".html"];

    /// <summary>The folder beside a plan.</summary>
    public static string FolderOf(string plan) => Path.Combine(Path.GetDirectoryName(plan) ?? "", Path.GetFileNameWithoutExtension(plan) + ".templates");

    /// <summary>By path; empty without the folder. A file that nothing would read is a problem.</summary>
    public static IReadOnlyDictionary<string, string> Read(string plan, List<Problem> problems)
    {
        var folder = FolderOf(plan);
        if (!Directory.Exists(folder)) return new Dictionary<string, string>();
        var texts = new TextFolder(folder).ReadAll(problems, Endings);
        foreach (var path in texts.Keys.Where(path => !Installation.Knows(path)).Order(StringComparer.Ordinal))
            problems.Add(new(Path.Combine(folder, path), 0, 0, "is not read: here are channels.yaml, recipes/, blueprints/ and templates in their folders, as in the templates folder", Severity.Warning));
        return texts.Where(t => Installation.Knows(t.Key)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>An installation with them; null and every mistake, by the file that has it.</summary>
    public static Installation? Over(Installation installation, string plan, IReadOnlyDictionary<string, string> texts, List<Problem> problems)
    {
        var found = new List<Problem>();
        var own = installation.With(texts, found);
        problems.AddRange(Named(installation, plan, texts, found));
        return own;
    }

    /// <summary>Problems as those of the files beside the plan.</summary>
    public static IEnumerable<Problem> Named(Installation installation, string plan, IReadOnlyDictionary<string, string> texts, IEnumerable<Problem> problems)
    {
        var names = texts.Keys.ToDictionary(installation.Shown, path => Path.Combine(FolderOf(plan), path), StringComparer.Ordinal);
        return problems.Select(p => names.TryGetValue(p.File, out var file) ? p with { File = file } : p);
    }

    public static ValueList<OwnTemplate> Items(IReadOnlyDictionary<string, string> texts) =>
        texts.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new OwnTemplate { Key = t.Key, Text = t.Value }).ToValueList();
}
