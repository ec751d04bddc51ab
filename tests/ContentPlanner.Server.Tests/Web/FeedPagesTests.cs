using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class FeedPagesOnSqlite() : FeedPagesTests(DatabaseKind.Sqlite);

public sealed class FeedPagesOnPostgres() : FeedPagesTests(DatabaseKind.Postgres);

/// <summary>Calendars to subscribe to, made and looked after in the browser.</summary>
public abstract class FeedPagesTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task Every_page_of_feeds_is_accessible_in_both_themes_and_widths()
    {
        var page = await App.Page(App.Path("feeds"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe: Editorial" }).ClickAsync();
        await Expect(page.Locator("#feed-address")).ToBeVisibleAsync();
        var address = new Uri(page.Url).AbsolutePath;
        var one = (await App.Services.GetRequiredService<FeedStore>().ListAsync(App.Client.Id, Stop)).Single().Feed.Id;
        await page.GotoAsync("/profile/feeds");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe: Everything" }).ClickAsync();
        await Expect(page.Locator("#feed-address")).ToBeVisibleAsync();
        var mine = new Uri(page.Url).AbsolutePath;
        // As it is for an installation that everybody can reach.
        App.Services.GetRequiredService<Settings>().BaseUrl = "https://plan.example.org";
        await Accessible.IsEveryPageOf(App, ("/profile/feeds", "profile-feeds"), (App.Path("feeds"), "feeds"), (App.Path("feeds/new"), "feed-new"), (address, "feed-address"), (App.Path($"feeds/{one}"), "feed"), (App.Path($"feeds/{one}/revocation"), "feed-end"),
            (App.Path($"feeds/{one}/rotation"), "feed-rotation"), (mine, "profile-feed-address"), ($"/profile/feeds/{mine.Split('/')[3]}/revocation", "profile-feed-end"), ($"/profile/feeds/{mine.Split('/')[3]}/rotation", "profile-feed-rotation"));
    }

    [Fact]
    public async Task A_feed_is_made_fetched_shown_in_its_health_and_after_revoking_it_is_gone()
    {
        var page = await App.Page(App.Path("feeds"));
        await page.GetByRole(AriaRole.Link, new() { Name = "New feed" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("For the studio");
        await page.GetByLabel("What is published").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator(".entries li").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("For the studio");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();

        var address = await page.Locator("#feed-address").InputValueAsync();
        Assert.Matches("^http://localhost:[0-9]+/feeds/cpf_[A-Za-z0-9_-]+/calendar.ics$", address);
        Assert.DoesNotContain("cpf_", page.Url, StringComparison.Ordinal);
        // This machine only: nothing that cannot work is offered.
        await Expect(page.GetByText("only calendar programs on it can fetch the feed")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Google Calendar" })).ToHaveCountAsync(0);
        await Expect(page.Locator("figure img")).ToHaveCountAsync(0);

        using var program = new HttpClient();
        program.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 Thunderbird/128.0");
        Assert.Contains("BEGIN:VEVENT", await program.GetStringAsync(Here(address), Stop), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "What it shows, and who fetches it" }).ClickAsync();
        await Expect(page.Locator("table").First).ToContainTextAsync("Thunderbird");
        await Expect(page.Locator(".facts").First).ToContainTextAsync("what is published");

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("For everybody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("For everybody");
        Assert.Contains("For everybody", await program.GetStringAsync(Here(address), Stop), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "Switch off" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Switch it off" }).ClickAsync();
        await Expect(page.GetByText("It was switched off on")).ToBeVisibleAsync();
        using var gone = await program.GetAsync(Here(address), Stop);
        Assert.Equal((HttpStatusCode.Gone, "text/plain"), (gone.StatusCode, gone.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task One_calendar_of_all_clients_is_made_on_the_profile_and_switched_off_there()
    {
        var page = await App.Page("/profile/feeds", script: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe: Everything" }).ClickAsync();
        var address = await page.Locator("#feed-address").InputValueAsync();
        using var program = new HttpClient();
        var calendar = await program.GetStringAsync(Here(address), Stop);
        Assert.Contains("NAME:All clients", calendar, StringComparison.Ordinal);
        Assert.Contains("The Unhurried Author", calendar, StringComparison.Ordinal);

        await page.GotoAsync("/profile/feeds");
        await page.GetByRole(AriaRole.Link, new() { Name = "Switch off: All clients" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch it off" }).ClickAsync();
        using var gone = await program.GetAsync(Here(address), Stop);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Fact]
    public async Task Where_everybody_can_reach_it_there_is_a_picture_for_the_phone_and_a_button_for_each_service()
    {
        App.Services.GetRequiredService<Settings>().BaseUrl = "https://plan.example.org";
        var page = await App.Page(App.Path("feeds"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe: Everything" }).ClickAsync();

        Assert.True(await page.Locator("figure img").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
        foreach (var service in new[] { "Google Calendar", "Outlook.com", "Outlook for work or school" }) await Expect(page.GetByRole(AriaRole.Link, new() { Name = service })).ToBeVisibleAsync();
        Assert.StartsWith("webcal://plan.example.org/feeds/cpf_", await page.GetByRole(AriaRole.Link, new() { Name = "Subscribe" }).GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.DoesNotContain("cpf_", await page.Locator("figure img").GetAttributeAsync("src"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_a_ready_made_feed_gets_another_address_and_the_old_one_ends()
    {
        var page = await App.Page(App.Path("feeds"), script: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe: Everything" }).ClickAsync();
        var old = await page.Locator("#feed-address").InputValueAsync();
        await page.ReloadAsync();
        Assert.Equal(old, await page.Locator("#feed-address").InputValueAsync());

        await page.GotoAsync(Regex.Match(page.Url, ".*/feeds/[0-9a-f-]{36}").Value + "/rotation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give it a new address" }).ClickAsync();

        var fresh = await page.Locator("#feed-address").InputValueAsync();
        Assert.NotEqual(old, fresh);
        using var program = new HttpClient();
        using var gone = await program.GetAsync(Here(old), Stop);
        using var there = await program.GetAsync(Here(fresh), Stop);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.OK), (gone.StatusCode, there.StatusCode));
    }

    [Fact]
    public async Task What_is_wrong_with_a_new_feed_is_told_and_what_was_typed_stays()
    {
        var page = await App.Page(App.Path("feeds/new"), script: false);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mine");
        await page.GetByLabel("Reminders").FillAsync("tomorrow");
        await page.GetByLabel("Launches").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();

        await Expect(page.GetByText("Write times such as 1d, 2h or 30m")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Reminders")).ToHaveValueAsync("tomorrow");
        await Expect(page.GetByLabel("Launches")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Nobody_but_the_person_it_is_shown_to_opens_an_address_or_its_picture()
    {
        var page = await App.Page(App.Path("feeds"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe: Everything" }).ClickAsync();
        var path = new Uri(page.Url).AbsolutePath;

        var stranger = App.Services.GetRequiredService<ShownAddress>();
        var (feed, seal) = (Guid.Parse(Regex.Match(path, "[0-9a-f-]{36}").Value), path[(path.LastIndexOf('/') + 1)..]);
        Assert.Null(stranger.Open(feed, Guid.NewGuid(), seal));
        Assert.Null(stranger.Open(Guid.NewGuid(), Guid.Empty, seal));
        using var signedOut = new Browser(App.Address);
        using var picture = await signedOut.Get(path.Replace("/address/", "/qr/", StringComparison.Ordinal));
        Assert.NotEqual(HttpStatusCode.OK, picture.StatusCode);
        var answer = await page.APIRequest.GetAsync(path.Replace("/address/", "/qr/", StringComparison.Ordinal));
        Assert.Equal("image/svg+xml", answer.Headers["content-type"].Split(';')[0]);
    }

    /// <summary>The address as the test's program listens: it says the one of the settings.</summary>
    private string Here(string address) => App.Address + new Uri(address).AbsolutePath;
}

public sealed class FeedGuideTests
{
    [Fact]
    public void What_calendar_programs_do_is_the_same_in_the_guide_and_on_the_page()
    {
        var guide = File.ReadAllText(Guide());
        Assert.All(ClientHabit.All, habit => Assert.Contains($"| {habit.Program} | {habit.Looks} | {habit.Know} |".Replace("|  |", "| |", StringComparison.Ordinal), guide, StringComparison.Ordinal));
    }

    private static string Guide()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ContentPlanner.sln"))) return Path.Combine(folder.FullName, "docs", "feeds.md");
        throw new InvalidOperationException("the repository is not above the tests");
    }
}
