using System.Net;
using System.Text;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.AspNetCore.Http;

namespace ContentPlanner.Server.Tests.Outgoing;

public sealed class GuardedHttpTests : IAsyncLifetime
{
    private static readonly FetchLimits Usual = new(TimeSpan.FromSeconds(20), 100_000, Redirects: 3);

    private Receiver _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await Receiver.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://100.100.100.200/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://localhost/")]
    public async Task An_address_within_a_private_network_is_refused_however_it_is_written(string address)
    {
        using var http = new GuardedHttp(new([]));

        var refused = Assert.IsType<Fetched.Refused>(await http.GetAsync(new(address), Usual, null, Stop));

        Assert.EndsWith("is within a private network; only addresses of the open internet are asked, and those an administrator allows with Outgoing:Allow", refused.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void An_address_of_the_open_internet_is_open(string address) => Assert.True(new OpenAddresses([]).Includes(IPAddress.Parse(address)));

    [Theory]
    [InlineData("ftp://example.org/feed", "an address begins with https:// or http://")]
    [InlineData("file:///etc/passwd", "an address begins with https:// or http://")]
    [InlineData("http://user:secret@example.org/", "an address with a name or password in it is not asked")]
    public async Task Only_plain_web_addresses_are_asked(string address, string why)
    {
        using var http = Allowing("127.0.0.0/8");

        Assert.Equal(new Fetched.Refused(why), await http.GetAsync(new(address), Usual, null, Stop));
    }

    [Fact]
    public async Task What_an_administrator_allows_is_asked()
    {
        using var http = Allowing("127.0.0.1");
        _server.Answer = answer => answer.Response.WriteAsync("hello");

        var answered = Assert.IsType<Fetched.Answered>(await http.GetAsync(new(_server.Address), Usual, h => h.Add("X-Mine", "1"), Stop));

        Assert.Equal((HttpStatusCode.OK, "hello", null), (answered.Status, Encoding.UTF8.GetString(answered.Body), answered.Moved));
        Assert.Equal("1", Assert.Single(_server.Requests).Headers["X-Mine"]);
    }

    [Fact]
    public async Task A_redirect_to_a_private_host_is_refused()
    {
        using var http = Allowing("127.0.0.1");
        await using var hidden = await Receiver.Start("127.0.0.2");
        _server.Answer = answer => Redirect(answer, hidden.Address);

        Assert.IsType<Fetched.Refused>(await http.GetAsync(new(_server.Address), Usual, null, Stop));
        Assert.Empty(hidden.Requests);
    }

    [Fact]
    public async Task A_name_that_means_a_private_host_once_it_was_looked_at_is_refused()
    {
        var asked = 0;
        using var http = new GuardedHttp(new(["127.0.0.1"]), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "127.0.0.2")]));
        await using var hidden = await Receiver.Start("127.0.0.2", _server.Port);
        _server.Answer = answer =>
        {
            answer.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        var name = new Uri($"http://rebinding.example:{_server.Port}/");

        Assert.IsType<Fetched.Answered>(await http.GetAsync(name, Usual, null, Stop));
        Assert.IsType<Fetched.Refused>(await http.GetAsync(name, Usual, null, Stop));
        Assert.Equal(2, asked);
        Assert.Empty(hidden.Requests);
    }

    [Fact]
    public async Task Redirects_are_followed_so_far_and_remembered_when_they_are_for_good()
    {
        using var http = Allowing("127.0.0.1");
        _server.Answer = answer => answer.Request.Path.Value switch
        {
            "/old" => Redirect(answer, "/new"),
            "/today" => Redirect(answer, "/new", permanent: false),
            "/round" => Redirect(answer, "/round"),
            _ => Task.CompletedTask,
        };

        Assert.Equal("/new", Assert.IsType<Fetched.Answered>(await Get("/old")).Moved?.AbsolutePath);
        Assert.Null(Assert.IsType<Fetched.Answered>(await Get("/today")).Moved);
        Assert.Equal(new Fetched.Failed("it leads on and on: more than 3 redirects"), await Get("/round"));

        Task<Fetched> Get(string path) => http.GetAsync(new(_server.Address + path), Usual, null, Stop);
    }

    [Fact]
    public async Task What_is_too_large_is_given_up_or_cut_packed_or_not()
    {
        using var http = Allowing("127.0.0.1");
        var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(new byte[10_000_000]);
        _server.Answer = async answer =>
        {
            answer.Response.Headers.ContentEncoding = "gzip";
            await answer.Response.Body.WriteAsync(packed.ToArray(), answer.RequestAborted);
        };

        Assert.Equal(new Fetched.Failed("it is larger than 0.1 MB"), await http.GetAsync(new(_server.Address), Usual, null, Stop));
        Assert.Equal(500, Assert.IsType<Fetched.Answered>(await http.GetAsync(new(_server.Address), Usual with { Bytes = 500, Cut = true }, null, Stop)).Body.Length);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_not_waited_for()
    {
        using var http = Allowing("127.0.0.1");
        _server.Answer = answer => Task.Delay(Timeout.Infinite, answer.RequestAborted);

        Assert.Equal(new Fetched.Failed("it did not answer within 0.2 seconds"), await http.GetAsync(new(_server.Address), Usual with { Time = TimeSpan.FromMilliseconds(200) }, null, Stop));
    }

    [Fact]
    public async Task Why_nobody_answered_is_said_in_words()
    {
        using var http = Allowing("127.0.0.1");
        var port = FreePort.Pick();

        Assert.Equal(new Fetched.Failed($"nobody answers at 127.0.0.1:{port}"), await http.GetAsync(new($"http://127.0.0.1:{port}/"), Usual, null, Stop));
        Assert.Equal(new Fetched.Failed("the certificate of 127.0.0.1 cannot be trusted"), await http.GetAsync(new($"https://127.0.0.1:{_server.Port}/"), Usual, null, Stop));
    }

    private static GuardedHttp Allowing(string network) => new(new([network]));

    private static Task Redirect(HttpContext answer, string to, bool permanent = true)
    {
        answer.Response.Redirect(to, permanent);
        return Task.CompletedTask;
    }
}
