using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentPlanner.Server.Tests.Resources;

/// <summary>Whether a value is what a JSON Schema of the API's document says; a word of a schema it does not know is a mistake, too.</summary>
internal sealed class SchemaCheck(JsonObject document)
{
    private static readonly HashSet<string> Silent = ["description", "title", "default", "readOnly", "$schema", "example", "examples", "deprecated"];

    private readonly List<string> _wrong = [];

    public static IReadOnlyList<string> Of(JsonObject document, JsonNode schema, JsonNode? value)
    {
        var check = new SchemaCheck(document);
        check.Check(schema, value, "");
        return check._wrong;
    }

    private void Check(JsonNode? schema, JsonNode? value, string at)
    {
        if (schema is JsonValue flag && flag.TryGetValue<bool>(out var any))
        {
            if (!any) _wrong.Add($"{at}: nothing may stand here");
            return;
        }
        foreach (var (word, rule) in (JsonObject)schema!)
            switch (word)
            {
                case "$ref":
                    Check(Named(rule!.GetValue<string>()), value, at);
                    break;
                case "type":
                    if (!(rule is JsonArray types ? types.Any(t => Is(t!.GetValue<string>(), value)) : Is(rule!.GetValue<string>(), value))) _wrong.Add($"{at}: {Short(value)} is no {rule!.ToJsonString()}");
                    break;
                case "enum":
                    if (!((JsonArray)rule!).Any(r => JsonNode.DeepEquals(r, value))) _wrong.Add($"{at}: {Short(value)} is none of {Short(rule)}");
                    break;
                case "anyOf" or "oneOf":
                    if (!((JsonArray)rule!).Any(r => Of(document, r!, value).Count == 0)) _wrong.Add($"{at}: {Short(value)} fits none of {Short(rule)}");
                    break;
                case "properties" when value is JsonObject of:
                    foreach (var (name, below) in (JsonObject)rule!)
                        if (of.TryGetPropertyValue(name, out var one)) Check(below, one, $"{at}/{name}");
                    break;
                case "required" when value is JsonObject of:
                    foreach (var name in (JsonArray)rule!)
                        if (!of.ContainsKey(name!.GetValue<string>())) _wrong.Add($"{at}: '{name}' is missing");
                    break;
                case "additionalProperties" when value is JsonObject of:
                    var known = (schema["properties"] as JsonObject)?.Select(p => p.Key).ToHashSet() ?? [];
                    foreach (var (name, one) in of)
                        if (!known.Contains(name)) Check(rule, one, $"{at}/{name}");
                    break;
                case "items" when value is JsonArray list:
                    for (var i = 0; i < list.Count; i++) Check(rule, list[i], $"{at}/{i}");
                    break;
                case "uniqueItems" when value is JsonArray list:
                    if (list.Select(i => i?.ToJsonString()).Distinct().Count() != list.Count) _wrong.Add($"{at}: something stands twice");
                    break;
                case "pattern" when value is JsonValue text && text.TryGetValue<string>(out var words):
                    if (!Regex.IsMatch(words, rule!.GetValue<string>())) _wrong.Add($"{at}: {Short(value)} does not match {rule}");
                    break;
                case "minimum" when value is JsonValue number:
                    if (number.GetValue<decimal>() < rule!.GetValue<decimal>()) _wrong.Add($"{at}: {Short(value)} is too small");
                    break;
                case "maximum" when value is JsonValue number:
                    if (number.GetValue<decimal>() > rule!.GetValue<decimal>()) _wrong.Add($"{at}: {Short(value)} is too large");
                    break;
                case "format" when value is JsonValue text && text.TryGetValue<string>(out var words):
                    if (!Fits(rule!.GetValue<string>(), words)) _wrong.Add($"{at}: {Short(value)} is no {rule}");
                    break;
                case "format" or "properties" or "required" or "additionalProperties" or "items" or "uniqueItems" or "pattern" or "minimum" or "maximum":
                    break;
                default:
                    if (!Silent.Contains(word)) _wrong.Add($"{at}: the schema says '{word}', which nobody checks");
                    break;
            }
    }

    private JsonNode? Named(string reference) => document["components"]!["schemas"]![reference["#/components/schemas/".Length..]] ?? throw new InvalidOperationException($"{reference} leads nowhere");

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "boolean" => value is JsonValue flag && flag.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "number" => value is JsonValue number && number.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        "integer" => value is JsonValue number && number.GetValueKind() == System.Text.Json.JsonValueKind.Number && !number.ToJsonString().Contains('.', StringComparison.Ordinal),
        _ => false,
    };

    private static bool Fits(string format, string text) => format switch
    {
        "date" => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Success,
        "date-time" => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Success,
        "time" => NodaTime.Text.LocalTimePattern.ExtendedIso.Parse(text).Success,
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => text.Contains('@', StringComparison.Ordinal),
        "int64" or "int32" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static string Short(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 120)] : "null";
}
