using System.Net;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class SignInOnSqlite() : SignInTests(DatabaseKind.Sqlite);

public sealed class SignInOnPostgres() : SignInTests(DatabaseKind.Postgres);

public abstract class SignInTests(DatabaseKind kind) : IAsyncLifetime
{
    // The cookie's own clock is the system's.
    private readonly FakeClock _clock = new(SystemClock.Instance.GetCurrentInstant());
    private TestDatabase _database = null!;
    private RunningService _service = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SignInLinks Links => new(_database.Databases, _clock);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        _service = await RunningService.Start(_database, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_link_lets_one_browser_in_and_no_other()
    {
        var link = SignInLinks.Path(await Links.CreateAsync(Stop));
        using var first = Browser();
        using var second = Browser();
        Assert.Equal(HttpStatusCode.OK, (await second.Get(link)).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await first.Submit(link)).StatusCode);

        await first.Read("/admin");
        Assert.Equal(HttpStatusCode.Gone, (await second.Get(link)).StatusCode);
        await IsOutside(second);
        var cookie = Assert.Single(first.Cookies.GetCookies(new(Address)), c => c.Name == "contentplanner");
        Assert.True(cookie.HttpOnly);
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it()
    {
        var link = SignInLinks.Path(await Links.CreateAsync(Stop));
        using var scanner = Browser();
        for (var i = 0; i < 3; i++) await scanner.Read(link);
        await IsOutside(scanner);

        using var person = Browser();
        Assert.Equal(HttpStatusCode.SeeOther, (await person.Submit(link)).StatusCode);
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_gets_in()
    {
        var token = await Links.CreateAsync(Stop);

        var came = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Links.UseAsync(token, Stop))));

        Assert.Single(came, let => let);
        Assert.True(await Links.SomebodyCameAsync(Stop));
    }

    [Fact]
    public async Task A_link_waits_an_hour_and_not_longer()
    {
        var token = await Links.CreateAsync(Stop);
        _clock.Advance(SignInLinks.Life - Duration.FromSeconds(1));
        Assert.True(await Links.IsGoodAsync(token, Stop));

        _clock.Advance(Duration.FromSeconds(1));

        Assert.False(await Links.IsGoodAsync(token, Stop));
        Assert.False(await Links.UseAsync(token, Stop));
    }

    [Fact]
    public async Task The_database_does_not_know_the_link()
    {
        var token = await Links.CreateAsync(Stop);

        await using var db = _database.Databases.CreateDbContext();
        var row = await db.SignInLinks.SingleAsync(Stop);

        Assert.Equal(32, row.TokenHash.Length);
        Assert.NotEqual(System.Text.Encoding.UTF8.GetBytes(token), row.TokenHash);
    }

    [Fact]
    public async Task A_log_that_names_a_link_leaves_its_secret_out()
    {
        var token = await Links.CreateAsync(Stop);

        Assert.Equal("GET /sign-in/cps_… answered 200", Redaction.Redact($"GET {SignInLinks.Path(token)} answered 200"));
    }

    [Fact]
    public async Task A_made_up_link_lets_nobody_in()
    {
        using var browser = Browser();
        var real = SignInLinks.Path(await Links.CreateAsync(Stop));

        Assert.Equal(HttpStatusCode.Gone, (await browser.Submit(real, "/sign-in/guessed")).StatusCode);
        await IsOutside(browser);
    }

    [Fact]
    public async Task A_post_from_somebody_elses_page_is_refused()
    {
        var link = SignInLinks.Path(await Links.CreateAsync(Stop));
        using var browser = Browser();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post(link)).StatusCode);
        Assert.True(await Links.IsGoodAsync(link[(link.LastIndexOf('/') + 1)..], Stop));
    }

    [Fact]
    public async Task Who_signs_out_is_out()
    {
        using var browser = await Parts.Browser.OfAdministrator(_service.App);
        var another = SignInLinks.Path(await Links.CreateAsync(Stop));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Submit(another, "/sign-out")).StatusCode);

        await IsOutside(browser);
    }

    [Fact]
    public async Task A_cookie_is_good_on_another_node_and_after_a_restart()
    {
        using var browser = await Parts.Browser.OfAdministrator(_service.App);
        var cookies = browser.Cookies.GetCookies(new(Address));
        // An embedded database has one node at a time.
        if (kind == DatabaseKind.Sqlite) await _service.App.StopAsync(Stop);
        await using var other = await RunningService.Start(_database, _clock);
        using var there = new Browser(other.App.Urls.First());
        foreach (Cookie cookie in cookies) there.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", "127.0.0.1"));

        await there.Read("/admin");
    }

    [Fact]
    public async Task Pages_run_nothing_from_elsewhere_are_framed_by_nobody_and_leak_no_address()
    {
        using var browser = Browser();
        using var page = await browser.Get(SignInLinks.Path(await Links.CreateAsync(Stop)));

        Assert.Equal("default-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'", Header(page, "Content-Security-Policy"));
        Assert.Equal(("no-referrer", "nosniff", "no-store"), (Header(page, "Referrer-Policy"), Header(page, "X-Content-Type-Options"), Header(page, "Cache-Control")));
        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_style_sheet_comes_with_the_program()
    {
        using var browser = Browser();
        using var sheet = await browser.Get("/app.css");

        Assert.Equal("text/css", sheet.Content.Headers.ContentType!.MediaType);
        Assert.Contains("prefers-color-scheme: dark", await sheet.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private string Address => _service.App.Urls.First();

    private Browser Browser() => new(Address);

    private static async Task IsOutside(Browser browser)
    {
        using var answer = await browser.Get("/admin");
        Assert.Equal((HttpStatusCode.Found, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath));
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
