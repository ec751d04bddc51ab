using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Playwright;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>The calendar in a real browser: make, move three ways, take back; others at the same time; no script, no connection.</summary>
public abstract class CalendarTests(DatabaseKind kind) : WebTests(kind)
{
    /// <summary>Three days on which hardly anything stands.</summary>
    private static readonly LocalDate Friday = new(2026, 11, 27), Saturday = new(2026, 11, 28), Sunday = new(2026, 11, 29);

    [Fact]
    public async Task A_new_piece_stands_on_its_day_and_is_taken_back_with_one_click()
    {
        var page = await App.Page(App.Path("calendar"), height: 1400);
        await page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New piece" });
        await dialog.GetByLabel("Working title").FillAsync("A letter to the tired");
        await dialog.GetByLabel("Day").FillAsync("2026-11-27");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Planned “A letter to the tired” for 27 November 2026.");
        await Assertions.Expect(Cell(page, Friday).GetByText("A letter to the tired")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took back");
        Assert.DoesNotContain((await App.Now()).Workspace.Pieces, p => p.Title == "A letter to the tired");
    }

    [Fact]
    public async Task A_piece_is_dragged_to_another_day_and_taken_back()
    {
        await Add("Dragged", Friday);
        var page = await App.Page(App.Path("calendar"), height: 1400);

        await Drag(page, Item(page, "Dragged"), Cell(page, Sunday));

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Planned “Dragged” for 29 November 2026.");
        await Assertions.Expect(Cell(page, Sunday).GetByText("Dragged")).ToBeVisibleAsync();
        Assert.Equal(Sunday, await DayOf("Dragged"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Assertions.Expect(Cell(page, Friday).GetByText("Dragged")).ToBeVisibleAsync();
        Assert.Equal(Friday, await DayOf("Dragged"));
    }

    [Fact]
    public async Task Keys_do_what_dragging_does_and_say_where_one_is()
    {
        await Add("By hand", Friday);
        var page = await App.Page(App.Path("calendar"), height: 1400);
        var said = page.Locator("#drag-said");
        await Item(page, "By hand").FocusAsync();

        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(said).ToContainTextAsync("Picked up By hand. Friday 27 November.");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(said).ToHaveTextAsync("Saturday 28 November");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Space");

        await Assertions.Expect(said).ToHaveTextAsync("Planned “By hand” for 29 November 2026.");
        await Assertions.Expect(Item(page, "By hand")).ToBeFocusedAsync();
        Assert.Equal(Sunday, await DayOf("By hand"));

        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(said).ToHaveTextAsync("By hand stays where it was.");
        Assert.Equal(Sunday, await DayOf("By hand"));
    }

    [Fact]
    public async Task A_finger_that_stays_for_a_moment_drags_and_one_that_moves_at_once_scrolls()
    {
        await Add("Touched", Friday);
        var page = await App.Page(App.Path("calendar"), touch: true, height: 1400);
        var touch = await page.Context.NewCDPSessionAsync(page);

        await Swipe(touch, page, Item(page, "Touched"), Cell(page, Friday.PlusWeeks(-1)), wait: 0);
        Assert.Equal(Friday, await DayOf("Touched"));

        await Swipe(touch, page, Item(page, "Touched"), Cell(page, Sunday), wait: 450);
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("29 November");
        Assert.Equal(Sunday, await DayOf("Touched"));
    }

    [Fact]
    public async Task The_dialog_moves_what_is_chosen_and_keeps_what_was_typed_when_something_is_wrong()
    {
        await Add("Chosen", Friday);
        var page = await App.Page(App.Path("calendar"), script: false);
        await Item(page, "Chosen").ClickAsync();
        await page.GetByLabel("New date").FillAsync("2026-11-28");
        await page.GetByLabel("Time").FillAsync("14:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("28 November");
        await Assertions.Expect(Cell(page, Saturday).GetByText("14:30 Chosen")).ToBeVisibleAsync();

        await Item(page, "Chosen").ClickAsync();
        await page.GetByLabel("New date").EvaluateAsync("f => f.removeAttribute('required')");
        await page.GetByLabel("New date").FillAsync("");
        await page.GetByLabel("Time").FillAsync("09:15");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Say the day it should be on.");
        await Assertions.Expect(page.GetByLabel("Time")).ToHaveValueAsync("09:15");
    }

    [Fact]
    public async Task An_idea_from_the_shelf_is_put_on_a_day_and_back()
    {
        var page = await App.Page(App.Path("calendar"), height: 1400);
        var idea = page.Locator(".shelf [data-ref]").First;
        var title = await idea.Locator(".name").InnerTextAsync();

        await Drag(page, idea, Cell(page, Saturday));
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("28 November");
        Assert.Equal(PieceStatus.Planned, (await App.Now()).Workspace.Pieces.First(p => p.Title == title).Status);

        await Cell(page, Saturday).GetByRole(AriaRole.Link, new() { NameRegex = new(System.Text.RegularExpressions.Regex.Escape(title)) }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the shelf" }).ClickAsync();
        await Assertions.Expect(page.Locator(".shelf")).ToContainTextAsync(title);
    }

    [Fact]
    public async Task Two_tabs_with_two_clients_stay_with_theirs()
    {
        var other = Assert.IsType<ChangeResult.Done>(await App.Workspaces.CreateAsync(App.Client.Workspace with { Key = "other-client", Name = "Other Client" }, Actor.CommandLine, "began", fresh: true, TestContext.Current.CancellationToken)).After;
        await Add("First client's", Friday);
        await Add("Second client's", Friday, other.Id);
        var context = await App.Context(new() { ViewportSize = new() { Width = 1440, Height = 1400 } });
        var (first, second) = (await context.NewPageAsync(), await context.NewPageAsync());
        await first.GotoAsync(App.Path("calendar"));
        await second.GotoAsync("/w/other-client/calendar");

        await Drag(second, Item(second, "Second client's"), Cell(second, Sunday));
        await Assertions.Expect(second.Locator(".toast")).ToContainTextAsync("29 November");
        await Drag(first, Item(first, "First client's"), Cell(first, Saturday));
        await Assertions.Expect(first.Locator(".toast")).ToContainTextAsync("28 November");

        Assert.Equal(Saturday, await DayOf("First client's"));
        Assert.Equal(Sunday, await DayOf("Second client's", other.Id));
        Assert.DoesNotContain("Second client's", await first.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var all = await context.NewPageAsync();
        await all.GotoAsync("/calendar");
        await Assertions.Expect(Item(all, "First client's")).ToBeVisibleAsync();
        await Assertions.Expect(Item(all, "Second client's")).ToBeVisibleAsync();
        await all.GetByRole(AriaRole.Navigation, new() { Name = "Clients" }).GetByText("Other Client").ClickAsync();
        await Assertions.Expect(Item(all, "First client's")).ToHaveCountAsync(0);
        await Assertions.Expect(Item(all, "Second client's")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Of_two_tabs_that_move_the_same_thing_the_second_hears_of_the_first()
    {
        await Add("Wanted by both", Friday);
        var (first, second) = (await App.Page(App.Path("calendar"), height: 1400), await App.Page(App.Path("calendar"), email: "bea@example.org", height: 1400));

        await Drag(first, Item(first, "Wanted by both"), Cell(first, Sunday));
        await Assertions.Expect(first.Locator(".toast")).ToContainTextAsync("29 November");
        await Drag(second, Item(second, "Wanted by both"), Cell(second, Saturday));

        await Assertions.Expect(second.Locator(".toast")).ToContainTextAsync("ada planned “Wanted by both” for 29 November 2026 in between", new() { IgnoreCase = true });
        await Assertions.Expect(Cell(second, Sunday).GetByText("Wanted by both")).ToBeVisibleAsync();
        Assert.Equal(Sunday, await DayOf("Wanted by both"));
    }

    [Fact]
    public async Task On_a_phone_the_agenda_begins_with_today_and_a_day_of_the_month_leads_to_what_is_on()
    {
        var page = await App.Page(App.Path("calendar?view=agenda"), width: 390);
        var today = page.Locator(".calendar-main > .agenda [data-day='2026-11-23']");
        await Assertions.Expect(today).ToBeInViewportAsync();
        Assert.InRange((await today.BoundingBoxAsync())!.Y, 0, 160);

        await page.GotoAsync(App.Path("calendar"));
        await page.GetByRole(AriaRole.Link, new() { Name = "What is on Thursday 19 November" }).ClickAsync();
        await Assertions.Expect(page.Locator(".phone-agenda [data-day='2026-11-19']")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Without_a_connection_it_goes_back_to_where_it_was()
    {
        await Add("Offline", Friday);
        var page = await App.Page(App.Path("calendar"), height: 1400);
        await page.Context.SetOfflineAsync(true);

        await Drag(page, Item(page, "Offline"), Cell(page, Sunday));

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("There is no connection at the moment, so Offline is back where it was.");
        await Assertions.Expect(Cell(page, Friday).GetByText("Offline")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Drag(page, Item(page, "Offline"), Cell(page, Sunday));
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("29 November");
    }

    [Fact]
    public async Task A_launch_s_own_date_leads_to_what_would_move()
    {
        var page = await App.Page(App.Path("calendar?day=2027-05-11"), height: 1600);
        var asked = page.WaitForRequestAsync(new System.Text.RegularExpressions.Regex("/launches/[^/]+/move\\?anchor=[^&]+&to=2027-05-18$"));
        await Drag(page, page.Locator("td[data-day='2027-05-11'] [data-preview]:visible").First, Cell(page, new(2027, 5, 18)));

        Assert.Equal("GET", (await asked).Method);
        await Assertions.Expect(page.GetByLabel("To", new() { Exact = true })).ToHaveValueAsync("2027-05-18");
    }

    [Fact]
    public async Task What_is_filtered_stands_in_the_address()
    {
        await Add("Shown", Friday);
        var page = await App.Page(App.Path("calendar"), script: false);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Categories" }).GetByText("Newsletter").ClickAsync();

        Assert.EndsWith("/calendar?cat=newsletter", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(Item(page, "Shown")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Assertions.Expect(Item(page, "Shown")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_may_only_look_moves_nothing()
    {
        await Add("Looked at", Friday);
        var page = await App.Page(App.Path("calendar"), email: "viewer@example.org", access: Access.ClientViewer);

        await Assertions.Expect(Item(page, "Looked at")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("[data-movable]").CountAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }).CountAsync());
    }

    [Fact]
    public async Task The_month_is_small_and_nothing_jumps_while_it_loads()
    {
        var context = await App.Context(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync("window.shifted = 0; new PerformanceObserver((l) => { for (const e of l.getEntries()) window.shifted += e.value; }).observe({ type: 'layout-shift', buffered: true });");
        var page = await context.NewPageAsync();
        await page.GotoAsync(App.Path("calendar"), new() { WaitUntil = WaitUntilState.NetworkIdle });

        var octets = await page.EvaluateAsync<int>("() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.encodedBodySize, 0)");
        Assert.InRange(octets, 1000, 100_000);
        Assert.Equal(0, await page.EvaluateAsync<double>("() => window.shifted"));
    }

    [Fact]
    public async Task Every_page_of_the_calendar_is_accessible_in_both_themes_and_widths()
    {
        using var browser = await App.Http();
        var entry = System.Text.RegularExpressions.Regex.Match(await browser.Read(App.Path("calendar?view=agenda&day=2026-12-01")), "href=\"(/w/[^\"]*/calendar/item/piece[^\"?]*)").Groups[1].Value;
        await Accessible.IsEveryPageOf(App,
        (App.Path("calendar"), "calendar-month"), (App.Path("calendar?view=week"), "calendar-week"), (App.Path("calendar?view=agenda"), "calendar-agenda"),
        ("/calendar", "calendar-all-clients"), (App.Path("calendar?day=2031-03-01"), "calendar-empty"), (App.Path("calendar?cat=newsletter&owner=coach"), "calendar-filtered"),
        (App.Path("calendar/new?day=2026-11-25"), "calendar-new"), (System.Net.WebUtility.HtmlDecode(entry), "calendar-item"));
    }

    [Fact]
    public async Task Every_question_about_an_entry_is_accessible_as_a_dialog_and_as_a_page()
    {
        var page = await App.Page(App.Path("calendar?view=agenda&day=2026-12-01"), height: 1400);
        foreach (var kind in new[] { "piece", "task", "milestone", "slot", "anchor" })
        {
            if (kind == "anchor") await page.GotoAsync(App.Path("calendar?view=agenda&day=2027-05-01"));
            var entry = page.Locator($"[data-ref^='{kind}:']").First;
            await entry.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(Accessible.Pictures, $"calendar-dialog-{kind}.png") });
            Assert.DoesNotContain(await Accessible.Of(page, 1440), w => !w.StartsWith("it has", StringComparison.Ordinal));
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }
    }

    private static ILocator Cell(IPage page, LocalDate day) => page.Locator(FormattableString.Invariant($"td[data-day='{day:uuuu-MM-dd}']"));

    private static ILocator Item(IPage page, string title) => page.Locator(".month .item:visible").Filter(new() { Has = page.Locator($".name:text-is(\"{title}\")") });

    private static async Task Drag(IPage page, ILocator item, ILocator cell)
    {
        await cell.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await item.BoundingBoxAsync())!, (await cell.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 8);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 40, from.Y + 20, new() { Steps = 3 });
        await page.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + to.Height / 2, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static async Task Swipe(ICDPSession touch, IPage page, ILocator item, ILocator cell, int wait)
    {
        var (from, to) = ((await item.BoundingBoxAsync())!, (await cell.BoundingBoxAsync())!);
        var (x, y, endX, endY) = (from.X + 20, from.Y + 8, to.X + to.Width / 2, to.Y + to.Height / 2);
        async Task Send(string type, double at, double down) => await touch.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = at, ["y"] = down } },
        });
        await Send("touchStart", x, y);
        await page.WaitForTimeoutAsync(wait);
        for (var step = 1; step <= 6; step++) await Send("touchMove", x + (endX - x) * step / 6, y + (endY - y) * step / 6);
        await Send("touchEnd", 0, 0);
    }

    private async Task Add(string title, LocalDate day, Guid? client = null) => Assert.IsType<ChangeResult.Done>(await App.Workspaces.ChangeAsync(client ?? App.Client.Id, Actor.CommandLine, "added", now =>
        now with { Pieces = [.. now.Pieces, new() { Key = title, Title = title, Format = "blog-post", Channel = "blog", Status = PieceStatus.Planned, PlannedOn = day, Recipes = ["none"] }] }, TestContext.Current.CancellationToken));

    private async Task<LocalDate?> DayOf(string title, Guid? client = null) =>
        (await App.Workspaces.ReadAsync(client ?? App.Client.Id, TestContext.Current.CancellationToken))!.Workspace.Pieces.First(p => p.Title == title).Day;
}

public sealed class CalendarOnSqliteTests() : CalendarTests(DatabaseKind.Sqlite);

public sealed class CalendarOnPostgresTests() : CalendarTests(DatabaseKind.Postgres);
