using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Launches;

public sealed class MoveApiOnSqlite() : MoveApiTests(DatabaseKind.Sqlite);

public sealed class MoveApiOnPostgres() : MoveApiTests(DatabaseKind.Postgres);

public abstract class MoveApiTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Moves = "/api/v1/workspaces/steady-ground/launches/the-book/moves";

    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 23, 9, 0));
    private TestDatabase _database = null!;
    private RunningService _service = null!;
    private Browser _administrator = null!;
    private WorkspaceSnapshot _plan = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        _service = await RunningService.Start(_database, _clock);
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
    public async Task The_books_date_moves_and_the_calendar_follows()
    {
        var feed = await _service.Services.GetRequiredService<FeedStore>().AddAsync(new(_plan.Id, "All", "calendar", "calendar"), Stop);
        var calendar = $"/feeds/{feed.Token}/calendar.ics";
        Assert.Contains("DTSTART;VALUE=DATE:20270511\r\n", await Text(calendar), StringComparison.Ordinal);

        var shown = await Post(Moves, new { to = "2027-05-18" }, HttpStatusCode.Created);
        Assert.Contains(shown.GetProperty("rows").EnumerateArray(), r => r.GetProperty("key").GetString() == "the-book/publication" && r.GetProperty("to").GetString() == "2027-05-18");
        Assert.Contains(shown.GetProperty("feeds").EnumerateArray(), f => f.GetProperty("feed").GetString() == "calendar");
        Assert.Contains("Publication day", await Publication(calendar, "20270511"), StringComparison.Ordinal);

        var application = $"{Moves}/{shown.GetProperty("id").GetString()}/application";
        var applied = await Post(application, new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.OK);
        Assert.Equal("moved “The Unhurried Author” to 18 May 2027", applied.GetProperty("what").GetString());
        var moved = await Publication(calendar, "20270518");
        Assert.Contains("SEQUENCE:1", moved, StringComparison.Ordinal);

        using var back = await _administrator.Http.DeleteAsync(new Uri(application, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Contains("SEQUENCE:2", await Publication(calendar, "20270511"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_shown_before_somebody_else_changed_it_is_answered_409()
    {
        var first = await Post(Moves, new { to = "2027-05-18" }, HttpStatusCode.Created);
        var second = await Post(Moves, new { to = "2027-05-25" }, HttpStatusCode.Created);
        await Post($"{Moves}/{second.GetProperty("id").GetString()}/application", new { hash = second.GetProperty("hash").GetString() }, HttpStatusCode.OK);

        var problem = await Post($"{Moves}/{first.GetProperty("id").GetString()}/application", new { hash = first.GetProperty("hash").GetString() }, HttpStatusCode.Conflict);

        Assert.Equal("The plan has changed since the move was shown; look at it again.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_move_that_nobody_applied_within_an_hour_is_gone_and_one_that_was_applied_is_not()
    {
        var shown = await Post(Moves, new { to = "2027-05-18" }, HttpStatusCode.Created);
        var applied = await Post(Moves, new { to = "2027-05-25" }, HttpStatusCode.Created);
        await Post($"{Moves}/{applied.GetProperty("id").GetString()}/application", new { hash = applied.GetProperty("hash").GetString() }, HttpStatusCode.OK);
        async Task<HttpStatusCode> Status(JsonElement of)
        {
            using var answer = await _administrator.Http.GetAsync(new Uri($"{Moves}/{of.GetProperty("id").GetString()}", UriKind.Relative), Stop);
            return answer.StatusCode;
        }
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Status(shown), await Status(applied)));

        _clock.AdvanceMinutes(60);

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.OK), (await Status(shown), await Status(applied)));
    }

    [Fact]
    public async Task A_broken_rule_is_answered_422_until_somebody_says_why()
    {
        var shown = await Post(Moves, new { anchor = "pre-order", to = "2026-04-01" }, HttpStatusCode.Created);
        Assert.True(shown.GetProperty("needs-override").GetBoolean());

        var problem = await Post($"{Moves}/{shown.GetProperty("id").GetString()}/application", new { hash = shown.GetProperty("hash").GetString() }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Amazon takes e-book pre-orders up to one year ahead", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        var accepted = await Post(Moves, new { anchor = "pre-order", to = "2026-04-01", because = "an exception was granted" }, HttpStatusCode.Created);
        await Post($"{Moves}/{accepted.GetProperty("id").GetString()}/application", new { hash = accepted.GetProperty("hash").GetString() }, HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"to": "next week"}""", HttpStatusCode.UnprocessableEntity, "'next week' is not a day such as 2027-05-11.")]
    [InlineData("""{"to": "2027-05-18", "late": "never"}""", HttpStatusCode.UnprocessableEntity, "This is not a value that can stand here.")]
    [InlineData("""{"to": "2027-05-18", "anchor": "x"}""", HttpStatusCode.UnprocessableEntity, "has no anchor 'x'; it has")]
    [InlineData("""{"anchor": "publication"}""", HttpStatusCode.UnprocessableEntity, "Something is missing: to")]
    [InlineData("""{"to": "2027-05-18", "then": 1}""", HttpStatusCode.UnprocessableEntity, "This is not known here: leave it out.")]
    [InlineData("""{"to": """, HttpStatusCode.UnprocessableEntity, "This is not JSON.")]
    public async Task A_mistake_is_told_as_problem_details(string body, HttpStatusCode status, string detail)
    {
        using var answer = await _administrator.Http.PostAsync(new Uri(Moves, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(detail, (await Json(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_administrators_own_browser_may()
    {
        using var nobody = new HttpClient { BaseAddress = _administrator.Http.BaseAddress };
        using var anonymous = await nobody.PostAsJsonAsync(Moves, new { to = "2027-05-18" }, Stop);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (anonymous.StatusCode, anonymous.Content.Headers.ContentType?.MediaType));

        using var request = new HttpRequestMessage(HttpMethod.Post, Moves) { Content = JsonContent.Create(new { to = "2027-05-18" }) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var lured = await _administrator.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, lured.StatusCode);
    }

    private async Task<JsonElement> Post(string path, object body, HttpStatusCode expected)
    {
        using var answer = await _administrator.Http.PostAsJsonAsync(path, body, Stop);
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return await Json(answer);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;

    private Task<string> Text(string path) => _administrator.Http.GetStringAsync(new Uri(path, UriKind.Relative), Stop);

    /// <summary>The entry of the publication, which stands on that day.</summary>
    private async Task<string> Publication(string calendar, string day)
    {
        var entry = (await Text(calendar)).Split("BEGIN:VEVENT").Single(e => e.Contains("Publication day", StringComparison.Ordinal) && e.Contains("UID:anchor", StringComparison.Ordinal));
        Assert.Contains($"DTSTART;VALUE=DATE:{day}\r\n", entry, StringComparison.Ordinal);
        return entry;
    }
}
