using System.Net;
using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>What all pages stand on.</summary>
public sealed class FoundationTests() : WebTests(DatabaseKind.Sqlite)
{
    [Fact]
    public Task Every_part_of_a_page_is_accessible_in_both_themes_and_widths() =>
        Accessible.IsEveryPageOf(App, ("/styles", "styles"), ("/admin", "administration"), ("/admin/jobs", "jobs"));

    [Fact]
    public Task Every_page_about_people_and_the_installation_is_accessible_in_both_themes_and_widths() => Accessible.IsEveryPageOf(App,
        ("/profile", "profile"), ("/admin/accounts", "accounts"), ("/admin/audit", "audit"), ("/admin/backup", "backup"),
        (App.Path("people"), "people"), (App.Path("archive"), "archive"), (App.Path("settings"), "settings"));

    [Fact]
    public async Task A_theme_is_chosen_in_the_browser_and_stays()
    {
        var page = await App.Page("/styles", script: false);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Dark" }).First.ClickAsync();

        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        Assert.EndsWith("/styles", page.Url, StringComparison.Ordinal);
        Assert.Equal("rgb(21, 23, 26)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task Style_sheet_scripts_and_icons_are_kept_for_good_at_the_address_that_pages_name()
    {
        using var browser = new Browser(App.Address);
        var sheet = System.Text.RegularExpressions.Regex.Match(await browser.Read("/sign-in"), "/assets/[0-9a-f]{12}/app.css").Value;
        using var answer = await browser.Get(sheet, ("Accept-Encoding", "br"));
        using var older = await browser.Get("/assets/000000000000/app.css");
        using var none = await browser.Get("/assets/000000000000/secret.css");

        Assert.Equal(("text/css", "br", "public, max-age=31536000, immutable"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentEncoding.Single(), answer.Headers.CacheControl!.ToString()));
        Assert.Equal((HttpStatusCode.OK, "no-store"), (older.StatusCode, older.Headers.CacheControl!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Where_one_goes_back_to_is_always_this_program()
    {
        using var browser = await Administrator();
        foreach (var elsewhere in new[] { "https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)", "" })
        {
            using var answer = await browser.Submit("/styles", "/theme", ("theme", "auto"), ("back", elsewhere));
            Assert.Equal("/", answer.Headers.Location!.OriginalString);
        }
    }

    private async Task<Browser> Administrator()
    {
        var browser = new Browser(App.Address);
        var context = await App.Context();
        foreach (var cookie in await context.CookiesAsync()) browser.Cookies.Add(new Uri(App.Address), new Cookie(cookie.Name, cookie.Value));
        return browser;
    }
}
