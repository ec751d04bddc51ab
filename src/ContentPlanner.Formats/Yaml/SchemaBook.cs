using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentPlanner.Core;

namespace ContentPlanner.Formats.Yaml;

/// <summary>The key tables of the docs are made from these.</summary>
internal sealed record NounOutline(string Name, string About, ValueList<KeyOutline> Keys);

internal sealed record KeyOutline(string Key, string Value, string About, bool Required);

/// <summary>
/// A JSON Schema as editors read it: draft 7, the newest one that the YAML support of common editors knows whole. Each
/// noun is defined once and referred to.
/// </summary>
internal sealed class SchemaBook
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    private readonly Dictionary<string, NounOutline> _outlines = new(StringComparer.Ordinal);

    /// <summary>What was defined so far, by name.</summary>
    public IReadOnlyDictionary<string, NounOutline> Outlines => _outlines;

    public IReadOnlyDictionary<string, JsonObject> Definitions => _definitions;

    /// <summary>A reference to the definition of a noun, which is made the first time.</summary>
    public JsonObject Define(NounOutline noun, Func<JsonObject> make)
    {
        var id = noun.Name.Replace(' ', '-');
        if (_outlines.TryAdd(noun.Name, noun)) _definitions[id] = make();
        return new() { ["$ref"] = $"#/definitions/{id}" };
    }

    /// <summary>The schema of a file whose whole content has one shape.</summary>
    public static string Of<T>(string title, Noun<T> root) where T : class
    {
        var book = new SchemaBook();
        var start = root.Schema(book);
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = title,
            ["$ref"] = start["$ref"]!.DeepClone(),
        };
        var definitions = new JsonObject();
        foreach (var (id, definition) in book._definitions) definitions[id] = definition;
        schema["definitions"] = definitions;
        return schema.ToJsonString(Readable) + "\n";
    }
}
