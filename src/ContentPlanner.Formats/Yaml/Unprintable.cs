using System.Globalization;

namespace ContentPlanner.Formats.Yaml;

/// <summary>Characters that no YAML file may hold (YAML 1.2, 5.1): control characters but tab and line breaks, halves of surrogate pairs.</summary>
internal static class Unprintable
{
    /// <summary>More than a few mean that this is no text file at all.</summary>
    private const int Shown = 5;

    /// <summary>Tells <paramref name="proof"/> about each; true when there are any.</summary>
    public static bool Report(string text, Proof proof)
    {
        var found = 0;
        for (var i = Next(text, 0); i >= 0 && found < Shown; i = Next(text, i + 1))
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else Wrong(PositionOf(text, i), $"an invisible character (U+{((int)text[i]).ToString("X4", CultureInfo.InvariantCulture)}) stands here: delete it");
        }
        return found > 0;

        void Wrong(Position at, string message)
        {
            found++;
            proof.Wrong(at, message);
        }
    }

    private static int Next(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
            if (IsSuspect(text[i])) return i;
        return -1;
    }

    private static bool IsSuspect(char c) => c switch
    {
        '\t' or '\n' or '\r' or '\u0085' => false,
        < ' ' or >= '\u007F' and <= '\u009F' or >= '\uD800' and <= '\uDFFF' or '\uFFFE' or '\uFFFF' => true,
        _ => false,
    };

    private static Position PositionOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
