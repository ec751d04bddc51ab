using System.Net;
using System.Net.Sockets;
using System.Text;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class GuessingOnSqlite() : GuessingTests(DatabaseKind.Sqlite);

public sealed class GuessingOnPostgres() : GuessingTests(DatabaseKind.Postgres);

/// <summary>R38, and what else makes guessing useless.</summary>
public abstract class GuessingTests(DatabaseKind kind) : IAsyncLifetime
{
    private AccountHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _house = await AccountHouse.Open(kind, settings => (settings.Accounts.LockAfterWrongPasswords, settings.Accounts.WrongPasswordsPerAddressPerMinute, settings.Accounts.UnknownLinksPerAddressPerMinute) = (4, 8, 5));
        await _house.Add("ada@example.org");
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_account_takes_no_password_for_a_while_after_several_wrong_ones_and_says_it_to_nobody()
    {
        using var browser = _house.Nobody();
        var answers = new List<string>();
        for (var i = 0; i < 4; i++) answers.Add(await Try(browser, "ada@example.org", "wrong password"));
        answers.Add(await Try(browser, "ada@example.org", AccountHouse.Password));
        answers.Add(await Try(browser, "nobody@example.org", "wrong password"));
        Assert.Single(answers.Select(a => a.Replace("nobody@", "ada@", StringComparison.Ordinal)).Distinct());

        // A link still lets them in: who cannot be locked out by strangers is the person herself.
        using var hers = await Browser.Of(_house.Service.App, "ada@example.org");
        await hers.Read("/profile");

        await using (var db = _house.Db())
            await db.Accounts.ExecuteUpdateAsync(a => a.SetProperty(r => r.LockoutEnd, DateTimeOffset.UtcNow.AddMinutes(-1)), Stop);
        Assert.Equal(HttpStatusCode.SeeOther, await AccountHouse.SignIn(browser, "ada@example.org"));
    }

    /// <summary>Whoever asks is known by where they are, not by what they say of it.</summary>
    [Fact]
    public async Task Wrong_passwords_are_counted_for_where_they_come_from_whatever_their_sender_says_of_it()
    {
        using var browser = _house.Nobody();
        for (var i = 0; i < 8; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, await Guess(browser, i));

        foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host" })
            Assert.Equal(HttpStatusCode.TooManyRequests, await Guess(browser, 9, (header, header == "Forwarded" ? "for=198.51.100.7" : "198.51.100.7")));
        using var other = _house.Nobody();
        using var right = await other.Submit("/sign-in", "/sign-in", ("email", "ada@example.org"), ("password", AccountHouse.Password));
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (right.StatusCode, right.Headers.RetryAfter!.ToString()));

        _house.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(HttpStatusCode.SeeOther, await AccountHouse.SignIn(other, "ada@example.org"));
    }

    [Fact]
    public async Task Who_tries_many_links_that_are_none_does_not_keep_others_from_theirs()
    {
        using var browser = _house.Nobody();
        for (var i = 0; i < 12; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/d/cpm_{i:D43}")).StatusCode);
        var link = SignInLinks.Path(await _house.Part<SignInLinks>().ForAsync(await _house.With(async a => (await a.FindAsync("ada@example.org"))!.Id), setsPassword: false, Stop));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => (await browser.Get(i % 4 == 0 ? link : $"/unsubscribe/cpm_{i:D43}")).StatusCode));

        Assert.Equal(10, answers.Count(a => a == HttpStatusCode.OK));
        Assert.Equal(30, answers.Count(a => a == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line()
    {
        using var browser = _house.Nobody();
        for (var i = 0; i < 12; i++) await browser.Get($"/d/cpm_{i:D43}");
        // A form that does not end holds up those behind it.
        using var slow = new TcpClient();
        await slow.ConnectAsync("127.0.0.1", new Uri(_house.Address).Port, Stop);
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /sign-in/cps_{0:D43} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"), Stop);
        await WaitFor(async () => !await Answers(TimeSpan.FromSeconds(1)));

        await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => Answers(TimeSpan.FromMilliseconds(500))));
        slow.Close();

        await WaitFor(async () => (await browser.Get($"/d/cpm_{1:D43}")).StatusCode == HttpStatusCode.NotFound);

        async Task<bool> Answers(TimeSpan within)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            patience.CancelAfter(within);
            using var http = new HttpClient { BaseAddress = new(_house.Address) };
            try
            {
                using var answer = await http.GetAsync($"/d/cpm_{2:D43}", patience.Token);
                return true;
            }
            catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
            {
                return false;
            }
        }

        static async Task WaitFor(Func<Task<bool>> so)
        {
            for (var i = 0; i < 60; i++)
            {
                if (await so()) return;
                await Task.Delay(100, Stop);
            }
            Assert.Fail("It did not come about.");
        }
    }

    [Fact]
    public async Task A_new_password_is_chosen_by_a_link_that_was_mailed_and_nobody_hears_whether_there_is_an_account()
    {
        using var browser = _house.Nobody();
        var answers = new List<string>();
        foreach (var email in new[] { "ada@example.org", "nobody@example.org", "ada@example.org" })
        {
            using var asked = await browser.Submit("/password", null, ("email", email));
            answers.Add(await asked.Content.ReadAsStringAsync(Stop));
        }
        Assert.Single(answers.Select(WithoutTokens).Distinct());
        await AccountHouse.Eventually(async () => await _house.Mail(DeliveryKind.Password) is not null, "the mail is written");
        var (delivery, message) = (await _house.Mail(DeliveryKind.Password))!.Value;
        Assert.Equal("ada@example.org", delivery.Address);
        Assert.DoesNotContain("nsubscribe", message.ToString(), StringComparison.Ordinal);
        var link = AccountHouse.LinkIn(message, "/sign-in/");

        using var answer = await browser.Submit(link, null, ("password", "five words that nobody says"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await browser.Read("/profile");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AccountHouse.SignIn(_house.Nobody(), "ada@example.org"));
        Assert.Equal(HttpStatusCode.SeeOther, await AccountHouse.SignIn(_house.Nobody(), "ada@example.org", "five words that nobody says"));
        await using var db = _house.Db();
        Assert.Equal(1, await db.Deliveries.CountAsync(d => d.Kind == DeliveryKind.Password, Stop));
    }

    private static async Task<string> Try(Browser browser, string email, string password)
    {
        using var answer = await browser.Submit("/sign-in", "/sign-in", ("email", email), ("password", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return WithoutTokens(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Each for another account, so that only where it comes from counts.</summary>
    private static async Task<HttpStatusCode> Guess(Browser browser, int n, params (string, string)[] headers)
    {
        var token = System.Text.RegularExpressions.Regex.Match(await browser.Read("/sign-in"), "name=\"form\" value=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("email", $"guess{n}@example.org"), new("password", "wrong password"), new("form", token)]) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await browser.Http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private static string WithoutTokens(string page) => System.Text.RegularExpressions.Regex.Replace(page, "(value|data-token)=\"CfDJ[^\"]+\"", "");
}
