using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using ContentPlanner.Formats.Items;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>
/// JSON of the API: words as in the plan format (<c>snoozed-until</c>, <c>in-progress</c>), days and moments in ISO 8601, what is
/// absent left out.
/// </summary>
internal static class ApiJson
{
    public static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Options = Made();

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>What is written into an object.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Written))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>What somebody sent. Null with a problem that says what is wrong with it, and where.</summary>
    /// <param name="otherwise">Where nothing is sent; null: something must be.</param>
    public static async Task<(T? Value, IResult? Problem)> SentAsync<T>(this HttpContext http, T? otherwise = null) where T : class
    {
        var sent = await http.SentAsync();
        if (sent.Length == 0 && otherwise is not null) return (otherwise, null);
        try
        {
            return JsonSerializer.Deserialize<T>(sent, Options) is { } value ? (value, null) : (null, Answers.Wrong([new("", "here should be an object: {…}")]));
        }
        catch (JsonException e)
        {
            return (null, Answers.Wrong([new(Pointer(e.Path), Words(e))]));
        }
    }

    public static async Task<byte[]> SentAsync(this HttpContext http)
    {
        using var sent = new MemoryStream();
        await http.Request.Body.CopyToAsync(sent, http.RequestAborted);
        return sent.ToArray();
    }

    /// <summary>JSON Schema of what is written of a type.</summary>
    public static JsonObject SchemaOf(Type type)
    {
        var root = (JsonObject)Options.GetJsonSchemaAsNode(type, new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Known(Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type) is { } known ? known : WithoutAbsent(context.TypeInfo, schema),
        });
        return (JsonObject)WithoutReferences(root, root)!;
    }

    /// <summary>What may be absent is not required: null is left out.</summary>
    private static JsonNode WithoutAbsent(System.Text.Json.Serialization.Metadata.JsonTypeInfo type, JsonNode schema)
    {
        if (schema is not JsonObject of || of["required"] is not JsonArray required) return schema;
        var absent = type.Properties.Where(p => p.IsGetNullable || Nullable.GetUnderlyingType(p.PropertyType) is not null).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in required.Where(r => absent.Contains(r!.GetValue<string>())).ToList()) required.Remove(name);
        return schema;
    }

    /// <summary>A type that stands twice is a pointer to where it stood first, which means nothing within a larger document.</summary>
    private static JsonNode? WithoutReferences(JsonNode? node, JsonObject root)
    {
        if (node is JsonArray list) return new JsonArray([.. list.Select(n => WithoutReferences(n, root))]);
        if (node is not JsonObject of) return node?.DeepClone();
        if (of["$ref"]?.GetValue<string>() is not { } pointer) return new JsonObject(of.Select(p => KeyValuePair.Create(p.Key, WithoutReferences(p.Value, root))));
        JsonNode? to = root;
        foreach (var part in pointer.Split('/').Skip(1)) to = to is JsonArray array ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : to![part];
        return WithoutReferences(to, root);
    }

    public static string Tag(byte[] octets) => $"\"{Convert.ToHexStringLower(SHA256.HashData(octets).AsSpan(0, 12))}\"";

    /// <summary><c>InProgress</c> is <c>in-progress</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static JsonObject? Known(Type type) =>
        type == typeof(LocalDate) ? Text("date")
        : type == typeof(Instant) ? Text("date-time")
        : type == typeof(LocalTime) ? Text("time")
        : type == typeof(LocalDateTime) ? new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?$" }
        : type == typeof(DateTimeZone) ? new() { ["type"] = "string" }
        : type == typeof(Guid) ? Text("uuid")
        : type == typeof(decimal) ? new() { ["type"] = "number" }
        : type.IsEnum ? new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => (JsonNode)JsonNamingPolicy.KebabCaseLower.ConvertName(n))]) }
        : null;

    private static JsonObject Text(string format) => new() { ["type"] = "string", ["format"] = format };

    /// <summary><c>$.to</c> is <c>/to</c>.</summary>
    private static string Pointer(string? path) => path is null or "$" ? "" : path[1..].Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    private static string Words(JsonException e) =>
        e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "this is not known here: leave it out"
        : e.Message.Contains("missing required", StringComparison.Ordinal) ? $"something is missing: {e.Message[(e.Message.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(" Path:")[0].Trim().TrimEnd('.').Replace("'", "", StringComparison.Ordinal)}"
        : e.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? "this is not a value that can stand here"
        : e.BytePositionInLine is not null && !e.Message.Contains("is not", StringComparison.Ordinal) ? "this is not JSON"
        : e.Message.Split(" Path:")[0].TrimEnd('.');

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            DictionaryKeyPolicy = null,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        };
        foreach (var converter in ItemJson.Converters) options.Converters.Add(converter);
        options.MakeReadOnly();
        return options;
    }
}
