using System.Net;
using System.Text.Json;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>Everything of a plan that a person may put on another day, as the calendar's forms and scripts ask for it.</summary>
public abstract class CalendarMovesTests(DatabaseKind kind) : IAsyncLifetime
{
    private WebApp _app = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.Start(kind);
        _browser = await _app.Http();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Workspace Plan => _app.Client.Workspace;

    [Fact]
    public async Task A_milestone_is_pinned_where_it_is_put_and_follows_its_launch_again_when_told()
    {
        var milestone = await Milestone(m => m is { Status: MilestoneStatus.Open, Launch: not null });
        var day = milestone.Day.PlusDays(3);

        await Move($"milestone:{milestone.Id}", day);
        Assert.Equal((Link.Pinned, day), await Milestone(m => m.Id == milestone.Id) is var pinned ? (pinned.Link, pinned.Day) : default);

        await Do($"milestone:{milestone.Id}", "relink");
        Assert.Equal((Link.Linked, milestone.Day), await Milestone(m => m.Id == milestone.Id) is var linked ? (linked.Link, linked.Day) : default);
    }

    [Fact]
    public async Task A_task_that_was_put_off_stands_where_it_is_put()
    {
        var task = (await Desk()).Schedule.Tasks.First(t => t.IsOpen && t.Due > Plan.Today(_app));
        await Move($"task:{task.Id}", task.Due.PlusDays(4));

        Assert.Equal(task.Due.PlusDays(4), (await Desk()).Schedule.Tasks.First(t => t.Id == task.Id).Due);
    }

    [Fact]
    public async Task A_place_is_moved_once_left_out_moved_from_here_on_or_ended()
    {
        var cadence = Plan.Cadences.First(c => c.Series.Rule.Frequency == Core.Timelines.Frequency.Weekly);
        var days = cadence.Series.Occurrences(Plan.Zone, new DateInterval(new(2027, 6, 1), new(2027, 7, 31))).Select(o => o.Day).Take(4).ToArray();

        await Move(Slot(days[0]), days[0].PlusDays(1));
        await Do(Slot(days[1]), "leave-out");
        await Move(Slot(days[2]), days[2].PlusDays(1), ("scope", "following"));
        var (first, following) = ((await _app.Now()).Workspace.Cadences.First(c => c.Id == cadence.Id), (await _app.Now()).Workspace.Cadences.First(c => c.Continues == cadence.Key));

        Assert.Contains(first.Series.Moved, m => m.Day == days[0] && m.To.Date == days[0].PlusDays(1));
        Assert.Contains(days[1], first.Series.Skipped);
        Assert.Equal((false, true), (first.Series.FallsOn(days[2]), following.Series.FallsOn(days[3].PlusDays(1))));

        await Do($"slot:{following.Id}:{Iso(days[3].PlusDays(1))}", "end");
        Assert.False((await _app.Now()).Workspace.Cadences.First(c => c.Id == following.Id).Series.FallsOn(days[3].PlusDays(1)));

        string Slot(LocalDate day) => $"slot:{cadence.Id}:{Iso(day)}";
    }

    [Fact]
    public async Task A_session_is_held_on_another_day_at_another_hour_or_not_at_all()
    {
        var launch = Plan.Launches.First(l => l.Sessions is not null);
        var session = (await Desk()).Schedule.Launch(launch.Key)!.Sessions!.Sessions[1];

        await Move($"session:{launch.Id}:2", session.Day.PlusDays(1), ("time", "18:45"));
        var change = Assert.Single((await _app.Now()).Workspace.Launches.First(l => l.Id == launch.Id).Sessions!.Changes, c => c.Session == 2);
        Assert.Equal(session.Day.PlusDays(1) + new LocalTime(18, 45), change.MovedTo);

        await Do($"session:{launch.Id}:2", "end");
        Assert.True((await _app.Now()).Workspace.Launches.First(l => l.Id == launch.Id).Sessions!.Changes.Single(c => c.Session == 2).Cancelled);
    }

    [Fact]
    public async Task A_session_and_all_that_follow_are_held_a_day_later_at_another_hour()
    {
        var launch = Plan.Launches.First(l => l.Sessions is not null);
        var before = (await Desk()).Schedule.Launch(launch.Key)!.Sessions!.Sessions;

        await Move($"session:{launch.Id}:3", before[2].Day.PlusDays(1), ("time", "19:15"), ("scope", "following"));

        var after = (await Desk()).Schedule.Launch(launch.Key)!.Sessions!.Sessions;
        Assert.Equal(before.Take(2).Select(s => s.When), after.Take(2).Select(s => s.When));
        Assert.Equal(before.Skip(2).Select(s => s.Day.PlusDays(1) + new LocalTime(19, 15)), after.Skip(2).Select(s => s.When.Start));
    }

