using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The entries of a blog's feed: RSS 0.91 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, as they come in real life. Posts come in as
/// published pieces with their texts. One reader for all, which keeps the line of each entry and takes what is there before a
/// file breaks off (docs/decisions/0011).
/// </summary>
public sealed class FeedReading
{
    public const string From = "feed";

    private static readonly XName XmlBase = XNamespace.Xml + "base";

    private readonly string _file;
    private readonly DateTimeZone _here;
    private readonly LocalDate _today;
    private readonly Losses _losses;
    private readonly List<Problem> _problems = [];
    private readonly List<Incoming> _items = [];
    private readonly List<LeftOut> _left = [];
    private Uri? _base;
    private string? _name;
    private int _count;

    /// <summary>The feed says where its relative addresses start.</summary>
    private bool _saysBase;

    private FeedReading(string file, Uri? from, DateTimeZone here, LocalDate today) => (_file, _base, _here, _today, _losses) = (file, from, here, today, new(file));

    /// <param name="file">As the person named it: a file, an address.</param>
    /// <param name="from">Where it was fetched: relative links start there unless the feed says otherwise; null: a file.</param>
    /// <param name="zone">The workspace's: moments become its.</param>
    public static ImportReading Read(string file, string text, Uri? from, DateTimeZone zone, LocalDate today)
    {
        var reading = new FeedReading(file, from, zone, today);
        reading.Scan(FeedText.Mended(text));
        return new(From, reading._count, reading._items.ToValueList(), reading._left.ToValueList(), [.. reading._problems, .. reading._losses.Problems()]) { Name = reading._name };
    }

