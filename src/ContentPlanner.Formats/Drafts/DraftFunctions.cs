using System.Collections;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Texts;
using NodaTime;
using Scriban;
using Scriban.Runtime;

namespace ContentPlanner.Formats.Drafts;

/// <summary>
/// What only drafts need beside the functions of all templates: not to say a thing twice, to fall into posts, and to ask a
/// launch for its days. "So far" is what the template has written when it asks.
/// </summary>
internal static class DraftFunctions
{
    /// <summary>For a thread where the channel has no limit: messages in a chat.</summary>
    private const int UsualPost = 500;

    public static IEnumerable<(string Name, Delegate Function)> For(Channel channel, LaunchSchedule? launch, Locale locale) =>
    [
        ("pick", (Func<TemplateContext, IEnumerable?, int, ScriptArray>)Pick),
        ("once", (Func<TemplateContext, string?, string?>)Once),
        ("posts", (Func<object?, string>)(text => Posts(text, channel))),
        ("first_sentences", (Func<IEnumerable?, int, string>)((paragraphs, limit) => FirstSentences(paragraphs, limit, channel.Counter))),
        ("brief", (Func<string?, int, string?>)((text, words) => Brief(text, words, locale))),
        ("short_sentences", (Func<string?, int, string?>)((text, words) => ShortSentences(text, words, locale))),
        ("alone", (Func<IEnumerable?, ScriptArray>)(sentences => ThoseAlone(sentences, locale))),
        ("anchor", (Func<string, LocalDate?>)(name => launch?.Anchor(name)?.Day)),
    ];

    /// <summary><c>points.quotes | pick 2</c>: the first two that do not stand in the draft so far.</summary>
    private static ScriptArray Pick(TemplateContext context, IEnumerable? texts, int count)
    {
        var written = Bare(context.Output.ToString() ?? "");
        var picked = new ScriptArray();
        foreach (var text in (texts ?? Array.Empty<object>()).OfType<string>())
        {
            if (picked.Count >= count) break;
            var bare = Bare(text);
            if (written.Contains(bare, StringComparison.Ordinal)) continue;
            written += "\n" + bare;
            picked.Add(text);
        }
        return picked;
    }

    /// <summary><c>question | once</c>: nothing if it stands in the draft so far.</summary>
    private static string? Once(TemplateContext context, string? text) =>
        text is null || Bare(context.Output.ToString() ?? "").Contains(Bare(text), StringComparison.Ordinal) ? null : text;

    /// <summary>
    /// <c>section.paragraphs | first_sentences 180</c>: the whole sentences the first paragraph begins with, and nothing when
    /// not one fits. For a slide, where a sentence that breaks off is worse than none.
    /// </summary>
    private static string FirstSentences(IEnumerable? paragraphs, int limit, Counter counter)
    {
        var text = (paragraphs ?? Array.Empty<object>()).OfType<string>().FirstOrDefault("");
        return text[..Sentences.Spans(text).Select(s => s.End).LastOrDefault(end => counter.Count(text[..end]) <= limit)];
    }

    /// <summary><c>step.text | brief 13</c>: what it begins with, in so many words at most; nothing where no thought is that short.</summary>
    private static string? Brief(string? text, int words, Locale locale) =>
        Brevity.Of(text ?? "", words, locale.Language) is { Length: > 0 } brief ? brief : null;

    /// <summary>
    /// <c>step.text | short_sentences 13</c>: whole sentences of so many words at most, those it begins with, else one that
    /// stands alone; nothing where none is so short.
    /// </summary>
    private static string? ShortSentences(string? text, int words, Locale locale) =>
        Brevity.WholeOf(text ?? "", words, locale.Language) is { Length: > 0 } whole ? whole : null;

    /// <summary><c>points.topics | alone</c>: those that can be read without the page around them.</summary>
    private static ScriptArray ThoseAlone(IEnumerable? sentences, Locale locale) =>
        new((sentences ?? Array.Empty<object>()).OfType<string>().Where(s => Alone.Stands(s, locale.Language)));

    /// <summary>
    /// <c>text | posts</c>: the posts of a thread, numbered, a divider between them. What stands between dividers begins a
    /// post of its own and runs on into further ones if it has to.
    /// </summary>
    private static string Posts(object? text, Channel channel) => string.Join(
        $"\n{DraftText.Divider}\n",
        Threads.Of(DraftText.Texts(DraftText.Tidied(text?.ToString() ?? "")), Math.Max(channel.Limit ?? UsualPost, Threads.ShortestLimit), channel.Counter));

    /// <summary>Without what differs between a title, a sentence and a quotation of the same words.</summary>
    private static string Bare(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '.', '“', '”', '„', '"');
}
