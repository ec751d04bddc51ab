using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Texts;
using NodaTime;
using NodaTime.Text;
using Scriban.Runtime;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// What templates can do with words and days, for one reader and one channel: <see cref="With"/> puts the functions beside a
/// template's values. Lengths are in the channel's unit, days and numbers in the locale's writing; arguments that make no
/// sense are a mistake of the template, told with its place.
/// </summary>
public sealed class TemplateFunctions
{
    /// <summary>Longer texts are whole books; cutting them into posts takes longer than a template may.</summary>
    private const int LongestText = 50_000;

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public Locale Locale { get; init; } = Locale.For("en-GB");

    /// <summary>The day <c>days_until</c> counts from; null: the text belongs to no day, and the function is refused.</summary>
    public LocalDate? Today { get; init; }

    public Counter Counter { get; init; } = Counter.Characters;

    /// <summary>What the channel holds: the limit of <c>shorten</c>, <c>fit</c> and <c>thread</c> where they name none.</summary>
    public int? Limit { get; init; }

    /// <summary>What <c>link</c> adds to addresses.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>The key of the piece or launch, as the campaign's name.</summary>
    public string? CampaignName { get; init; }

    /// <summary>Values for a template, and beside them the functions. A value must not have the name of a function.</summary>
    public IReadOnlyDictionary<string, object?> With(IReadOnlyDictionary<string, object?> values)
    {
        var all = new Dictionary<string, object?>(values, StringComparer.Ordinal);
        foreach (var (name, function) in All)
            all.Add(name, function);
        return all;
    }

    /// <summary>The functions by the names templates call them.</summary>
    private Dictionary<string, Delegate> All => new(StringComparer.Ordinal)
    {
        ["shorten"] = Shorten,
        ["fit"] = Fit,
        ["thread"] = Thread,
        ["length"] = Length,
        ["sentences"] = SentencesOf,
        ["in_order"] = InOrder,
        ["quote"] = Quote,
        ["bullets"] = Bullets,
        ["numbered"] = Numbered,
        ["hashtags"] = HashtagsOf,
        ["link"] = Link,
        ["date"] = Date,
        ["time"] = Time,
        ["days_until"] = DaysUntil,
        ["number"] = Number,
        ["lines"] = Lines,
    };

    /// <summary><c>{{ lead | shorten 200 }}</c>: whole sentences, else up to a comma or word with "…".</summary>
    public string Shorten(string? text, int? limit = null) => Shortening.Shorten(Checked(text), Room(limit), Counter);

    /// <summary><c>{{ paragraphs | fit 900 }}</c>: as many whole paragraphs as fit.</summary>
    public string Fit(IEnumerable? paragraphs, int? limit = null) => Shortening.Fit(Passages(paragraphs), Room(limit), Counter);

    /// <summary><c>{{ for post in series | thread }}</c>: a text, or a list whose every point begins a post; numbered 1/5.</summary>
    public ScriptArray Thread(object? text, int? limit = null)
    {
        var room = Room(limit);
        if (room < Threads.ShortestLimit)
            throw new ArgumentException($"a thread needs posts of at least {Threads.ShortestLimit} characters");
        return new ScriptArray(text is IEnumerable list and not string ? Threads.Of(Passages(list), room, Counter) : Threads.Of(Checked(text?.ToString()), room, Counter));
    }

    /// <summary><c>{{ length draft }}</c>: how long the channel finds it.</summary>
    public int Length(string? text) => Counter.Count(text ?? "");

    /// <summary><c>{{ sentences section.text | array.first }}</c></summary>
    public static ScriptArray SentencesOf(string? text) => new(Sentences.Of(Checked(text)));

    /// <summary><c>{{ key_sentences | array.limit 3 | in_order text }}</c>: as the source has them, so that they read on.</summary>
    public static ScriptArray InOrder(IEnumerable? texts, string? source)
    {
        var line = (source ?? "").Replace('\n', ' ');
        return new ScriptArray(Texts(texts).OrderBy(t => line.IndexOf(t, StringComparison.Ordinal) is var at && at >= 0 ? at : int.MaxValue));
    }

    /// <summary><c>{{ quote "Yes." }}</c>: in the locale's quotation marks; a quote of the source with its speaker behind a dash.</summary>
    public string Quote(object? quote)
    {
        var (text, by) = quote is ScriptObject said ? (Field(said, "text"), Field(said, "by")) : (quote?.ToString(), null);
        var quoted = string.IsNullOrEmpty(text) ? "" : Locale.Quoted(text);
        return string.IsNullOrEmpty(by) ? quoted : $"{quoted} — {by}";
    }

    /// <summary><c>{{ series | bullets }}</c>: one line for each; of a point its title, or its text if it has none.</summary>
    public static string Bullets(IEnumerable? items, string? mark = null) => string.Join('\n', Texts(items).Select(item => $"{mark ?? "•"} {item}"));

