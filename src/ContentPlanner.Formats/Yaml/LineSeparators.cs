namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// Texts pasted from word processors hold U+2028, U+2029 and U+0085, which YAML 1.2 (5.4) counts as text but YAML 1.1,
/// and so the parser, as line breaks that tear the document apart. They are hidden from it behind characters of the
/// private use area that the document does not contain.
/// </summary>
internal sealed class LineSeparators
{
    private const string Separators = "\u0085\u2028\u2029";
    private readonly string? _hidden;

    public LineSeparators(string text)
    {
        Hidden = text;
        if (text.AsSpan().IndexOfAny(Separators) < 0) return;
        _hidden = string.Concat(Enumerable.Range(0xE000, 0xF8FF - 0xE000 + 1).Select(c => (char)c).Where(c => !text.Contains(c)).Take(Separators.Length));
        if (_hidden.Length == Separators.Length) Hidden = Swapped(text, Separators, _hidden);
        else _hidden = null;
    }

    /// <summary>The text for the parser, as long as the original: positions stay true.</summary>
    public string Hidden { get; }

    /// <summary>A value of the document as its author wrote it.</summary>
    public string Shown(string value) => _hidden is null || value.AsSpan().IndexOfAny(_hidden) < 0 ? value : Swapped(value, _hidden, Separators);

    private static string Swapped(string text, string from, string to) => string.Create(text.Length, (text, from, to), static (span, s) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = s.from.IndexOf(s.text[i]) is >= 0 and var n ? s.to[n] : s.text[i];
    });
}
