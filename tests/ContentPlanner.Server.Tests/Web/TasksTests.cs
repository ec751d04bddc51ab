using System.Text.RegularExpressions;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Playwright;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>Content tasks as people work on them, one and several.</summary>
public abstract class TasksTests(DatabaseKind kind) : WebTests(kind)
{
    private const string Post = "five-steps/linkedin-post/linkedin/1";

    [Fact]
    public async Task A_draft_that_was_written_by_hand_says_when_its_source_has_changed_and_the_new_one_is_taken()
    {
        var page = await App.Page(App.Path($"tasks/{Post}?write=true"));
        await page.GetByLabel("Draft", new() { Exact = true }).FillAsync("My own words about five steps.");
        await Assertions.Expect(page.Locator(".counts")).ToHaveTextAsync("30 of 3,000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Wrote the draft of “LinkedIn post: Five steps");
        await Assertions.Expect(page.Locator(".changed")).ToHaveCountAsync(0);

        await page.GotoAsync(App.Path("pieces/five-steps/edit"));
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Everything is said in another way today. It takes one sentence more.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.GotoAsync(App.Path("tasks?q=five+steps"));
        await Assertions.Expect(page.GetByText("Source changed").First).ToBeVisibleAsync();
        await page.GotoAsync(App.Path($"tasks/{Post}"));
        await Assertions.Expect(page.Locator(".difference")).ToContainTextAsync("My own words");
        await Assertions.Expect(page.Locator(".difference ins").First).ToContainTextAsync("Everything is said in another way");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the new one" }).ClickAsync();

        await Assertions.Expect(page.Locator(".draft .text")).ToContainTextAsync("Everything is said in another way today.");
        await Assertions.Expect(page.Locator(".changed")).ToHaveCountAsync(0);
        Assert.DoesNotContain((await App.Now()).Workspace.Tasks, d => d.Key == Post && d.Draft is not null);
    }

