using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>What people read where there is no page, and that nothing they typed is lost.</summary>
public sealed class CalmAnswersTests : IAsyncLifetime
{
    private WebApp _app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>With an address that breaks, as no page of the program does.</summary>
    public async ValueTask InitializeAsync() => _app = await WebApp.Start(DatabaseKind.Sqlite, services => services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, Broken>());

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_address_that_leads_nowhere_is_said_within_the_clients_own_pages()
    {
        var page = await _app.Page();

        var answer = await page.GotoAsync(_app.Path("nonsense"));

        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing here" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true })).ToContainTextAsync("Coverage");
        Assert.Empty(await Accessible.Of(page, 1440));
        await page.GetByRole(AriaRole.Link, new() { Name = $"To {_app.Client.Workspace.Name}" }).ClickAsync();
        Assert.EndsWith("/today", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_says_what_to_do_in_plain_words_and_keeps_what_was_typed()
    {
        var page = await _app.Page(script: false);
        await page.GotoAsync("/broken/form");
        await page.Locator("textarea").FillAsync("A long thought about October.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Something broke here" })).ToBeVisibleAsync();
        await page.GetByText("What you wrote").ClickAsync();
        await Assertions.Expect(page.Locator("pre")).ToHaveTextAsync("A long thought about October.");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send it again" })).ToBeVisibleAsync();
        Assert.DoesNotContain("at ContentPlanner", await page.ContentAsync(), StringComparison.Ordinal);
        foreach (var (width, dark) in new[] { (1440, false), (1440, true), (390, false), (390, true) }) Assert.Empty(await KeptForm(width, dark));
        Assert.Empty(await Accessible.Of(await Shown("/broken"), 390));
    }

    /// <summary>What is wrong with the page that keeps what was typed, and once more when it was sent again.</summary>
    private async Task<IReadOnlyList<string>> KeptForm(int width, bool dark)
    {
        var page = await _app.Page("/broken/form", width, dark: dark);
        await page.Locator("textarea").FillAsync("A long thought about October.");
        var wrong = new List<string>();
        foreach (var button in new[] { "Save", "Send it again" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send it again" })).ToBeVisibleAsync();
            wrong.AddRange(await Accessible.Of(page, width));
        }
        return wrong;
    }

    /// <summary>Programs get problems as JSON; a browser shows it as text, and there is no page to look at.</summary>
    [Fact]
    public async Task No_address_of_the_api_answers_a_browser_with_a_page()
    {
        using var browser = await _app.Http();
        foreach (var path in new[] { "/api/v1/broken", "/api/v1/nothing", "/api/v1/workspaces/nobody/pieces", _app.Path("pieces").Replace("/w/", "/api/v1/workspaces/", StringComparison.Ordinal) + "/nothing" })
        {
            using var answer = await browser.Get(path, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
            Assert.False(answer.IsSuccessStatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Programs_hear_of_a_fault_in_their_own_ways()
    {
        using var browser = await _app.Http();
        using var script = await browser.Get("/broken", ("Accept", "application/json"));
        using var api = await browser.Get("/api/v1/broken");
        using var feed = await browser.Get("/feeds/nothing.ics");

        Assert.Equal("It is a fault of ours, not of yours, and what was saved before is as it was.", (await script.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("words").GetString());
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (api.StatusCode, api.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, feed.StatusCode);
        Assert.NotEqual("text/html", feed.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_form_that_came_too_late_is_sent_again_with_what_was_typed()
    {
        var page = await _app.Page(_app.Path("pieces/new"), script: false);
        await page.GetByLabel("Title").First.FillAsync("Why we rest");
        // Another key, as after a restore: no proof that a page holds is good any more.
        await page.Context.ClearCookiesAsync(new() { Name = "contentplanner-form" });

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Once more, please" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it again" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Why we rest");
        Assert.Contains((await _app.Now()).Workspace.Pieces, p => p.Title == "Why we rest");
    }

    [Fact]
    public async Task Who_was_signed_out_meanwhile_signs_in_elsewhere_and_sends_it_again()
    {
        var page = await _app.Page(_app.Path("pieces/new"), script: false);
        await page.GetByLabel("Title").First.FillAsync("Why we rest");
        var cookies = await page.Context.CookiesAsync();
        await page.Context.ClearCookiesAsync(new() { Name = "contentplanner" });

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await page.Context.AddCookiesAsync(cookies.Where(c => c.Name == "contentplanner").Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Url = _app.Address }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it again" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Why we rest");
    }

    [Fact]
    public async Task What_another_site_sent_is_not_kept_to_be_sent_again()
    {
        using var browser = await _app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, _app.Path("pieces/new")) { Content = new FormUrlEncodedContent([new("title", "Not hers at all")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await browser.Http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Not hers", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private async Task<IPage> Shown(string path)
    {
        var page = await _app.Page(width: 390);
        await page.GotoAsync(path);
        return page;
    }

    private sealed class Broken : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(inner => async http =>
            {
                if (http.Request.Path == "/broken/form" && HttpMethods.IsGet(http.Request.Method))
                {
                    http.Response.ContentType = "text/html";
                    http.Response.Headers.ContentSecurityPolicy = "form-action 'self'";
                    await http.Response.WriteAsync("<form method=\"post\"><textarea name=\"text\"></textarea><button>Save</button></form>", http.RequestAborted);
                    return;
                }
                if (http.Request.Path.StartsWithSegments("/broken") || http.Request.Path == "/api/v1/broken") throw new InvalidOperationException("a test broke it");
                await inner(http);
            });
            next(app);
        };
    }
}
