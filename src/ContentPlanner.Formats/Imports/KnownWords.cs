using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The words of a file as the plan's own: members, channels, formats, pillars, states. What the plan does not know is a
/// loss with the word that was probably meant; on request unknown owners and pillars are added instead.
/// </summary>
internal sealed partial class KnownWords
{
    private static readonly FrozenDictionary<string, PieceStatus> Statuses = Table<PieceStatus>(
        (PieceStatus.Idea, "idea|ideas|backlog|to do|todo|not started|inbox|someday|brainstorm|pitch|pitched|suggested|suggestions|new|open|ideen|idee|offen|idées|à faire|idea bank|wishlist|unscheduled|unassigned"),
        (PieceStatus.Planned, "planned|plan|next|up next|this month|this week|assigned|commissioned|briefed|geplant|planifié|prévu|planificado|accepted|confirmed|upcoming|outline|outlined|researching|research"),
        (PieceStatus.Drafting, "drafting|draft|drafted|drafts|in progress|doing|writing|in review|review|editing|edit|in editing|needs review|with editor|design|in design|proofreading|recording|recorded|in production|production|in arbeit|entwurf|in bearbeitung|en cours|brouillon|borrador|en curso|started|waiting|waiting for approval|pending|pending review|first draft|second draft|revising"),
        (PieceStatus.Scheduled, "scheduled|approved|ready|ready to publish|ready for publishing|queued|final|bereit|terminiert|eingeplant|prêt|programmé|programado|to publish|publish next"),
        (PieceStatus.Published, "published|done|live|posted|complete|completed|sent|out|finished|closed|veröffentlicht|fertig|erledigt|publié|terminé|publicado|shipped|released|published ✅"),
        (PieceStatus.Retired, "retired|archived|archive|cancelled|canceled|abandoned|dropped|on hold|rejected|won't do|archiviert|abgesagt|archivé|annulé|cancelado|parked|declined|killed"));

    private static readonly FrozenDictionary<string, string> FormatNames = Table<string>(
        ("blog-post", "blog|blog post|blogpost|post|article|blog article|blogartikel|beitrag|artikel|article de blog|entrada|essay|guest post|guide"),
        ("newsletter", "newsletter|email|e-mail|email newsletter|mailing|broadcast|e-mail newsletter|infolettre|boletín"),
        ("podcast", "podcast|podcast episode|episode|podcast folge|folge|audio"),
        ("video", "video|youtube|youtube video|reel|reels|short|shorts|tiktok|vidéo"),
        ("webinar", "webinar|workshop|masterclass|live training|webinaire|seminar|live"),
        ("talk", "talk|speech|keynote|speaking|speaking engagement|vortrag|conférence|charla|presentation"),
        ("book-chapter", "book chapter|chapter|kapitel|chapitre|capítulo"),
        ("case-study", "case study|casestudy|client story|success story|testimonial|fallstudie|étude de cas"));

    private static readonly FrozenDictionary<string, string> ChannelNames = Table<string>(
        ("x", "twitter|x (twitter)|x / twitter|x|tweet|tweets"),
        ("linkedin", "linkedin|linked in|linkedin page|linkedin profile|linkedin post|li"),
        ("instagram", "instagram|insta|ig|instagram post|instagram feed"),
        ("youtube", "youtube|you tube|yt"),
        ("newsletter", "newsletter|email|e-mail|mailchimp|convertkit|substack|kit|email list"),
        ("blog", "blog|website blog|wordpress|medium"),
        ("podcast", "podcast|spotify|apple podcasts"),
        ("website", "website|web site|site|web"),
        ("bluesky", "bluesky|bsky"),
        ("shorts", "shorts|reels|reel|tiktok"));

    private readonly Dictionary<(string Noun, string Word), string?> _found = [];
    private readonly Dictionary<string, string> _members, _channels, _pillars, _intentions, _launches, _formats;
    private readonly Losses _losses;
    private readonly bool _add;
    private readonly TakenKeys _memberKeys, _pillarKeys;

