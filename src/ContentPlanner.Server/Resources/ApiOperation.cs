using System.Text.Json.Nodes;
using ContentPlanner.Formats.Items;

namespace ContentPlanner.Server.Resources;

/// <summary>What the API's document says of an operation; how it is done stands in its endpoint.</summary>
/// <param name="Id">As a generated client calls it: <c>listPieces</c>.</param>
/// <param name="Summary">One line without a full stop.</param>
internal sealed record ApiOperation(string Id, string Summary)
{
    public string? Description { get; init; }

    /// <summary>Null: nothing is sent.</summary>
    public ApiShape? Body { get; init; }

    /// <summary>What is sent may be left out.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>Null: the answer has no body.</summary>
    public ApiShape? Answer { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>Beside what any operation may be answered: not signed in, not theirs, not there, a fault.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>The answer has an ETag, and <c>If-None-Match</c> is answered 304.</summary>
    public bool IsTagged { get; init; }

    /// <summary>It asks for the ETag of what was seen: <c>If-Match</c>.</summary>
    public bool AsksForTag { get; init; }
}

/// <summary>A parameter of query or header.</summary>
/// <param name="Schema">JSON Schema of its value.</param>
internal sealed record ApiParameter(string Name, string About, JsonObject Schema)
{
    public string In { get; init; } = "query";

    public static ApiParameter Text(string name, string about) => new(name, about, new() { ["type"] = "string" });

    public static ApiParameter Day(string name, string about) => new(name, about, new() { ["type"] = "string", ["format"] = "date" });

    public static ApiParameter Flag(string name, string about) => new(name, about, new() { ["type"] = "boolean" });

    public static ApiParameter Header(string name, string about) => Text(name, about) with { In = "header" };

    public static ApiParameter Choice(string name, string about, params IEnumerable<string> words) =>
        new(name, about, new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) });

    public static ApiParameter Idempotency { get; } = Header("Idempotency-Key", "A word of your own for this request, such as a UUID: sent again with the same one, it is done once and answered alike.");

    public static IReadOnlyList<ApiParameter> Paging { get; } =
    [
        new("limit", "How many at most, 1 to 200; 50 if not said.", new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Resources.Paging.Most, ["default"] = Resources.Paging.Usual }),
        Text("cursor", "Where to go on: next of the page before."),
    ];
}

/// <summary>What is sent or answered: a named schema, or a list of what has one, in a media type.</summary>
internal sealed record ApiShape(string Name, Type? Type = null, bool IsPage = false, string Media = "application/json")
{
    public const string Json = "application/json", MergePatch = "application/merge-patch+json", Problem = "application/problem+json";

    /// <summary>Other media types the same may be asked for in.</summary>
    public IReadOnlyList<string> OtherMedia { get; init; } = [];

    public static ApiShape Of<T>() => new(NameOf(typeof(T)), typeof(T));

    /// <summary>An item as it is read.</summary>
    public static ApiShape Of(ItemForm form) => new(form.SchemaName);

    public static ApiShape InputOf(ItemForm form) => new(form.SchemaName + "Input");

    public static ApiShape PatchOf(ItemForm form) => new(form.SchemaName + "Patch", Media: MergePatch) { OtherMedia = [Json] };

    /// <summary>Text of another kind than JSON.</summary>
    public static ApiShape Text(string media) => new("", Media: media);

    public ApiShape Page() => this with { IsPage = true };

    /// <summary><c>TaskView</c> is called Task, <c>DoneBody</c> Done.</summary>
    private static string NameOf(Type type) => type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;
}

internal static class ApiOperations
{
    public static T Says<T>(this T route, ApiOperation operation) where T : IEndpointConventionBuilder => route.WithMetadata(operation);
}
