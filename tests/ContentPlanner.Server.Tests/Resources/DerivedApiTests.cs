using System.Net;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Resources;

public sealed class DerivedApiOnSqlite() : DerivedApiTests(DatabaseKind.Sqlite);

public sealed class DerivedApiOnPostgres() : DerivedApiTests(DatabaseKind.Postgres);

public abstract class DerivedApiTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly (string, string) Client = ApiHouse.Client;

    private ApiHouse _house = null!;

    private ApiClient Api => _house.Api;

    public async ValueTask InitializeAsync() => _house = await ApiHouse.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_task_is_found_with_its_draft_done_with_its_address_and_taken_back()
    {
        var task = (await Api.Call("listTasks", Client, ("status", "open"), ("limit", "200"))).Items.First(t => t["source"]!["kind"]!.GetValue<string>() == "piece");
        (string, string)[] one = [Client, ("task", task["id"]!.GetValue<string>())];
        Assert.Equal(task.ToJsonString(), (await Api.Call("getTask", Client, ("task", task["key"]!.GetValue<string>()))).Body!.ToJsonString());
        Assert.NotEmpty((await Api.Call("getTaskDraft", one))["text"]);

        var done = await Api.Call("finishTask", one, new { url = "https://example.org/out" });
        Assert.Equal(("done", "https://example.org/out", "2026-11-23"), await Status());
        Assert.Null((await Api.Call("finishTask", one, new { url = "https://example.org/out" })).Body!["change-set"]);
        var refused = await Api.Call("snoozeTask", one, new { until = "2026-12-24" }, expected: HttpStatusCode.UnprocessableEntity);
        Assert.Equal("It is done; reopen it first.", refused.Detail);

        Assert.StartsWith("finished “", (await Api.Call("listChanges", Client, ("limit", "1"))).Items[0]["what"]!.GetValue<string>(), StringComparison.Ordinal);
        await Api.Call("undoChange", Client, ("change", done["change-set"]));
        Assert.Equal("open", (await Api.Call("getTask", one))["status"]);
        await Api.Call("snoozeTask", one, new { until = "2026-12-24" });
        Assert.Equal("2026-12-24", (await Api.Call("getTask", one))["due"]);
        await Api.Call("snoozeTask", one, new { until = "2026-11-23" }, expected: HttpStatusCode.UnprocessableEntity);
        await Api.Call("assignTask", one, new { member = "nobody" }, expected: HttpStatusCode.UnprocessableEntity);

        async Task<(string, string, string)> Status() => await Api.Call("getTask", one) is var now ? (now["status"], now["url"], now["closed-on"]) : default;
    }

    [Fact]
    public async Task A_draft_is_written_only_over_the_one_that_was_seen()
    {
        var task = (await Api.Call("listTasks", Client, ("status", "open"))).Items[0];
        (string, string)[] one = [Client, ("task", task["id"]!.GetValue<string>())];
        var draft = await Api.Call("getTaskDraft", one);
        await Api.Call("writeTaskDraft", one, new { text = "Mine" }, expected: HttpStatusCode.PreconditionRequired);

        await Api.Call("writeTaskDraft", [.. one, ("If-Match", draft.Tag!)], new { text = "Mine, all of it." });
        await Api.Call("writeTaskDraft", [.. one, ("If-Match", draft.Tag!)], new { text = "Too late" }, expected: HttpStatusCode.PreconditionFailed);

        var now = await Api.Call("getTaskDraft", one);
        Assert.Equal(("Mine, all of it.", "true"), (now["text"], now["edited"]));
        await Api.Call("dropTaskDraft", [.. one, ("If-Match", now.Tag!)]);
        Assert.Equal(draft.Text, (await Api.Call("getTaskDraft", one)).Text);
    }

    [Fact]
    public async Task A_milestone_is_pinned_linked_again_and_finished()
    {
        var milestone = (await Api.Call("listMilestones", Client, ("launch", "the-book"), ("status", "open"))).Items[^1];
        (string, string)[] one = [Client, ("milestone", milestone["key"]!.GetValue<string>())];

        await Api.Call("pinMilestone", one, new { day = "2027-02-02" });
        Assert.Equal(("2027-02-02", "pinned"), await Api.Call("getMilestone", one) is var pinned ? (pinned["day"], pinned["link"]) : default);
        await Api.Call("relinkMilestone", one);
        Assert.Equal(milestone["day"]!.GetValue<string>(), (await Api.Call("getMilestone", one))["day"]);
        await Api.Call("finishMilestone", one, new { on = "2026-11-20" });
        Assert.Equal(("done", "2026-11-20"), await Api.Call("getMilestone", one) is var done ? (done["status"], done["closed-on"]) : default);
        await Api.Call("getMilestone", [Client, ("milestone", "the-book/nothing")], expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_follows_from_a_plan_is_looked_at_page_by_page()
    {
        var seen = new List<string>();
        for (string? cursor = null; seen.Count == 0 || cursor is not null;)
        {
            var page = await Api.Call("getTimeline", [Client, ("from", "2026-11-01"), ("to", "2027-06-30"), ("gaps", "true"), ("limit", "150"), .. cursor is null ? Array.Empty<(string, string)>() : [("cursor", cursor)]]);
            seen.AddRange(page.Items.Select(e => $"{e["uid"]} {e["start"]}"));
            cursor = page.Next;
        }
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.InRange(seen.Count, 160, 5000);
        await Api.Call("getTimeline", [Client, ("from", "tomorrow")], expected: HttpStatusCode.BadRequest);

        Assert.NotEmpty((await Api.Call("getCoverage", Client)).Items);
        Assert.NotEmpty((await Api.Call("getReport", Client)).Body!["findings"]!.AsArray());
        Assert.NotEmpty((await Api.Call("getLaunchSchedule", Client, ("launch", "the-book"))).Body!["anchors"]!.AsArray());
        Assert.NotEmpty((await Api.Call("listReviewDays", Client, ("to", "2027-11-01"))).Items);
        Assert.NotEmpty((await Api.Call("listAllOccurrences", Client)).Items);
        Assert.NotEmpty((await Api.Call("listBlueprints", Client)).Items);
        Assert.Equal("book-launch", (await Api.Call("getBlueprint", Client, ("name", "book-launch@1")))["blueprint"]);
        Assert.NotEmpty((await Api.Call("listRecipes", Client)).Items);
        Assert.NotEmpty((await Api.Call("listLibraryChannels", Client)).Items);
        Assert.Empty((await Api.Call("listDeliveries", Client)).Items);
    }

    [Fact]
    public async Task A_place_of_a_cadence_is_left_out_moved_and_put_back()
    {
        var place = (await Api.Call("listAllOccurrences", Client)).Items.First(o => o["zone"] is not null);
        (string, string)[] cadence = [Client, ("cadence", place["cadence"]!.GetValue<string>())];
        (string, string)[] one = [.. cadence, ("day", place["day"]!.GetValue<string>())];

        await Api.Call("skipOccurrence", one);
        Assert.DoesNotContain(place["day"]!.GetValue<string>(), await Days());
        await Api.Call("moveOccurrence", one, new { to = "2026-12-27T10:30:00" });
        Assert.Contains((await Api.Call("listOccurrences", cadence)).Items, o => o["start"]!.GetValue<string>() == "2026-12-27T10:30");
        await Api.Call("restoreOccurrence", one);
        Assert.Contains(place["day"]!.GetValue<string>(), await Days());
        await Api.Call("skipOccurrence", [.. cadence, ("day", "2026-12-25")], expected: HttpStatusCode.UnprocessableEntity);

        async Task<IEnumerable<string>> Days() => (await Api.Call("listOccurrences", cadence)).Items.Select(o => o["day"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_happens_to_pieces_launches_and_the_parts_of_a_period_is_said_with_verbs()
    {
        var workspace = _house.Plan.Workspace;
        var period = workspace.Periods[0];
        (string, string)[] within = [Client, ("period", period.Key)];
        await Api.Call("publishPiece", [Client, ("piece", workspace.Pieces.First(p => p.Status == Core.Pieces.PieceStatus.Scheduled).Key)], new { at = "2026-11-22T09:00:00", url = "https://example.org/out" });
        await Api.Call("planPiece", [Client, ("piece", workspace.Pieces.First(p => p.Status == Core.Pieces.PieceStatus.Idea).Key)], new { day = "2027-01-12" });
        await Api.Call("postponeLaunch", [Client, ("launch", "the-book")], new { on = "2026-11-23" });
        Assert.Equal("postponed", (await Api.Call("getLaunch", Client, ("launch", "the-book")))["status"]);
        await Api.Call("resumeLaunch", Client, ("launch", "the-book"));
        await Api.Call("announceLaunch", [Client, ("launch", "the-book")], new { anchor = "publication" });
        var group = workspace.Launches.First(l => l.Sessions is not null).Key;
        await Api.Call("cancelSession", Client, ("launch", group), ("session", "1"));
        await Api.Call("restoreSession", Client, ("launch", group), ("session", "1"));
        await Api.Call("cancelSession", [Client, ("launch", group), ("session", "99")], expected: HttpStatusCode.UnprocessableEntity);
        var takeAway = period.TakeAways.First(t => t.ClosedOn is null).Key;
        await Api.Call("closeTakeAway", [.. within, ("takeAway", takeAway)], new { outcome = "It worked" });
        Assert.Equal("2026-11-23", (await Api.Call("getTakeAway", [.. within, ("takeAway", takeAway)]))["closed-on"]);
        var focus = period.Focus.First(f => f.Intentions.Count > 0);
        (string, string)[] intention = [.. within, ("focus", focus.Key), ("intention", focus.Intentions[0].Key)];
        await Api.Call("addReading", intention, new { on = "2026-11-23", value = 41.5m, note = "after the talk" });
        Assert.Contains("41.5", (await Api.Call("getIntention", intention)).Text, StringComparison.Ordinal);
        await Api.Call("removeReading", [.. intention, ("day", "2026-11-23")]);
        Assert.DoesNotContain("41.5", (await Api.Call("getIntention", intention)).Text, StringComparison.Ordinal);
        await Api.Call("addReading", intention, new { on = "soon", value = 1 }, checkBody: false, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_plan_goes_out_and_comes_back_as_it_was_and_a_document_with_mistakes_is_refused_with_all_of_them()
    {
        var plan = (await Api.Call("exportPlan", Client)).Text;
        await Api.Call("importPlan", [Client], plan);
        Assert.Equal(plan, (await Api.Call("exportPlan", Client)).Text);
        Assert.Null((await Api.Call("importPlan", [Client], plan)).Body!["change-set"]);

        var moved = await Api.Call("importPlan", [Client], plan.Replace("publication: 2027-05-11", "publication: 2027-05-18", StringComparison.Ordinal));
        Assert.NotNull(moved.Body!["change-set"]);
        var wrong = await Api.Call("importPlan", [Client], plan.Replace("Europe/Dublin", "Europe/Dubln", StringComparison.Ordinal) + "\nmembrs: []\n", expected: HttpStatusCode.UnprocessableEntity);
        Assert.Equal(2, wrong.Errors.Count);

        var made = await Api.Call("createWorkspace", [("key", "second"), ("fresh", "true")], plan);
        Assert.Equal(("second", 2), (made["key"], (await Api.Call("listWorkspaces")).Items.Count));
        await Api.Call("createWorkspace", [("key", "second")], plan, expected: HttpStatusCode.Conflict);
        var owner = await _house.Somebody(Access.Owner, "owner@example.org");
        await owner.Call("createWorkspace", [("key", "third")], plan, expected: HttpStatusCode.Forbidden);
        Assert.Single((await owner.Call("listWorkspaces")).Items);
    }

    [Fact]
    public async Task An_address_of_a_feed_is_shown_once_replaced_and_switched_off()
    {
        var made = await Api.Call("addFeedAddress", [Client], new { follows = "editorial" });
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(new Uri(_house.Service.App.Urls.First()), new Uri(made["https"]).PathAndQuery), ApiHouse.Stop)).StatusCode);
        Assert.DoesNotContain("cpf_", (await Api.Call("listFeedAddresses", Client)).Text, StringComparison.Ordinal);

        var other = await Api.Call("rotateFeedAddress", Client, ("feed", made.Body!["feed"]!["id"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Gone, (await http.GetAsync(new Uri(new Uri(_house.Service.App.Urls.First()), new Uri(made["https"]).PathAndQuery), ApiHouse.Stop)).StatusCode);
        await Api.Call("revokeFeedAddress", Client, ("feed", other.Body!["feed"]!["id"]!.GetValue<string>()));
        await Api.Call("addFeedAddress", [Client], new { follows = "nothing" }, expected: HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_mail_that_was_posted_is_in_the_log_of_its_client()
    {
        var post = _house.Service.Services.GetRequiredService<Outbox>();
        Assert.NotNull((await post.PlanSummaryAsync(_house.Plan.Id, "somebody@example.org", null, ApiHouse.Stop)).Delivery);

        var mail = Assert.Single((await Api.Call("listDeliveries", Client)).Items);
        Assert.Equal(("plan-summary", "due"), (mail["kind"]!.GetValue<string>(), mail["status"]!.GetValue<string>()));
        await Api.Call("getDelivery", Client, ("delivery", mail["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Tables_and_a_calendar_are_taken_away_and_run_nothing_in_a_spreadsheet()
    {
        await Api.Call("addPiece", [Client], new { title = "=HYPERLINK(\"http://evil.example\",\"x\")", format = "newsletter", planned = "2027-01-12" });

        var pieces = await Api.Call("exportPieces", Client, ("bom", "true"), ("delimiter", "semicolon"));
        Assert.StartsWith("key;title;format;status;planned;publish;", pieces.Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"", pieces.Text, StringComparison.Ordinal);
        Assert.Equal(0xEF, (await pieces.Message.Content.ReadAsByteArrayAsync(ApiHouse.Stop))[0]);
        Assert.Equal(_house.Plan.Workspace.Pieces.Count + 2, pieces.Text.Split("\r\n").Length - 1);
        Assert.StartsWith("key,title,source,channel,status,due,", (await Api.Call("exportTasks", Client)).Text, StringComparison.Ordinal);
        Assert.Contains(",launch,", (await Api.Call("exportTimeline", Client, ("from", "2027-05-01"), ("to", "2027-05-31"))).Text, StringComparison.Ordinal);
        var calendar = (await Api.Call("exportCalendar", Client, ("from", "2027-05-01"), ("to", "2027-05-31"))).Text;
        Assert.StartsWith("BEGIN:VCALENDAR", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20270511", calendar, StringComparison.Ordinal);
        await Api.Call("exportTasks", [Client, ("delimiter", "tab")], expected: HttpStatusCode.BadRequest);
    }
}
