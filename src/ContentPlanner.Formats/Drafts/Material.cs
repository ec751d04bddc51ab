using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Formats.Drafts;

/// <summary>
/// What a body offers to whoever makes something of it, laid out as they need it: an opening, the list that carries the
/// piece, the question left to the reader, what the reader is asked to do. Everything is the author's own words.
/// </summary>
internal sealed class Material
{
    private const int SectionsAtLeast = 2, KeySentences = 5, MarkedAtLeast = 3, WordsOfStory = 25, WordsOfTopic = 5;

    private readonly Locale _locale;

    /// <param name="locale">Whose quotation marks stand around what others said.</param>
    public Material(KeyPoints points, Locale locale)
    {
        _locale = locale;
        Points = points;
        Lead = Greetings.Without(points.Lead, locale.Language);
        var lead = Sentences.Of(Lead);
        Hook = lead.Count > 0 ? lead[0] : "";
        AfterHook = lead.Count > 1 ? Lead[lead[0].Length..].TrimStart() : "";
        Question = points.Questions.LastOrDefault(IsLeftToReader)?.Text ?? "";
        Asked = AskedIn(points);
        Steps = ListLines.Carrying(points);
        LastList = ListLines.LastOf(points);
        Sections = SectionsOf(points);
        Paragraphs = points.Paragraphs.Where(IsProse).Select(p => p == points.Lead ? Lead : p).ToValueList();
        Introduction = Paragraphs.Where(p => p != Lead && !points.Sections.Any(s => s.Paragraphs.Contains(p))).ToValueList();
        Quotes = QuotesOf(points);
        Quotation = points.Quotes.Where(q => !IsOwn(q)).Select(Quoted).FirstOrDefault("");
        Stories = Openings().Where(p => IsStory(p) && IsProse(p)).ToValueList();
        Passages = PassagesOf(points);
        Topics = Passages.Select(p => Sentences.Of(p)[0]).ToValueList();
        Call = CallToAct.Of(points);
    }

    public KeyPoints Points { get; }

    /// <summary>The first paragraph that says something, without its greeting; empty without one.</summary>
    public string Lead { get; }

    /// <summary>The first sentence of the lead; empty without one.</summary>
    public string Hook { get; }

    /// <summary>The rest of the lead.</summary>
    public string AfterHook { get; }

    /// <summary>The question the author leaves to the reader: one that ends a paragraph and is not answered. May be empty.</summary>
    public string Question { get; }

    /// <summary>Questions with what the body says next: those that stand as headings, else all that are answered.</summary>
    public ValueList<Question> Asked { get; }

    /// <summary>The list that carries the piece.</summary>
    public PointList Steps { get; }

    /// <summary>The list that comes last, where authors put what to do or what came of it.</summary>
    public PointList LastList { get; }

    public ValueList<MaterialSection> Sections { get; }

    /// <summary>Paragraphs that stand on their own: none that announces a list, asks or sells.</summary>
    public ValueList<string> Paragraphs { get; }

    /// <summary>Those between the lead and the first heading.</summary>
    public ValueList<string> Introduction { get; }

    /// <summary>Lines worth quoting, as they stand in a draft: in quotation marks with the name where another said them.</summary>
    public ValueList<string> Quotes { get; }

    /// <summary>Words set apart in the body, as they stand in a draft; empty without any.</summary>
    public string Quotation { get; }

    /// <summary>Paragraphs to open with when the first opening is known: each begins a section.</summary>
    public ValueList<string> Stories { get; }

    /// <summary>
    /// How each section begins, in reading order, where that is more than a sentence: a single one announces what stands
    /// below it. The key sentences of a body without sections.
    /// </summary>
    public ValueList<string> Passages { get; }

    /// <summary>The thoughts the piece moves through: the first sentence of each passage.</summary>
    public ValueList<string> Topics { get; }

    public CallToAct Call { get; }

    /// <summary>An opening for the n-th time somebody meets the piece: a line worth quoting that was not the first.</summary>
    public string HookOfOuting(int n)
    {
        var hooks = Quotes.Where(q => !Lead.Contains(q, StringComparison.Ordinal)).ToList();
        return hooks.Count == 0 ? Hook : hooks[(n - 1) % hooks.Count];
    }

    /// <summary>Headings that ask come first: their answers were written as answers.</summary>
    private static ValueList<Question> AskedIn(KeyPoints points)
    {
        var answered = points.Questions.Where(q => q.Answer.Length > 0).ToList();
        var headings = answered.Where(q => points.Sections.Any(s => s.Heading == q.Text)).ToList();
        return (headings.Count > 1 ? headings : answered).ToValueList();
    }

    /// <summary>
    /// What the author set apart is what the author would like to see quoted. Where that is little, lines chosen from the
    /// text follow it.
    /// </summary>
    private ValueList<string> QuotesOf(KeyPoints points)
    {
        var marked = points.Quotes.Where(q => !IsOwn(q)).Select(Quoted).ToValueList();
        return marked.Count >= MarkedAtLeast ? marked : points.Quotes.Where(q => !IsOwn(q) || !Sells(q.Text)).Select(q => IsOwn(q) ? q.Text : Quoted(q)).ToValueList();
    }

