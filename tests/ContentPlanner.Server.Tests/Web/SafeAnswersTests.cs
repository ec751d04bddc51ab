using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>What every answer says and takes, whoever asks.</summary>
public sealed class SafeAnswersTests : IAsyncLifetime
{
    private const string Https = "X-Forwarded-Proto", Strict = "Strict-Transport-Security";

    private FeedHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await FeedHouse.Open(DatabaseKind.Sqlite, s => s.Proxies = ["127.0.0.0/8"]);

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    /// <summary>Requirement 29: HSTS with real https.</summary>
    [Fact]
    public async Task Who_came_over_https_is_told_to_come_that_way_for_a_year()
    {
        var feed = await _house.Add();
        foreach (var path in new[] { feed.Path, "/feeds/none", "/health/live" })
        {
            Assert.Equal("max-age=31536000", (await _house.Get(path, ("Host", "plan.example"), (Https, "https"))).Header(Strict));
            Assert.Null((await _house.Get(path, ("Host", "plan.example"), (Https, "http"))).Header(Strict));
            Assert.Null((await _house.Get(path, ("Host", "localhost"), (Https, "https"))).Header(Strict));
        }
    }

    /// <summary>A stranger's page takes two megabytes, what takes files fifty; more is refused before it is sent.</summary>
    [Theory]
    [InlineData("/sign-in", 2_000_001, 413)]
    [InlineData("/sign-in", 1_000, 100)]
    [InlineData("/password", 2_000_001, 413)]
    [InlineData("/api/v1/workspaces", 50_000_001, 401)]
    public async Task A_request_that_is_too_long_is_refused_before_its_body_is_sent(string path, int octets, int status)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(_house.Service.Address.Host, _house.Service.Address.Port, Stop);
        await using var stream = tcp.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\nContent-Length: {octets.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"), Stop);

        using var reader = new StreamReader(stream);
        Assert.Equal($"HTTP/1.1 {status}", (await reader.ReadLineAsync(Stop))![..12]);
    }
}
