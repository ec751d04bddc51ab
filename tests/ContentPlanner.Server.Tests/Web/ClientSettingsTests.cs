using System.Net;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Playwright;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>What belongs to the client and to every period: people, channels, rhythm, days off, notes.</summary>
public abstract class ClientSettingsTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task A_cadence_that_is_added_gives_the_calendar_its_slots_and_is_taken_back_with_one_click()
    {
        var page = await App.Page(App.Path("settings/rhythm"), script: false);
        await page.GetByText("Add a cadence").ClickAsync();
        var form = page.Locator(".adding form");
        await form.GetByLabel("What comes out?").FillAsync("Sunday letter");
        await form.GetByLabel("Where?").SelectOptionAsync("newsletter");
        await form.GetByLabel("The first time").FillAsync("2026-11-29");
        await form.GetByLabel("And then").SelectOptionAsync("two-weeks");
        await form.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Added “Sunday letter”");
        var made = (await App.Now()).Workspace.Cadences.Single(c => c.Title == "Sunday letter");
        Assert.Equal((Frequency.Weekly, 2, true), (made.Series.Rule.Frequency, made.Series.Rule.Interval, made.Series.FallsOn(new(2026, 12, 13))));
        await page.GotoAsync(App.Path("calendar?view=agenda&day=2026-12-07"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Sunday letter");

        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        Assert.DoesNotContain((await App.Now()).Workspace.Cadences, c => c.Title == "Sunday letter");
    }

    [Theory]
    [InlineData("once", 1, null)]
    [InlineData("weekly", null, "2027-12-24")]
    public async Task What_is_only_that_once_stays_once_whatever_stands_in_until(string rhythm, int? count, string? until)
    {
        using var browser = await App.Http();
        (string, string)[] typed = [("title", "The open day"), ("from", "2026-12-11"), ("rhythm", rhythm), ("time", "09:00"), ("until", "2027-12-24")];

        using var review = await browser.Submit(App.Path("plan/periods/year-2027/reviews"), App.Path("plan/periods/year-2027/reviews/review"), [.. typed, ("minutes", "60")]);
        using var cadence = await browser.Submit(App.Path("settings/rhythm"), App.Path("settings/rhythm/cadence"), [.. typed, ("channel", "newsletter")]);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (review.StatusCode, cadence.StatusCode));
        var now = (await App.Now()).Workspace;
        var series = now.Periods[0].Reviews.Single(r => r.Title == "The open day").Series;
        Assert.Equal((count, until), (series.Rule.Count, series.Rule.Until?.ToString("uuuu-MM-dd", null)));
        Assert.Equal(series.Rule, now.Cadences.Single(c => c.Title == "The open day").Series.Rule);
        Assert.Contains(count == 1 ? "once" : "every Friday", await browser.Read(App.Path("plan/periods/year-2027/reviews")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cadence_that_is_renamed_keeps_what_was_moved_or_left_out()
    {
        var before = App.Client.Workspace.Cadences.First(c => Plain(c.Series));
        var left = before.Series.Start.PlusWeeks(1);
        await App.Workspaces.ChangeAsync(App.Client.Id, Actor.CommandLine, "left one out", w => w with { Cadences = [.. w.Cadences.Select(c => c.Key == before.Key ? c with { Series = c.Series with { Skipped = [left] } } : c)] }, Stop);
        using var browser = await App.Http();

        using var saved = await browser.Submit(App.Path("settings/rhythm"), App.Path($"settings/rhythm/cadence/{before.Key}"), ("title", "Renamed"), ("channel", before.Channel), ("from", before.Series.Start.ToString("uuuu-MM-dd", null)), ("rhythm", "weekly"), ("time", "09:00"), ("format", before.Format ?? ""), ("pillar", before.Pillar ?? ""), ("owner", before.Owner ?? ""), ("evergreen", "true"));

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        var after = (await App.Now()).Workspace.Cadences.Single(c => c.Key == before.Key);
        Assert.Equal("Renamed", after.Title);
        Assert.Equal(left, after.Series.Skipped.Single());

        static bool Plain(Series series) => series.Rule is { Frequency: Frequency.Weekly, Interval: 1, Weekdays.Count: <= 1 };
    }

    [Fact]
    public async Task Somebody_in_the_plan_gets_hours_and_roles_and_whoever_leaves_takes_only_their_own_along()
    {
        using var browser = await App.Http();
        using var wrong = await browser.Submit(App.Path("settings/team"), App.Path("settings/team/member"), ("name", "Noor"), ("email", "not an address"), ("hours", "400"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var page = await wrong.Content.ReadAsStringAsync(Stop);
        Assert.Contains("That is no mail address", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Noor\"", page, StringComparison.Ordinal);

        await browser.Submit(App.Path("settings/team"), App.Path("settings/team/member"), ("name", "Noor"), ("email", "noor@example.org"), ("hours", "6.5"), ("roles", "Editor, cover designer"), ("zone", ""));
        var noor = (await App.Now()).Workspace.Members.Single(m => m.Name == "Noor");
        Assert.Equal((6.5m, "editor,cover-designer"), (noor.WeeklyHours, string.Join(',', noor.Roles)));

        using var gone = await browser.Submit(App.Path("settings/team"), App.Path($"settings/team/member/{noor.Key}"), ("do", "remove"));
        Assert.DoesNotContain((await App.Now()).Workspace.Members, m => m.Name == "Noor");
        Assert.Equal(App.Client.Workspace.Pieces.Count, (await App.Now()).Workspace.Pieces.Count);
    }

    [Fact]
    public async Task What_something_else_still_needs_is_not_taken_away_and_the_words_say_by_what()
    {
        using var browser = await App.Http();
        var used = App.Client.Workspace.Pillars.First(p => App.Client.Workspace.Pieces.Any(i => i.Pillar == p.Key));

        using var refused = await browser.Submit(App.Path("settings/pillars"), App.Path($"settings/pillars/pillar/{used.Key}"), ("do", "remove"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var words = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Stop));
        var by = App.Client.Workspace.Pieces.Where(p => p.Pillar == used.Key).Select(p => p.Title).Concat(App.Client.Workspace.Cadences.Where(c => c.Pillar == used.Key).Select(c => c.Title));
        Assert.Contains(by, title => words.Contains($"“{title}”", StringComparison.Ordinal));
        Assert.Contains("still refer", words, StringComparison.Ordinal);
        Assert.Equal(App.Client.Revision, (await App.Now()).Revision);
    }

    [Fact]
    public async Task Days_off_and_the_working_week_are_kept_and_a_contributor_only_looks()
    {
        using var browser = await App.Http();
        var before = App.Client.Workspace;
        await browser.Submit(App.Path("settings/days-off"), App.Path("settings/days-off/day-off"), ("name", "The fair"), ("from", "2027-03-01"), ("to", "2027-03-05"), ("kind", "blackout"));
        await browser.Submit(App.Path("settings/client"), App.Path("settings/client"), ("name", "Steadier Ground"), ("zone", before.Zone.Id), ("locale", before.Locale), ("strategist", before.Strategist ?? ""), ("monday", "true"), ("tuesday", "true"), ("revision", "999999"));

        var now = (await App.Now()).Workspace;
        Assert.Equal((new LocalDate(2027, 3, 1), new LocalDate(2027, 3, 5)), now.Blackouts.Where(b => b.Name == "The fair").Select(b => (b.From, b.To)).Single());
        Assert.Equal(before.Holidays, now.Holidays);
        Assert.Equal(("Steadier Ground", "Monday,Tuesday"), (now.Name, string.Join(',', now.WorkingWeek)));

        using var contributor = await App.Http("somebody@example.org", Access.Contributor);
        using var refused = await contributor.Get(App.Path("settings/team"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("settings/team", await contributor.Read(App.Path("settings")), StringComparison.Ordinal);
    }

    [Fact]
    public Task Every_page_of_a_client_s_settings_is_accessible_in_both_themes_and_widths() => Accessible.IsEveryPageOf(App,
        (App.Path("settings"), "settings"), (App.Path("settings/client"), "settings-client"), (App.Path("settings/team"), "settings-team"), (App.Path("settings/channels"), "settings-channels"),
        (App.Path("settings/pillars"), "settings-pillars"), (App.Path("settings/rhythm"), "settings-rhythm"), (App.Path("settings/days-off"), "settings-days-off"), (App.Path("settings/notes"), "settings-notes"));
}

public sealed class ClientSettingsOnSqliteTests() : ClientSettingsTests(DatabaseKind.Sqlite);

public sealed class ClientSettingsOnPostgresTests() : ClientSettingsTests(DatabaseKind.Postgres);
