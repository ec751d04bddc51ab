using System.Text.RegularExpressions;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Playwright;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>Pieces as people write them, and what becomes of them.</summary>
public abstract class PiecesTests(DatabaseKind kind) : WebTests(kind)
{
    private const string Text = "# Patience\n\nPatience is a plan that somebody keeps.\n\nThree things help me to keep one.\n\n1. **Begin on paper.** Paper waits.\n2. **Ask one reader.** A reader answers.\n3. **Name a day.** A day comes.\n\nWhich of them do you do already?";

    [Fact]
    public async Task A_piece_is_written_its_tasks_appear_its_draft_is_copied_and_done_with_an_address_its_place_on_the_map_turns()
    {
        var page = await App.Page(App.Path("pieces/new"));
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Write(page, "A test of patience", "published", "2026-11-20");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Began “A test of patience”");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/pieces/a-test-of-patience$"));
        await Assertions.Expect(page.Locator(".prose strong").First).ToHaveTextAsync("Begin on paper.");
        await page.Locator(".steps").GetByRole(AriaRole.Link, new() { Name = "LinkedIn post" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        Assert.Contains("Patience is a plan that somebody keeps.", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
        await page.GetByLabel("Where it was published").FillAsync("www.linkedin.com/posts/patience");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as done" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Finished “LinkedIn post: A test of patience”");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "https://www.linkedin.com/posts/patience" })).ToBeVisibleAsync();
        await page.GotoAsync(App.Path("coverage?q=patience"));
        await Assertions.Expect(page.Locator(".matrix a.published")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("A test of patience, LinkedIn: out 23 Nov 2026, today") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        var page = await App.Page(App.Path("pieces/new"));
        await Write(page, "Before the clocks change", "scheduled", "2027-03-28");
        // In Dublin there is no half past one on that day.
        await page.GetByRole(AriaRole.Group, new() { Name = "Goes out, or went out" }).GetByLabel("Day").FillAsync("2027-03-28");
        await page.GetByLabel("Time", new() { Exact = true }).FillAsync("01:30");
        await page.Locator("#f-url").FillAsync("no address");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Everything you typed is still here");
        await Assertions.Expect(page.Locator("#f-publish-time-error")).ToHaveTextAsync("01:30 does not exist on 28 March 2027 in Europe/Dublin: the clocks go forward over it. The nearest times are 00:59 and 02:00");
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync(Text);

        await page.GetByLabel("Time", new() { Exact = true }).FillAsync("02:00");
        await page.Locator("#f-url").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Began");
        Assert.Equal(new(2027, 3, 28, 2, 0), (await App.Now()).Workspace.Pieces.Single(p => p.Title == "Before the clocks change").Publish!.At);
    }

    [Fact]
    public async Task Who_saves_over_what_somebody_else_saved_sees_both_and_decides()
    {
        var mine = await App.Page(App.Path("pieces/five-steps/edit"));
        var theirs = await App.Page(App.Path("pieces/five-steps/edit"));
        await theirs.GetByLabel("Text", new() { Exact = true }).FillAsync("Their text.");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(theirs.Locator(".toast")).ToContainTextAsync("Changed “Five steps");

        await mine.GetByLabel("Text", new() { Exact = true }).FillAsync("My text.");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(mine.GetByRole(AriaRole.Alert)).ToContainTextAsync("changed the piece “Five steps to finish the piece you keep starting” in between");
        await Assertions.Expect(mine.Locator(".difference del")).ToContainTextAsync("Their");
        await Assertions.Expect(mine.Locator(".difference ins")).ToContainTextAsync("My");
        await Assertions.Expect(mine.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("My text.");
        Assert.Equal("Their text.", await Body("five-steps"));

        await mine.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(mine.Locator(".toast")).ToContainTextAsync("Changed");
        Assert.Equal("My text.", await Body("five-steps"));
        await mine.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(mine.Locator(".prose")).ToHaveTextAsync("Their text.");
    }

    [Fact]
    public async Task What_was_typed_outlives_a_lost_connection_and_a_closed_tab_until_it_is_dropped()
    {
        var page = await App.Page(App.Path("pieces/five-steps/edit"));
        var saved = await page.GetByLabel("Text", new() { Exact = true }).InputValueAsync();
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Half a thought");
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("no connection");
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Half a thought");
        await page.WaitForFunctionAsync("() => JSON.stringify(localStorage).includes('Half a thought')");

        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync(App.Path("pieces/five-steps/edit"));
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync(saved);
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Half a thought");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Changed");

        // It has arrived, so nobody is asked about it again.
        await page.GotoAsync(App.Path("pieces/five-steps/edit"));
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Half a thought");
        await Assertions.Expect(page.Locator(".kept")).ToHaveCountAsync(0);
        Assert.Equal("{}", await page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"));
    }

    [Fact]
    public async Task Without_a_script_a_piece_is_begun_previewed_published_copied_retired_deleted_and_taken_back()
    {
        var page = await App.Page(App.Path("pieces/new"), script: false);
        await Write(page, "Patience without scripts", "idea", "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Assertions.Expect(page.Locator(".preview strong").First).ToHaveTextAsync("Begin on paper.");
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Patience without scripts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.GetByText("It is out").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as out" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Published “Patience without scripts”");
        await page.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await Assertions.Expect(page.Locator(".badge").First).ToHaveTextAsync("Retired");
        await page.GetByRole(AriaRole.Button, new() { Name = "Duplicate" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Patience without scripts (copy)");
        await page.GetByText("Delete it").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Delete “") }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Deleted “Patience without scripts (copy)”");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        Assert.Contains((await App.Now()).Workspace.Pieces, p => p is { Title: "Patience without scripts (copy)", Status: PieceStatus.Idea });
    }

    [Fact]
    public async Task Long_lines_wrap_where_a_piece_is_written()
    {
        var page = await App.Page(App.Path("pieces/five-steps/edit"));

        Assert.True(await page.Locator("#f-body").EvaluateAsync<bool>("field => field.scrollWidth <= field.clientWidth"));
    }

    [Fact]
    public async Task A_body_in_html_is_kept_as_it_is_and_shown_without_what_could_harm()
    {
        const string html = "<h1>Kept</h1><p onclick=\"alert(1)\">As it was <b>pasted</b>.</p><script>document.title='x'</script>";
        var page = await App.Page(App.Path("pieces/new"));
        await Write(page, "Pasted", "idea", "");
        await page.GetByLabel("Written as").SelectOptionAsync("html");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(html);
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Assertions.Expect(page.Locator(".preview b")).ToHaveTextAsync("pasted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".prose b")).ToHaveTextAsync("pasted");

        Assert.Equal(new Body(BodyFormat.Html, html), (await App.Now()).Workspace.Pieces.Single(p => p.Title == "Pasted").Body);
        Assert.StartsWith("Pasted", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main [onclick]").CountAsync());
    }

    [Fact]
    public async Task The_list_is_narrowed_searched_and_keeps_the_ideas_apart()
    {
        var page = await App.Page(App.Path("pieces?show=ideas"));
        var ideas = (await App.Now()).Workspace.Pieces.Where(p => p.Status == PieceStatus.Idea).Select(p => p.Title).ToList();
        await Assertions.Expect(page.Locator(".pieces li")).ToHaveCountAsync(ideas.Count);

        await page.GotoAsync(App.Path("pieces?show=all"));
        await page.GetByLabel("Words in the title").FillAsync("quiet week");
        await page.GetByLabel("Words in the title").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".pieces li")).ToHaveCountAsync(1);
        await page.GetByLabel("in texts too").CheckAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("in=texts"));
        Assert.True(await page.Locator(".pieces li").CountAsync() >= 1);

        await page.GotoAsync(App.Path("pieces?show=all"));
        await page.GetByLabel("Format").SelectOptionAsync("podcast");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("format=podcast"));
        await Assertions.Expect(page.Locator(".pieces li").First).ToContainTextAsync("Podcast");
    }

    [Fact]
    public Task Every_page_of_pieces_is_accessible_in_both_themes_and_widths() => Accessible.IsEveryPageOf(App,
        (App.Path("pieces"), "pieces"), (App.Path("pieces?show=ideas"), "pieces-ideas"), (App.Path("pieces?show=all&q=nothing+like+it"), "pieces-none"),
        (App.Path("pieces/five-steps"), "piece"), (App.Path("pieces/five-steps/edit"), "piece-edit"), (App.Path("pieces/new"), "piece-new"));

    private static async Task Write(IPage page, string title, string status, string day)
    {
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(Text);
        await page.GetByLabel("How far it is").SelectOptionAsync(status);
        if (day.Length > 0) await page.GetByLabel("Planned day").FillAsync(day);
        await page.GetByLabel("First in").SelectOptionAsync("blog");
    }

    private async Task<string> Body(string piece) => (await App.Now()).Workspace.Pieces.Single(p => p.Key == piece).Body!.Text;
}

public sealed class PiecesOnSqliteTests() : PiecesTests(DatabaseKind.Sqlite);

public sealed class PiecesOnPostgresTests() : PiecesTests(DatabaseKind.Postgres);
