using System.Text.RegularExpressions;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Tests.Drafts;

/// <summary>
/// All that a draft may say: sentences, headings and list items of its source as they stand there, their beginnings up to
/// "…", the template's own words, and facts of the plan (titles, addresses, days, numbers). A line is explained when it can
/// be laid out of these whole, with nothing but marks and spaces between them.
/// </summary>
internal sealed partial class KnownWords
{
    private static readonly Dictionary<string, Words> OfTemplates = new(StringComparer.Ordinal), OfBodies = new(StringComparer.Ordinal);

    private readonly List<Words> _known = [];

    public KnownWords(ContentTask task, Workspace workspace, ContentPiece? piece)
    {
        _known.Add(Once(OfTemplates, task.Template, words => Learn(words, "tasks/" + task.Template, workspace.Locale)));
        var facts = new Words();
        facts.Add(task.Source.Title);
        facts.Add(workspace.Name);
        foreach (var channel in workspace.Channels) facts.Add(channel.Name);
        foreach (var launch in workspace.Launches) { facts.Add(launch.Title); facts.Add(launch.Promise); }
        foreach (var noun in new[] { "article", "episode", "workshop", "session", "video", "letter", "chapter", "talk", "story", "piece" }) facts.Add(noun);
        _known.Add(facts);
        if (piece is not null) Read(piece);
        // A countdown quotes the book's chapters.
        foreach (var chapter in workspace.Pieces.Where(p => p.Launch is not null && p.Launch == task.Launch && p.Body is not null)) Read(chapter);
    }

    public bool Explain(string line) => Explained(Marks().Replace(Facts().Replace(line, " "), " "), 0, []);

    private bool Explained(string line, int from, HashSet<int> tried)
    {
        while (from < line.Length && line[from] == ' ') from++;
        if (from == line.Length) return true;
        if (!tried.Add(from)) return false;
        var digits = from;
        while (digits < line.Length && char.IsAsciiDigit(line[digits])) digits++;
        if (digits > from && EndsAt(line, digits) && Explained(line, digits, tried)) return true;
        foreach (var words in _known.SelectMany(k => k.From(line[from])))
            if (string.CompareOrdinal(line, from, words, 0, words.Length) == 0 && EndsAt(line, from + words.Length) && Explained(line, from + words.Length, tried))
                return true;
        // A shortening: the beginning of something in the source, up to the mark that says so.
        return line.IndexOf('…', from) is var cut and > 0
            && _known.Any(k => k.Source.Any(s => s.StartsWith(line[from..cut].TrimEnd(), StringComparison.Ordinal)))
            && Explained(line, cut + 1, tried);
    }

    private static bool EndsAt(string line, int at) => at == line.Length || line[at] is ' ' or '…' || line[at - 1] is '。';

    private void Read(ContentPiece piece) => _known.Add(Once(OfBodies, piece.Body?.Text ?? "", words => Learn(words, Shipped.PointsOf(piece))));

    private static Words Once(Dictionary<string, Words> all, string key, Action<Words> learn)
    {
        if (all.TryGetValue(key, out var words)) return words;
        learn(all[key] = words = new());
        return words;
    }

    private static void Learn(Words words, string template, string locale)
    {
        foreach (var text in Shipped.Templates.PartialsOf(template, locale).Values.Append(Shipped.Templates.Find(template, locale)!))
            foreach (var literal in text.Literals.SelectMany(l => l.Split('\n')))
                words.Add(literal);
        // {{ question ?? "How is this for you at the moment?" }} is the template's word too.
        foreach (Match literal in InTags().Matches(Shipped.Files[template])) words.Add(literal.Groups[1].Value);
    }

    private static void Learn(Words words, KeyPoints points)
    {
        foreach (var block in points.Text.Split('\n')) words.AddSource(block);
        foreach (var heading in points.Sections.Select(s => s.Heading)) words.Add(heading);
        foreach (var point in points.Items.Concat(points.Series)) { words.Add(point.Title); words.AddSource(point.Text); }
        foreach (var quote in points.Quotes) { words.AddSource(quote.Text); words.Add(quote.By); }
        foreach (var chapter in points.Chapters) words.Add(chapter.Title);
        foreach (var link in points.Links) words.Add(link.Text);
        foreach (var question in points.Questions) { words.AddSource(question.Text); words.AddSource(question.Answer); }
    }

    /// <summary>Words known whole, by their first character.</summary>
    private sealed class Words
    {
        private readonly Dictionary<char, HashSet<string>> _whole = [];

        /// <summary>What may be shortened.</summary>
        public List<string> Source { get; } = [];

        public void Add(string? words)
        {
            if (Plain(words) is not { Length: > 0 } plain) return;
            if (!_whole.TryGetValue(plain[0], out var same)) _whole[plain[0]] = same = new(StringComparer.Ordinal);
            same.Add(plain);
        }

        public void AddSource(string text)
        {
            foreach (var part in Sentences.Of(text).Append(text))
            {
                Add(part);
                Source.Add(Plain(part));
            }
        }

        public IEnumerable<string> From(char first) => _whole.GetValueOrDefault(first, []);

        private static string Plain(string? words) => Marks().Replace(words ?? "", " ").Trim();
    }

    [GeneratedRegex("\"([^\"\n]*)\"")]
    private static partial Regex InTags();

    /// <summary>Addresses, hashtags, times, days, and a thread's numbers.</summary>
    [GeneratedRegex(@"https?://[^\s]+|#[\p{L}\p{M}\w]+|\b\d\d?:\d\d(:\d\d)?\b|\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+|\b\d+ (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|\b\d+/\d+$")]
    private static partial Regex Facts();

    /// <summary>Marks that templates set and drop around words.</summary>
    [GeneratedRegex(@"[\s*#>☐–—\-\[\]().,:;“”„""!?]+")]
    private static partial Regex Marks();
}