    private ValueList<MaterialSection> SectionsOf(KeyPoints points)
    {
        var lists = points.Lists.Where(l => !l.IsOfLinks(points)).ToLookup(l => l.Heading, StringComparer.Ordinal);
        return points.Sections.Select(section =>
            {
                var list = lists[section.Heading].FirstOrDefault(ListLines.None);
                var prose = section.Paragraphs.Select(p => p != list.Intro && IsProse(p) ? p : "").ToList();
                return new MaterialSection(section.Heading)
                {
                    Paragraphs = prose.Take(section.Opening).Where(p => p.Length > 0).ToValueList(),
                    List = list,
                    Carries = list.Points.Count > 0 && list == Steps,
                    Question = points.Questions.LastOrDefault(q => q.Text != Question && section.Sentences.Contains(q.Text) && IsLeftToReader(q))?.Text ?? "",
                    Numbers = points.Numbers.Where(section.Sentences.Contains).ToValueList(),
                    Quotes = section.Quotes.Select(Quoted).ToValueList(),
                    Rest = prose.Skip(section.Opening).Where(p => p.Length > 0).ToValueList(),
                };
            })
            .Where(s => s.Paragraphs.Count + s.List.Points.Count + s.Quotes.Count + s.Rest.Count > 0)
            .ToValueList();
    }

    private static ValueList<string> PassagesOf(KeyPoints points)
    {
        var passages = points.Sections
            .SelectMany(s => s.Paragraphs.Take(1))
            .Select(WithoutAnnouncement)
            .Where(p => Sentences.Of(p) is [var topic, _, ..] && !Sentences.IsQuestion(topic) && Words.Count(topic) >= WordsOfTopic)
            .ToValueList();
        return passages.Count >= SectionsAtLeast
            ? passages
            : points.KeySentences
                .Where(s => !Sentences.IsQuestion(s) && s != points.CallToAction)
                .Take(KeySentences)
                .OrderBy(s => points.Text.IndexOf(s, StringComparison.Ordinal)).ToValueList();
    }

    /// <summary>"A launch should be no larger than … I settle four limits:" without the sentence that leads on to a list.</summary>
    private static string WithoutAnnouncement(string paragraph)
    {
        if (!paragraph.EndsWith(':')) return paragraph;
        var spans = Sentences.Spans(paragraph);
        return spans.Count < 2 ? "" : paragraph[..spans[^2].End];
    }

    private IEnumerable<string> Openings() =>
        Points.Sections.Count > 0 ? Points.Sections.SelectMany(s => s.Paragraphs.Take(1)) : Points.Paragraphs.Skip(1);

    private bool IsLeftToReader(Question question) =>
        question.Answer.Length == 0 && Points.Paragraphs.Any(p => p.EndsWith(question.Text, StringComparison.Ordinal));

    private bool IsProse(string paragraph) =>
        !paragraph.EndsWith(':')
        && paragraph != Question
        && (Points.CallToAction.Length == 0 || !paragraph.Contains(Points.CallToAction, StringComparison.Ordinal));

    /// <summary>Enough to be read alone.</summary>
    private static bool IsStory(string paragraph) => Words.Count(paragraph) >= WordsOfStory && Sentences.Spans(paragraph).Count > 1;

    private bool IsOwn(Quote quote) => quote.By.Length == 0 && Points.Sentences.Contains(quote.Text);

    /// <summary>A line with a link in it says where to go, not what to think.</summary>
    private bool Sells(string sentence) => Points.Links.Any(l => l.Text.Length > 0 && sentence.Contains(l.Text, StringComparison.Ordinal));

    /// <summary>What the author set apart without marks and without a name is the author's own line, and stands as it is.</summary>
    private string Quoted(Quote quote) =>
        quote.By.Length > 0 ? $"{_locale.Quoted(quote.Text)} — {quote.By}"
        : quote.InMarks ? _locale.Quoted(quote.Text)
        : quote.Text;
}

/// <summary>What stands under a heading, in the order it is read.</summary>
internal sealed record MaterialSection(string Heading)
{
    /// <summary>What comes before its list or quotations, without the words that announce the list.</summary>
    public ValueList<string> Paragraphs { get; init; } = [];

    public PointList List { get; init; } = ListLines.None;

    /// <summary>Its list is the one that carries the piece.</summary>
    public bool Carries { get; init; }

    /// <summary>A question it leaves to the reader, other than the piece's last; may be empty.</summary>
    public string Question { get; init; } = "";

    /// <summary>Its sentences with a figure.</summary>
    public ValueList<string> Numbers { get; init; } = [];

    /// <summary>Quotations that stand under the heading.</summary>
    public ValueList<string> Quotes { get; init; } = [];

    /// <summary>What comes after its list or quotations.</summary>
    public ValueList<string> Rest { get; init; } = [];

    public int Words => Paragraphs.Concat(Rest).Concat(List.Points.Select(p => p.Whole())).Sum(t => Core.Texts.Words.Count(t));
}

/// <summary>What the reader is asked to do at the end, and the address for it.</summary>
internal sealed record CallToAct(string Text, SourceLink? Link)
{
    public static CallToAct Of(KeyPoints points) =>
        new(points.CallToAction, points.Links.FirstOrDefault(l => l.Text.Length > 0 && points.CallToAction.Contains(l.Text, StringComparison.Ordinal)));
}
