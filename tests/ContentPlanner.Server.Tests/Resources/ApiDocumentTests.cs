using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Resources;

public sealed class ApiDocumentTests(ApiDocumentTests.House here) : IClassFixture<ApiDocumentTests.House>
{
    public sealed class House : IAsyncLifetime
    {
        public ApiHouse Open { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Open = await ApiHouse.Open(DatabaseKind.Sqlite);

        public ValueTask DisposeAsync() => Open.DisposeAsync();
    }

    [Fact]
    public void Every_operation_has_an_id_a_summary_schemas_and_says_what_can_go_wrong()
    {
        var document = here.Open.Api.Document;
        var wrong = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject())
            {
                var name = $"{method} {path}";
                if (operation!["operationId"] is null) wrong.Add($"{name} has no id");
                if (string.IsNullOrWhiteSpace(operation["summary"]?.GetValue<string>())) wrong.Add($"{name} has no summary");
                if (operation["tags"] is not JsonArray { Count: 1 }) wrong.Add($"{name} has no tag");
                foreach (var part in path.Split('/').Where(p => p.StartsWith('{')))
                    if (!operation["parameters"]!.AsArray().Any(p => $"{{{p!["name"]}}}" == part && p["in"]!.GetValue<string>() == "path")) wrong.Add($"{name} does not tell {part}");
                foreach (var status in new[] { "401", "404" })
                    if (operation["responses"]![status]?["content"]?["application/problem+json"]?["schema"] is null) wrong.Add($"{name} does not say {status}");
                foreach (var (status, response) in operation["responses"]!.AsObject())
                    if (status is not ("204" or "304") && response!["content"]!.AsObject().Any(c => c.Value!["schema"] is null)) wrong.Add($"{name} answers {status} without a schema");
                if (method is "put" or "patch" && operation["requestBody"]?["content"]!.AsObject().All(c => c.Value!["schema"] is not null) != true) wrong.Add($"{name} is sent something without a schema");
            }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_route_of_the_API_is_in_the_document()
    {
        var known = here.Open.Api.Document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}")).ToHashSet();

        var routes = here.Open.Service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(routes);
        Assert.Empty(routes.SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} /{Regex.Replace(r.RoutePattern.RawText!.Trim('/'), @":\w+\}", "}")}")).Except(known));
    }

    [Fact]
    public void Every_reference_of_the_document_leads_somewhere_and_every_schema_is_used()
    {
        var schemas = here.Open.Api.Document["components"]!["schemas"]!.AsObject().Select(s => s.Key).ToHashSet();

        var named = References(here.Open.Api.Document).ToHashSet();

        Assert.Empty(named.Except(schemas));
        Assert.Empty(schemas.Except(named).Except(["ChannelList"]));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject of => of.SelectMany(p => p.Key == "$ref" ? [p.Value!.GetValue<string>()["#/components/schemas/".Length..]] : References(p.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
