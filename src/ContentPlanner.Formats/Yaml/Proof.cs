using ContentPlanner.Core;

namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// What is found out on the way through one file: every problem, who bears which key, who refers to whom, and where
/// each thing stands. References are settled at the end, so that order within a file does not matter.
/// </summary>
internal sealed class Proof(string file)
{
    /// <summary>Looking for the word that was meant costs time; the ones after this many stay without a suggestion.</summary>
    private const int MostSuggestions = 200;

    private const int LongestQuote = 80;

    private readonly HashSet<Problem> _problems = [];
    private readonly Dictionary<Kind, Dictionary<string, Position>> _names = [];
    private readonly List<(Kind Kind, string Name, Position At)> _references = [];
    private readonly Dictionary<object, Place> _places = new(ReferenceEqualityComparer.Instance);
    private int _suggestions;

    public bool HasErrors { get; private set; }

    /// <summary>As a person looks for them: from the top of the file to its end.</summary>
    public ValueList<Problem> Problems => _problems.OrderBy(p => p.Line).ThenBy(p => p.Column).ThenBy(p => p.Message, StringComparer.Ordinal).ToValueList();

    public void Wrong(Position at, string message)
    {
        HasErrors = true;
        Tell(at, message, Severity.Error);
    }

    public void Warn(Position at, string message) => Tell(at, message, Severity.Warning);

    /// <summary>A name that the file gives to something.</summary>
    public void Declare(Kind kind, string name, Position at)
    {
        var names = NamesOf(kind);
        if (names.TryGetValue(name, out var first))
            Wrong(at, $"the {kind.Word} '{name}' stands here a second time, the first is in line {first.Line}: give each its own key");
        else
            names.Add(name, at);
    }

    /// <summary>Names that stand elsewhere: in the library, in other files.</summary>
    public void Know(Kind kind, IEnumerable<string> names)
    {
        var known = NamesOf(kind);
        foreach (var name in names) known.TryAdd(name, default);
    }

    public bool Knows(Kind kind, string name) => _names.TryGetValue(kind, out var names) && names.ContainsKey(name);

    public void Refer(Kind kind, string name, Position at) => _references.Add((kind, name, at));

    /// <summary>What was referred to so far.</summary>
    public IEnumerable<(Kind Kind, string Name)> Referred => _references.Select(r => (r.Kind, r.Name));

    /// <summary>Compares what was referred to with what there is; call when everything was read.</summary>
    public void Settle()
    {
        foreach (var (kind, name, at) in _references)
        {
            var names = NamesOf(kind);
            if (names.ContainsKey(name)) continue;
            Wrong(at, $"there is no {kind.Word} '{name}'{Suggestion(name, names.Keys, $" {kind.Home}")}");
        }
        _references.Clear();
    }

    /// <summary>"; did you mean 'x'?", or which words there are when they are few.</summary>
    public string Suggestion(string word, IReadOnlyCollection<string> known, string otherwise = "")
    {
        if (MayGuess() && Nearest.To(word, known) is { } nearest) return $"; did you mean '{nearest}'?";
        return known.Count is > 0 and <= 12 ? $"{otherwise}; known: {string.Join(", ", known)}" : otherwise;
    }

    /// <summary>Whether there is time for one more guess.</summary>
    public bool MayGuess() => _suggestions++ < MostSuggestions;

    /// <summary>A value as a message quotes it: enough to recognise it.</summary>
    public static string Brief(string text) => text.Length > LongestQuote || text.Contains('\n', StringComparison.Ordinal)
        ? text[..Math.Min(LongestQuote, text.AsSpan().IndexOf('\n') is >= 0 and var end ? end : text.Length)] + "…"
        : text;

    /// <summary>Remembers where something stands, for checks that need the whole document first.</summary>
    public void Stands(object item, Place place) => _places[item] = place;

    /// <summary>Where <paramref name="item"/> stands, which was read from this file.</summary>
    public Place PlaceOf(object item) => _places[item];

    /// <summary>Null for what has no keys of its own.</summary>
    public Place? FindPlaceOf(object item) => _places.GetValueOrDefault(item);

    /// <summary>A message stands on one line, and what a file holds cannot steer the terminal it is shown on.</summary>
    private void Tell(Position at, string message, Severity severity) =>
        _problems.Add(new(file, at.Line, at.Column, message.Any(char.IsControl) ? string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c)) : message, severity));

    private Dictionary<string, Position> NamesOf(Kind kind)
    {
        if (!_names.TryGetValue(kind, out var names)) _names[kind] = names = new(StringComparer.Ordinal);
        return names;
    }
}
