using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Playwright;

namespace ContentPlanner.Server.Tests.Web;

public sealed class ConnectionsOnSqlite() : ConnectionsTests(DatabaseKind.Sqlite);

public sealed class ConnectionsOnPostgres() : ConnectionsTests(DatabaseKind.Postgres);

/// <summary>Webhooks, history, exports, and the page of the API.</summary>
public abstract class ConnectionsTests(DatabaseKind kind) : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.Start(kind);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_webhook_is_added_its_secret_shown_once_and_what_was_typed_wrong_is_kept()
    {
        var page = await _app.Page(_app.Path("webhooks"));
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
        await _app.Workspaces.ChangeAsync(_app.Client.Id, new("Maeve", null, "web"), "renamed “Five steps”", w => w with { Name = "Steadier Ground" }, TestContext.Current.CancellationToken);
        var page = await _app.Page(_app.Path("history"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Renamed “Five steps”." }).ClickAsync();
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("Steadier Ground");

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).First.ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took back");
        Assert.Equal(_app.Client.Workspace.Name, (await _app.Now()).Workspace.Name);
    }

    [Fact]
    public async Task Every_page_of_connections_is_accessible_in_both_themes_and_widths()
    {
        var page = await _app.Page(_app.Path("webhooks/new"));
        await page.GetByLabel("Name").FillAsync("n8n");
        await page.GetByLabel("Address").FillAsync("https://hooks.example.org/a");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        var hook = new Uri(page.Url).AbsolutePath;
        await _app.Workspaces.ChangeAsync(_app.Client.Id, Actor.CommandLine, "renamed the client", w => w with { Name = "Steadier Ground" }, TestContext.Current.CancellationToken);
        await page.GotoAsync(_app.Path("history"));
        var change = (await page.Locator(".lines a").First.GetAttributeAsync("href"))!;

        await Accessible.IsEveryPageOf(_app, (_app.Path("webhooks"), "webhooks"), (_app.Path("webhooks/new"), "webhook-new"), (hook, "webhook"), (_app.Path("history"), "history"), (change, "change"), (_app.Path("exports"), "exports"), (_app.Path("settings"), "settings"), ("/openapi", "openapi"));
    }
}
