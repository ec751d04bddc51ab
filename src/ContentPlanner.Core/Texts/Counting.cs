using System.Globalization;
using System.Text;
using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Core.Texts;

/// <summary>How long a text is for a network.</summary>
public static class Counting
{
    private const int AddressWeight = 23;
    private const int EmojiWeight = 2;

    /// <summary>
    /// The length of a text in the counter's unit.
    /// <list type="bullet">
    /// <item><see cref="Counter.Characters"/>: UTF-16 code units, as JavaScript's <c>length</c> and so most web forms count;
    /// LinkedIn and Instagram publish no other unit. An emoji is 2 or more.</item>
    /// <item><see cref="Counter.Graphemes"/>: extended grapheme clusters (UAX #29), as Bluesky's <c>maxGraphemes</c>. A family emoji is 1.</item>
    /// <item><see cref="Counter.XWeighted"/>: X's weights (twitter-text configuration v3, developer.x.com "Counting characters"): an
    /// address is 23, an emoji 2 however it is composed, other code points 1 up to U+10FF and in general punctuation, else 2,
    /// after Unicode normalization C.</item>
    /// </list>
    /// </summary>
    public static int Count(this Counter counter, string text) => counter switch
    {
        Counter.Graphemes => Graphemes(text),
        Counter.XWeighted => Weight(Composition.Compose(text)),
        _ => text.Length,
    };

    private static int Graphemes(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++)
            text = text[StringInfo.GetNextTextElementLength(text)..];
        return count;
    }

    private static int Weight(ReadOnlySpan<char> text)
    {
        var weight = 0;
        var at = 0;
        foreach (var address in WebAddresses.In(text))
        {
            weight += WeightOfWords(text[at..address.Start]) + AddressWeight;
            at = address.End;
        }
        return weight + WeightOfWords(text[at..]);
    }

    private static int WeightOfWords(ReadOnlySpan<char> text)
    {
        var weight = 0;
        while (!text.IsEmpty)
        {
            var length = StringInfo.GetNextTextElementLength(text);
            weight += IsEmoji(text[..length]) ? EmojiWeight : WeightOfCodePoints(text[..length]);
            text = text[length..];
        }
        return weight;
    }

    private static int WeightOfCodePoints(ReadOnlySpan<char> text)
    {
        var weight = 0;
        foreach (var rune in text.EnumerateRunes())
            weight += rune.Value is <= 0x10FF or >= 0x2000 and <= 0x200D or >= 0x2010 and <= 0x201F or >= 0x2032 and <= 0x2037 ? 1 : 2;
        return weight;
    }

    /// <summary>Pictures by themselves, with skin tone, joined with others, flags, and keycaps such as 1️⃣.</summary>
    private static bool IsEmoji(ReadOnlySpan<char> cluster)
    {
        Rune.DecodeFromUtf16(cluster, out var first, out _);
        return first.Value switch
        {
            >= 0x1F000 and <= 0x1FAFF => true,
            >= 0x2190 and <= 0x2BFF or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x3030 or 0x303D or 0x3297 or 0x3299 => cluster.Length > 1,
            '#' or '*' or >= '0' and <= '9' => cluster[^1] == '\u20E3',
            0xA9 or 0xAE => cluster.Length > 1 && cluster[1] == '\uFE0F',
            _ => false,
        };
    }
}
