using System.Globalization;
using System.Text.Json.Nodes;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Recipes;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// The JSON Schemas of what programs read and send (OpenAPI 3.1, so JSON Schema 2020-12), made from the declarations of the plan
/// format. Of each item there are three: <c>Piece</c> as it is read, <c>PieceInput</c> as it is sent, <c>PiecePatch</c> for a
/// part of it (RFC 7396).
/// </summary>
public static class ItemSchemas
{
    private const string Place = "#/components/schemas/";

    /// <summary>By name; a new copy each time.</summary>
    public static SortedDictionary<string, JsonObject> All()
    {
        var book = new SchemaBook();
        foreach (var form in ItemForms.All.Append(ItemForms.Workspace)) form.Schema(book);
        BlueprintKeys.Blueprint.Schema(book);
        RecipeKeys.Recipe.Schema(book);
        ChannelKeys.Channels.Schema(book);
        var schemas = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (id, definition) in book.Definitions) schemas[NameOf(id)] = (JsonObject)Plain(definition)!;
        foreach (var form in ItemForms.All.Append(ItemForms.Workspace))
        {
            var schema = schemas[form.SchemaName];
            schemas[form.SchemaName + "Input"] = Sent(form, schema);
            schemas[form.SchemaName + "Patch"] = Part(form, schema);
            schemas[form.SchemaName] = Read(form, schema);
        }
        return schemas;
    }

    /// <summary>"environment factor" is <c>EnvironmentFactor</c>.</summary>
    internal static string NameOf(string noun) =>
        string.Concat(noun.Split(' ', '-').Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));

    private static JsonObject Read(ItemForm form, JsonObject schema)
    {
        var own = (JsonObject)schema.DeepClone();
        var keys = Keys(form, own);
        keys["key"]!["description"] = "What others refer to it by, and its place in addresses.";
        keys["revision"] = Revision();
        own["required"] = new JsonArray([.. Required(own).Append("id").Append("revision").Distinct().Select(k => (JsonNode)k)]);
        return own;
    }

    private static JsonObject Sent(ItemForm form, JsonObject schema)
    {
        var own = (JsonObject)schema.DeepClone();
        var keys = Keys(form, own);
        keys["key"]!["description"] = "What others refer to it by, and its place in addresses; made of its title when it is left out, and never changed.";
        keys["revision"] = Revision();
        own["required"] = new JsonArray([.. Required(own).Where(k => k != "key").Select(k => (JsonNode)k)]);
        return own;
    }

    private static JsonObject Part(ItemForm form, JsonObject schema)
    {
        var own = Sent(form, schema);
        own.Remove("required");
        own["description"] = $"What shall be different of it; null takes a value away (RFC 7396).";
        var keys = own["properties"]!.AsObject();
        foreach (var (key, value) in keys.ToList())
            keys[key] = new JsonObject { ["anyOf"] = new JsonArray(value!.DeepClone(), new JsonObject { ["type"] = "null" }) };
        return own;
    }

    private static JsonObject Keys(ItemForm form, JsonObject schema)
    {
        var keys = schema["properties"]!.AsObject();
        foreach (var (key, value) in keys.ToList())
            if (form.IsForeign(key)) keys.Remove(key);
            else if (ItemForm.IsOwn(key)) value!["readOnly"] = true;
        keys["id"]!["description"] = "Given by the program; stays whatever becomes of its key.";
        return keys;
    }

    private static IEnumerable<string> Required(JsonObject schema) => schema["required"] is JsonArray keys ? keys.Select(k => k!.GetValue<string>()) : [];

    private static JsonObject Revision() => new()
    {
        ["type"] = "integer",
        ["format"] = "int64",
        ["readOnly"] = true,
        ["description"] = "The workspace's revision that last wrote it; its ETag is \"r\" and this.",
    };

    /// <summary>As programs read it: YAML knows more ways to write a text or a truth.</summary>
    private static JsonNode? Plain(JsonNode? node)
    {
        if (node is JsonArray array) return new JsonArray([.. array.Select(Plain)]);
        if (node is not JsonObject of) return node?.DeepClone();
        var plain = new JsonObject();
        foreach (var (key, value) in of)
            plain[key] = key switch
            {
                "$ref" => Place + NameOf(value!.GetValue<string>()["#/definitions/".Length..]),
                "type" when value is JsonArray => "string",
                _ => Plain(value),
            };
        if (plain["enum"] is JsonArray words && !plain.ContainsKey("type"))
        {
            var isFlag = words.Any(w => w is JsonValue v && v.TryGetValue<bool>(out _));
            plain["type"] = isFlag ? "boolean" : "string";
            if (isFlag) plain.Remove("enum");
        }
        return plain;
    }
}
