using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Playwright;

namespace ContentPlanner.Server.Tests.Web;

public sealed class ConnectionsOnSqlite() : ConnectionsTests(DatabaseKind.Sqlite);

public sealed class ConnectionsOnPostgres() : ConnectionsTests(DatabaseKind.Postgres);

/// <summary>Webhooks, history, exports, and the page of the API.</summary>
public abstract class ConnectionsTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task A_webhook_is_added_its_secret_shown_once_and_what_was_typed_wrong_is_kept()
    {
        var page = await App.Page(App.Path("webhooks"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a webhook" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Zapier");
        await page.GetByLabel("Address").FillAsync("http://10.0.0.1/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("within a private network");
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("Zapier");

        await page.GetByLabel("Address").FillAsync("https://hooks.example.org/a");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#webhook-secret")).ToContainTextAsync("whsec_");
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Zapier");
        Assert.DoesNotContain("whsec_", await page.ContentAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lines")).ToContainTextAsync("A test");
    }

    [Fact]
    public async Task A_change_is_looked_at_field_by_field_and_taken_back_from_the_history()
    {
        await App.Workspaces.ChangeAsync(App.Client.Id, new("Maeve", null, "web"), "renamed “Five steps”", w => w with { Name = "Steadier Ground" }, TestContext.Current.CancellationToken);
        var page = await App.Page(App.Path("history"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Renamed “Five steps”." }).ClickAsync();
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("Steadier Ground");

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).First.ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took back");
        Assert.Equal(App.Client.Workspace.Name, (await App.Now()).Workspace.Name);
    }

    [Fact]
    public async Task Days_that_make_no_calendar_are_told_where_they_were_typed()
    {
        var page = await App.Page(App.Path("exports"), script: false);
        await page.GetByLabel("From").FillAsync("2027-05-01");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2027-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Calendar file" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Choose a first day and a last one after it")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("From")).ToHaveValueAsync("2027-05-01");
    }

    [Fact]
    public async Task Every_page_of_connections_is_accessible_in_both_themes_and_widths()
    {
        var page = await App.Page(App.Path("webhooks/new"));
        await page.GetByLabel("Name").FillAsync("n8n");
        await page.GetByLabel("Address").FillAsync("https://hooks.example.org/a");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        var hook = new Uri(page.Url).AbsolutePath;
        await App.Workspaces.ChangeAsync(App.Client.Id, Actor.CommandLine, "renamed the client", w => w with { Name = "Steadier Ground" }, TestContext.Current.CancellationToken);
        await page.GotoAsync(App.Path("history"));
        var change = (await page.Locator(".lines a").First.GetAttributeAsync("href"))!;

        await Accessible.IsEveryPageOf(App, (App.Path("webhooks"), "webhooks"), (App.Path("webhooks/new"), "webhook-new"), (hook, "webhook"), (App.Path("history"), "history"), (change, "change"), (App.Path("exports"), "exports"), (App.Path("settings"), "settings"), ("/openapi", "openapi"));
    }
}
