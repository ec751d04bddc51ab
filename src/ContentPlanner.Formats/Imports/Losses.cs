using System.Globalization;
using ContentPlanner.Core;

namespace ContentPlanner.Formats.Imports;

/// <summary>What is lost within what is taken: each kind of loss once, where it happens first, and how often.</summary>
internal sealed class Losses(string file)
{
    /// <summary>Kinds of losses that are told one by one; a file with more has one thing wrong with it, not thousands.</summary>
    private const int Most = 1_000;

    private const int LongestQuote = 60;

    private readonly Dictionary<string, (int Line, int Column, int Times)> _losses = new(StringComparer.Ordinal);
    private int _untold;

    public void Add(string what, int line, int column)
    {
        if (_losses.TryGetValue(what, out var there)) _losses[what] = there with { Times = there.Times + 1 };
        else if (_losses.Count < Most) _losses.Add(what, (line, column, 1));
        else _untold++;
    }

    public IEnumerable<Problem> Problems()
    {
        foreach (var (what, (line, column, times)) in _losses.OrderBy(l => l.Value.Line).ThenBy(l => l.Value.Column))
            yield return new(file, line, column, times == 1 ? what : string.Create(CultureInfo.InvariantCulture, $"{what} (and {times - 1} more times)"), Severity.Warning);
        if (_untold > 0) yield return new(file, 0, 0, string.Create(CultureInfo.InvariantCulture, $"and {_untold} more losses of other kinds"), Severity.Warning);
    }

    /// <summary>On one line, and nothing in it steers a terminal.</summary>
    public static string Brief(string text)
    {
        var line = string.Concat(text.Take(LongestQuote + 1).Select(c => char.IsControl(c) || char.IsSurrogate(c) && text.Length > LongestQuote ? ' ' : c)).Trim();
        return line.Length > LongestQuote || text.Length > LongestQuote + 1 ? line[..Math.Min(line.Length, LongestQuote)] + "…" : line;
    }
}
