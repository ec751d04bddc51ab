using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ContentPlanner.Core.Texts;

/// <summary>
/// Unicode Normalization Form C, for counting (UAX #15): "e" and an accent are one "é". The program runs with invariant
/// globalization, where <see cref="string.Normalize()"/> leaves text as it is.
/// </summary>
internal static class Composition
{
    private const char FirstMark = '\u0300';
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TrailFirst = 0x11A7;
    private const int Leads = 19, Vowels = 21, Trails = 28;

    /// <summary>Hardly any text has a character that joins another; the tables are for those that have.</summary>
    private static readonly SearchValues<char> Composing = SearchValues.Create(
    [
        .. CompositionTable.Joined.Select(line => line[0]),
        .. CompositionTable.Rewritten.Select(line => line[0]),
        .. Enumerable.Range(VowelFirst, Vowels).Concat(Enumerable.Range(TrailFirst + 1, Trails - 1)).Select(c => (char)c),
    ]);

    /// <summary>Apart from <see cref="Composing"/>, so that they are built for the first text that needs them.</summary>
    private static class Tables
    {
        public static readonly FrozenDictionary<(char Letter, char Mark), char> Joins = CompositionTable.Joined
            .SelectMany(line => line.Skip(1).Chunk(2).Select(pair => KeyValuePair.Create((pair[0], line[0]), pair[1])))
            .ToFrozenDictionary();

        public static readonly FrozenDictionary<char, (char Letter, char Mark)> Parts =
            Joins.ToFrozenDictionary(join => join.Value, join => join.Key);

        public static readonly FrozenDictionary<char, string> Rewrites = CompositionTable.Rewritten.ToFrozenDictionary(line => line[0], line => line[1..]);
    }

    /// <summary>The letter without its marks: "e" of "é".</summary>
    public static char Bare(char letter)
    {
        while (letter > 127 && Tables.Parts.TryGetValue(letter, out var parts)) letter = parts.Letter;
        return letter;
    }

    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAny(Composing))
            return text;
        var composed = new StringBuilder(text.Length);
        var starter = -1;
        var lastClass = 0;
        foreach (var c in Ordered(text))
        {
            var markClass = ClassOf(c);
            // A mark joins its letter unless one of the same kind stands between them.
            if (starter >= 0 && (lastClass < markClass || lastClass == 0 && starter == composed.Length - 1) && Join(composed[starter], c) is var joined and not '\0')
            {
                composed[starter] = joined;
                continue;
            }
            if (markClass == 0)
                starter = composed.Length;
            lastClass = markClass;
            composed.Append(c);
        }
        return composed.ToString();
    }

    /// <summary>Letters apart from their marks, the marks on one letter sorted from the letter outwards.</summary>
    private static IEnumerable<char> Ordered(string text)
    {
        var marks = new List<char>();
        foreach (var c in text.SelectMany(Apart))
        {
            if (ClassOf(c) > 0)
            {
                marks.Add(c);
                continue;
            }
            foreach (var mark in marks.OrderBy(ClassOf))
                yield return mark;
            marks.Clear();
            yield return c;
        }
        foreach (var mark in marks.OrderBy(ClassOf))
            yield return mark;
    }

    private static IEnumerable<char> Apart(char c) =>
        Tables.Rewrites.TryGetValue(c, out var others) ? others.SelectMany(Apart)
        : Tables.Parts.TryGetValue(c, out var parts) ? Apart(parts.Letter).Append(parts.Mark)
        : [c];

    private static char Join(char letter, char mark)
    {
        if (letter - LeadFirst is >= 0 and < Leads && mark - VowelFirst is >= 0 and < Vowels)
            return (char)(HangulFirst + ((letter - LeadFirst) * Vowels + (mark - VowelFirst)) * Trails);
        if (letter is >= '\uAC00' and <= '\uD7A3' && (letter - HangulFirst) % Trails == 0 && mark - TrailFirst is > 0 and < Trails)
            return (char)(letter + (mark - TrailFirst));
        return Tables.Joins.GetValueOrDefault((letter, mark));
    }

    /// <summary>The canonical combining class, as far as marks that join letters differ in it.</summary>
    private static int ClassOf(char c) => c switch
    {
        < FirstMark => 0,
        '\u0334' or '\u0335' or '\u0336' or '\u0337' or '\u0338' => 1,
        '\u093C' or '\u09BC' or '\u0A3C' or '\u0B3C' or '\u0CBC' => 7,
        '\u3099' or '\u309A' => 8,
        '\u0DCA' or '\u094D' => 9,
        '\u0327' or '\u0328' or '\u0321' or '\u0322' => 202,
        '\u031B' => 216,
        >= '\u0316' and <= '\u0319' or >= '\u031C' and <= '\u0320' or >= '\u0323' and <= '\u0326' or >= '\u0329' and <= '\u0333'
            or >= '\u0339' and <= '\u033C' or '\u0655' => 220,
        '\u0315' or '\u031A' => 232,
        '\u0345' => 240,
        >= '\u0300' and <= '\u036F' or '\u0653' or '\u0654' => 230,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark && c is >= '\u0483' and <= '\u0487' or >= '\u0591' and <= '\u05BD' ? 230 : 0,
    };
}