    /// <summary><c>{{ series | numbered }}</c>: "1. …", one line for each.</summary>
    public static string Numbered(IEnumerable? items) =>
        string.Join('\n', Texts(items).Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {item}")));

    /// <summary><c>{{ hashtags pillar.hashtags 3 }}</c></summary>
    public static string HashtagsOf(IEnumerable? names, int? atMost = null) => Hashtags.Of(Texts(names), Math.Max(0, atMost ?? int.MaxValue));

    /// <summary><c>{{ link url }}</c>: with the campaign; <c>{{ link url 'footer' }}</c> tells several links apart.</summary>
    public string Link(string? url, string? content = null) =>
        CampaignLink.Of(url ?? "", Campaign, CampaignName, content);

    /// <summary><c>{{ day | date 'weekday' }}</c>: the styles of <see cref="DayStyle"/>, long if none is named; a time has one way only. Nothing for no day.</summary>
    public string Date(object? day, string? style = null) =>
        day is LocalTime ? Time(day) : Day(day) is { } read ? Locale.Format(read, Style(style)) : "";

    /// <summary><c>{{ time start }}</c>. Nothing for no time.</summary>
    public string Time(object? time) => time switch
    {
        null or "" => "",
        LocalTime clock => Locale.Format(clock),
        string text when Clock.Parse(text) is { Success: true } read => Locale.Format(read.Value),
        _ => throw new ArgumentException($"'{time}' is not a time such as 09:30"),
    };

    /// <summary><c>{{ days_until launch.day }}</c>: negative once it has passed.</summary>
    public int DaysUntil(object? day)
    {
        if (Today is not { } today)
            throw new ArgumentException("days_until is not available here: this text does not belong to a day");
        return Day(day) is { } read ? Period.DaysBetween(today, read) : throw new ArgumentException("days_until wants a day");
    }

    /// <summary><c>{{ number 12500.5 }}</c>, <c>{{ number share 1 }}</c>: as the locale writes it.</summary>
    public string Number(object? number, int? decimals = null) => number switch
    {
        null => "",
        double or float when !double.IsFinite(Convert.ToDouble(number, CultureInfo.InvariantCulture)) => throw new ArgumentException("this is not a number that can be written"),
        double or float or decimal or int or long => Locale.Format(Convert.ToDecimal(number, CultureInfo.InvariantCulture), decimals is { } places ? Math.Clamp(places, 0, 20) : null),
        _ => throw new ArgumentException($"'{number}' is not a number"),
    };

    /// <summary><c>{{ lines draft }}</c>, for .html templates: text of several lines, kept as lines where HTML would run them together.</summary>
    public static SafeHtml Lines(string? text) =>
        new(WebUtility.HtmlEncode(text ?? "").ReplaceLineEndings("<br>\n"));

    private int Room(int? limit) => Math.Max(0, limit ?? Limit ??
        throw new ArgumentException("how long may it be? This channel has no limit, so name one, as in: shorten 200"));

    private static string Checked(string? text) => text is { Length: > LongestText }
        ? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"this text is longer than {LongestText:N0} characters"))
        : text ?? "";

    private static LocalDate? Day(object? day) => day switch
    {
        null or "" => null,
        LocalDate date => date,
        string text when LocalDatePattern.Iso.Parse(text.Length > 10 ? text[..10] : text) is { Success: true } read => read.Value,
        _ => throw new ArgumentException($"'{day}' is not a day such as 2027-03-05"),
    };

    private static DayStyle Style(string? word) =>
        Styles.TryGetValue(word ?? "long", out var style) ? style
        : throw new ArgumentException($"there is no style of date '{word}'; there are {string.Join(", ", Styles.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>DayMonthShort is written <c>day-month-short</c>.</summary>
    private static readonly FrozenDictionary<string, DayStyle> Styles = Enum.GetValues<DayStyle>().ToFrozenDictionary(
        style => string.Concat(style.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString())),
        StringComparer.Ordinal);

    /// <summary>The texts of a list; of a point its title, or its text if it has none.</summary>
    private static IEnumerable<string> Texts(IEnumerable? items) =>
        Read(items, point => Field(point, "title") is { Length: > 0 } title ? title : Field(point, "text"));

    /// <summary>The texts of a list; of a point its title and its text, one below the other.</summary>
    private static IEnumerable<string> Passages(IEnumerable? items) =>
        Read(items, point => string.Join("\n\n", new[] { Field(point, "title"), Field(point, "text") }.Where(t => !string.IsNullOrEmpty(t))));

    private static IEnumerable<string> Read(IEnumerable? items, Func<ScriptObject, string?> point)
    {
        // A single text where a list is wanted would fall apart into characters.
        var list = items is string only ? new[] { only } : items ?? Array.Empty<object>();
        foreach (var item in list)
        {
            var text = item is ScriptObject entry ? point(entry) : item?.ToString();
            if (!string.IsNullOrEmpty(text))
                yield return Checked(text);
        }
    }

    private static string? Field(ScriptObject item, string name) => item.TryGetValue(name, out var value) ? value?.ToString() : null;
}