    [Fact]
    public async Task My_own_draft_is_kept_when_its_source_changed_and_says_no_more_about_it()
    {
        var page = await App.Page(App.Path($"tasks/{Post}?write=true"), script: false);
        await page.GetByLabel("Draft", new() { Exact = true }).FillAsync("Mine.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await page.GotoAsync(App.Path("pieces/five-steps/edit"));
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Another text.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GotoAsync(App.Path($"tasks/{Post}"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();

        await Assertions.Expect(page.Locator(".draft .text")).ToHaveTextAsync("Mine.");
        await Assertions.Expect(page.Locator(".changed")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nobody_writes_over_a_draft_they_have_not_seen()
    {
        var mine = await App.Page(App.Path($"tasks/{Post}?write=true"));
        var theirs = await App.Page(App.Path($"tasks/{Post}?write=true"));
        await theirs.GetByLabel("Draft", new() { Exact = true }).FillAsync("Theirs.");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await Assertions.Expect(theirs.Locator(".toast")).ToBeVisibleAsync();

        await mine.GetByLabel("Draft", new() { Exact = true }).FillAsync("Mine.");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();

        await Assertions.Expect(mine.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else wrote this draft in between");
        await Assertions.Expect(mine.Locator("pre")).ToHaveTextAsync("Theirs.");
        await Assertions.Expect(mine.GetByLabel("Draft", new() { Exact = true })).ToHaveValueAsync("Mine.");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await Assertions.Expect(mine.Locator(".draft .text")).ToHaveTextAsync("Mine.");
    }

    [Fact]
    public async Task Several_are_given_put_off_and_done_together_and_one_click_takes_it_back()
    {
        var page = await App.Page(App.Path("tasks"));
        var boxes = page.Locator("section.tasks").First.GetByRole(AriaRole.Checkbox);
        await boxes.Nth(0).CheckAsync();
        await boxes.Nth(1).CheckAsync();
        await Assertions.Expect(page.GetByText("With the 2 ticked")).ToBeVisibleAsync();
        await page.GetByLabel("Give to").SelectOptionAsync("coach");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Gave 2 content tasks to coach");
        Assert.Equal(2, (await App.Now()).Workspace.Tasks.Count(d => d.Owner == "coach"));

        await page.Locator("section.tasks").First.GetByRole(AriaRole.Button, new() { NameRegex = new("^Tick all") }).ClickAsync();
        await page.Locator("#together").GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Finished 4 content tasks");
        var done = (await App.Now()).Workspace.Tasks.Count(d => d.Status == ContentTaskStatus.Done);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took back");
        Assert.Equal(done - 4, (await App.Now()).Workspace.Tasks.Count(d => d.Status == ContentTaskStatus.Done));
    }

    [Fact]
    public async Task Without_a_script_tasks_are_put_off_passed_and_reopened_from_their_lists()
    {
        var page = await App.Page(App.Path("tasks"), script: false);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^In a week: Quote set") }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Put off “Quote set");
        Assert.Contains((await App.Now()).Workspace.Tasks, d => d.SnoozedUntil == new LocalDate(2026, 11, 30));

        await page.GotoAsync(App.Path("tasks?show=proposals"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take up: ") }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took up “");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Not this one: ") }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Decided against “");
        await page.GotoAsync(App.Path("tasks?show=against"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Open again: ") }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Reopened “");

        await page.GotoAsync(App.Path("tasks"));
        await page.Locator("#together").GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Tick the tasks you mean first.");
    }

    [Fact]
    public async Task A_task_is_decided_against_with_a_reason_moved_noted_and_given_by_keyboard_alone()
    {
        var page = await App.Page(App.Path($"tasks/{Post}"));
        await page.GetByText("Not at all").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Why not").FocusAsync();
        await page.Keyboard.TypeAsync("We said it last week");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Decided against “LinkedIn post: Five steps to finish the piece you keep starting”: We said it last week");
        await Assertions.Expect(page.Locator(".side")).ToContainTextAsync("We said it last week");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open it again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Is it out?")).ToBeVisibleAsync();
        await page.GetByText("On another day").ClickAsync();
        await page.Locator("#f-pin").FillAsync("2026-12-04");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Friday 4 December 2026");
        Assert.Equal(new LocalDate(2026, 12, 4), Decision((await App.Now()).Workspace).Day);
    }

    [Fact]
    public async Task An_address_that_is_none_and_a_day_to_come_are_refused_with_what_was_typed()
    {
        var page = await App.Page(App.Path($"tasks/{Post}"));
        await page.GetByLabel("Where it was published").FillAsync("on my page");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as done" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“on my page” is no web address");
        await Assertions.Expect(page.GetByLabel("Where it was published")).ToHaveValueAsync("on my page");

        await page.GetByLabel("Where it was published").FillAsync("");
        await page.Locator("#f-on").FillAsync("2026-12-24");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as done" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("a day to come");
        Assert.DoesNotContain((await App.Now()).Workspace.Tasks, d => d.Key == Post);
    }

    [Fact]
    public async Task The_list_is_ordered_by_person_week_and_launch_and_narrowed_to_one()
    {
        var page = await App.Page(App.Path("tasks?by=person"));
        await Assertions.Expect(page.Locator("section.tasks h2").First).ToContainTextAsync("The assistant");
        await page.GetByRole(AriaRole.Link, new() { Name = "By week" }).ClickAsync();
        await Assertions.Expect(page.Locator("section.tasks h2").Nth(1)).ToContainTextAsync("This week");
        // What is late is late by the day, not by the week: this week's is in its week.
        await Assertions.Expect(page.Locator("section.tasks h2.late")).ToContainTextAsync("Earlier weeks");
        await page.GetByRole(AriaRole.Link, new() { Name = "By launch" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("by=launch"));
        await page.GetByLabel("Person").SelectOptionAsync("coach");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("who=coach"));
        foreach (var line in await page.Locator("section.tasks li").AllInnerTextsAsync()) Assert.Contains("The coach", line, StringComparison.Ordinal);
    }

    [Fact]
    public Task Every_page_of_tasks_is_accessible_in_both_themes_and_widths() => Accessible.IsEveryPageOf(App,
        (App.Path("tasks"), "tasks"), (App.Path("tasks?by=person"), "tasks-by-person"), (App.Path("tasks?show=proposals"), "tasks-proposals"), (App.Path("tasks?show=against"), "tasks-none"),
        (App.Path($"tasks/{Post}"), "task"), (App.Path("tasks/five-steps/thread/x/1"), "task-thread"), (App.Path("tasks/five-steps/newsletter-section/newsletter/1"), "task-done"), (App.Path("tasks/five-steps/thread/x/1?write=true"), "task-write"));

    private static TaskDecision Decision(Workspace workspace) => workspace.Tasks.Single(d => d.Key == Post);
}

public sealed class TasksOnSqliteTests() : TasksTests(DatabaseKind.Sqlite);

public sealed class TasksOnPostgresTests() : TasksTests(DatabaseKind.Postgres);