    public KnownWords(Workspace workspace, Library library, bool addUnknown, Losses losses)
    {
        (_losses, _add) = (losses, addUnknown);
        _members = Book(workspace.Members.SelectMany(m => new[] { (m.Key, m.Key), (m.Name, m.Key), (m.Email ?? "", m.Key) }).Concat(FirstNames(workspace)));
        _pillars = Book(workspace.Pillars.SelectMany(p => new[] { (p.Key, p.Key), (p.Name, p.Key) }.Concat(p.Hashtags.Select(h => (h, p.Key)))));
        var channels = library.Channels.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        _channels = Book(library.Channels.SelectMany(c => new[] { (c.Key, c.Key), (c.Name, c.Key) })
            .Concat(workspace.Channels.Select(c => (c.Name ?? "", c.Key)))
            .Concat(ChannelNames.Where(n => channels.Contains(n.Value)).Select(n => (n.Key, n.Value))));
        _formats = Book(library.Recipes.Select(r => (r.Format, r.Format)).Concat(workspace.Pieces.Select(p => p.Format).Distinct(StringComparer.Ordinal).Select(f => (f, f))).Concat(FormatNames.Select(n => (n.Key, n.Value))));
        _intentions = Book(workspace.Periods.SelectMany(p => p.Focus).SelectMany(f => f.Intentions).SelectMany(i => new[] { (i.Key, i.Key), (i.Title, i.Key) }));
        _launches = Book(workspace.Launches.SelectMany(l => new[] { (l.Key, l.Key), (l.Title, l.Key) }));
        _memberKeys = new(workspace.Members.Select(m => m.Key));
        _pillarKeys = new(workspace.Pillars.Select(p => p.Key));
    }

    public List<Member> NewMembers { get; } = [];
    public List<Pillar> NewPillars { get; } = [];

    /// <summary>The first of several that the plan knows; the others are told.</summary>
    public string? Owner(Said? said)
    {
        if (said is not { } all) return null;
        string? first = null;
        foreach (var name in Several(all))
        {
            if (first is not null) _losses.Add($"a piece has one owner: “{Losses.Brief(name.Text)}” is left out beside the first", name.Line, name.Column);
            else first = Find("member", name, _members, NewMember);
        }
        return first;
    }

    public string? Channel(Said? said) => First("channel", said, _channels);

    public string? Pillar(Said? said) => First("pillar", said, _pillars, NewPillar);

    public string? Intention(Said? said) => said is { } word ? Find("intention", word, _intentions, null) : null;

    public string? Launch(Said? said) => said is { } word ? Find("launch", word, _launches, null) : null;

    /// <summary>A format nobody knows becomes one of the client's own.</summary>
    public string? Format(Said? said)
    {
        if (said is not { } all || Several(all).FirstOrDefault() is not { Text.Length: > 0 } word) return null;
        if (_formats.TryGetValue(Simple(word.Text), out var known)) return known;
        if (_found.TryGetValue(("format", Simple(word.Text)), out var before)) return before;
        var own = Words.Slug(word.Text) is { Length: > 0 and <= 100 } slug ? slug : null;
        _losses.Add(own is null ? $"“{Losses.Brief(word.Text)}” is no format"
            : $"there is no recipe for the format “{Losses.Brief(word.Text)}”, so nothing is made of its pieces{Suggestion(word.Text, _formats)}", word.Line, word.Column);
        return _found[("format", Simple(word.Text))] = own;
    }

    public PieceStatus? Status(Said? said)
    {
        if (said is not { } word) return null;
        if (Statuses.TryGetValue(Simple(word.Text), out var status) || Statuses.TryGetValue(Simple(Bare(word.Text)), out status)) return status;
        _losses.Add($"“{Losses.Brief(word.Text)}” is no state of a piece; there are idea, planned, drafting, scheduled, published and retired{Suggestion(word.Text, Statuses)}", word.Line, word.Column);
        return null;
    }

