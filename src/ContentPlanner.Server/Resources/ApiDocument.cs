using System.Text.Json;
using System.Text.Json.Nodes;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace ContentPlanner.Server.Resources;

/// <summary>
/// The API's OpenAPI document (3.1). The framework finds the operations; what each is called, sends and answers stands at its
/// endpoint (<see cref="ApiOperation"/>), and the shapes of items come from the plan format's declarations.
/// </summary>
internal sealed class ApiDocument(IServiceCollection program, EndpointDataSource endpoints, Settings settings)
{
    public const string Name = "v1", Root = "api/v1/";

    private const string Schemas = "#/components/schemas/";

    private Task<JsonObject>? _made;

    /// <summary>Made when it is first asked for; once too often does no harm.</summary>
    public Task<JsonObject> ReadAsync() => _made is { IsFaulted: false } made ? made : _made = MakeAsync();

    private async Task<JsonObject> MakeAsync()
    {
        var document = await FoundAsync();
        document["info"] = new JsonObject { ["title"] = "ContentPlanner", ["version"] = Name, ["description"] = "Everything of a client's plan, for programs. How to sign in, page, edit and undo stands in docs/api.md." };
        document["servers"] = new JsonArray(new JsonObject { ["url"] = settings.Address.AbsoluteUri.TrimEnd('/') });
        document["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }, new JsonObject { ["browser"] = new JsonArray() });
        var shapes = new ApiShapes();
        var declared = Declared();
        foreach (var (path, item) in document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject().ToList())
                if (operation is JsonObject of && declared.TryGetValue((path, method.ToUpperInvariant()), out var endpoint)) Say(of, endpoint, shapes);
        var components = document["components"] as JsonObject ?? [];
        var schemas = components["schemas"] as JsonObject ?? [];
        foreach (var (name, schema) in shapes.All()) schemas[name] = schema;
        components["schemas"] = new JsonObject(schemas.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Key, s.Value?.DeepClone())));
        components["securitySchemes"] = new JsonObject
        {
            ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "An API key: cpk_…" },
            ["browser"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "contentplanner", ["description"] = "A browser that is signed in, from this program's own pages." },
        };
        document["components"] = components;
        return document;
    }

    /// <summary>
    /// What the framework finds, in a container of its own that knows what the program's does: finding needs a good part of MVC, and
    /// most installations are never asked for the document.
    /// </summary>
    private async Task<JsonObject> FoundAsync()
    {
        await using var finding = new ServiceCollection().Add(program)
            .AddSingleton(endpoints)
            .AddOpenApi(Name, options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description => description.RelativePath?.StartsWith(Root, StringComparison.Ordinal) == true;
            })
            .BuildServiceProvider();
        var found = await finding.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        return (JsonObject)JsonNode.Parse(await found.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!;
    }

    private Dictionary<(string Path, string Method), RouteEndpoint> Declared()
    {
        var declared = new Dictionary<(string, string), RouteEndpoint>();
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                if (endpoint.Metadata.GetMetadata<ApiOperation>() is not null) declared[(Path(endpoint.RoutePattern), method)] = endpoint;
        return declared;
    }

    private static void Say(JsonObject operation, RouteEndpoint endpoint, ApiShapes shapes)
    {
        var says = endpoint.Metadata.GetMetadata<ApiOperation>()!;
        operation["operationId"] = says.Id;
        operation["summary"] = says.Summary;
        if (says.Description is { } more) operation["description"] = more;
        operation["parameters"] = new JsonArray([.. endpoint.RoutePattern.Parameters.Select(Named), .. Tags(says).Concat(says.Parameters).Select(Parameter)]);
        operation.Remove("requestBody");
        if (says.Body is { } body)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = !says.BodyIsOptional,
                ["content"] = new JsonObject(body.OtherMedia.Prepend(body.Media).Select(media => KeyValuePair.Create(media, (JsonNode?)Content(body, shapes)))),
            };
        operation["responses"] = Responses(says, shapes);
    }

    private static IEnumerable<ApiParameter> Tags(ApiOperation says)
    {
        if (says.AsksForTag) yield return ApiParameter.Header("If-Match", "The ETag of what you saw; * for whatever is there.");
        else if (says is { IsTagged: true, Body: null }) yield return ApiParameter.Header("If-None-Match", "The ETag you have: answered 304 while it is the same.");
    }

    private static JsonObject Responses(ApiOperation says, ApiShapes shapes)
    {
        var success = new JsonObject { ["description"] = says.Status switch { 201 => "It is made.", 204 => "It is done.", _ => "As it is now." } };
        if (says.Answer is { } answer) success["content"] = new JsonObject { [answer.Media] = Content(answer, shapes) };
        if (says.IsTagged || says is { Status: 201, Answer.Type: null }) success["headers"] = new JsonObject { ["ETag"] = new JsonObject { ["description"] = "What the next edit names as If-Match.", ["schema"] = new JsonObject { ["type"] = "string" } } };
        var responses = new JsonObject { [Code(says.Status)] = success };
        if (says is { IsTagged: true, Body: null }) responses["304"] = new JsonObject { ["description"] = "You have it already." };
        foreach (var status in says.Problems.Concat([401, 403, 404, 503]).Distinct().Order())
            responses[Code(status)] = new JsonObject { ["description"] = Words(status), ["content"] = new JsonObject { [ApiShape.Problem] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = Schemas + "Problem" } } } };
        return responses;
    }

    private static JsonObject Content(ApiShape shape, ApiShapes shapes) => new() { ["schema"] = shapes.Of(shape) };

    private static JsonObject Named(RoutePatternParameterPart part)
    {
        var policies = part.ParameterPolicies.Select(p => p.Content).ToList();
        var schema = new JsonObject { ["type"] = policies.Contains("int") ? "integer" : "string" };
        if (policies.Contains("guid")) schema["format"] = "uuid";
        return new() { ["name"] = part.Name, ["in"] = "path", ["required"] = true, ["description"] = part.Name == "workspace" ? "The client's key or id." : part.Name is "task" or "milestone" ? "Its id; or its key, with each / written %2F." : policies.Count > 0 ? "Its id or number." : part.Name == "day" ? "A day such as 2027-05-11." : "Its key or id.", ["schema"] = schema };
    }

    private static JsonObject Parameter(ApiParameter parameter) => new()
    {
        ["name"] = parameter.Name, ["in"] = parameter.In, ["description"] = parameter.About, ["schema"] = parameter.Schema.DeepClone(),
    };

    private static string Words(int status) => status switch
    {
        400 => "The request is not as this address expects it.",
        401 => "Nobody is signed in.",
        403 => "This needs more access to the client than you have.",
        404 => "There is no such thing, or it is not yours to see.",
        410 => "It is too old: look again.",
        409 => "It does not fit what is there now.",
        412 => "Somebody changed it since you looked.",
        413 => "It is too large.",
        415 => "It is of a kind this address does not read.",
        422 => "What was sent has mistakes, or the plan's rules say no; each mistake is told with a pointer to its field.",
        428 => "Say what you saw, with If-Match.",
        _ => "The database cannot be reached at the moment.",
    };

    /// <summary>As the document writes it, without what each part must be.</summary>
    private static string Path(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch { RoutePatternLiteralPart literal => literal.Content, RoutePatternParameterPart parameter => $"{{{parameter.Name}}}", _ => "" }))));

    private static string Code(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The named schemas a document refers to.</summary>
internal sealed class ApiShapes
{
    private const string Schemas = "#/components/schemas/";

    private readonly SortedDictionary<string, JsonObject> _all = ItemSchemas.All();
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    public ApiShapes() => _all["Problem"] = new()
    {
        ["type"] = "object",
        ["description"] = "What is wrong and what to do (RFC 9457).",
        ["required"] = new JsonArray("title", "status", "detail"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "In words, for people." },
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "Every mistake, not the first.",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("pointer", "detail"),
                    ["properties"] = new JsonObject { ["pointer"] = new JsonObject { ["type"] = "string", ["description"] = "JSON Pointer to the field, after #." }, ["detail"] = new JsonObject { ["type"] = "string" } },
                },
            },
        },
    };

    public IReadOnlyDictionary<string, JsonObject> All() => _all;

    public JsonObject Of(ApiShape shape)
    {
        if (shape.Name.Length == 0) return new() { ["type"] = "string" };
        if (shape.Type is { } type && !_types.TryAdd(shape.Name, type) && _types[shape.Name] != type) throw new InvalidOperationException($"Two types of the API are called {shape.Name}.");
        if (shape.Type is not null && !_all.TryAdd(shape.Name, ApiJson.SchemaOf(shape.Type)) && ItemSchemas.All().ContainsKey(shape.Name)) throw new InvalidOperationException($"{shape.Type.Name} is called as an item is.");
        var one = new JsonObject { ["$ref"] = Schemas + shape.Name };
        if (!shape.IsPage) return one;
        _all[shape.Name + "Page"] = new()
        {
            ["type"] = "object",
            ["required"] = new JsonArray("items"),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["items"] = new JsonObject { ["type"] = "array", ["items"] = one },
                ["next"] = new JsonObject { ["type"] = "string", ["description"] = "The cursor of the next page; absent on the last one." },
            },
        };
        return new() { ["$ref"] = $"{Schemas}{shape.Name}Page" };
    }
}

internal static class ApiDocuments
{
    /// <summary>The document, and the page to read it by: the program's own words, which anybody may read who wants to write a client.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder app)
    {
        var open = app.MapOpen("/openapi");
        open.MapGet("/v1.json", async (HttpContext http, ApiDocument document) => http.Tagged(JsonSerializer.SerializeToUtf8Bytes(await document.ReadAsync(), Readable), null));
        open.MapGet("", async (ApiDocument document) => View.Of<ApiPage>(new { Model = ApiPageModel.Of(await document.ReadAsync()) }));
    }

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
