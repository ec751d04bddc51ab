using System.Text.Json.Nodes;

namespace ContentPlanner.Formats.Yaml;

/// <summary>Words of which one is chosen, each with its value.</summary>
internal sealed class Choices<T>(string[] words, T[] values)
{
    public Word<T> Word() => new(List, Parse, Print) { Rule = Rule };

    private string List => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private string? Parse(string text, out T value)
    {
        var at = Array.IndexOf(words, text);
        value = values[Math.Max(at, 0)];
        if (at >= 0) return null;
        return Nearest.To(text, words) is { } nearest ? $"'{text}' is not {List}; did you mean '{nearest}'?" : $"'{text}' is not {List}";
    }

    private string Print(T value) => words[Array.IndexOf(values, value)];

    private JsonObject Rule() => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };
}
