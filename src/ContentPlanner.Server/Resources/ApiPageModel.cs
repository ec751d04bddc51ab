using System.Text.Json.Nodes;

namespace ContentPlanner.Server.Resources;

/// <summary>A name with what stands behind it: a parameter, a field, an answer.</summary>
public sealed record ApiLine(string Name, string Shape, string About, string? Schema = null);

public sealed record ApiCall(string Id, string Method, string Path, string Summary, string? About, IReadOnlyList<ApiLine> Parameters, ApiLine? Body, IReadOnlyList<ApiLine> Answers);

public sealed record ApiGroup(string Name, string Anchor, IReadOnlyList<ApiCall> Calls);

public sealed record ApiSchema(string Name, string? About, IReadOnlyList<ApiLine> Fields);

/// <summary>The API's document as a page shows it.</summary>
public sealed record ApiPageModel(string Root, IReadOnlyList<ApiGroup> Groups, IReadOnlyList<ApiSchema> Schemas)
{
    private const string Reference = "#/components/schemas/";

    public static ApiPageModel Of(JsonObject document)
    {
        var calls = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (Tag: o.Value!["tags"]?[0]?.GetValue<string>() ?? "More", Call: Of(p.Key, o.Key, o.Value!.AsObject()))));
        return new(document["servers"]![0]!["url"]!.GetValue<string>(),
            [.. calls.GroupBy(c => c.Tag).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ApiGroup(g.Key, Anchor(g.Key), [.. g.Select(c => c.Call)]))],
            [.. document["components"]!["schemas"]!.AsObject().Select(s => new ApiSchema(s.Key, s.Value!["description"]?.GetValue<string>(), Fields(s.Value!.AsObject())))]);
    }

    private static ApiCall Of(string path, string method, JsonObject operation) => new(
        operation["operationId"]!.GetValue<string>(), method.ToUpperInvariant(), path, operation["summary"]?.GetValue<string>() ?? "", operation["description"]?.GetValue<string>(),
        [.. (operation["parameters"] as JsonArray ?? []).Select(p => new ApiLine(p!["name"]!.GetValue<string>(), $"{Shape(p["schema"])}, in {p["in"]}", p["description"]?.GetValue<string>() ?? ""))],
        operation["requestBody"]?["content"]?.AsObject().First() is { Value: { } sent } body ? new(body.Key, Shape(sent["schema"]), "", Name(sent["schema"])) : null,
        [.. operation["responses"]!.AsObject().Select(r => new ApiLine(r.Key, r.Value!["content"]?.AsObject().First().Value?["schema"] is { } schema ? Shape(schema) : "", r.Value!["description"]?.GetValue<string>() ?? "", Name(r.Value!["content"]?.AsObject().First().Value?["schema"])))]);

    private static List<ApiLine> Fields(JsonObject schema)
    {
        var required = (schema["required"] as JsonArray)?.Select(r => r!.GetValue<string>()).ToHashSet() ?? [];
        return [.. (schema["properties"] as JsonObject ?? []).Select(p => new ApiLine(p.Key, Shape(p.Value) + (required.Contains(p.Key) ? ", always" : "") + ((p.Value as JsonObject)?["readOnly"] is not null ? ", only read" : ""), (p.Value as JsonObject)?["description"]?.GetValue<string>() ?? "", Name(p.Value)))];
    }

    /// <summary>In a few words: "list of Outlet", "date", "idea, planned …".</summary>
    private static string Shape(JsonNode? schema) => schema switch
    {
        JsonObject of when of["$ref"]?.GetValue<string>() is { } reference => reference[Reference.Length..],
        JsonObject of when of["enum"] is JsonArray words => string.Join(", ", words.Take(12).Select(w => w?.ToString())) + (words.Count > 12 ? " …" : ""),
        JsonObject of when of["anyOf"] is JsonArray any => string.Join(" or ", any.Select(Shape).Distinct()),
        JsonObject of when of["items"] is { } items => $"list of {Shape(items)}",
        JsonObject of => of["format"]?.GetValue<string>() ?? (of["type"] is JsonArray types ? string.Join(" or ", types.Select(t => t!.GetValue<string>())) : of["type"]?.GetValue<string>() ?? "anything"),
        _ => "anything",
    };

    private static string? Name(JsonNode? schema) => schema is not JsonObject ? null :
        schema["$ref"]?.GetValue<string>()[Reference.Length..] ?? (schema["items"] is { } items ? Name(items) : (schema["anyOf"] as JsonArray)?.Select(Name).OfType<string>().FirstOrDefault());

    private static string Anchor(string name) => string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
