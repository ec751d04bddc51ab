using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Jobs;
using ContentPlanner.Formats.Output;
using ContentPlanner.Formats.Recipes;
using ContentPlanner.Formats.Templates;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>Looks at files and folders and gathers what is wrong with them. What a file is, its first key, its folder or its ending tells.</summary>
internal sealed partial class Check(string templates, Instant now)
{
    private readonly List<Problem> _problems = [];
    private readonly Lazy<Installation?> _installation = new(() => Installation.Read(templates, []));

    private readonly IReadOnlyDictionary<string, IReadOnlyCollection<string>> _verbs = JobVerb.Known(Service.Verbs());

    public IReadOnlyCollection<Problem> Problems => _problems;

    /// <summary>How many files were looked at.</summary>
    public int Files { get; private set; }

    /// <summary>What travels with the program: templates, starter plans, jobs.</summary>
    public void Shipped()
    {
        TemplatesFolder(templates);
        var jobs = System.IO.Path.Combine(AppContext.BaseDirectory, "jobs");
        if (Directory.Exists(jobs)) Folder(jobs);
    }

    public void Path(string path)
    {
        if (Directory.Exists(path)) Folder(path);
        else File(path);
    }

    private void Folder(string folder)
    {
        if (System.IO.File.Exists(System.IO.Path.Combine(folder, "channels.yaml")))
        {
            TemplatesFolder(folder);
            return;
        }
        foreach (var file in Directory.EnumerateFiles(folder, "*.y*ml").Order(StringComparer.Ordinal)) File(file);
        foreach (var inner in Directory.EnumerateDirectories(folder).Where(d => !System.IO.Path.GetFileName(d).StartsWith('.')).Order(StringComparer.Ordinal)) Folder(inner);
    }

    /// <summary>The folder as a whole: each file, whether they fit together, every template rendered once, and its starter plans.</summary>
    private void TemplatesFolder(string folder)
    {
        Files += Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count();
        var installation = Installation.Read(folder, _problems, out var readable);
        // Rendering stops at the first unknown name, and needs a library that is sound. Looking at what is written does neither.
        var unknown = readable?.UnknownNames(RehearsedNames.Known) ?? [];
        _problems.AddRange(unknown);
        if (installation is not null) Rehearse(installation, folder, unknown);
    }

    private void Rehearse(Installation installation, string folder, ValueList<Problem> known)
    {
        Rehearse(installation, Rehearsal.Of(installation.Library, now.InUtc().Date), known);
        var plans = System.IO.Path.Combine(folder, "plans");
        if (!Directory.Exists(plans)) return;
        foreach (var plan in Directory.EnumerateFiles(plans, "*.yaml").Order(StringComparer.Ordinal))
            if (PlanOnDisk.Read(plan, installation.Library, now.InUtc().Date, _problems) is { } workspace) Rehearse(installation, workspace, known);
    }

    /// <param name="known">What was found already by looking: rendering stops there, and says so in other words.</param>
    private void Rehearse(Installation installation, Core.Plans.Workspace workspace, ValueList<Problem> known)
    {
        var places = known.Select(PlaceOf).ToHashSet();
        _problems.AddRange(PlanOutput.Of(workspace, installation.Library, installation.Templates, now).Problems.Where(p => !places.Contains(PlaceOf(p))));
    }

    private static (string File, int Line, int Column) PlaceOf(Problem problem) => (problem.File, problem.Line, problem.Column);

    private void File(string path)
    {
        Files++;
        if (TextFolder.ReadText(path, path, _problems) is not { } text) return;
        switch (System.IO.Path.GetExtension(path).ToLowerInvariant())
        {
            case ".yaml" or ".yml":
                Yaml(path, text);
                break;
            case ".md" or ".txt" or ".html":
                Template(path, text);
                break;
            default:
                _problems.Add(new(path, 0, 0, "is not a file this program reads; plans, recipes, blueprints, channels and jobs end in .yaml, templates in .md, .txt or .html"));
                break;
        }
    }

    /// <summary>A template in a folder of templates can use what its folder is handed, and include what lies beside it.</summary>
    private void Template(string path, string text)
    {
        _problems.AddRange(TemplateText.Read(path, text).Problems);
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)));
        if (folder is null || !System.IO.File.Exists(System.IO.Path.Combine(folder, "channels.yaml"))) return;
        Installation.Read(folder, [], out var readable);
        var here = $"{System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)))}/{System.IO.Path.GetFileName(path)}";
        _problems.AddRange((readable?.UnknownNames(RehearsedNames.Known) ?? [])
            .Where(p => p.File.EndsWith($"/{here}", StringComparison.Ordinal)).Select(p => p with { File = path }));
    }

    private void Yaml(string path, string text)
    {
        var folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)));
        switch (FirstKey().Match(text).Groups[1].Value)
        {
            // A file there whose first key is mistyped is still one of its kind, not a plan in which everything is wrong.
            case not "workspace" when folder == "jobs":
                _problems.AddRange(JobFile.Read(path, text, _verbs).Problems);
                break;
            case "blueprint":
                _problems.AddRange(BlueprintFile.Read(path, text).Problems);
                break;
            case "recipe":
                _problems.AddRange(RecipeFile.Read(path, text).Problems);
                break;
            case "channels" when System.IO.Path.GetFileName(path) == "channels.yaml":
                _problems.AddRange(ChannelsFile.Read(path, text).Problems);
                break;
            case "run" or "cron" or "description" or "timeout" or "retries" or "parameters" or "enabled":
                _problems.AddRange(JobFile.Read(path, text, _verbs).Problems);
                break;
            default:
                Plan(path);
                break;
        }
    }

    private void Plan(string path)
    {
        if (_installation.Value is not { } installation)
        {
            _problems.Add(new(templates, 0, 0, "has mistakes of its own, so plans cannot be checked against it; check it first"));
            return;
        }
        if (PlanOnDisk.Read(path, () => installation, now.InUtc().Date, _problems) is var (workspace, own)) Rehearse(own, workspace, []);
    }

    [GeneratedRegex(@"^([a-z-]+)\s*:", RegexOptions.Multiline)]
    private static partial Regex FirstKey();
}
