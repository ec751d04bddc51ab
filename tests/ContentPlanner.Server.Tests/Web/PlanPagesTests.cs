using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class PlanPagesOnSqlite() : PlanPagesTests(DatabaseKind.Sqlite);

public sealed class PlanPagesOnPostgres() : PlanPagesTests(DatabaseKind.Postgres);

public abstract class PlanPagesTests(DatabaseKind kind)
{
    [Fact]
    public async Task The_plan_is_edited_section_by_section_and_stands_on_the_page_to_print()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit Environment" }).ClickAsync();
        await page.GetByText("Add to the environment").ClickAsync();
        var adding = page.Locator(".adding form");
        await adding.GetByLabel("What is it?").SelectOptionAsync("Trend");
        await adding.GetByLabel("In a few words").FillAsync("Libraries lend more audiobooks");
        await adding.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Added “Libraries lend more audiobooks” to the plan.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Focus" }).ClickAsync();
        await page.GetByLabel("The vision").FillAsync("Finish, rest, begin again.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the vision" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Done" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "The page to print" }).ClickAsync();

        await Expect(page.GetByText("Libraries lend more audiobooks")).ToBeVisibleAsync();
        await Expect(page.GetByText("Finish, rest, begin again.")).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var height = await page.Locator(".sheet").EvaluateAsync<double>("e => e.getBoundingClientRect().height");
        Assert.InRange(height, 100, 297 / 25.4 * 96 * 1.6);
    }

    [Fact]
    public async Task A_take_away_is_ticked_off_and_a_reading_added_without_any_script()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan"), script: false);

