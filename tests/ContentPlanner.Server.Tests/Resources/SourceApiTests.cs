using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Resources;

public sealed class SourceApiOnSqlite() : SourceApiTests(DatabaseKind.Sqlite);

public sealed class SourceApiOnPostgres() : SourceApiTests(DatabaseKind.Postgres);

/// <summary>Sources, the archive and approvals, by a client made of the document.</summary>
public abstract class SourceApiTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly (string, string) Client = ApiHouse.Client;

    private ApiHouse _house = null!;
    private Receiver _site = null!;

    private ApiClient Api => _house.Api;

    public async ValueTask InitializeAsync()
    {
        _site = await Receiver.Start();
        _site.Answer = http => http.Response.WriteAsync("<rss version=\"2.0\"><channel><title>B</title><item><title>On starting</title><link>https://example.org/1</link><pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate></item><item><title>Undated</title><pubDate>soon</pubDate></item></channel></rss>");
        _house = await ApiHouse.Open(kind, more: services => services.AddSingleton(_ => new GuardedHttp(new(["127.0.0.1"]), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]))));
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_source_is_kept_looked_at_paused_changed_and_removed()
    {
        var added = await Api.Call("addSource", [Client], new { name = "The blog", address = $"{_site.Address}/feed" });
        (string, string) one = ("source", added["key"]);
        Assert.Equal(0, (await Api.Call("getSourceStanding", Client, one)).Body!["failures"]!.GetValue<int>());

        var looked = await Api.Call("lookAtSource", Client, one);
        Assert.Equal("brought", looked["outcome"]);
        Assert.NotNull(looked.Body!["standing"]!["brought-at"]);
        Assert.Contains((await Api.Call("listPieces", Client, ("limit", "200"))).Items, p => p["title"]!.GetValue<string>() == "On starting" && p["origin"]!["source"]!.GetValue<string>() == added["id"]);
        Assert.Contains("is no day that can be read", (await Api.Call("getSourceStanding", Client, one)).Body!["losses"]!.ToJsonString(), StringComparison.Ordinal);

        await Api.Call("pauseSource", Client, one);
        var paused = await Api.Call("getSource", Client, one);
        Assert.Equal("true", paused["paused"]);
        Assert.Null((await Api.Call("getSourceStanding", Client, one)).Body!["not-before"]);
        await Api.Call("updateSource", [Client, one, ("If-Match", added.Tag!)], new JsonObject { ["as"] = "notes" }, expected: HttpStatusCode.PreconditionFailed);
        await Api.Call("updateSource", [Client, one, ("If-Match", paused.Tag!)], new JsonObject { ["as"] = "nothing" }, false, HttpStatusCode.UnprocessableEntity);
        await Api.Call("updateSource", [Client, one, ("If-Match", paused.Tag!)], new JsonObject { ["address"] = $"{_site.Address}/other", ["owner"] = "coach" });
        await Api.Call("resumeSource", Client, one);

        _site.Answer = http => Task.FromResult(http.Response.StatusCode = 404);
        Assert.Equal("failed", (await Api.Call("lookAtSource", Client, one))["outcome"]);
        Assert.Equal("there is nothing at this address (404)", (await Api.Call("getSourceStanding", Client, one))["trouble"]);

        var removed = await Api.Call("removeSource", Client, one, ("If-Match", "*"));
        await Api.Call("getSourceStanding", [Client, one], expected: HttpStatusCode.NotFound);
        await Api.Call("undoChange", Client, ("change", removed["change-set"]));
        Assert.Equal(added["id"], (await Api.Call("getSource", Client, one))["id"]);
    }

    [Fact]
    public async Task An_address_may_be_a_secret_so_a_contributor_does_not_see_sources()
    {
        var contributor = await _house.Somebody(Access.Contributor, "writer@example.org");
        await contributor.Call("listSources", [Client], expected: HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_owner_takes_everything_of_a_client_along_and_nobody_else()
    {
        var owner = await _house.Somebody(Access.Owner, "olga@example.org");
        var strategist = await _house.Somebody(Access.Strategist, "sam@example.org");
        await strategist.Call("exportArchive", [Client], expected: HttpStatusCode.Forbidden);

        var answer = await owner.Call("exportArchive", Client);

        using var zip = new ZipArchive(await answer.Message.Content.ReadAsStreamAsync(ApiHouse.Stop));
        Assert.Contains("plan/plan.yaml", zip.Entries.Select(e => e.FullName));
        Assert.EndsWith(".zip", answer.Message.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_is_asked_for_and_listed_in_the_words_of_the_plan()
    {
        var piece = _house.Plan.Workspace.Pieces.First(p => p.Body is not null);
        var asked = await Api.Call("askForApproval", [Client], new { piece = piece.Key, from = "Nora", email = "nora@example.org" });
        Assert.Contains("/approve/cpa_", asked["address"], StringComparison.Ordinal);
        Assert.NotNull(asked.Body!["change-set"]);
        await Api.Call("askForApproval", [Client], new { piece = piece.Key, from = "Ned", email = "ned@example.org" });

        var first = await Api.Call("listApprovals", Client, ("limit", "1"));
        var second = await Api.Call("listApprovals", Client, ("limit", "1"), ("cursor", first.Next!));
        Assert.Null(second.Next);
        Assert.Equal(["Ned", "Nora"], new[] { first, second }.Select(p => p.Items.Single()["from"]!.GetValue<string>()).Order());
        Assert.Equal(("requested", "2026-11-23"), ((string)first.Items[0]["state"]!, (string)first.Items[0]["asked-on"]!));
        await Api.Call("askForApproval", [Client], new { piece = piece.Key, from = "Nora", email = "nora" }, expected: HttpStatusCode.UnprocessableEntity);
    }
}
