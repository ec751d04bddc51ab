using System.Globalization;
using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Core.Texts;

/// <summary>
/// Cuts a text into a thread of posts, each within a limit and numbered at its end, "… 2/5". Posts end at paragraphs and
/// sentences where they can, then at words; a single word is parted only if it alone is too long. No word is lost,
/// doubled or changed.
/// </summary>
public static class Threads
{
    /// <summary>Below this a number leaves no room for words.</summary>
    public const int ShortestLimit = 20;

    private const int MostDigits = 4;

    /// <summary>A whole text: posts are filled with as many of its sentences as fit.</summary>
    /// <param name="limit">In the unit of <paramref name="counter"/>; at least <see cref="ShortestLimit"/>.</param>
    public static ValueList<string> Of(string text, int limit, Counter counter = Counter.Characters) => Numbered([text], limit, counter);

    /// <summary>Points: each begins a post of its own and runs on into further posts if it has to.</summary>
    public static ValueList<string> Of(IEnumerable<string> points, int limit, Counter counter = Counter.Characters) => Numbered(points.ToList(), limit, counter);

    private static ValueList<string> Numbered(IReadOnlyList<string> points, int limit, Counter counter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, ShortestLimit);
        if (points.Count == 1 && points[0].Trim() is var only && counter.Count(only) <= limit)
            return only.Length == 0 ? [] : [only];

        // How much room the numbers take depends on how many posts there are, and the other way round.
        for (var digits = 1; ; digits++)
        {
            var room = limit - (2 + 2 * digits);
            var posts = points.SelectMany(point => Posts(point, room, counter)).ToList();
            if (posts.Count.ToString(CultureInfo.InvariantCulture).Length <= digits || digits == MostDigits)
                return posts.Count == 1
                    ? posts.ToValueList()
                    : posts.Select((post, i) => string.Create(CultureInfo.InvariantCulture, $"{post} {i + 1}/{posts.Count}")).ToValueList();
        }
    }

    private static IEnumerable<string> Posts(string text, int room, Counter counter)
    {
        var post = "";
        foreach (var (piece, gap) in Pieces(text, room, counter))
        {
            var longer = post.Length == 0 ? piece : post + gap + piece;
            if (post.Length > 0 && counter.Count(longer) > room)
            {
                yield return post;
                longer = piece;
            }
            post = longer;
        }
        if (post.Length > 0)
            yield return post;
    }

    /// <summary>The largest pieces of a text that fit one post each, with what stood before them.</summary>
    private static IEnumerable<(string Piece, string Gap)> Pieces(string text, int room, Counter counter)
    {
        var gap = "";
        foreach (var paragraph in text.Split('\n').Select(p => p.Trim()).Where(p => p.Length > 0))
        {
            foreach (var sentence in Sentences.Of(paragraph))
            {
                if (counter.Count(sentence) <= room)
                {
                    yield return (sentence, gap);
                    gap = " ";
                    continue;
                }
                foreach (var word in sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                {
                    foreach (var part in Parts(word, room, counter))
                    {
                        yield return (part, gap);
                        gap = "";
                    }
                    gap = " ";
                }
            }
            gap = "\n\n";
        }
    }

    /// <summary>The word, in parts if it alone is too long: at graphemes, and within one only if a single grapheme is too long.</summary>
    private static IEnumerable<string> Parts(string word, int room, Counter counter)
    {
        if (counter.Count(word) <= room)
        {
            yield return word;
            yield break;
        }
        for (var start = 0; start < word.Length;)
        {
            var end = start;
            var sum = 0;
            while (end < word.Length)
            {
                var length = StringInfo.GetNextTextElementLength(word, end);
                sum += counter.Count(word.Substring(end, length));
                if (sum > room)
                    break;
                end += length;
            }
            if (end == start)
                end += StringInfo.GetNextTextElementLength(word, end);
            // A grapheme of fifty accents, or letters that happen to read as an address.
            while (counter.Count(word[start..end]) > room)
                end = Half(word, start, end);
            yield return word[start..end];
            start = end;
        }
    }

    private static int Half(string word, int start, int end)
    {
        var half = start + Math.Max(1, (end - start) / 2);
        return char.IsLowSurrogate(word[half]) && char.IsHighSurrogate(word[half - 1]) ? half + (half - 1 == start ? 1 : -1) : half;
    }
}