        await page.GetByLabel("What came of “Decide the price of a seat in the winter circle”").FillAsync("390 a seat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tick off Decide the price" }).ClickAsync();
        await Expect(page.GetByText("390 a seat")).ToBeVisibleAsync();

        var letter = page.Locator(".intention").Filter(new() { HasText = "two thousand people" });
        await letter.Locator("summary").ClickAsync();
        await letter.GetByLabel("What does it say?").FillAsync("1,310");
        await letter.GetByRole(AriaRole.Button, new() { Name = "Add the reading" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Read 1310");

        var now = (await app.Now()).Workspace;
        Assert.Equal((new LocalDate(2026, 11, 23), "390 a seat"), now.Periods[0].TakeAways.Single(t => t.Key == "seat-price") is var t ? (t.ClosedOn!.Value, t.Outcome) : default);
        Assert.Equal(new Reading(new(2026, 11, 23), 1310), now.Intentions().Single(i => i.Key == "letter-readers").Readings[^1]);
    }

    [Fact]
    public async Task No_form_begins_with_an_answer_and_what_nobody_said_is_said_nowhere()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan/periods/year-2027/environment"), script: false);

        await page.GetByText("Add to the environment").ClickAsync();
        var adding = page.Locator(".adding form");
        await Expect(adding.GetByLabel("What is it?").Locator("option:checked")).ToHaveTextAsync("Choose one");
        await Expect(adding.GetByLabel("What does it do to us?").Locator("option:checked")).ToHaveTextAsync("Not said, or makes no difference");
        await adding.GetByLabel("What is it?").SelectOptionAsync("Trend");
        await adding.GetByLabel("In a few words").FillAsync("Libraries lend audiobooks");
        await adding.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.Locator(".plan-items > li").Filter(new() { HasText = "Libraries lend audiobooks" }).Locator("summary .muted")).ToHaveTextAsync("What is changing");

        await page.GotoAsync(app.Path("plan/periods/year-2027/projects"));
        await page.Locator(".adding > summary").ClickAsync();
        await adding.GetByLabel("What is the project?").FillAsync("A studio of our own");
        await adding.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.Locator(".plan-items > li").Filter(new() { HasText = "A studio of our own" })).Not.ToContainTextAsync("matters");
        await page.GotoAsync(app.Path("plan"));
        await Expect(page.Locator("tr").Filter(new() { HasText = "A studio of our own" }).Locator("[data-label=Matters]")).ToHaveTextAsync("–");
    }

    [Fact]
    public async Task And_so_many_more_on_an_agenda_leads_to_all_of_them()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan/reviews/regroup/2026-12-14"), script: false);

        var ahead = page.Locator("section").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "Ahead", Exact = true }) });
        var shown = await ahead.Locator("li").CountAsync();
        var more = ahead.GetByRole(AriaRole.Link, new() { NameRegex = new("^and [0-9]+ more") });
        var all = shown + int.Parse((await more.InnerTextAsync()).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        await more.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ahead", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator("main .lines > li")).ToHaveCountAsync(all);
    }

    [Fact]
    public async Task A_mistake_in_one_item_keeps_what_was_typed_and_loses_nothing_of_another()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan/periods/year-2027/players"), script: false);

        var adding = page.Locator(".adding form").First;
        await page.Locator(".adding > summary").First.ClickAsync();
        await adding.GetByLabel("Which role?").FillAsync("Illustrator");
        await adding.GetByLabel("What do they answer for?").FillAsync("Chapter openers");
        await adding.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        await Expect(page.GetByText("Say who plays it")).ToBeVisibleAsync();
        await Expect(page.Locator(".adding form").First.GetByLabel("What do they answer for?")).ToHaveValueAsync("Chapter openers");
        Assert.Equal(1, (await app.Now()).Revision);
    }

    [Fact]
    public async Task Two_tabs_that_edit_the_same_intention_are_told_of_each_other_and_other_items_stay_free()
    {
        await using var app = await WebApp.Start(kind);
        var context = await app.Context();
        var (one, other) = (await context.NewPageAsync(), await context.NewPageAsync());
        foreach (var tab in new[] { one, other }) await tab.GotoAsync(app.Path("plan/periods/year-2027/focus"));

        await Write(one, "two thousand people", "Three thousand people read the letter");
        await Expect(one.GetByRole(AriaRole.Status)).ToContainTextAsync("Edited “Three thousand");
        await Write(other, "two thousand people", "Four thousand people read the letter");
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed the intention");

        await other.GotoAsync(app.Path("plan/periods/year-2027/focus"));
        await Write(other, "Forty Fridays", "Thirty Fridays without client work");
        await Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("Edited “Thirty Fridays");
        Assert.Equal(3, (await app.Now()).Revision);

        static async Task Write(IPage tab, string was, string title)
        {
            var item = tab.Locator(".plan-items > li").Filter(new() { HasText = was });
            await item.Locator("summary").ClickAsync();
            var key = await item.GetByLabel("What must be achieved?").GetAttributeAsync("id");
            await tab.Locator($"[id='{key}']").FillAsync(title);
            await tab.Locator($"[id='{key}']").PressAsync("Enter");
        }
    }

    [Fact]
    public async Task A_review_is_gone_through_and_closed_with_what_was_decided()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Regroup, Monday 14 December 2026" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "To decide" })).ToBeVisibleAsync();
        await page.GetByLabel("What you decided").FillAsync("The spring circle moves to September.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the review" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Held" })).ToBeVisibleAsync();
        Assert.Equal(new HeldReview(new(2026, 12, 14), new(2026, 11, 23), "The spring circle moves to September."), (await app.Now()).Workspace.Periods[0].Reviews[0].Held.Single());
    }

    [Fact]
    public async Task The_next_period_begins_with_what_was_chosen_and_undo_takes_it_all_back()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan/periods/year-2027/next"), script: false);

        await page.GetByLabel("What do you call it?").FillAsync("The year after the book");
        await page.GetByLabel("Get the ten best texts into more places").CheckAsync();
        await page.GetByLabel("LinkedIn post").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the next period" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The year after the book", Level = 1 })).ToBeVisibleAsync();
        var now = (await app.Now()).Workspace;
        Assert.Equal(["leverage"], now.Periods[1].Projects.Select(p => p.Key));
        Assert.Equal(new LocalDate(2028, 12, 31), now.Cadences.Single(c => c.Key == "tuesday-post").Series.Rule.Until);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Took back");
        Assert.Equal(app.Client.Workspace, (await app.Now()).Workspace);
    }

    [Fact]
    public async Task The_plan_is_mailed_as_a_page()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("plan"));

        await page.GetByLabel("To which address").FillAsync("coach@steadyground.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();

        await Expect(page.GetByText("It is on its way")).ToBeVisibleAsync();
        await page.GotoAsync("/admin/mail");
        await Expect(page.GetByText("The plan on a page").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_page_of_the_plan_is_accessible_in_both_themes_and_widths()
    {
        await using var app = await WebApp.Start(kind);
        await Accessible.IsEveryPageOf(app,
            (app.Path("plan"), "plan"), (app.Path("plan/periods/year-2027/environment"), "plan-environment"), (app.Path("plan/periods/year-2027/focus"), "plan-focus"),
            (app.Path("plan/periods/year-2027/players"), "plan-players"), (app.Path("plan/periods/year-2027/projects"), "plan-projects"), (app.Path("plan/periods/year-2027/milestones"), "plan-milestones"),
            (app.Path("plan/periods/year-2027/take-aways"), "plan-take-aways"), (app.Path("plan/periods/year-2027/reviews"), "plan-reviews"),
            (app.Path("plan/periods/year-2027/next"), "plan-next"), (app.Path("plan/periods/year-2027/edit"), "plan-period"), (app.Path("plan/reviews/regroup/2026-12-14"), "plan-review"), (app.Path("plan/reviews/regroup/2026-12-14?show=ahead"), "plan-review-part"),
            (app.Path("plan/new"), "plan-new"),
            (app.Path("plan/sheet"), "plan-sheet"), (app.Path("plan/reviews/regroup/2026-12-14/sheet"), "plan-review-sheet"));
    }
}
