using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class ReadersClockOnSqlite() : ReadersClockTests(DatabaseKind.Sqlite);

public sealed class ReadersClockOnPostgres() : ReadersClockTests(DatabaseKind.Postgres);

/// <summary>A reader whose clock is not the client's.</summary>
public abstract class ReadersClockTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task Times_stand_in_the_reader_s_zone_with_the_client_s_beside_them()
    {
        var page = await App.Page("/profile", script: false);
        await page.GetByLabel("Time zone").FillAsync("America/New_York");
        await page.GetByLabel("Time zone").Locator("xpath=ancestor::form").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.GotoAsync(App.Path("launches/the-book"));
        await Expect(page.GetByText("Tue 11 May, 04:00 (09:00 in Dublin)")).ToBeVisibleAsync();
        await page.GotoAsync(App.Path("launches/winter-circle"));
        await Expect(page.GetByText("Wednesday 20 January 2027, 13:30 (18:30 in Dublin)").First).ToBeVisibleAsync();
        await page.GotoAsync(App.Path("plan"));
        await Expect(page.GetByText("Monday 14 December 2026, 05:00 (10:00 in Dublin)").First).ToBeVisibleAsync();
        await page.GotoAsync(App.Path("digests"));
        await Expect(page.GetByText("Next 30 Nov 2026, 03:00 (08:00 in Europe/Dublin)")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Days_of_a_profile_are_written_as_its_owner_writes_them()
    {
        var page = await App.Page("/profile", script: false);
        await page.GetByLabel("Days and numbers").SelectOptionAsync("en-US");
        await page.GetByLabel("Days and numbers").Locator("xpath=ancestor::form").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByLabel("What it is for").FillAsync("Zapier");
        await page.GetByLabel("Until").FillAsync("2027-05-04");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        await page.GotoAsync("/profile");

        await Expect(page.GetByText("until May 4, 2027")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_done_is_told_with_days_as_the_client_writes_them()
    {
        await App.Workspaces.ChangeAsync(App.Client.Id, new("Ilse", null, "web"), "moved to America", now => now with { Locale = "en-US" }, Stop);
        var page = await App.Page(App.Path($"calendar/item/piece:{App.Client.Workspace.Pieces.Single(p => p.Key == "cover-story").Id}"), script: false);

        await page.GetByLabel("New date").FillAsync("2026-12-04");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();

        await Expect(page.Locator("#toasts")).ToContainTextAsync("for December 4, 2026");
    }

    [Fact]
    public async Task Two_clocks_in_one_line_leave_a_phone_room_for_what_it_is_about()
    {
        var feed = await App.Services.GetRequiredService<FeedStore>().AddAsync(new(App.Client.Id, "Everything", "calendar", "calendar"), Stop);
        using var calendar = new HttpClient { BaseAddress = new(App.Address) };
        await calendar.GetStringAsync($"/feeds/{feed.Token}/calendar.ics", Stop);
        var page = await App.Page("/profile", width: 390, script: false);
        await page.GetByLabel("Time zone").FillAsync("America/New_York");
        await page.GetByLabel("Time zone").Locator("xpath=ancestor::form").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.GotoAsync(App.Path("digests"));
        Assert.True((await page.GetByRole(AriaRole.Link, new() { Name = "Agenda for The coach" }).BoundingBoxAsync())!.Height < 60);
        await page.GotoAsync($"{App.Path("feeds")}/{feed.Feed.Id}");
        await page.GotoAsync(App.Path("feeds"));
        await Expect(page.GetByText("in Europe/Dublin)").First).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task What_was_typed_into_a_profile_stays_while_something_is_wrong()
    {
        var page = await App.Page("/profile", script: false);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ada of the Planners");
        await page.GetByLabel("Time zone").FillAsync("Europe/Dubln");
        await page.GetByLabel("Time zone").Locator("xpath=ancestor::form").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByText("There is no time zone 'Europe/Dubln'")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("Europe/Dubln");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada of the Planners");
    }
}
