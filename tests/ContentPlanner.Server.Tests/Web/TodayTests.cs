using ContentPlanner.Core.Leverage;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Playwright;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>What to do now, done right there.</summary>
public abstract class TodayTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task A_task_is_done_from_today_and_taken_back_with_one_click_without_any_script()
    {
        var page = await App.Page(App.Path("today"), script: false);
        var line = page.Locator(".today-main li").Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Draft") }) }).First;
        var title = await line.Locator(".title").InnerTextAsync();
        var before = (await App.Now()).Workspace.Tasks.Count;

        await line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Done") }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Finished “");
        Assert.Contains((await App.Now()).Workspace.Tasks, t => t.Status == ContentTaskStatus.Done && t.ClosedOn == new NodaTime.LocalDate(2026, 11, 23));

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took back");
        await Assertions.Expect(page.Locator(".today-main")).ToContainTextAsync(title);
        Assert.Equal(before, (await App.Now()).Workspace.Tasks.Count);
    }

    [Fact]
    public async Task What_was_done_is_told_once_and_not_again_after_a_reload()
    {
        var page = await App.Page(App.Path("today"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^In a week") }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Put off");

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".toast")).ToHaveCountAsync(0);
        Assert.EndsWith("/today", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picks_say_why_and_launches_how_long_there_is()
    {
        var page = await App.Page(App.Path("today"));

        await Assertions.Expect(page.Locator(".reasons li").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".countdown").First).ToContainTextAsync("days to go");
    }

    [Fact]
    public Task Every_page_of_today_is_accessible_in_both_themes_and_widths() =>
        Accessible.IsEveryPageOf(App, (App.Path("today"), "today"), (App.Path("today?show=late"), "today-late"), (App.Path("today?show=week"), "today-week"), ("/today", "today-all-clients"));
}

public sealed class TodayOnSqliteTests() : TodayTests(DatabaseKind.Sqlite);

public sealed class TodayOnPostgresTests() : TodayTests(DatabaseKind.Postgres);
