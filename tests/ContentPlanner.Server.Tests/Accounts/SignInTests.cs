using System.Net;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task The_first_link_makes_the_administrators_account_and_lets_one_browser_in()
    {
        var link = await FirstLink();
        using var first = Browser();
        using var second = Browser();
        Assert.Equal(HttpStatusCode.OK, (await second.Get(link)).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await first.Submit(link, null, Ada)).StatusCode);

        Assert.Contains("Administration", await first.Read("/admin"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await second.Get(link)).StatusCode);
        await IsOutside(second);
        var cookie = Assert.Single(first.Cookies.GetCookies(new(Address)), c => c.Name == "contentplanner");
        Assert.True(cookie.HttpOnly);
    }

    [Fact]
    public async Task A_later_link_signs_in_who_it_is_for()
    {
        var account = await Add("ben@example.org");
        var link = SignInLinks.Path(await Links.ForAsync(account, setsPassword: false, Stop));
        using var browser = Browser();
        Assert.Contains("ben@example.org", await browser.Read(link), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Submit(link)).StatusCode);

        Assert.Contains("Nothing for you yet", await browser.Read("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/admin")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(link)).StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_the_first_account_is_said_at_its_field_and_the_link_stays_good()
    {
        var link = await FirstLink();
        using var browser = Browser();

        using var answer = await browser.Submit(link, null, ("name", "Ada <&>"), ("email", "no address"), ("password", "four words nobody says"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("That is no e-mail address", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada &lt;&amp;&gt;\"", page, StringComparison.Ordinal);
        Assert.Contains("at least 10", await (await browser.Submit(link, null, ("name", "Ada"), ("email", "ada@example.org"), ("password", "short"))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Submit(link, null, Ada)).StatusCode);
    }

    /// <summary>R39.</summary>
    [Fact]
    public async Task Of_many_who_begin_at_once_by_links_of_their_own_one_becomes_the_administrator()
    {
        var links = new List<string>();
        for (var i = 0; i < 8; i++) links.Add(await Links.ForFirstAsync(Stop));

        var made = await Task.WhenAll(links.Select((token, i) => Task.Run(async () =>
        {
            await using var scope = _service.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AccountStore>().AddFirstAsync(token, new($"Nr {i}", $"nr{i}@example.org", "four words nobody says"), Stop);
        })));

        Assert.Single(made.OfType<AccountResult.Done>());
        await using var db = _database.Databases.CreateDbContext();
        Assert.True((await db.Accounts.SingleAsync(Stop)).IsAdministrator);
        using var late = Browser();
        foreach (var token in links) Assert.Equal(HttpStatusCode.Gone, (await late.Get(SignInLinks.Path(token))).StatusCode);
    }

    [Fact]
    public async Task Who_has_an_account_signs_in_with_address_and_password_and_comes_where_they_wanted_to_go()
    {
        await Add("ada@example.org", "four words nobody says", administrator: true);
        using var browser = Browser();
        Assert.Equal("?next=%2Fadmin%2Fjobs", (await browser.Get("/admin/jobs")).Headers.Location!.Query);

        using var wrong = await browser.Submit("/sign-in?next=/admin/jobs", "/sign-in", ("email", "ada@example.org"), ("password", "another one"), ("next", "/admin/jobs"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"ada@example.org\"", await wrong.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await IsOutside(browser);

        using var right = await browser.Submit("/sign-in", "/sign-in", ("email", " Ada@Example.org "), ("password", "four words nobody says"), ("next", "/admin/jobs"));
        Assert.Equal((HttpStatusCode.SeeOther, "/admin/jobs"), (right.StatusCode, right.Headers.Location!.ToString()));
        await browser.Read("/admin/jobs");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_elsewhere_by_signing_in(string next)
    {
        await Add("ada@example.org", "four words nobody says");
        using var browser = Browser();

        using var answer = await browser.Submit("/sign-in", "/sign-in", ("email", "ada@example.org"), ("password", "four words nobody says"), ("next", next));

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_new_password_ends_every_sign_in_there_is()
    {
        var account = await Add("ada@example.org", "four words nobody says");
        using var here = Browser();
        await here.Submit("/sign-in", "/sign-in", ("email", "ada@example.org"), ("password", "four words nobody says"));
        await here.Read("/");
        using var there = Browser();

        await there.Submit(SignInLinks.Path(await Links.ForAsync(account, setsPassword: true, Stop)), null, ("password", "five words that nobody says"));

        await there.Read("/");
        Assert.Equal("/sign-in", (await here.Get("/")).Headers.Location!.AbsolutePath);
        using var old = await here.Submit("/sign-in", "/sign-in", ("email", "ada@example.org"), ("password", "four words nobody says"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once()
    {
        using var browser = await Parts.Browser.OfAdministrator(_service.App);
        await browser.Read("/admin");
        await using (var db = _database.Databases.CreateDbContext())
            await db.Accounts.ExecuteUpdateAsync(a => a.SetProperty(r => r.ClosedAt, _clock.GetCurrentInstant()), Stop);

        await IsOutside(browser);
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it()
    {
        var link = await FirstLink();
        using var scanner = Browser();
        for (var i = 0; i < 3; i++) await scanner.Read(link);
        await IsOutside(scanner);

        using var person = Browser();
        Assert.Equal(HttpStatusCode.SeeOther, (await person.Submit(link, null, Ada)).StatusCode);
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_gets_in()
    {
        var token = await Links.ForFirstAsync(Stop);

        var came = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Links.UseAsync(token, null, Stop))));

        Assert.Single(came, let => let);
    }

    [Fact]
    public async Task A_link_waits_an_hour_and_not_longer()
    {
        var token = await Links.ForFirstAsync(Stop);
        _clock.Advance(SignInLinks.Life - Duration.FromSeconds(1));
        Assert.NotNull(await Links.FindAsync(token, Stop));

        _clock.Advance(Duration.FromSeconds(1));

        Assert.Null(await Links.FindAsync(token, Stop));
        Assert.False(await Links.UseAsync(token, null, Stop));
    }

    [Fact]
    public async Task The_database_does_not_know_the_link()
    {
        var token = await Links.ForFirstAsync(Stop);

        await using var db = _database.Databases.CreateDbContext();
        var row = await db.SignInLinks.SingleAsync(Stop);

        Assert.Equal(32, row.TokenHash.Length);
        Assert.NotEqual(System.Text.Encoding.UTF8.GetBytes(token), row.TokenHash);
    }

    [Fact]
    public async Task A_log_that_names_a_link_leaves_its_secret_out()
    {
        var token = await Links.ForFirstAsync(Stop);

        Assert.Equal("GET /sign-in/cps_… answered 200", Redaction.Redact($"GET {SignInLinks.Path(token)} answered 200"));
    }

    [Fact]
    public async Task A_made_up_link_lets_nobody_in()
    {
        using var browser = Browser();
        var real = await FirstLink();

        Assert.Equal(HttpStatusCode.Gone, (await browser.Submit(real, "/sign-in/guessed")).StatusCode);
        await IsOutside(browser);
    }

    [Fact]
    public async Task A_post_from_somebody_elses_page_is_refused()
    {
        var link = await FirstLink();
        using var browser = Browser();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post(link)).StatusCode);
        Assert.NotNull(await Links.FindAsync(link[(link.LastIndexOf('/') + 1)..], Stop));
    }

    [Fact]
    public async Task Who_signs_out_is_out()
    {
        using var browser = await Parts.Browser.OfAdministrator(_service.App);

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Submit("/admin", "/sign-out")).StatusCode);

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
        using var page = await browser.Get(await FirstLink());

        Assert.Equal("default-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'", Header(page, "Content-Security-Policy"));
        Assert.Equal(("no-referrer", "nosniff", "no-store"), (Header(page, "Referrer-Policy"), Header(page, "X-Content-Type-Options"), Header(page, "Cache-Control")));
        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?! type=\"module\" src=)", html);
    }

    private static (string, string)[] Ada => [("name", "Ada"), ("email", "ada@example.org"), ("password", "four words nobody says")];

    private async Task<string> FirstLink() => SignInLinks.Path(await Links.ForFirstAsync(Stop));

    private async Task<Guid> Add(string email, string? password = null, bool administrator = false)
    {
        await using var scope = _service.Services.CreateAsyncScope();
        return Assert.IsType<AccountResult.Done>(await scope.ServiceProvider.GetRequiredService<AccountStore>().AddAsync(new("Somebody", email, password, administrator), proven: true)).Account.Id;
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