    [Fact]
    public async Task A_note_keeps_its_length()
    {
        var made = Assert.IsType<ChangeResult.Done>(await _app.Workspaces.ChangeAsync(_app.Client.Id, Actor.CommandLine, "added", now =>
            now with { Notes = [.. now.Notes, new() { Key = "fair", Title = "Book fair", From = new(2026, 12, 7), To = new(2026, 12, 10) }] }, TestContext.Current.CancellationToken));
        var note = made.After.Workspace.Notes.First(n => n.Key == "fair");

        await Move($"note:{note.Id}", new(2026, 12, 14));

        var moved = (await _app.Now()).Workspace.Notes.First(n => n.Id == note.Id);
        Assert.Equal((new(2026, 12, 14), new(2026, 12, 17)), (moved.From, moved.To));
    }

    [Fact]
    public async Task A_piece_that_pushes_takes_the_place_and_what_stood_there_goes_to_the_next()
    {
        var cadence = Plan.Cadences.First(c => c.Series.Rule.Frequency == Core.Timelines.Frequency.Weekly);
        var days = cadence.Series.Occurrences(Plan.Zone, new DateInterval(new(2027, 6, 1), new(2027, 7, 31))).Select(o => o.Day).Take(3).ToArray();
        ContentPiece Piece(string key, LocalDate? day) => new() { Key = key, Title = key, Format = cadence.Format ?? "blog-post", Channel = cadence.Channel, PlannedOn = day, Status = day is null ? PieceStatus.Idea : PieceStatus.Planned, Recipes = ["none"] };
        await _app.Workspaces.ChangeAsync(_app.Client.Id, Actor.CommandLine, "added", now => now with { Pieces = [.. now.Pieces, Piece("one", days[0]), Piece("two", days[1]), Piece("urgent", null)] }, TestContext.Current.CancellationToken);
        var urgent = (await _app.Now()).Workspace.Pieces.First(p => p.Key == "urgent");

        var told = await Move($"piece:{urgent.Id}", days[0], ("push", "true"));

        var after = (await _app.Now()).Workspace.Pieces.ToDictionary(p => p.Key, p => p.Day, StringComparer.Ordinal);
        Assert.Equal((days[0], days[1], days[2]), (after["urgent"]!.Value, after["one"]!.Value, after["two"]!.Value));
        Assert.Contains("pushed what follows", told.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saw_it_on_another_day_than_it_is_changes_nothing_and_hears_who_was_faster()
    {
        var piece = Plan.Pieces.First(p => p is { Status: PieceStatus.Planned or PieceStatus.Drafting, PlannedOn: not null });
        await Move($"piece:{piece.Id}", new(2026, 12, 28));

        using var answer = await Post($"piece:{piece.Id}", "move", ("to", "2026-12-29"), ("from", "2026-12-01"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("in between", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2026, 12, 28), (await _app.Now()).Workspace.Pieces.First(p => p.Id == piece.Id).Day);
    }

    [Fact]
    public async Task A_contributor_moves_pieces_and_leaves_steps_and_places_to_strategists()
    {
        using var contributor = await _app.Http("cora@example.org", Access.Contributor);
        var piece = Plan.Pieces.First(p => p is { Status: PieceStatus.Planned or PieceStatus.Drafting, PlannedOn: not null });
        var milestone = await Milestone(m => m is { Status: MilestoneStatus.Open, Launch: not null });

        using var moved = await Post($"piece:{piece.Id}", "move", contributor, ("to", "2026-12-28"));
        using var refused = await Post($"milestone:{milestone.Id}", "move", contributor, ("to", "2026-12-28"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (moved.StatusCode, refused.StatusCode));
    }

    private async Task<JsonElement> Move(string reference, LocalDate to, params (string, string)[] more)
    {
        using var answer = await Post(reference, "move", [("to", Iso(to)), .. more]);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task Do(string reference, string verb)
    {
        using var answer = await Post(reference, verb);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<HttpResponseMessage> Post(string reference, string verb, params (string Name, string Value)[] fields) => Post(reference, verb, _browser, fields);

    private async Task<HttpResponseMessage> Post(string reference, string verb, Browser browser, params (string Name, string Value)[] fields)
    {
        var token = System.Text.RegularExpressions.Regex.Match(await browser.Read(_app.Path("today")), "name=\"form\" value=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, _app.Path($"calendar/item/{reference}/{verb}"))
        {
            Content = new FormUrlEncodedContent(fields.Append(("form", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
        request.Headers.Add("Accept", "application/json");
        return await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<Desk> Desk() => (await _app.Services.GetRequiredService<Desks>().OfAsync(_app.Client.Id, TestContext.Current.CancellationToken))!;

    private async Task<Milestone> Milestone(Func<Milestone, bool> which) => (await Desk()).Schedule.Milestones.First(which);

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}

internal static class Days
{
    public static LocalDate Today(this Workspace workspace, WebApp app) => app.Clock.GetCurrentInstant().InZone(workspace.Zone).Date;
}

public sealed class CalendarMovesOnSqliteTests() : CalendarMovesTests(DatabaseKind.Sqlite);

public sealed class CalendarMovesOnPostgresTests() : CalendarMovesTests(DatabaseKind.Postgres);
