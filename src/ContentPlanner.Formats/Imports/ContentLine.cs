using System.Text;

namespace ContentPlanner.Formats.Imports;

/// <summary>One property of a calendar (RFC 5545, 3.1), folded lines put together.</summary>
/// <param name="Line">Where it begins in the file, 1-based.</param>
internal sealed record ContentLine(string Name, IReadOnlyDictionary<string, string> Parameters, string Value, int Line)
{
    private const int MostParameters = 30;

    private static readonly Dictionary<string, string> None = [];

    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    /// <summary>The value as text: <c>\n</c> is a line break, <c>\,</c> a comma.</summary>
    public string Text
    {
        get
        {
            if (!Value.Contains('\\', StringComparison.Ordinal)) return Value;
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] != '\\' || i + 1 == Value.Length)
                {
                    text.Append(Value[i]);
                    continue;
                }
                text.Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
            }
            return text.ToString();
        }
    }

    /// <summary>The lines of a calendar, unfolded; programs end them in every way there is.</summary>
    public static IEnumerable<(string Text, int Line)> Unfold(string calendar)
    {
        StringBuilder? folded = null;
        string? plain = null;
        var began = 0;
        var number = 0;
        foreach (var line in calendar.TrimStart('\uFEFF').EnumerateLinesOf())
        {
            number++;
            if (line.Length > 0 && line[0] is ' ' or '\t' && (plain is not null || folded is not null))
            {
                folded ??= new(plain);
                plain = null;
                if (folded.Length < ImportLimits.Value) folded.Append(line.AsSpan(1));
                continue;
            }
            if (plain is not null || folded is not null) yield return (folded?.ToString() ?? plain!, began);
            (plain, folded, began) = (line, null, number);
        }
        if (plain is not null || folded is not null) yield return (folded?.ToString() ?? plain!, began);
    }

    /// <summary>Null: the line is no property.</summary>
    public static ContentLine? Read(string text, int line)
    {
        var end = text.AsSpan().IndexOfAny(':', ';');
        if (end <= 0 || !text.AsSpan(0, end).ContainsOnlyNames()) return null;
        var name = text[..end].ToUpperInvariant();
        if (name.LastIndexOf('.') is >= 0 and var group) name = name[(group + 1)..];
        var parameters = None;
        while (end < text.Length && text[end] == ';')
        {
            var start = end + 1;
            var equals = text.IndexOf('=', start);
            if (equals < 0) return null;
            end = EndOfValue(text, equals + 1);
            if (end < 0) return null;
            if (parameters.Count >= MostParameters) continue;
            if (ReferenceEquals(parameters, None)) parameters = new(StringComparer.OrdinalIgnoreCase);
            parameters.TryAdd(text[start..equals].Trim(), text[(equals + 1)..end].Trim().Trim('"'));
        }
        return new(name, parameters, text[(end + 1)..], line);
    }

    /// <summary>The ':' or ';' behind a parameter's value; quotes may hold either. −1: there is none.</summary>
    private static int EndOfValue(string text, int from)
    {
        var quoted = false;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] is ':' or ';') return i;
        }
        // A quote that nobody closed.
        return quoted ? text.IndexOf(':', from) : -1;
    }
}

internal static class ContentLines
{
    /// <summary>Lines that end with CR LF, LF or CR; the separators of Unicode are part of a text.</summary>
    public static IEnumerable<string> EnumerateLinesOf(this string text)
    {
        for (var start = 0; start <= text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (length < 0)
            {
                if (start < text.Length) yield return text[start..];
                yield break;
            }
            yield return text.Substring(start, length);
            start += length + (text[start + length] == '\r' && start + length + 1 < text.Length && text[start + length + 1] == '\n' ? 2 : 1);
        }
    }

    public static bool ContainsOnlyNames(this ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_')) return false;
        return true;
    }
}
