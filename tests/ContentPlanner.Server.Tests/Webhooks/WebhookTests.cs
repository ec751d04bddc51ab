using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Tests.Resources;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Webhooks;

public sealed class WebhooksOnSqlite() : WebhookTests(DatabaseKind.Sqlite);

public sealed class WebhooksOnPostgres() : WebhookTests(DatabaseKind.Postgres);

public abstract class WebhookTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly (string, string) Client = ApiHouse.Client;
    private static readonly string[] Everything = ["task-due", "mark-crossed", "piece-published", "move-applied"];

    private ApiHouse _house = null!;
    private Receiver _receiver = null!;

    private ApiClient Api => _house.Api;

    public async ValueTask InitializeAsync()
    {
        // The job is run by hand: the scheduler would tell everybody in between.
        _house = await ApiHouse.Open(kind, settings =>
        {
            settings.Outgoing.Allow = ["127.0.0.1"];
            settings.Mail.Administrators = "ada@example.org";
        }, services => services.Remove(services.Single(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && s.ImplementationFactory?.Method.ReturnType.Name == "Scheduler")));
        _receiver = await Receiver.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_published_piece_is_told_signed_and_once()
    {
        var hook = await Add();
        var piece = _house.Plan.Workspace.Pieces.First(p => p.Status == Core.Pieces.PieceStatus.Scheduled);
        await Api.Call("publishPiece", [Client, ("piece", piece.Key)], new { url = "https://example.org/out" });
        await Api.Call("updatePiece", [Client, ("piece", piece.Key), ("If-Match", "*")], new JsonObject { ["title"] = "Still published" });

        await Tell();
        await Tell();

        var told = Assert.Single(_receiver.Requests, r => r.Body.Contains("\"piece-published\"", StringComparison.Ordinal));
        var body = JsonNode.Parse(told.Body)!;
        Assert.Equal(("piece-published", "steady-ground", piece.Key, "https://example.org/out"), ((string?)body["type"], (string?)body["workspace"], (string?)body["data"]!["key"], (string?)body["data"]!["url"]));
        Assert.Equal(("application/json", "POST"), (told.Headers["Content-Type"], told.Method));
        Verify(hook.Secret, told);
        var logged = (await Api.Call("listWebhookMessages", Client, ("webhook", hook.Id))).Items.Single(m => m["event"]!.GetValue<string>() == "piece-published");
        Assert.Equal(("delivered", 200, 1), (logged["status"]!.GetValue<string>(), logged["last-status"]!.GetValue<int>(), logged["attempts"]!.GetValue<int>()));
    }

    [Fact]
    public async Task An_applied_move_is_told_and_so_is_taking_it_back()
    {
        await Add("move-applied");
        var shown = await Api.Call("showMove", [Client, ("launch", "the-book")], new { to = "2027-05-18" });
        await Api.Call("applyMove", [Client, ("launch", "the-book"), ("move", shown["id"])], new { hash = shown["hash"] });
        await Api.Call("undoMove", Client, ("launch", "the-book"), ("move", shown["id"]));

        await Tell();

        Assert.Equal([("publication", "2027-05-11", "2027-05-18"), ("publication", "2027-05-18", "2027-05-11")],
            _receiver.Requests.Select(r => JsonNode.Parse(r.Body)!["data"]!).Select(d => ((string)d["anchor"]!, (string)d["from"]!, (string)d["to"]!)));
    }

    [Fact]
    public async Task A_task_is_told_of_on_its_day_and_a_mark_when_it_is_crossed_each_once_on_two_nodes_and_after_downtime()
    {
        await Add("task-due", "mark-crossed");
        await Tell();
        Assert.All(_receiver.Requests, r => Assert.Equal("2026-11-23", (string?)JsonNode.Parse(r.Body)!["data"]!["due"]));
        _receiver.Requests.Clear();
        var schedule = await Api.Call("getLaunchSchedule", Client, ("launch", "the-book"));
        var mark = schedule.Body!["marks"]!.AsArray()[0]!;

        // The day the farthest mark comes, and the program was off the day before.
        _house.Clock.Reset(NodaTime.Text.LocalDatePattern.Iso.Parse(mark["day"]!.GetValue<string>()).Value.PlusDays(1).AtMidnight().InUtc().ToInstant() + Duration.FromHours(9));
        await Task.WhenAll(Tell(), Tell());
        await Tell();

        var told = _receiver.Requests.Select(r => JsonNode.Parse(r.Body)!).ToList();
        Assert.Single(told, t => (string?)t["type"] == "mark-crossed" && (string?)t["data"]!["launch"] == "the-book" && (string?)t["data"]!["mark"] == (string)mark["label"]!);
        Assert.Equal(told.Count, told.Select(t => $"{t["data"]!["key"]} {t["data"]!["mark"]} {t["data"]!["launch"]} {t["type"]}").Distinct().Count());
    }

    [Fact]
    public async Task Who_does_not_take_it_is_asked_again_after_growing_pauses_with_the_same_message()
    {
        var hook = await Add("piece-published");
        await Publish();
        _receiver.Answer = http =>
        {
            http.Response.StatusCode = _receiver.Requests.Count < 3 ? 500 : 204;
            return http.Response.StatusCode == 500 ? http.Response.WriteAsync("no room") : Task.CompletedTask;
        };

        await Tell();
        await Tell();
        Assert.Single(_receiver.Requests);
        var waiting = (await Api.Call("listWebhookMessages", Client, ("webhook", hook.Id))).Items[0];
        Assert.Equal(("retrying", "no room", 500), ((string)waiting["status"]!, (string)waiting["last-words"]!, (int)waiting["last-status"]!));
        _house.Clock.Advance(Duration.FromSeconds(6));
        await Tell();
        _house.Clock.Advance(Duration.FromMinutes(4));
        await Tell();
        Assert.Equal(2, _receiver.Requests.Count);
        _house.Clock.Advance(Duration.FromMinutes(2));
        await Tell();

        Assert.Equal(3, _receiver.Requests.Count);
        Assert.Single(_receiver.Requests.Select(r => (r.Headers["webhook-id"], r.Body)).Distinct());
        Assert.All(_receiver.Requests, r => Verify(hook.Secret, r));
        Assert.Equal("delivered", (string)(await Api.Call("listWebhookMessages", Client, ("webhook", hook.Id))).Items[0]["status"]!);
    }

    [Fact]
    public async Task An_address_that_takes_nothing_for_days_is_switched_off_with_a_notice_and_can_be_switched_on_again()
    {
        var hook = await Add("piece-published");
        _receiver.Answer = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        for (var day = 0; day <= 6; day++)
        {
            await Publish(day);
            await Tell();
            _house.Clock.Advance(Duration.FromDays(1));
        }

        var standing = await Api.Call("getWebhook", Client, ("webhook", hook.Id));
        Assert.Equal("false", standing["enabled"]);
        Assert.StartsWith("it took nothing for five days", standing["disabled-because"], StringComparison.Ordinal);
        await using (var db = _house.Database.Databases.CreateDbContext())
            Assert.Single(await db.Deliveries.Where(d => d.Kind == Server.Mail.DeliveryKind.JobAlarm).ToListAsync(ApiHouse.Stop));
        _receiver.Requests.Clear();
        await Publish(8);
        await Tell();
        Assert.Empty(_receiver.Requests);

        _receiver.Answer = _ => Task.CompletedTask;
        await Api.Call("enableWebhook", Client, ("webhook", hook.Id));
        await Publish(9);
        await Tell();
        Assert.Contains(_receiver.Requests, r => r.Body.Contains("piece-9", StringComparison.Ordinal));
        Assert.DoesNotContain(_receiver.Requests, r => r.Body.Contains("piece-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_says_it_is_gone_is_not_asked_again()
    {
        var hook = await Add("piece-published");
        _receiver.Answer = http =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await Publish();
        await Tell();

        Assert.Equal("it answered that it is gone for good (410)", (await Api.Call("getWebhook", Client, ("webhook", hook.Id)))["disabled-because"]);
    }

    [Theory]
    [InlineData("http://127.0.0.2:8080/", "127.0.0.2 is within a private network")]
    [InlineData("http://169.254.169.254/latest/meta-data", "169.254.169.254 is within a private network")]
    [InlineData("ftp://example.org/", "An address begins with https:// or http://")]
    [InlineData("example.org", "'example.org' is no address such as https://example.org/hook")]
    public async Task A_private_address_is_refused_when_it_is_written(string url, string words)
    {
        var refused = await Api.Call("addWebhook", [Client], new { name = "Ours", url, events = Everything }, expected: HttpStatusCode.UnprocessableEntity);

        Assert.StartsWith(words, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_no_answer_and_is_not_followed()
    {
        await using var hidden = await Receiver.Start("127.0.0.2");
        _receiver.Answer = http =>
        {
            http.Response.Redirect(hidden.Address);
            return Task.CompletedTask;
        };
        var hook = await Add("piece-published");
        await Publish();
        await Tell();

        Assert.Empty(hidden.Requests);
        Assert.Equal(302, (int)(await Api.Call("listWebhookMessages", Client, ("webhook", hook.Id))).Items[0]["last-status"]!);
    }

    [Fact]
    public async Task A_test_is_sent_a_message_sent_again_and_the_secret_shown_once()
    {
        var hook = await Add("piece-published");
        Assert.DoesNotContain("whsec_", (await Api.Call("listWebhooks", Client)).Text, StringComparison.Ordinal);
        await using (var db = _house.Database.Databases.CreateDbContext())
            Assert.DoesNotContain(hook.Secret[6..], (await db.Webhooks.SingleAsync(ApiHouse.Stop)).Secret, StringComparison.Ordinal);

        var test = await Api.Call("testWebhook", Client, ("webhook", hook.Id));
        await Tell();
        Assert.Contains("\"type\":\"test\"", Assert.Single(_receiver.Requests).Body, StringComparison.Ordinal);
        await Api.Call("sendWebhookMessageAgain", Client, ("webhook", hook.Id), ("message", test["id"]));
        var other = await Api.Call("rotateWebhookSecret", Client, ("webhook", hook.Id));
        await Tell();
        Assert.Equal(2, _receiver.Requests.Count);
        Verify(other["secret"], _receiver.Requests.Last());

        var strategist = await _house.Somebody(Access.Strategist, "s@example.org");
        await strategist.Call("listWebhooks", [Client], expected: HttpStatusCode.Forbidden);
        await Api.Call("removeWebhook", Client, ("webhook", hook.Id));
        await Api.Call("getWebhook", [Client, ("webhook", hook.Id)], expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_did_not_happen_is_not_told()
    {
        await Add("piece-published");
        var refused = await _house.Workspaces.ChangeAsync(_house.Plan.Id, Actor.CommandLine, "tried", _ => Verdict.Refused("no"), ApiHouse.Stop);
        Assert.IsType<ChangeResult.Refused>(refused);
        await _house.Workspaces.ChangeAsync(_house.Plan.Id, Actor.CommandLine, "noted", w => w with { Notes = [.. w.Notes, new() { Key = "n", Title = "N", From = new(2027, 1, 1), To = new(2027, 1, 1) }] }, ApiHouse.Stop);
        await Tell();

        Assert.Empty(_receiver.Requests);
    }

    private async Task<(string Id, string Secret)> Add(params string[] events)
    {
        var made = await Api.Call("addWebhook", [Client], new { name = "Ours", url = _receiver.Address + "/hook", events = events.Length == 0 ? Everything : events });
        return (made.Body!["webhook"]!["id"]!.GetValue<string>(), made["secret"]);
    }

    private async Task Publish(int n = 0) => Assert.IsType<ChangeResult.Done>(await _house.Workspaces.ChangeAsync(_house.Plan.Id, Actor.CommandLine, "published", w => w with
    {
        Pieces = [.. w.Pieces, new() { Key = $"piece-{n}", Title = "New", Format = "newsletter", Status = Core.Pieces.PieceStatus.Published, PlannedOn = new(2026, 11, 20) }],
    }, ApiHouse.Stop));

    private async Task Tell()
    {
        var run = await _house.Service.Services.GetRequiredService<JobRunner>().RunAsync(_house.Service.Services.GetRequiredService<JobFiles>().Find("webhooks")!, dryRun: false, ApiHouse.Stop);
        Assert.True(run.Outcome == JobOutcome.Succeeded, run.Message);
    }

    /// <summary>As a receiver's library does it (standardwebhooks.com).</summary>
    private static void Verify(string secret, Receiver.Asked told)
    {
        var signed = $"{told.Headers["webhook-id"]}.{told.Headers["webhook-timestamp"]}.{told.Body}";
        var wanted = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal($"v1,{wanted}", told.Headers["webhook-signature"]);
        Assert.InRange(long.Parse(told.Headers["webhook-timestamp"], CultureInfo.InvariantCulture), 1_700_000_000, 1_900_000_000);
    }
}
