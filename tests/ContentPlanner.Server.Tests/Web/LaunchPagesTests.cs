using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class LaunchPagesOnSqlite() : LaunchPagesTests(DatabaseKind.Sqlite);

public sealed class LaunchPagesOnPostgres() : LaunchPagesTests(DatabaseKind.Postgres);

public abstract class LaunchPagesTests(DatabaseKind kind)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_launch_is_moved_after_a_look_the_feed_shows_it_on_the_next_fetch_and_undo_takes_it_back()
    {
        await using var app = await WebApp.Start(kind);
        var feed = await app.Services.GetRequiredService<FeedStore>().AddAsync(new(app.Client.Id, "The book", "launch-the-book", "launch-the-book"), Stop);
        using var calendar = new HttpClient { BaseAddress = new(app.Address) };
        async Task<string> Fetch() => await calendar.GetStringAsync($"/feeds/{feed.Token}/launch-the-book.ics", Stop);
        Assert.Contains("DTSTART;VALUE=DATE:20270511", await Fetch(), StringComparison.Ordinal);

        var page = await app.Page(app.Path("launches/the-book"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Move the date" }).ClickAsync();
        await Expect(page.GetByLabel("To", new() { Exact = true })).ToBeFocusedAsync();
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2027-06-15");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what happens" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Moves" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Calendars that show it at their next fetch")).ToBeVisibleAsync();
        Assert.Contains("DTSTART;VALUE=DATE:20270511", await Fetch(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Move it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Moved “The Unhurried Author” to 15 June 2027.");
        Assert.Contains("DTSTART;VALUE=DATE:20270615", await Fetch(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Took back");
        Assert.Contains("DTSTART;VALUE=DATE:20270511", await Fetch(), StringComparison.Ordinal);
        Assert.Equal(app.Client.Workspace.Launches, (await app.Now()).Workspace.Launches);
    }

    [Fact]
    public async Task What_is_chosen_beside_the_button_and_not_shown_yet_is_shown_before_anything_moves()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("launches/the-book/move?to=2027-03-02"), script: false);
        await Expect(page.GetByLabel("To", new() { Exact = true })).ToHaveValueAsync("2027-03-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what happens" }).ClickAsync();

        await page.GetByLabel("is skipped").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Move it" }).ClickAsync();
        await Expect(page.GetByText("This is what happens the way you chose.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("is skipped")).ToBeCheckedAsync();
        Assert.Equal(1, (await app.Now()).Revision);

        await page.GetByRole(AriaRole.Button, new() { Name = "Move it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Moved “The Unhurried Author” to 2 March 2027.");
        Assert.Contains((await app.Now()).Workspace.Milestones, d => d.Key.StartsWith("the-book/", StringComparison.Ordinal) && d.Status == MilestoneStatus.Skipped);
        await page.GoBackAsync();
        await Expect(page.GetByText("This move was applied.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing has happened yet.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_launch_is_planned_from_a_blueprint_and_what_is_already_late_is_seen_and_chosen_about_before()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("launches/new"), script: false);

        await page.GetByRole(AriaRole.Link, new() { Name = "Book launch" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would do" }).ClickAsync();
        await page.GetByLabel("What is it called?").FillAsync("The Second Book");
        await page.GetByLabel("Publication day").FillAsync("2027-02-16");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would do" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Already late" })).ToBeVisibleAsync();
        Assert.Equal(1, (await app.Now()).Revision);

        await page.GetByLabel("is skipped").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan the launch" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The Second Book", Level = 1 })).ToBeVisibleAsync();

        var made = (await app.Now()).Workspace;
        Assert.Equal(new LocalDate(2027, 2, 16), made.Launches.Single(l => l.Key == "the-second-book").Anchors.Single().Day);
        Assert.Contains(made.Milestones, d => d.Key.StartsWith("the-second-book/", StringComparison.Ordinal) && d.Status == MilestoneStatus.Skipped);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Took back");
        Assert.DoesNotContain((await app.Now()).Workspace.Launches, l => l.Key == "the-second-book");
    }

    [Fact]
    public async Task The_look_at_a_new_launch_is_for_everybody_with_what_is_late_and_what_is_ticked()
    {
        await using var app = await WebApp.Start(kind);
        foreach (var (width, dark) in new[] { (1440, false), (1440, true), (390, false), (390, true) })
        {
            var page = await app.Page(app.Path("launches/new?blueprint=book-launch@1"), width, dark: dark, touch: width < 700);
            await page.GetByLabel("What is it called?").FillAsync("The Second Book");
            await page.GetByLabel("Publication day").FillAsync("2027-02-16");
            await page.GetByRole(AriaRole.Button, new() { Name = "See what it would do" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Already late" })).ToBeVisibleAsync();
            // The answer asks for more than was typed; nothing was lost.
            await page.WaitForLoadStateAsync();
            await Expect(page.Locator(".kept")).ToHaveCountAsync(0);
            await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(Accessible.Pictures, $"launch-new-shown-{width}{(dark ? "-dark" : "")}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });

            Assert.Empty(await Accessible.Of(page, width));
        }
    }

    [Fact]
    public async Task A_look_at_a_new_group_leads_to_its_steps_counted_as_its_page_counts_them_and_to_the_roles_nobody_plays()
    {
        await using var app = await WebApp.Start(kind);
        await app.Workspaces.ChangeAsync(app.Client.Id, new("Ilse", null, "web"), "let somebody go", now => now with { Members = [.. now.Members.Select(m => m with { Roles = [.. m.Roles.Where(r => r != "tech")] })], Periods = [.. now.Periods.Select(p => p with { Players = [.. p.Players.Where(r => r.Role != "tech")] })] }, Stop);
        var page = await app.Page(app.Path("launches/new"), script: false);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Coaching group" })).ToContainTextAsync("for each session");
        await page.GetByRole(AriaRole.Link, new() { Name = "Coaching group" }).ClickAsync();
        await page.GetByLabel("What is it called?").FillAsync("Summer circle");
        await page.GetByLabel("The group starts").FillAsync("2027-09-08");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it would do" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it would do" })).ToBeInViewportAsync();
        await Expect(page.GetByText("Nobody plays:")).ToContainTextAsync("tech");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Plan, Players" })).ToHaveAttributeAsync("href", app.Path("plan/periods/year-2027/players"));
        var counted = (await page.Locator("#preview + p").TextContentAsync())!.Split(' ')[0];
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan the launch" }).ClickAsync();
        await Expect(page.GetByText("steps done")).ToContainTextAsync($"of {counted} steps done");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Summer circle", Level = 1 })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_mistake_keeps_what_was_typed_and_says_what_to_do()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("launches/the-book/edit"), script: false);

        await page.GetByLabel("The promise").FillAsync("A book for people who write.");
        await page.GetByLabel("Where people join or buy").EvaluateAsync("field => field.type = 'text'");
        await page.GetByLabel("Where people join or buy").FillAsync("example dot org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByText("An address begins with https://")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("The promise")).ToHaveValueAsync("A book for people who write.");
        await Expect(page.GetByLabel("Where people join or buy")).ToHaveValueAsync("example dot org");
        Assert.Equal(1, (await app.Now()).Revision);
    }

    [Fact]
    public async Task A_step_is_done_pinned_and_follows_the_plan_again()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("launches/winter-circle"));

        var step = page.Locator("#step-sales-page");
        await step.Locator("summary").ClickAsync();
        await step.GetByLabel("A day of its own").FillAsync("2026-12-22");
        await step.GetByRole(AriaRole.Button, new() { Name = "Pin" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("to 22 December 2026");
        Assert.Equal(new LocalDate(2026, 12, 22), Decision(await app.Now())!.Day);

        await step.Locator("summary").ClickAsync();
        await step.GetByRole(AriaRole.Button, new() { Name = "Follow the plan again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Let follow the plan again");
        Assert.Null(Decision(await app.Now()));

        await step.Locator("summary").ClickAsync();
        await step.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Finished “Finish the sales page”.");
        Assert.Equal(MilestoneStatus.Done, Decision(await app.Now())!.Status);

        static Core.Plans.MilestoneDecision? Decision(WorkspaceSnapshot now) => now.Workspace.Milestones.FirstOrDefault(d => d.Key == "winter-circle/sales-page");
    }

    [Fact]
    public async Task A_session_is_moved_skipped_and_called_off()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("launches/spring-circle"));
        async Task Do(int session, string button, string? to = null)
        {
            var line = page.Locator(".sessions > li").Nth(session - 1);
            await line.Locator("summary").ClickAsync();
            if (to is not null) await line.GetByLabel("Held on").FillAsync(to);
            await line.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("ession");
        }

        await Do(2, "Move this one", "2027-04-22T19:00");
        await Do(4, "Call it off");
        await Do(6, "Skip the week, end later");

        var plan = (await app.Now()).Workspace.Launches.Single(l => l.Key == "spring-circle").Sessions!;
        Assert.Equal([new() { Session = 2, MovedTo = new(2027, 4, 22, 19, 0) }, new() { Session = 4, Cancelled = true }], plan.Changes);
        Assert.Equal([new LocalDate(2027, 5, 19)], plan.Skipped);
    }

    [Fact]
    public async Task What_a_launch_taught_becomes_the_next_version_of_its_blueprint_for_this_client()
    {
        await using var app = await WebApp.Start(kind);
        await app.Workspaces.ChangeAsync(app.Client.Id, new("Ilse", null, "web"), "finished a step", now => now with
        {
            Milestones = [.. now.Milestones, new() { Key = "the-book/cover-final", Status = MilestoneStatus.Done, ClosedOn = new(2027, 2, 10) }],
        }, Stop);
        var page = await app.Page(app.Path("launches/the-book/debrief"));

        await page.GetByLabel("What worked, to keep").FillAsync("The letters.");
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("version 2");
        var now = (await app.Now()).Workspace;
        Assert.Equal("The letters.", now.Launches.Single(l => l.Key == "the-book").Debrief!.Worked);
        Assert.Equal(1, now.Launches.Single(l => l.Key == "the-book").BlueprintVersion);
        var next = app.Services.GetRequiredService<Server.Templates.Libraries>().Of(now).Library.Blueprint("book-launch", 2)!;
        Assert.NotEqual(app.Services.GetRequiredService<Server.Templates.Libraries>().Of(now).Library.Blueprint("book-launch", 1)!.Steps, next.Steps);
        await page.GotoAsync(app.Path("launches/new"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Book launch" })).ToHaveAttributeAsync("href", app.Path("launches/new?blueprint=book-launch@2").TrimEnd());
    }

    [Fact]
    public async Task Two_tabs_that_edit_the_same_launch_are_told_of_each_other()
    {
        await using var app = await WebApp.Start(kind);
        var context = await app.Context();
        var (one, other) = (await context.NewPageAsync(), await context.NewPageAsync());
        foreach (var tab in new[] { one, other }) await tab.GotoAsync(app.Path("launches/the-book/edit"));

        await one.GetByLabel("What is it called?").FillAsync("The Calm Author");
        await one.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(one.GetByRole(AriaRole.Heading, new() { Name = "The Calm Author", Level = 1 })).ToBeVisibleAsync();

        await other.GetByLabel("What is it called?").FillAsync("The Quiet Author");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed the launch");
        await Expect(other.GetByLabel("What is it called?")).ToHaveValueAsync("The Quiet Author");
        Assert.Equal("The Calm Author", (await app.Now()).Workspace.Launches.Single(l => l.Key == "the-book").Title);
    }

    [Fact]
    public async Task Every_page_of_launches_is_accessible_in_both_themes_and_widths()
    {
        await using var app = await WebApp.Start(kind);
        var moves = app.Services.GetRequiredService<Server.Launches.Moves>();
        var shown = Assert.IsType<Server.Launches.MoveResult.Shown>(await moves.PreviewAsync(app.Client.Id, new("the-book", null, new(2027, 3, 2), LateChoice.Keep, null), new("Ilse", null, "web"), Stop)).Move;

        await Accessible.IsEveryPageOf(app,
            (app.Path("launches"), "launches"), (app.Path("launches/the-book"), "launch-book"), (app.Path("launches/winter-circle"), "launch-group"),
            (app.Path("launches/new"), "launch-blueprints"), (app.Path("launches/new?blueprint=coaching-group@1"), "launch-new"), (app.Path("launches/the-book/edit"), "launch-edit"),
            (app.Path("launches/the-book/move"), "launch-move"), (app.Path($"launches/the-book/moves/{shown.Id}"), "launch-move-shown"),
            (app.Path("launches/the-book/debrief"), "launch-debrief"), (app.Path("launches/winter-circle/comparison"), "launch-comparison"));
    }
}
