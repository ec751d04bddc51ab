using System.Net;
using ContentPlanner.Server.Tests.Parts;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>What a request may be before anybody looks at what it asks for, and whose word on it is taken.</summary>
public sealed class DoorstepTests : IAsyncLifetime
{
    private const string Host = "plan.example.org";

    private TestDatabase _database = null!;
    private RunningService _service = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(DatabaseKind.Sqlite);
        _service = await Start("127.0.0.1");
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Behind_a_proxy_with_https_browsers_are_told_to_stay_with_https()
    {
        Assert.Equal("max-age=31536000", await StaysWithHttps("https"));
        Assert.Null(await StaysWithHttps("http"));
        Assert.Null(await StaysWithHttps(null));
    }

    [Theory]
    [InlineData("203.0.113.1")]
    [InlineData(null)]
    public async Task What_somebody_who_is_no_proxy_of_the_settings_says_of_https_counts_for_nothing(string? proxy)
    {
        await _service.DisposeAsync();
        _service = await Start(proxy);

        Assert.Null(await StaysWithHttps("https"));
    }

    [Fact]
    public async Task A_stranger_sends_two_megabytes_and_who_is_signed_in_fifty()
    {
        using var stranger = new Browser(_service.App.Urls.First());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Send(stranger.Http, "/sign-in", 2_000_001));
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, await Send(stranger.Http, "/sign-in", 1_000));

        using var administrator = await Browser.OfAdministrator(_service.App);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Send(administrator.Http, "/clients/new/file", 50_000_001));
        // It is read to its end, and found to be no form.
        Assert.Equal(HttpStatusCode.BadRequest, await Send(administrator.Http, "/clients/new/file", 2_000_001));
    }

    [Fact]
    public async Task Headers_without_end_are_not_read()
    {
        using var stranger = new Browser(_service.App.Urls.First());
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await With(("X-Long", new string('a', 33_000))));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await With([.. Enumerable.Range(0, 101).Select(n => ($"X-{n}", "a"))]));

        async Task<HttpStatusCode> With(params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            using var answer = await stranger.Http.SendAsync(request, Stop);
            return answer.StatusCode;
        }
    }

    private Task<RunningService> Start(string? proxy) => RunningService.Start(_database, SystemClock.Instance, settings => settings.Proxies = proxy is null ? [] : [proxy]);

    private async Task<string?> StaysWithHttps(string? scheme)
    {
        using var stranger = new Browser(_service.App.Urls.First());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = Host;
        if (scheme is not null) request.Headers.Add("X-Forwarded-Proto", scheme);
        using var answer = await stranger.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.TryGetValues("Strict-Transport-Security", out var said) ? Assert.Single(said) : null;
    }

    /// <summary>The octets go only when the server wants them: that it does not is the answer.</summary>
    private static async Task<HttpStatusCode> Send(HttpClient http, string path, int octets)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[octets]) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.ExpectContinue = true;
        using var answer = await http.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
