using ContentPlanner.Core.Approvals;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Playwright;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>A client without an account, asked from the page of a piece or a task.</summary>
public abstract class ApprovalPagesTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task A_client_is_asked_from_the_page_of_a_piece_sees_it_as_its_readers_will_and_approves()
    {
        var page = await App.Page(App.Path("pieces/unhurried-hour"));
        var client = await Nobody(await Ask(page));

        await Assertions.Expect(client.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The unhurried hour");
        await Assertions.Expect(client.Locator(".prose p").First).ToBeVisibleAsync();
        await Assertions.Expect(client.Locator(".around h2")).ToHaveTextAsync("The Unhurried Author");
        await Assertions.Expect(client.Locator(".around")).ToContainTextAsync("169 days to go");
        Assert.Equal(0, await client.Locator("nav").CountAsync());
        await client.GetByRole(AriaRole.Button, new() { Name = "Approve it as it is" }).ClickAsync();

        await Assertions.Expect(client.GetByRole(AriaRole.Status).First).ToContainTextAsync("You approved it");
        await Assertions.Expect(client.GetByRole(AriaRole.Button, new() { Name = "Approve it as it is" })).ToHaveCountAsync(0);
        await page.GotoAsync(App.Path("pieces/unhurried-hour"));
        await Assertions.Expect(page.Locator("#approval")).ToContainTextAsync("Approved Nora Byrne");
    }

    [Fact]
    public async Task Without_a_script_a_client_asks_for_a_change_of_a_draft_and_a_later_edit_is_told_kindly()
    {
        const string post = "tasks/five-steps/linkedin-post/linkedin/1";
        var page = await App.Page(App.Path(post), script: false);
        var address = await Ask(page);
        var client = await Nobody(address, script: false);
        await Assertions.Expect(client.Locator(".asked-text")).ToContainTextAsync("Most unfinished writing is waiting for a decision.");

        await client.GetByRole(AriaRole.Button, new() { Name = "Ask for this change" }).ClickAsync();
        await Assertions.Expect(client.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Say in a few words what to change.");
        await client.GetByLabel("Or say what to change").FillAsync("Shorter, please.");
        await client.GetByRole(AriaRole.Button, new() { Name = "Ask for this change" }).ClickAsync();
        await Assertions.Expect(client.GetByRole(AriaRole.Status).First).ToContainTextAsync("“Shorter, please.”");
        Assert.Equal(ApprovalStatus.ChangesAsked, Assert.Single((await App.Now()).Workspace.Approvals).Status);

        await page.GotoAsync(App.Path($"{post}?write=true"));
        await page.GetByLabel("Draft", new() { Exact = true }).FillAsync("A short one.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await Assertions.Expect(page.Locator("#approval")).ToContainTextAsync("Outdated Nora Byrne");
        await client.GotoAsync(new Uri(address).AbsolutePath);
        await Assertions.Expect(client.Locator("main")).ToContainTextAsync("changed since you were asked");
        Assert.DoesNotContain("A short one.", await client.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_to_ask_is_kept_as_typed_when_the_address_is_none_and_an_old_link_shows_nothing()
    {
        var page = await App.Page(App.Path("pieces/five-steps"));
        await page.GetByText("Ask your client to approve it").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Nora Byrne");
        await page.GetByLabel("E-mail").FillAsync("nora");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#f-email-error")).ToContainTextAsync("no e-mail address");
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Nora Byrne");

        await page.GetByLabel("E-mail").FillAsync("nora@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        var address = await page.Locator("#asked-address").InnerTextAsync();
        App.Clock.Advance(Duration.FromDays(15));
        var client = await Nobody(address);
        await Assertions.Expect(client.Locator("main")).ToContainTextAsync("two weeks");
        await Assertions.Expect(client.Locator(".asked")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_a_client_sees_is_accessible_in_both_themes_and_widths()
    {
        var address = new Uri(await Ask(await App.Page(App.Path("pieces/unhurried-hour")))).AbsolutePath;
        var draft = new Uri(await Ask(await App.Page(App.Path("tasks/five-steps/thread/x/1")))).AbsolutePath;
        await Accessible.IsEveryPageOf(App, (address, "approve"), (draft, "approve-draft"));
    }

    private static async Task<string> Ask(IPage page)
    {
        await page.GetByText("Ask your client to approve it").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Nora Byrne");
        await page.GetByLabel("E-mail").FillAsync("nora@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        return await page.Locator("#asked-address").InnerTextAsync();
    }

    /// <summary>A browser nobody has signed in with.</summary>
    private async Task<IPage> Nobody(string address, bool script = true)
    {
        var context = await (await Chromium.Open()).NewContextAsync(new() { BaseURL = App.Address, JavaScriptEnabled = script });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(address).AbsolutePath);
        return page;
    }
}

public sealed class ApprovalPagesOnSqliteTests() : ApprovalPagesTests(DatabaseKind.Sqlite);

public sealed class ApprovalPagesOnPostgresTests() : ApprovalPagesTests(DatabaseKind.Postgres);