    /// <summary>Labels fill what no column said; what names nothing is told.</summary>
    public (string? Pillar, string? Channel, string? Format) Labels(IReadOnlyList<Said> labels)
    {
        (string? pillar, string? channel, string? format) = (null, null, null);
        foreach (var label in labels)
        {
            var word = Simple(ColorPattern().Replace(label.Text.TrimStart('#'), ""));
            if (pillar is null && _pillars.TryGetValue(word, out var p)) pillar = p;
            else if (channel is null && _channels.TryGetValue(word, out var c)) channel = c;
            else if (format is null && _formats.TryGetValue(word, out var f)) format = f;
            else if (_pillars.ContainsKey(word) || _channels.ContainsKey(word) || _formats.ContainsKey(word)) _losses.Add($"a piece has one pillar, channel and format: the label “{Losses.Brief(label.Text)}” is left out beside the first", label.Line, label.Column);
            else _losses.Add($"the label “{Losses.Brief(label.Text)}” is left out: it names no pillar, channel or format{Suggestion(label.Text, _pillars)}", label.Line, label.Column);
        }
        return (pillar, channel, format);
    }

    /// <summary>Several in one value: the first one known; the others are told.</summary>
    private string? First(string noun, Said? said, Dictionary<string, string> known, Func<string, string>? make = null)
    {
        if (said is not { } all) return null;
        if (known.TryGetValue(Simple(all.Text), out var whole)) return whole;
        string? first = null;
        foreach (var word in Several(all))
        {
            if (first is not null) _losses.Add($"a piece has one {noun}: “{Losses.Brief(word.Text)}” is left out beside the first", word.Line, word.Column);
            else first = Find(noun, word, known, make);
        }
        return first;
    }

    private string? Find(string noun, Said word, Dictionary<string, string> known, Func<string, string>? make)
    {
        var simple = Simple(word.Text);
        if (known.TryGetValue(simple, out var key)) return key;
        if (_add && make is not null && word.Text.Length <= 100 && word.Text.Any(char.IsLetterOrDigit)) return known[simple] = make(word.Text);
        _losses.Add($"there is no {noun} “{Losses.Brief(word.Text)}”{Suggestion(word.Text, known)}", word.Line, word.Column);
        return null;
    }

    private string NewMember(string name)
    {
        var key = Matching.Key(name, "member", _memberKeys);
        NewMembers.Add(new() { Key = key, Name = name });
        return key;
    }

    private string NewPillar(string name)
    {
        var key = Matching.Key(name, "pillar", _pillarKeys);
        NewPillars.Add(new() { Key = key, Name = name });
        return key;
    }

    private readonly Dictionary<string, string> _suggested = new(StringComparer.Ordinal);

    /// <summary>Each word is looked for once; of thousands of different ones only the first few hundred.</summary>
    private string Suggestion<T>(string word, IReadOnlyDictionary<string, T> known)
    {
        if (_suggested.TryGetValue(word, out var before)) return before;
        if (_suggested.Count > 300) return "";
        return _suggested[word] = Nearest.To(word, known.Keys) is { } near ? $"; did you mean “{near}”?" : "";
    }

    private static IEnumerable<Said> Several(Said all) => all.Text.Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20).Select(t => all with { Text = t });

    /// <summary>"Una" where only one member is called so.</summary>
    private static IEnumerable<(string, string)> FirstNames(Workspace workspace) => workspace.Members
        .GroupBy(m => Simple(m.Name.Split(' ')[0]), StringComparer.Ordinal)
        .Where(g => g.Count() == 1 && g.Key.Length > 2 && g.Key != "the")
        .Select(g => (g.Key, g.First().Key));

    private static Dictionary<string, string> Book(IEnumerable<(string Name, string Key)> names)
    {
        var book = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, key) in names)
            if (Simple(name) is { Length: > 0 } simple) book.TryAdd(simple, key);
        return book;
    }

    private static string Simple(string text) => string.Join(' ', text.ToLowerInvariant().Split([' ', '-', '_', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>"✅ Published" and "2. Writing" without what stands around the word.</summary>
    private static string Bare(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && !char.IsLetter(text[start])) start++;
        while (end > start && !char.IsLetter(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary>Trello writes a label's colour behind it: "Podcast (purple)".</summary>
    [GeneratedRegex(@"\s*\((?:green|yellow|orange|red|purple|blue|sky|lime|pink|black)(?:_\w+)?\)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();

    private static FrozenDictionary<string, T> Table<T>(params (T Value, string Names)[] rows) =>
        rows.SelectMany(r => r.Names.Split('|').Select(n => (Name: Simple(n), r.Value))).DistinctBy(n => n.Name).ToFrozenDictionary(n => n.Name, n => n.Value, StringComparer.Ordinal);
}