    private void Scan(string text)
    {
        var (line, column, isFeed) = (1, 1, false);
        if (!IsShallow(text)) return;
        try
        {
            using var reader = FeedText.Open(text);
            while (!reader.EOF)
            {
                (line, column) = ((IXmlLineInfo)reader).HasLineInfo() ? (((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition) : (line, column);
                if (reader.NodeType != XmlNodeType.Element)
                {
                    reader.Read();
                    continue;
                }
                if (reader.Depth == 0 && reader.LocalName is not ("rss" or "RDF" or "feed"))
                {
                    _problems.Add(new(_file, line, column, reader.LocalName.Equals("html", StringComparison.OrdinalIgnoreCase)
                        ? "this is a web page, not a feed: look there for a link called RSS, Atom or feed"
                        : $"this is no feed: it begins with <{Losses.Brief(reader.LocalName)}> instead of <rss>, <feed> or <rdf:RDF>"));
                    return;
                }
                isFeed = true;
                if (reader.LocalName is "item" or "entry" && reader.Depth <= 2)
                {
                    if (_count == ImportLimits.Entries)
                    {
                        _problems.Add(new(_file, line, column, string.Create(CultureInfo.InvariantCulture, $"a feed has at most {ImportLimits.Entries:N0} entries: this one has more")));
                        return;
                    }
                    _count++;
                    Take((XElement)XNode.ReadFrom(reader), line, column);
                }
                else if (reader.Depth <= 2 && reader.LocalName is "title" && _name is null) _name = Losses.Brief(BodyText.Plain(Value((XElement)XNode.ReadFrom(reader))));
                else if (reader.Depth <= 2 && reader.LocalName is "link" && _base is null)
                {
                    var link = (XElement)XNode.ReadFrom(reader);
                    if ((string?)link.Attribute("rel") is null or "alternate" && Addresses.Web((string?)link.Attribute("href") ?? link.Value, null) is { } home) _base = new(home);
                }
                else
                {
                    if (reader.GetAttribute("base", XNamespace.Xml.NamespaceName) is { } given && Addresses.Web(given, _base) is { } whole) (_base, _saysBase) = (new(whole), true);
                    // The head of the feed holds what nobody imports: an image with a title and a link of its own, a form.
                    if (reader.Depth > 0 && reader.LocalName is not ("channel" or "items")) reader.Skip();
                    else reader.Read();
                }
            }
        }
        catch (XmlException broken)
        {
            if (_count > _items.Count + _left.Count) _left.Add(new(line, column, "", "the feed breaks within it"));
            var why = string.Create(CultureInfo.InvariantCulture, $"the feed breaks here ({Plain(broken.Message)}); {_items.Count} entries before it are read, what comes after it is not");
            // What stands whole before it is still worth having, as long as there is anything.
            _problems.Add(new(_file, Math.Max(1, broken.LineNumber), Math.Max(1, broken.LinePosition), why, _items.Count > 0 ? Severity.Warning : Severity.Error));
            return;
        }
        if (!isFeed) _problems.Add(new(_file, 1, 1, "this is no feed: there is nothing in it"));
    }

    /// <summary>Elements stand in each other only so deep; a file made to exhaust us is found before a tree is made of it.</summary>
    private bool IsShallow(string text)
    {
        try
        {
            using var reader = FeedText.Open(text);
            while (reader.Read())
            {
                if (reader.Depth <= ImportLimits.Depth) continue;
                var place = (IXmlLineInfo)reader;
                _problems.Add(new(_file, place.LineNumber, place.LinePosition, string.Create(CultureInfo.InvariantCulture, $"elements stand more than {ImportLimits.Depth} deep in each other: this is no feed")));
                return false;
            }
        }
        catch (XmlException)
        {
            // Where it breaks is told when it is read.
        }
        return true;
    }

    private void Take(XElement entry, int line, int column)
    {
        var from = _base;
        if ((string?)entry.Attribute(XmlBase) is { } given && Addresses.Web(given, _base) is { } whole) from = new(whole);
        var guid = Said(entry, "guid") ?? Said(entry, "id");
        var url = Link(entry, from) ?? (Said(entry, "guid") is { } permalink && (string?)Child(entry, "guid")!.Attribute("isPermaLink") != "false" ? Addresses.Web(permalink, null) is { } p && permalink.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? p : null : null);
        // What is relative is so to the post, unless the feed says otherwise.
        var within = _saysBase || entry.Attribute(XmlBase) is not null || url is null ? from : new Uri(url);
        var html = Text(entry, out var isMarkup);
        var title = Title(entry);
        if (title.Length == 0 && html is not null) title = FirstWords(BodyText.Plain(html));
        if (title.Length == 0 && url is not null) title = Losses.Brief(url);
        if (title.Length == 0)
        {
            _left.Add(new(line, column, "", "it has neither title nor text nor link"));
            return;
        }
        if (title.Length > ImportLimits.Title) title = title[..ImportLimits.Title];
        var at = When(entry, line, column);
        var id = guid is { Length: > 0 and <= 500 } ? guid : url is not null ? Addresses.Plain(url) : $"title:{Matching.Plain(title)}";
        _items.Add(new()
        {
            Id = id,
            IsNamedByTitle = guid is null && url is null,
            Title = title,
            Line = line,
            Column = column,
            From = at?.Day,
            Moment = at is { Time: { } time } ? at.Value.Day + time : null,
            KnownStatus = at?.Day > _today ? PieceStatus.Scheduled : PieceStatus.Published,
            Format = Recording(entry) is { } format ? new(format, line, column) : null,
            Labels = Categories(entry, line, column).ToValueList(),
            Url = url,
            Body = html is null ? null : isMarkup ? BodyText.Html(html, _losses, line, column, within) : BodyText.Of(html, _losses, line, column, within),
            Text = html is null ? null : BodyText.Plain(html),
        });
    }

    private (LocalDate Day, LocalTime? Time)? When(XElement entry, int line, int column)
    {
        string? said = null;
        foreach (var name in (ReadOnlySpan<string>)["pubDate", "published", "issued", "date", "created", "updated", "modified", "publicationDate"])
        {
            if (Said(entry, name) is not { } text) continue;
            if (FeedMoment.Read(text, _here) is { } at) return at;
            said ??= text;
        }
        if (said is not null) _losses.Add($"“{Losses.Brief(said)}” is no day that can be read; the entry has none", line, column);
        return null;
    }

    /// <summary>The text with the most in it; whether it is markup for sure.</summary>
    private static string? Text(XElement entry, out bool isMarkup)
    {
        isMarkup = true;
        var encoded = Children(entry, "encoded").Select(Value).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
        if (encoded is not null) return encoded;
        foreach (var content in Children(entry, "content").Concat(Children(entry, "summary")))
        {
            if ((string?)content.Attribute("src") is not null && string.IsNullOrWhiteSpace(content.Value)) continue;
            var type = (string?)content.Attribute("type") ?? "text";
            var isXhtml = type is "xhtml" or "application/xhtml+xml" || content.HasElements;
            var said = isXhtml ? string.Concat(content.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting))) : content.Value;
            if (string.IsNullOrWhiteSpace(said)) continue;
            isMarkup = isXhtml || type.Contains("html", StringComparison.OrdinalIgnoreCase);
            return said;
        }
        isMarkup = false;
        return Children(entry, "description").Concat(Children(entry, "body")).Select(Value).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
    }

