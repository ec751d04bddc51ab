using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ContentPlanner.Server.Tests.Resources;

/// <summary>
/// A client made of the API's document: it knows operations by their ids, and nothing else. Whatever it sends and whatever it is
/// answered is held against the document: an operation, parameter, status, header or body that is not as the document says
/// fails the test.
/// </summary>
public sealed class ApiClient
{
    private readonly HttpClient _http;
    private readonly Dictionary<string, (string Path, HttpMethod Method, JsonObject Operation)> _operations;

    private ApiClient(HttpClient http, JsonObject document)
    {
        (_http, Document) = (http, document);
        _operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, HttpMethod.Parse(o.Key), o.Value!.AsObject())))
            .ToDictionary(o => o.Item3["operationId"]!.GetValue<string>(), StringComparer.Ordinal);
    }

    public JsonObject Document { get; }

    public IReadOnlyCollection<string> Operations => _operations.Keys;

    public static async Task<ApiClient> Of(HttpClient http) =>
        new(http, (JsonObject)JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!);

    /// <summary>The same document, another caller.</summary>
    public ApiClient As(HttpClient http) => new(http, Document);

    public sealed record Said(HttpStatusCode Status, JsonNode? Body, string Text, string? Tag, HttpResponseMessage Message)
    {
        public string this[string key] => Body![key]!.ToString();

        public IReadOnlyList<JsonObject> Items => [.. Body!["items"]!.AsArray().Select(i => i!.AsObject())];

        public string? Next => Body!["next"]?.GetValue<string>();

        public string Detail => Body!["detail"]!.GetValue<string>();

        public IReadOnlyList<string> Errors => [.. Body!["errors"]!.AsArray().Select(e => $"{e!["pointer"]} {e["detail"]}")];
    }

    /// <param name="parameters">Of address, query or header, by name; those of the address in braces must all be said.</param>
    /// <param name="body">An object of JSON; a text for what is none.</param>
    public async Task<Said> Call(string operation, (string Name, string Value)[] parameters, object? body = null, bool checkBody = true, params HttpStatusCode[] expected)
    {
        var (path, method, says) = _operations[operation];
        var query = new List<string>();
        using var request = new HttpRequestMessage { Method = method };
        foreach (var (name, value) in parameters)
        {
            var parameter = says["parameters"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == name)!;
            switch (parameter["in"]!.GetValue<string>())
            {
                case "path": path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal); break;
                case "query": query.Add($"{name}={Uri.EscapeDataString(value)}"); break;
                default: request.Headers.TryAddWithoutValidation(name, value); break;
            }
        }
        Assert.DoesNotContain('{', path);
        request.RequestUri = new Uri(path + (query.Count == 0 ? "" : "?" + string.Join('&', query)), UriKind.Relative);
        if (body is not null) request.Content = Sent(operation, says, body, checkBody);
        var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Checked(operation, says, answer, expected);
    }

    public Task<Said> Call(string operation, params (string Name, string Value)[] parameters) => Call(operation, parameters, null, true, []);

    private StringContent Sent(string operation, JsonObject says, object body, bool check)
    {
        var (media, of) = says["requestBody"]!["content"]!.AsObject().First();
        if (body is string text) return new(text, Encoding.UTF8, media);
        var json = body as JsonNode ?? JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(body))!;
        if (check) Assert.Empty(SchemaCheck.Of(Document, of!["schema"]!, json).Select(w => $"{operation} sends {w}"));
        return new(json.ToJsonString(), Encoding.UTF8, media);
    }

    private async Task<Said> Checked(string operation, JsonObject says, HttpResponseMessage answer, HttpStatusCode[] expected)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var code = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(says["responses"]![code] is not null, $"{operation} answers {code}, of which the document does not know: {text}");
        var declared = says["responses"]![code]!;
        if (expected.Length > 0) Assert.True(expected.Contains(answer.StatusCode), $"{operation} answers {code}: {text}");
        else Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified, $"{operation} answers {code}: {text}");
        JsonNode? body = null;
        if (declared["content"] is JsonObject content)
        {
            var (media, of) = content.First();
            Assert.Equal(media, answer.Content.Headers.ContentType?.MediaType);
            if (media.EndsWith("json", StringComparison.Ordinal))
            {
                body = JsonNode.Parse(text);
                Assert.Empty(SchemaCheck.Of(Document, of!["schema"]!, body).Select(w => $"{operation} answers {w}"));
            }
        }
        else Assert.Equal("", text);
        if (declared["headers"]?["ETag"] is not null) Assert.NotNull(answer.Headers.ETag);
        return new(answer.StatusCode, body, text, answer.Headers.ETag?.ToString(), answer);
    }
}
