namespace ContentPlanner.Core.Leverage;

/// <summary>
/// What a body says, taken apart for those who make drafts from it. Everything here is verbatim: each string is a part
/// of <see cref="Text"/> with its line breaks read as spaces. Nothing is rewritten, joined or invented.
/// </summary>
public sealed record KeyPoints
{
    public static readonly KeyPoints None = new();

    /// <summary>The whole body without markup, one block a line.</summary>
    public string Text { get; init; } = "";

    /// <summary>The main heading; empty if there is none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The first paragraph that says something.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Every paragraph of prose in reading order; no headings, items or quotations.</summary>
    public ValueList<string> Paragraphs { get; init; } = [];

    /// <summary>What stands under each heading except the title.</summary>
    public ValueList<Section> Sections { get; init; } = [];

    /// <summary>Every item of every list in reading order.</summary>
    public ValueList<Point> Items { get; init; } = [];

    /// <summary>Every list of points in reading order; neither tables of times nor lists within lists.</summary>
    public ValueList<PointList> Lists { get; init; } = [];

    /// <summary>Every finished sentence in reading order; the author's own, so without quotations.</summary>
    public ValueList<string> Sentences { get; init; } = [];

    /// <summary>The sentences that say most of what the body says, best first, no two alike.</summary>
    public ValueList<string> KeySentences { get; init; } = [];

    /// <summary>Quotations of the body first, then short sentences that stand on their own, best first.</summary>
    public ValueList<Quote> Quotes { get; init; } = [];

    /// <summary>Sentences that carry a figure, in reading order.</summary>
    public ValueList<string> Numbers { get; init; } = [];

    public ValueList<Question> Questions { get; init; } = [];

    /// <summary>What the reader is asked to do at the end; empty if nothing.</summary>
    public string CallToAction { get; init; } = "";

    /// <summary>Web addresses the body links to, each once.</summary>
    public ValueList<SourceLink> Links { get; init; } = [];

    /// <summary>
    /// What a series can be made of: the points of the list that carries the piece, else its sections. Empty if it has
    /// neither.
    /// </summary>
    public ValueList<Point> Series { get; init; } = [];

    /// <summary>The body's own table of times; empty if it has none.</summary>
    public ValueList<TimeMark> Chapters { get; init; } = [];

    public int Words { get; init; }
}

public sealed record Section(string Heading, int Level)
{
    public ValueList<string> Paragraphs { get; init; } = [];
    public ValueList<string> Sentences { get; init; } = [];
    public ValueList<Point> Items { get; init; } = [];
    public ValueList<Quote> Quotes { get; init; } = [];

    /// <summary>How many of its paragraphs stand before its first list or quotation; all of them when it has neither.</summary>
    public int Opening { get; init; }
}

/// <summary>A list with the words that lead up to it: without them its points are riddles.</summary>
/// <param name="Heading">The heading it stands under; empty if none.</param>
/// <param name="Intro">The paragraph right before it; empty if there is none.</param>
/// <param name="Before">The paragraph right before the intro, which may need it; empty if something else stands there.</param>
public sealed record PointList(string Heading, string Intro, ValueList<Point> Points, string Before = "");

/// <summary>A point made in a list or under a heading.</summary>
/// <param name="Title">Its bold opening or heading, without the mark at its end; may be empty.</param>
/// <param name="Text">The rest; may be empty when the title says it all.</param>
public sealed record Point(string Title, string Text);

/// <param name="By">Whose words they are; empty for the author's own.</param>
public sealed record Quote(string Text, string By = "")
{
    /// <summary>The source has it in quotation marks, so that somebody says it; without them it is only set apart.</summary>
    public bool InMarks { get; init; }
}

/// <param name="Answer">What the body says next; empty if it leaves the question to the reader.</param>
public sealed record Question(string Text, string Answer);

public sealed record SourceLink(string Text, string Url);

/// <param name="At">As written, <c>04:10</c> or <c>1:02:30</c>.</param>
/// <param name="Seconds">The same from the start.</param>
public sealed record TimeMark(string At, int Seconds, string Title);