    private static string Title(XElement entry) => BodyText.Plain(Children(entry, "title").OrderBy(t => t.Name.NamespaceName.Contains("media", StringComparison.OrdinalIgnoreCase) || t.Name.NamespaceName.Contains("itunes", StringComparison.OrdinalIgnoreCase)).Select(Value).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)) ?? "");

    /// <summary>The post itself: of Atom's links the alternate one; of others, the first that leads anywhere.</summary>
    private static string? Link(XElement entry, Uri? from)
    {
        var links = Children(entry, "link").ToList();
        foreach (var link in links.OrderBy(l => (string?)l.Attribute("rel") switch { "alternate" => 0, null => 1, _ => 2 }))
        {
            if ((string?)link.Attribute("rel") is "self" or "edit" or "replies" or "enclosure" or "hub" or "related" or "via") continue;
            var said = (string?)link.Attribute("href") ?? link.Value;
            if (!string.IsNullOrWhiteSpace(said) && Addresses.Web(said, from) is { } address) return address;
        }
        return Said(entry, "origLink") is { } original ? Addresses.Web(original, from) : null;
    }

    /// <summary>What an enclosure makes of it: a podcast, a video.</summary>
    private static string? Recording(XElement entry)
    {
        foreach (var enclosure in Children(entry, "enclosure").Concat(Children(entry, "link").Where(l => (string?)l.Attribute("rel") == "enclosure")))
        {
            var type = (string?)enclosure.Attribute("type") ?? "";
            if (type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)) return "podcast";
            if (type.StartsWith("video/", StringComparison.OrdinalIgnoreCase)) return "video";
        }
        return null;
    }

    private static IEnumerable<Said> Categories(XElement entry, int line, int column) => Children(entry, "category").Concat(Children(entry, "subject"))
        .Select(c => Losses.Brief(BodyText.Plain((string?)c.Attribute("label") ?? (string?)c.Attribute("term") ?? c.Value)))
        .Where(c => c.Length > 0 && !c.Equals("Uncategorized", StringComparison.OrdinalIgnoreCase))
        .Distinct(StringComparer.OrdinalIgnoreCase).Take(20).Select(c => new Said(c, line, column));

    private static string Value(XElement element) => element.HasElements ? string.Concat(element.Nodes().Select(n => n is XText text ? text.Value : n.ToString(SaveOptions.DisableFormatting))) : element.Value;

    private static string? Said(XElement entry, string name) => Child(entry, name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static XElement? Child(XElement entry, string name) => Children(entry, name).FirstOrDefault(c => !string.IsNullOrWhiteSpace(c.Value));

    private static IEnumerable<XElement> Children(XElement entry, string name) => entry.Elements().Where(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string FirstWords(string text) => text.Length <= 70 ? text : text[..70].LastIndexOf(' ') is > 20 and var end ? text[..end] + "…" : text[..70] + "…";

    /// <summary>Without the place, which the message has anyhow.</summary>
    private static string Plain(string message) => Losses.Brief(message.Split(" Line ")[0].TrimEnd('.'));
}
