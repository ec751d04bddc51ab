using ContentPlanner.Core;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// The templates of an installation, each parsed once, by their path in the templates folder. <c>name.de.html</c> beside
/// <c>name.html</c> wins for German, <c>name.de-AT.html</c> before both for Austria (design rule 6).
/// </summary>
public sealed class TemplateSet
{
    private const string Layout = "layout/";

    private static readonly string[] Folders = ["tasks/", "digests/", "countdowns/", "reviews/", "plan/", "report/", "approvals/", "accounts/", Layout];

    private readonly Dictionary<string, TemplateText> _templates;

    /// <summary>Those that have mistakes of their own: looked at, never rendered.</summary>
    private readonly Dictionary<string, TemplateText> _broken;

    private TemplateSet(Dictionary<string, TemplateText> templates, Dictionary<string, TemplateText> broken) => (_templates, _broken) = (templates, broken);

    /// <summary>Who hears which values a template is handed; null: nobody.</summary>
    private TemplateNames? Listener { get; init; }

    /// <param name="files">Every file of the templates folder by its path in it, '/' between.</param>
    /// <param name="folder">The folder as problems should name it.</param>
    public static FileReading<TemplateSet> Read(IReadOnlyDictionary<string, string> files, string folder = "templates") => new TemplateSet([], []).With(files, folder);

    /// <summary>These templates, with some in other words or new; only those are parsed.</summary>
    /// <inheritdoc cref="Read"/>
    public FileReading<TemplateSet> With(IReadOnlyDictionary<string, string> files, string folder = "templates")
    {
        var templates = new Dictionary<string, TemplateText>(_templates, StringComparer.Ordinal);
        var broken = new Dictionary<string, TemplateText>(_broken, StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var path in files.Keys.Where(IsTemplate).Order(StringComparer.Ordinal))
        {
            var (template, mistakes) = TemplateText.ReadAsFarAsItGoes(folder.Length == 0 ? path : $"{folder.TrimEnd('/')}/{path}", files[path]);
            templates.Remove(path);
            broken.Remove(path);
            if (template is not null) (template.IsSound ? templates : broken)[path] = template;
            problems.AddRange(mistakes);
        }
        return new(new(templates, broken), problems.ToValueList());
    }

    /// <summary>The same templates; <paramref name="names"/> hears which values each is handed.</summary>
    public TemplateSet HeardBy(TemplateNames names) => new(_templates, _broken) { Listener = names };

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
    public Rendering Render(string path, string locale, IReadOnlyDictionary<string, object?> values, TemplateLimits? limits = null)
    {
        Listener?.Learn(path, values);
        return Find(path, locale) is { } template
            ? template.Render(values, PartialsOf(path, locale), limits)
            : new(null, new Problem(path, 0, 0, "this template is missing"));
    }

    /// <summary>
    /// Every name in every template that nothing has, in each wording, with what it includes; in those that could not be
    /// read to their end, the names that look like slips.
    /// </summary>
    /// <param name="names">The names there are.</param>
    public ValueList<Problem> UnknownNames(TemplateNames names)
    {
        var all = new TemplateSet(_templates.Concat(_broken).ToDictionary(StringComparer.Ordinal), []);
        var (problems, doubts, looked) = (new HashSet<Problem>(), new List<Problem>(), new List<TemplateText>());
        var locales = all.Paths.Select(LocaleOf).Distinct(StringComparer.Ordinal).ToList();
        foreach (var path in all.Paths.Where(p => !IsPartial(p)))
            foreach (var locale in LocaleOf(path) is { Length: > 0 } own ? [own] : locales)
                if (all.Find(path, locale) == all._templates[path]) Look(path, locale, isWhole: true);
        // What nobody includes: who might would give it names as well.
        foreach (var path in all.Paths.Where(IsPartial))
            if (!looked.Contains(all._templates[path])) Look(path, LocaleOf(path), isWhole: false);
        var times = looked.CountBy(t => t.File, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        problems.UnionWith(doubts.GroupBy(d => (d.File, d.Line, d.Column)).Where(d => d.Count() == times[d.Key.File]).Select(d => d.First()));
        return problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column).ToValueList();

        void Look(string path, string locale, bool isWhole)
        {
            if (names.For(path) is not { Members: not null } model) return;
            var check = new NameCheck(model, all.PartialsOf(path, locale), isWhole);
            problems.UnionWith(check.Run(all._templates[path]));
            doubts.AddRange(check.Doubts.DistinctBy(d => (d.File, d.Line, d.Column)));
            looked.AddRange(check.Templates);
        }
    }

    private static bool IsPartial(string path) => path.StartsWith(Layout, StringComparison.Ordinal) || path[path.LastIndexOf('/') + 1] == '_';

    /// <summary>The one in its name, <c>de-AT</c> in <c>weekly.de-AT.html</c>; none: empty.</summary>
    private static string LocaleOf(string path)
    {
        var stem = path[..^Path.GetExtension(path).Length];
        return Path.GetExtension(stem).TrimStart('.');
    }
}
