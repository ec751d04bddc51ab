using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Formats.Drafts;

/// <summary>
/// What a template in templates/tasks/ sees: names and plain values, nothing of the program. docs/templates.md describes
/// each name. What a source does not have is null or an empty list, so that a template can ask for it.
/// </summary>
/// <param name="launch">The launch the task belongs to.</param>
/// <param name="read">What the body of a piece offers.</param>
internal sealed class DraftModel(
    ContentTask task, Workspace workspace, Locale locale, Channel channel, ContentPiece? piece, LaunchSchedule? launch, Func<ContentPiece, Material> read)
{
    private const int LongWord = 4, SharedWordsAtLeast = 2;
    private const string Letter = "newsletter";

    private readonly Material _material = piece is null ? new(KeyPoints.None, locale) : read(piece);
    private readonly LinksOfDraft _links = new(channel, task.Source.Kind == SourceKind.Piece ? task.Source.Key : task.Source.Launch ?? task.Source.Key);

    public Dictionary<string, object?> Values()
    {
        var points = _material.Points;
        var url = piece is null ? launch?.Launch.Url : piece.Url;
        var fresh = task.Variant ?? (task.Key.Outing is { } outing ? _material.HookOfOuting(outing) : null);
        var isFirst = fresh is null || fresh == _material.Hook;
        var hook = fresh ?? (_material.Hook.Length > 0 ? _material.Hook : task.Source.Title);
        return Named(
            ("piece", Named(
                ("title", task.Source.Title),
                ("url", url),
                ("format", piece?.Format),
                ("noun", NounOf(piece?.Format)))),
            ("hook", hook),
            ("after_hook", isFirst ? _material.AfterHook : _material.Lead),
            ("opening", isFirst && _material.Lead.Length > 0 ? _material.Lead : $"{hook} {_material.Lead}".TrimEnd()),
            ("fresh", FreshOpening()),
            ("question", _material.Question),
            ("asked", _material.Asked.Select(q => Named(("text", q.Text), ("answer", q.Answer))).ToList()),
            ("steps", ListOf(_material.Steps)),
            ("last_list", ListOf(_material.LastList)),
            ("sections", _material.Sections.Select(SectionOf).ToList()),
            ("points", Named(
                ("lead", _material.Lead),
                ("paragraphs", _material.Paragraphs.ToList()),
                ("further", _material.Paragraphs.Where(p => p != _material.Lead).ToList()),
                ("introduction", _material.Introduction.ToList()),
                ("topics", _material.Topics.ToList()),
                ("passages", _material.Passages.ToList()),
                ("key_sentences", points.KeySentences.ToList()),
                ("quotes", _material.Quotes.ToList()),
                ("numbers", points.Numbers.ToList()),
                ("chapters", points.Chapters.Select(c => Named(("at", c.At), ("title", c.Title))).ToList()),
                ("links", points.Links.Select(l => Named(("text", l.Text), ("url", _links.Tagged(l.Url)))).ToList()))),
            ("call", CallToAction()),
            ("part", Part()),
            ("address", _links.InText(url)),
            ("bio_address", _links.InBio(url)),
            ("comment_address", _links.InComment(url)),
            ("tags", HashtagsOfTask()),
            ("channel", Named(("key", channel.Key), ("name", channel.Name), ("limit", channel.Limit))),
            ("task", Named(("title", task.Title), ("day", task.Day))),
            ("launch", launch is null ? null : LaunchWords.Of(launch, _links)),
            ("session", task.Source.Kind == SourceKind.Session ? LaunchWords.SessionOf(launch, task) : null),
            ("countdown", task.Source.Kind == SourceKind.Mark ? LaunchWords.CountdownOf(launch, task, workspace, locale, read) : null),
            ("workspace", Named(("name", workspace.Name), ("website", workspace.Website), ("letter", LetterOfWorkspace()))));
    }

    /// <summary>The letter readers can subscribe to; null where the workspace does not say where.</summary>
    private Dictionary<string, object?>? LetterOfWorkspace() =>
        workspace.Channels.FirstOrDefault(c => c.Key == Letter) is { Address: { } address } letter
            ? Named(("name", letter.Name), ("url", _links.Tagged(address)))
            : null;

    /// <summary>Values by name; an empty text is no text.</summary>
    public static Dictionary<string, object?> Named(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var names = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values) names[name] = value is "" ? null : value;
        return names;
    }

    /// <summary>What readers call a piece of that format: "The whole article".</summary>
    private static string NounOf(string? format) => format switch
    {
        "blog-post" => "article",
        "podcast" => "episode",
        "webinar" => "workshop",
        "coaching-call" => "session",
        "video" => "video",
        "newsletter" => "letter",
        "book-chapter" => "chapter",
        "talk" => "talk",
        "case-study" => "story",
        _ => "piece",
    };

    /// <summary>A later outing opens elsewhere: with the words set apart for it, and a part that did not open the first.</summary>
    private Dictionary<string, object?> FreshOpening()
    {
        var stories = _material.Stories;
        return Named(
            ("hook", task.Variant ?? _material.Quotation),
            ("story", stories.Count > 0 ? stories[(task.Key.Outing ?? 0) % stories.Count] : ""));
    }

    private static Dictionary<string, object?> SectionOf(MaterialSection section) => Named(
        ("heading", section.Heading),
        ("paragraphs", section.Paragraphs.ToList()),
        ("list", ListOf(section.List)),
        ("carries", section.Carries),
        ("question", section.Question),
        ("numbers", section.Numbers.ToList()),
        ("quotes", section.Quotes.ToList()),
        ("rest", section.Rest.ToList()),
        ("words", section.Words));

    private static Dictionary<string, object?> ListOf(PointList list) => Named(
        ("heading", list.Heading),
        ("intro", list.Announcement()),
        ("lead_in", list.Intro.Length > 0 ? list.Announcement() : ""),
        ("before", list.Before),
        ("lines", list.Lines().ToList()),
        ("points", list.Points.Select(p => Named(("title", p.Title), ("heading", ListLines.Closed(p.Title)), ("text", p.Text), ("whole", p.Whole()))).ToList()));

    private Dictionary<string, object?> CallToAction()
    {
        var (text, link) = (_material.Call.Text, _material.Call.Link);
        var url = _links.Tagged(link?.Url);
        return Named(
            ("text", text),
            ("url", url),
            ("markdown", link is null ? text : text.Replace(link.Text, $"[{link.Text}]({url})", StringComparison.Ordinal)));
    }

    private Dictionary<string, object?>? Part()
    {
        var series = _material.Points.Series;
        if (task.Part is not { } number || number > series.Count) return null;
        var point = series[number - 1];
        var title = point.Title.Length > 0 ? point.Title : point.Text;
        var section = _material.Steps.Points.Count > 0 ? null : _material.Sections.FirstOrDefault(s => s.Heading.Contains(point.Title, StringComparison.Ordinal));
        return Named(
            ("number", number),
            ("of", task.Parts ?? series.Count),
            ("title", title),
            ("heading", section is null ? ListLines.Closed(title) : ""),
            ("paragraphs", section is not null ? section.Paragraphs.ToList() : point.Title.Length > 0 ? [point.Text] : []),
            ("list", ListOf(section?.List ?? ListLines.None)),
            ("quotes", section?.Quotes.ToList()),
            ("mark", MarkOf(point) is { } mark ? Named(("at", mark.At), ("title", mark.Title)) : null),
            ("next", number < task.Parts && number < series.Count ? series[number].Title : ""));
    }

    /// <summary>Where a recording speaks of the point: the mark whose title has most of its words, two at least.</summary>
    private TimeMark? MarkOf(Point point)
    {
        var words = LongWords(point.Title);
        return _material.Points.Chapters
            .Select(mark => (Mark: mark, Shared: LongWords(mark.Title).Count(words.Contains)))
            .Where(m => m.Shared >= SharedWordsAtLeast)
            .OrderByDescending(m => m.Shared)
            .Select(m => m.Mark)
            .FirstOrDefault();
    }

    private static HashSet<string> LongWords(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= LongWord).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private string HashtagsOfTask()
    {
        var pillar = workspace.Pillars.FirstOrDefault(p => p.Key == task.Pillar)?.Hashtags ?? [];
        var own = workspace.Channels.FirstOrDefault(c => c.Key == channel.Key)?.Hashtags ?? [];
        return Hashtags.Of(pillar.Concat(own), channel.Hashtags);
    }
}
