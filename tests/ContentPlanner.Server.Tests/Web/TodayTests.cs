using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
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
    public async Task What_is_due_is_said_for_seven_days_not_for_a_week_that_ends_on_sunday()
    {
        var page = await App.Page(App.Path("today"));

        await Assertions.Expect(page.GetByText("due in the next seven days.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The next seven days" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Undo_is_the_second_stop_of_the_keyboard_and_stays_on_its_keys_when_the_words_have_gone()
    {
        var page = await App.Page(App.Path("today"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Done") }).First.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Finished");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took back");

        await Assertions.Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("done="));
        await page.EvaluateAsync("() => document.querySelector('.toast').remove()");
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took back: took back");
    }

    [Fact]
    public async Task A_draft_is_one_click_away_and_is_copied_there()
    {
        var page = await App.Page(App.Path("today"));
        await page.Context.GrantPermissionsAsync(["clipboard-write"]);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Draft") }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Copy") }).First.ClickAsync();

        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("Copied. Paste it, then mark it as done.");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Copied." })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Picks_say_why_and_launches_how_long_there_is()
    {
        var page = await App.Page(App.Path("today"));

        await Assertions.Expect(page.Locator(".reasons li").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".countdown").First).ToContainTextAsync("days to go");
    }

    [Fact]
    public async Task A_slot_of_today_that_is_empty_is_said_first_and_leads_to_what_fills_it()
    {
        var monday = new Cadence { Key = "monday-note", Title = "Monday note", Channel = "blog", Series = new() { Start = new(2026, 11, 23), Rule = new() { Frequency = Frequency.Weekly } } };
        await App.Workspaces.ChangeAsync(App.Client.Id, Actor.CommandLine, "planned a note", w => w with { Cadences = [.. w.Cadences, monday] }, Stop);
        var page = await App.Page(App.Path("today?who=everybody"));

        await Assertions.Expect(page.Locator("main .head")).ToContainTextAsync("One of today’s slots is still empty.");
        var gap = page.Locator(".today-main li").Filter(new() { HasText = "Monday note: today’s slot is empty" });
        await gap.GetByRole(AriaRole.Link, new() { NameRegex = new("^Write something for it") }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title")).ToBeVisibleAsync();
        Assert.Contains("channel=blog&day=2026-11-23", page.Url, StringComparison.Ordinal);

        await App.Workspaces.ChangeAsync(App.Client.Id, Actor.CommandLine, "wrote it", w => w with { Pieces = [.. w.Pieces, new() { Key = "note", Title = "A note", Format = "blog-post", Channel = "blog", PlannedOn = new(2026, 11, 23), Status = PieceStatus.Scheduled }] }, Stop);
        await page.GotoAsync(App.Path("today?who=everybody"));
        await Assertions.Expect(page.Locator("main .head")).Not.ToContainTextAsync("slot");
    }

    [Fact]
    public async Task On_a_phone_today_stands_first_at_a_thumbs_reach_and_says_that_one_is_there()
    {
        var page = await App.Page(App.Path("today"), width: 390, script: false);
        var bar = page.GetByRole(AriaRole.Navigation, new() { Name = "Main, short" });

        Assert.Equal(["Today", "Calendar", "Tasks", "Launches"], (await bar.GetByRole(AriaRole.Link).AllInnerTextsAsync()).Select(t => t.Trim()));
        Assert.Equal("page", await bar.GetByRole(AriaRole.Link, new() { Name = "Today" }).GetAttributeAsync("aria-current"));
    }

    [Fact]
    public Task Every_page_of_today_is_accessible_in_both_themes_and_widths() =>
        Accessible.IsEveryPageOf(App, (App.Path("today"), "today"), (App.Path("today?show=late"), "today-late"), (App.Path("today?show=week"), "today-week"), ("/today", "today-all-clients"));
}

public sealed class TodayOnSqliteTests() : TodayTests(DatabaseKind.Sqlite);

public sealed class TodayOnPostgresTests() : TodayTests(DatabaseKind.Postgres);
