using System.Text.Json.Nodes;

namespace ContentPlanner.Formats.Yaml;

/// <summary>Words of which one is chosen, each with its value.</summary>
internal sealed class Choices<T>(string[] words, T[] values)
{
    public Word<T> Word() => new(List, Parse, Print) { Rule = Rule, Hint = Hint };

    private string List => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private string? Parse(string text, out T value)
    {
        var at = Array.IndexOf(words, text);
        value = values[Math.Max(at, 0)];
        return at >= 0 ? null : $"'{text}' is not {List}";
    }

    private string? Hint(string text) => Nearest.To(text, words) is { } nearest ? $"did you mean '{nearest}'?" : null;

    private string Print(T value) => words[Array.IndexOf(values, value)];

    private JsonObject Rule() => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };
}
