using ContentPlanner.Core;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// The templates of an installation, each parsed once, by their path in the templates folder. <c>name.de.html</c> beside
/// <c>name.html</c> wins for German, <c>name.de-AT.html</c> before both for Austria (design rule 6).
/// </summary>
public sealed class TemplateSet
{
    private const string Layout = "layout/";

    private static readonly string[] Folders = ["tasks/", "digests/", "countdowns/", "reviews/", "plan/", "report/", Layout];

    private readonly Dictionary<string, TemplateText> _templates;

    private TemplateSet(Dictionary<string, TemplateText> templates) => _templates = templates;

    /// <param name="files">Every file of the templates folder by its path in it, '/' between.</param>
    /// <param name="folder">The folder as problems should name it.</param>
    public static FileReading<TemplateSet> Read(IReadOnlyDictionary<string, string> files, string folder = "templates")
    {
        var templates = new Dictionary<string, TemplateText>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var path in files.Keys.Where(IsTemplate).Order(StringComparer.Ordinal))
        {
            var reading = TemplateText.Read(folder.Length == 0 ? path : $"{folder.TrimEnd('/')}/{path}", files[path]);
            if (reading.Value is { } template) templates[path] = template;
            problems.AddRange(reading.Problems);
        }
        return new(new(templates), problems.ToValueList());
    }

    public static bool IsTemplate(string path) => Folders.Any(f => path.StartsWith(f, StringComparison.Ordinal));

    public IEnumerable<string> Paths => _templates.Keys;

    /// <summary>The template at <paramref name="path"/>, in the nearest wording for the locale; null: there is none.</summary>
    public TemplateText? Find(string path, string locale)
    {
        var (stem, ending) = (path[..^Path.GetExtension(path).Length], Path.GetExtension(path));
        for (var tag = locale; tag.Length > 0; tag = tag.LastIndexOf('-') is var cut and > 0 ? tag[..cut] : "")
            if (_templates.TryGetValue($"{stem}.{tag}{ending}", out var localised)) return localised;
        return _templates.GetValueOrDefault(path);
    }

    /// <summary>
    /// What a template may include, by name without folder and ending: those of its own folder whose names begin with an
    /// underscore (left out in the name), and those of layout/, which serve every folder. A .txt of layout/ serves .html
    /// too: it holds words and functions. Each in the nearest wording for the locale.
    /// </summary>
    public IReadOnlyDictionary<string, TemplateText> PartialsOf(string path, string locale)
    {
        var partials = new Dictionary<string, TemplateText>(StringComparer.Ordinal);
        var ending = Path.GetExtension(path);
        Offer(path[..(path.LastIndexOf('/') + 1)] + "_", ending);
        Offer(Layout, ending);
        Offer(Layout, ".txt");
        return partials;

        void Offer(string start, string end)
        {
            foreach (var candidate in _templates.Keys)
                if (candidate.StartsWith(start, StringComparison.Ordinal) && candidate.EndsWith(end, StringComparison.Ordinal)
                    && candidate[start.Length..^end.Length] is var name && !name.Contains('.', StringComparison.Ordinal))
                    partials.TryAdd(name, Find(candidate, locale)!);
        }
    }

    /// <summary>Renders the template at <paramref name="path"/> with its partials; a missing one is a mistake that names it.</summary>
    public Rendering Render(string path, string locale, IReadOnlyDictionary<string, object?> values) =>
        Find(path, locale) is { } template
            ? template.Render(values, PartialsOf(path, locale))
            : new(null, new Problem(path, 0, 0, "this template is missing"));
}
