using System.Globalization;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.Net.Http.Headers;

namespace ContentPlanner.Server.Resources;

/// <summary>How the API answers: tagged JSON, problems with pointers, what became of a change.</summary>
internal static class Answers
{
    /// <summary>JSON with the ETag of its octets; who has it already is told so.</summary>
    public static IResult Tagged<T>(this HttpContext http, T value) => http.Tagged(ApiJson.Bytes(value), null);

    /// <param name="tag">Null: of the octets.</param>
    public static IResult Tagged(this HttpContext http, byte[] octets, string? tag, string media = ApiShape.Json)
    {
        tag ??= ApiJson.Tag(octets);
        var has = http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Select(t => t.StartsWith("W/", StringComparison.Ordinal) ? t[2..] : t);
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return has.Any(t => t == tag || t == "*") ? Results.StatusCode(StatusCodes.Status304NotModified) : new Octets(octets, StatusCodes.Status200OK, media);
    }

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => new Octets(ApiJson.Bytes(value), status, ApiShape.Json);

    public static IResult Json(byte[] octets, int status = StatusCodes.Status200OK) => new Octets(octets, status, ApiShape.Json);

    /// <summary>A file to keep.</summary>
    public static IResult Download(byte[] octets, string media, string name) => Results.File(octets, media, name);

    /// <summary>422 with every mistake and where it stands.</summary>
    public static IResult Wrong(IReadOnlyCollection<PointedProblem> problems) => Results.Problem(
        detail: problems.Count == 1 ? Told.Sentence(problems.First().Message) : string.Create(CultureInfo.InvariantCulture, $"{problems.Count} things are wrong with what was sent."),
        statusCode: StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?> { ["errors"] = problems.Select(p => new { pointer = "#" + p.At, detail = Told.Sentence(p.Message) }).ToList() });

    public static IResult Stale(string words) => Results.Problem(Told.Sentence(words), statusCode: StatusCodes.Status412PreconditionFailed);

    public static IResult Unseen { get; } = Results.Problem("Say what you saw: send the ETag of your last GET as If-Match, so that nobody's change is written over.", statusCode: StatusCodes.Status428PreconditionRequired);

    /// <summary>What became of something somebody did.</summary>
    public static IResult Of(ChangeResult result, Func<ChangeResult.Done, IResult>? done = null) => result switch
    {
        ChangeResult.Done so => done?.Invoke(so) ?? Json(new ChangeView(so.ChangeSet, so.After.Revision)),
        ChangeResult.Conflict conflict => Stale(conflict.Words),
        ChangeResult.Refused refused => Api.Refused($"{refused.Why}."),
        _ => Api.Missing("It is not there any more."),
    };

    /// <summary>What became of taking something back: why it cannot be is 409, whatever the reason.</summary>
    public static IResult Undone(ChangeResult result) => result switch
    {
        ChangeResult.Refused refused => Api.Conflict($"{refused.Why}."),
        ChangeResult.Conflict conflict => Api.Conflict($"{conflict.Words}."),
        _ => Of(result),
    };

    /// <summary>A word of the query that is one of an enumeration's; null: it was not said, or is none.</summary>
    public static bool TryWord<T>(string? text, out T? word) where T : struct, Enum
    {
        word = null;
        if (text is null) return true;
        foreach (var value in Enum.GetValues<T>())
            if (ApiJson.Word(value) == text) word = value;
        return word is not null;
    }

    private sealed class Octets(byte[] octets, int status, string media) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = media;
            httpContext.Response.ContentLength = octets.Length;
            httpContext.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
            await httpContext.Response.Body.WriteAsync(octets, httpContext.RequestAborted);
        }
    }
}

/// <summary>What was written.</summary>
/// <param name="ChangeSet">What undoing it names; left out when everything was so already.</param>
/// <param name="Revision">The workspace's, afterwards.</param>
internal sealed record ChangeView(Guid? ChangeSet, long Revision);
