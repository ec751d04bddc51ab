using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Formats.Templates;

/// <summary>What a body says, under the names templates use.</summary>
public static class KeyPointsValues
{
    /// <summary>
    /// <c>title, lead, paragraphs, sections (heading, level, paragraphs, sentences, items), items (title, text), sentences,
    /// key_sentences, quotes (text, by), numbers, questions (text, answer), call_to_action, links (text, url),
    /// series (title, text), chapters (at, seconds, title), words, text</c>
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Of(KeyPoints points) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["title"] = points.Title,
        ["lead"] = points.Lead,
        ["paragraphs"] = points.Paragraphs,
        ["sections"] = points.Sections.Select(Of),
        ["items"] = points.Items.Select(Of),
        ["sentences"] = points.Sentences,
        ["key_sentences"] = points.KeySentences,
        ["quotes"] = points.Quotes.Select(quote => new Dictionary<string, object?> { ["text"] = quote.Text, ["by"] = quote.By }),
        ["numbers"] = points.Numbers,
        ["questions"] = points.Questions.Select(question => new Dictionary<string, object?> { ["text"] = question.Text, ["answer"] = question.Answer }),
        ["call_to_action"] = points.CallToAction,
        ["links"] = points.Links.Select(link => new Dictionary<string, object?> { ["text"] = link.Text, ["url"] = link.Url }),
        ["series"] = points.Series.Select(Of),
        ["chapters"] = points.Chapters.Select(mark => new Dictionary<string, object?> { ["at"] = mark.At, ["seconds"] = mark.Seconds, ["title"] = mark.Title }),
        ["words"] = points.Words,
        ["text"] = points.Text,
    };

    /// <summary>One part of a series: <c>title, text</c>.</summary>
    public static IReadOnlyDictionary<string, object?> Of(Point point) => new Dictionary<string, object?> { ["title"] = point.Title, ["text"] = point.Text };

    private static Dictionary<string, object?> Of(Section section) => new()
    {
        ["heading"] = section.Heading,
        ["level"] = section.Level,
        ["paragraphs"] = section.Paragraphs,
        ["sentences"] = section.Sentences,
        ["items"] = section.Items.Select(Of),
    };
}
