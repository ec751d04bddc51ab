using System.Net;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Tests.Parts;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

public sealed class NewLaunchOnSqlite() : NewLaunchTests(DatabaseKind.Sqlite);

public sealed class NewLaunchOnPostgres() : NewLaunchTests(DatabaseKind.Postgres);

/// <summary>The look at a launch before it is made.</summary>
public abstract class NewLaunchTests(DatabaseKind kind)
{
    private static readonly (string, string)[] Book = [("blueprint", "book-launch@1"), ("title", "The Second Book"), ("day", "2027-02-16"), ("owner", "coach"), ("intention", "")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_that_somebody_outside_does_stands_with_their_name()
    {
        await using var app = await WebApp.Start(kind);
        await Change(app, now => now with { Periods = [.. now.Periods.Select(p => p with { Players = [.. p.Players.Where(r => r.Role != "designer"), new() { Key = "studio", Role = "designer", Name = "Studio Blau" }] })] });

        var look = await Look(app, Book);

        Assert.Contains("<td data-label=\"Who\">Studio Blau</td>", RowOf(look, "Finish the cover"), StringComparison.Ordinal);
        Assert.DoesNotContain("designer", Between(look, "Nobody plays: ", "."), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_ticked_as_done_begins_done_on_its_own_day_and_the_rest_goes_the_chosen_way()
    {
        await using var app = await WebApp.Start(kind);
        var look = await Look(app, [.. Book, ("done", "/fix-date"), ("done", "/book-team"), ("late", "Skip")]);
        Assert.Contains("2 of them done and ", look, StringComparison.Ordinal);
        Assert.Contains("name=\"done\" value=\"/fix-date\" checked", look, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"done\" value=\"/positioning\" checked", look, StringComparison.Ordinal);

        await Sent(app, HttpStatusCode.SeeOther, [.. Book, ("done", "/fix-date"), ("done", "/book-team"), ("late", "Skip"), ("do", "make"), ("seen", Between(look, "name=\"seen\" value=\"", "\""))]);

        var made = (await app.Now()).Workspace.Milestones.Where(d => d.Key.StartsWith("the-second-book/", StringComparison.Ordinal)).ToDictionary(d => d.Key["the-second-book/".Length..]);
        Assert.Equal((MilestoneStatus.Done, new LocalDate(2026, 8, 20), new LocalDate(2026, 8, 20)), (made["fix-date"].Status!.Value, made["fix-date"].Day!.Value, made["fix-date"].ClosedOn!.Value));
        Assert.Equal(MilestoneStatus.Done, made["book-team"].Status);
        Assert.Equal(MilestoneStatus.Skipped, made["positioning"].Status);
    }

    [Fact]
    public async Task What_was_ticked_and_chosen_goes_along_while_something_else_is_wrong()
    {
        await using var app = await WebApp.Start(kind);

        var wrong = await Sent(app, HttpStatusCode.UnprocessableEntity, [.. Book.Where(f => f.Item1 != "title"), ("title", ""), ("done", "/fix-date"), ("late", "Clamp")]);

        Assert.Contains("This is needed.", wrong, StringComparison.Ordinal);
        Assert.Contains("type=\"hidden\" name=\"done\" value=\"/fix-date\"", wrong, StringComparison.Ordinal);
        Assert.Contains("type=\"hidden\" name=\"late\" value=\"Clamp\"", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_of_the_countdown_say_which_slots_they_fill_and_which_channels_are_missing()
    {
        await using var app = await WebApp.Start(kind);
        await Change(app, now => now with
        {
            Channels = [.. now.Channels.Where(c => c.Key is not ("x" or "instagram"))],
            Cadences = [.. now.Cadences.Select(c => c.Channel == "newsletter" ? c with { Format = null } : c)],
        });

        var look = await Look(app, Book);

        Assert.Contains("<li>The Unhurried Letter: Thu 11 Feb, Thu 18 Feb<", look, StringComparison.Ordinal);
        Assert.Contains("It has posts for Instagram and X too.", look, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{app.Path("settings/channels")}\"", look, StringComparison.Ordinal);
        Assert.DoesNotContain(" for X", Between(look, "id=\"posts\"", "<ul>"), StringComparison.Ordinal);
    }

    private static Task Change(WebApp app, Func<Workspace, Workspace> change) => app.Workspaces.ChangeAsync(app.Client.Id, new("Ilse", null, "web"), "changed something", now => change(now), Stop);

    private static async Task<string> Look(WebApp app, params (string, string)[] fields) => await Sent(app, HttpStatusCode.OK, fields);

    private static async Task<string> Sent(WebApp app, HttpStatusCode expected, params (string, string)[] fields)
    {
        using var browser = await app.Http();
        using var answer = await browser.Submit(app.Path("launches/new?blueprint=book-launch@1"), app.Path("launches/new"), [.. fields]);
        Assert.Equal(expected, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    private static string RowOf(string page, string title) => page.Split("<tr>").Single(row => row.Contains($">{title}<", StringComparison.Ordinal));

    private static string Between(string page, string start, string end) => page.Split(start) is [_, var rest, ..] ? rest.Split(end)[0] : "";
}
