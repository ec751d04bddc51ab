using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The XML of a feed, mended where blogs usually break it: entities of HTML that XML does not know, lone ampersands, control
/// characters, something before the declaration. No line moves, so that places stay true.
/// </summary>
internal static partial class FeedText
{
    private const string Cdata = "<![CDATA[";

    private static readonly HashSet<string> OfXml = new(["amp", "lt", "gt", "quot", "apos"], StringComparer.Ordinal);

    /// <summary>Never a document from elsewhere, never an entity of its own: a "billion laughs" is a text with names nobody knows.</summary>
    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1_000,
        MaxCharactersInDocument = ImportLimits.Bytes,
        CheckCharacters = false,
        ConformanceLevel = ConformanceLevel.Document,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), Safe);

    public static string Mended(string text)
    {
        var start = text.IndexOf('<', StringComparison.Ordinal);
        if (start < 0) return text;
        var before = text.AsSpan(0, start).Count('\n');
        // A declaration may only stand at the very beginning; the lines before it are kept as lines after it.
        var body = start > 0 && !text.AsSpan(0, start).Trim("\uFEFF").IsEmpty ? text[start..] : text.TrimStart('\uFEFF');
        if (body.Length > 0 && start > 0 && before > 0 && body.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && body.IndexOf("?>", StringComparison.Ordinal) is > 0 and var end)
            body = $"{body[..(end + 2)]}{new string('\n', before)}{body[(end + 2)..]}";
        body = WithoutControls(body);
        return WithEntities(body);
    }

    /// <summary>What an ampersand begins is an entity XML knows, a character, or the ampersand itself; what stands in CDATA is left alone.</summary>
    private static string WithEntities(string text)
    {
        if (!text.Contains('&', StringComparison.Ordinal)) return text;
        var mended = new StringBuilder(text.Length + 64);
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny('&', '<');
            if (next < 0) next = text.Length - at;
            mended.Append(text, at, next);
            at += next;
            if (at == text.Length) break;
            if (text[at] == '<')
            {
                var end = text.AsSpan(at).StartsWith(Cdata, StringComparison.Ordinal) ? text.IndexOf("]]>", at, StringComparison.Ordinal) is >= 0 and var close ? close : text.Length : at + 1;
                mended.Append(text, at, end - at);
                at = end;
                continue;
            }
            var entity = EntityPattern().Match(text, at, Math.Min(40, text.Length - at));
            mended.Append(entity.Success ? Entity(entity.Groups[1].Value) : "&amp;");
            at += entity.Success ? entity.Length : 1;
        }
        return mended.ToString();
    }

    private static string Entity(string name)
    {
        if (OfXml.Contains(name)) return $"&{name};";
        if (name[0] == '#') return IsCharacter(name) ? $"&{name};" : "\uFFFD";
        var character = WebUtility.HtmlDecode($"&{name};");
        return character[0] == '&' ? $"&amp;{name};" : character;
    }

    private static bool IsCharacter(string name)
    {
        var digits = name.AsSpan(1);
        var isHex = digits.Length > 1 && digits[0] is 'x' or 'X';
        if (!(isHex ? int.TryParse(digits[1..], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code) : int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out code))) return false;
        return code is 9 or 10 or 13 or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);
    }

    private static string WithoutControls(string text)
    {
        var first = text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF');
        if (first < 0) return text;
        var sound = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                sound.Append(c).Append(text[++i]);
                continue;
            }
            sound.Append(c switch
            {
                '\t' or '\n' or '\r' => c,
                < ' ' or '\uFFFE' or '\uFFFF' => ' ',
                >= '\uD800' and <= '\uDFFF' => '\uFFFD',
                _ => c,
            });
        }
        return sound.ToString();
    }

    [GeneratedRegex(@"\G&(#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});", RegexOptions.CultureInvariant)]
    private static partial Regex EntityPattern();
}
