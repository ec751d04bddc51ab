using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Imports;

public sealed class ImportApiOnSqlite() : ImportApiTests(DatabaseKind.Sqlite);

public sealed class ImportApiOnPostgres() : ImportApiTests(DatabaseKind.Postgres);

public abstract class ImportApiTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Imports = "/api/v1/workspaces/steady-ground/imports";

    private const string Table = "Card ID,Card Name,List Name,Due Date,Members\n1,A letter from the desk,Ideas,2027-06-01,coach\n2,Why we plan slowly,Published,2026-10-01,nobody\n,,,,\n";

    private TestDatabase _database = null!;
    private RunningService _service = null!;
    private Browser _administrator = null!;
    private WorkspaceSnapshot _plan = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        _service = await RunningService.Start(_database, new FakeClock(Instant.FromUtc(2026, 11, 23, 9, 0)));
        _plan = (await _service.Services.GetRequiredService<StarterPlan>().LoadAsync(Stop))!;
        _administrator = await Browser.OfAdministrator(_service.App);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_table_is_shown_then_taken_in_as_shown_and_taken_back()
    {
        var shown = await Post(Imports, new { name = "trello.csv", text = Table }, HttpStatusCode.Created);
        Assert.Equal((2, 1), (Count(shown, "new"), Count(shown, "left-out")));
        Assert.Equal("title", shown.GetProperty("columns")[1].GetProperty("field").GetString());
        Assert.Contains(shown.GetProperty("problems").EnumerateArray(), p => p.GetProperty("message").GetString()!.Contains("there is no member “nobody”", StringComparison.Ordinal) && p.GetProperty("line").GetInt32() == 3);
        Assert.Equal(_plan.Workspace.Pieces.Count, (await Now()).Pieces.Count);

        var application = $"{Imports}/{shown.GetProperty("id").GetString()}/application";
        var applied = await Post(application, new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.OK);
        Assert.Equal("imported trello.csv: 2 new, 1 left out", applied.GetProperty("what").GetString());
        var letter = Assert.Single((await Now()).Pieces, p => p.Title == "A letter from the desk");
        Assert.Equal((PieceStatus.Idea, new LocalDate(2027, 6, 1), "coach"), (letter.Status, letter.PlannedOn, letter.Owner));

        var again = await Post(Imports, new { name = "trello (2).csv", text = Table }, HttpStatusCode.Created);
        Assert.Equal((0, 0, 2), (Count(again, "new"), Count(again, "changed"), Count(again, "unchanged")));

        using var undone = await _administrator.Http.DeleteAsync(application, Stop);
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Equal(_plan.Workspace.Pieces, (await Now()).Pieces);
    }

    [Fact]
    public async Task Nobody_applies_what_they_did_not_see()
    {
        var shown = await Post(Imports, new { name = "a.csv", text = "Title,Status\nLetter,Idea\n" }, HttpStatusCode.Created);
        var address = $"{Imports}/{shown.GetProperty("id").GetString()}";
        await Put($"{address}/choices", new { map = new Dictionary<string, string> { ["Status"] = "none" } }, HttpStatusCode.OK);

        await Post($"{address}/application", new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.Conflict);

        var seen = await Read(address);
        await Post($"{address}/application", new { hash = seen.GetProperty("hash").GetString() }, HttpStatusCode.OK);
        await Post($"{address}/application", new { hash = seen.GetProperty("hash").GetString() }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Days_that_can_be_read_in_two_ways_are_asked_before_anything_is_taken_in()
    {
        var shown = await Post(Imports, new { name = "a.csv", text = "Title,Date\nLetter,03/04/2027\n" }, HttpStatusCode.Created);
        Assert.False(shown.GetProperty("applicable").GetBoolean());
        Assert.Equal("03/04/2027", shown.GetProperty("question").GetProperty("examples")[0].GetString());
        var address = $"{Imports}/{shown.GetProperty("id").GetString()}";
        await Post($"{address}/application", new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.UnprocessableEntity);

        var answered = await Put($"{address}/choices", new { dates = "month-first" }, HttpStatusCode.OK);
        await Post($"{address}/application", new { hash = answered.GetProperty("hash").GetString() }, HttpStatusCode.OK);
        Assert.Equal(new LocalDate(2027, 3, 4), (await Now()).Pieces.Single(p => p.Title == "Letter").PlannedOn);
    }

    [Fact]
    public async Task A_table_in_an_old_encoding_comes_in_as_Base64()
    {
        var shown = await Post(Imports, new { name = "a.csv", content = Convert.ToBase64String([.. "Titel;Datum\nGr"u8, 0xF6, 0xDF, (byte)'e', .. ";13.04.2027\n"u8]) }, HttpStatusCode.Created);
        Assert.Equal("Windows-1252", shown.GetProperty("encoding").GetString());
        Assert.Equal("Größe", shown.GetProperty("rows")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_whole_plan_is_shown_item_by_item_before_it_takes_the_place_of_this_one()
    {
        var now = await Now();
        var text = PlanFile.Write(now with { Notes = [], Pieces = [.. now.Pieces.Select((p, n) => n == 0 ? p with { Title = "Another title", BodyFile = null } : p with { BodyFile = null })] });
        var shown = await Post(Imports, new { name = "plan.yaml", text }, HttpStatusCode.Created);
        Assert.Equal("plan", shown.GetProperty("kind").GetString());
        Assert.Contains(shown.GetProperty("rows").EnumerateArray(), r => r.GetProperty("outcome").GetString() == "changed" && r.GetProperty("key").GetString() == now.Pieces[0].Key);
        await Post($"{Imports}/{shown.GetProperty("id").GetString()}/application", new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.OK);
        Assert.Equal("Another title", (await Now()).Pieces[0].Title);
        Assert.Equal(now.Pieces[0].Id, (await Now()).Pieces[0].Id);
    }

    [Fact]
    public async Task The_plan_of_another_client_is_taken_in_with_ids_of_its_own_whatever_door_it_comes_through()
    {
        var workspaces = _service.Services.GetRequiredService<WorkspaceStore>();
        var source = new Core.Plans.ImportSource { Key = "blog", Name = "The blog", Address = "https://example.org/feed" };
        var named = Done(await workspaces.ChangeAsync(_plan.Id, Actor.CommandLine, "named a source", w => w with { Sources = [source] }, Stop)).After.Workspace;
        var theirs = Done(await workspaces.ChangeAsync(_plan.Id, Actor.CommandLine, "brought", w => w with { Pieces = [.. w.Pieces.Select((p, n) => n == 0 ? p with { Origin = new("feed", "a", "", named.Sources[0].Id) } : p)] }, Stop)).After.Workspace;
        var text = WrittenPlan.InOne(theirs).Plan;
        var plan = PlanFile.Read("plan.yaml", text, _ => null, _service.Services.GetRequiredService<Server.Templates.Libraries>().Installation.Library, new(2026, 11, 23)).Value!;

        var copy = Done(await workspaces.ImportAsync(plan, "copy", fresh: false, Actor.CommandLine, Stop)).After.Workspace;
        var others = new List<Core.Plans.Workspace> { theirs, copy };
        foreach (var door in new[] { "page", "document" })
        {
            Done(await workspaces.CreateAsync(new() { Key = door, Name = door, Zone = theirs.Zone }, Actor.CommandLine, "began", fresh: true, Stop));
            var client = $"/api/v1/workspaces/{door}";
            if (door == "page")
            {
                var shown = await Post($"{client}/imports", new { name = "plan.yaml", text }, HttpStatusCode.Created);
                await Post($"{client}/imports/{shown.GetProperty("id").GetString()}/application", new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.OK);
            }
            else
            {
                using var sent = new StringContent(text, Encoding.UTF8, "application/yaml");
                using var answer = await _administrator.Http.PutAsync($"{client}/plan", sent, Stop);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
            others.Add((await workspaces.ReadAsync((await workspaces.FindAsync(door, Stop))!.Value, Stop))!.Workspace);
            Assert.Null(Done(await workspaces.ImportAsync(plan, door, fresh: false, Actor.CommandLine, Stop)).ChangeSet);
        }
        // A part of one plan, copied by hand into another one.
        var pasted = Done(await workspaces.ImportAsync(copy with { Digests = theirs.Digests }, "copy", fresh: false, Actor.CommandLine, Stop)).After.Workspace;
        Assert.NotEqual(theirs.Digests[0].Id, pasted.Digests[0].Id);

        var ids = others.SelectMany(w => ContentPlanner.Formats.Items.StoredWorkspace.Flatten(w).Select(i => i.Id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(others, w => Assert.Equal(w.Sources[0].Id, w.Pieces[0].Origin!.Source));
        Assert.All(others, w => Assert.Equal(theirs.Pieces.Count, w.Pieces.Count));

        static ChangeResult.Done Done(ChangeResult result) => Assert.IsType<ChangeResult.Done>(result);
    }

    [Fact]
    public async Task Ten_thousand_rows_are_one_change_that_can_be_undone()
    {
        var text = new StringBuilder("Title;Date;Text\r\n");
        for (var n = 0; n < 10_000; n++) text.Append(CultureInfo.InvariantCulture, $"Piece {n};{n % 28 + 1:00}.{n % 12 + 1:00}.2027;\"one\r\ntwo\"\r\n");
        var shown = await Post(Imports, new { name = "large.csv", text = text.ToString() }, HttpStatusCode.Created);
        Assert.Equal(10_000, Count(shown, "new"));
        Assert.Equal(1_000, shown.GetProperty("rows").GetArrayLength());
        var address = $"{Imports}/{shown.GetProperty("id").GetString()}";
        Assert.Equal("Piece 9999", (await Read($"{address}?from=9999")).GetProperty("rows")[0].GetProperty("title").GetString());
        await Post($"{address}/application", new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.OK);
        Assert.Equal(_plan.Workspace.Pieces.Count + 10_000, (await Now()).Pieces.Count);
        using var undone = await _administrator.Http.DeleteAsync($"{address}/application", Stop);
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Equal(_plan.Workspace.Pieces, (await Now()).Pieces);
    }

    [Fact]
    public async Task An_address_within_a_private_network_is_not_fetched()
    {
        var refused = await Post(Imports, new { address = "http://169.254.169.254/latest/meta-data/" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("private network", refused.GetProperty("title").GetString() + refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contributors_bring_nothing_in()
    {
        using var contributor = await Browser.Of(_service.App, "contributor@example.org", _plan.Id, Server.Accounts.Access.Contributor);
        using var answer = await contributor.Http.PostAsJsonAsync(Imports, new { name = "a.csv", text = "Title\nOne\n" }, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<Core.Plans.Workspace> Now() => (await _service.Services.GetRequiredService<WorkspaceStore>().ReadAsync(_plan.Id, Stop))!.Workspace;

    private static int Count(JsonElement shown, string outcome) => shown.GetProperty("counts").GetProperty(outcome).GetInt32();

    private async Task<JsonElement> Read(string address)
    {
        using var answer = await _administrator.Http.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private Task<JsonElement> Post(string address, object body, HttpStatusCode expected) => Send(HttpMethod.Post, address, body, expected);

    private Task<JsonElement> Put(string address, object body, HttpStatusCode expected) => Send(HttpMethod.Put, address, body, expected);

    private async Task<JsonElement> Send(HttpMethod method, string address, object body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        using var answer = await _administrator.Http.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
