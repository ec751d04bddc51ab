using System.Net;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Tests.Parts;
using NodaTime;

namespace ContentPlanner.Server.Tests.Feeds;

public sealed class FeedHealthOnSqlite() : FeedHealthTests(DatabaseKind.Sqlite);

public sealed class FeedHealthOnPostgres() : FeedHealthTests(DatabaseKind.Postgres);

public abstract class FeedHealthTests(DatabaseKind kind) : IAsyncLifetime
{
    private FeedHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await FeedHouse.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_fetched_a_feed_and_how_often_there_was_nothing_new_is_written_down_at_the_end()
    {
        var other = await _house.AddNode();
        var feed = await _house.Add();
        var got = await _house.Get(feed, ("User-Agent", "Google-Calendar-Importer"));
        await _house.Get(feed, ("User-Agent", "Google-Calendar-Importer"), ("If-None-Match", got.Tag));
        await _house.Get(feed, ("User-Agent", "iOS/18.1 (22B83) dataaccessd/1.0"), ("If-None-Match", got.Tag));
        _house.Clock.AdvanceMinutes(5);
        await _house.Send(HttpMethod.Get, feed.Path, other, ("User-Agent", "Google-Calendar-Importer"));
        await _house.Service.Stop();
        await other.Stop();

        var standing = Assert.Single(await _house.Feeds.ListAsync(_house.Workspace, Stop));

        Assert.Equal(("Google Calendar", FeedHouse.Now + Duration.FromMinutes(5)), (standing.Feed.LastClient, standing.Feed.LastFetchedAt));
        Assert.Equal((4, 0.5), (standing.Fetches, standing.NotModified));
        Assert.Equal([("Google Calendar", 3, 1, 0), ("Apple Calendar", 1, 1, 0)], standing.Week.Select(c => (c.Client, c.Fetches, c.NotModified, c.Failures)));
        Assert.Equal((200, got.Octets.Length), (standing.Week[0].LastStatus, (int)standing.Week[0].LastBytes));
        Assert.Equal("steady-ground", standing.Workspace);
    }

    [Fact]
    public async Task Who_still_asks_for_a_feed_that_is_off_is_written_down()
    {
        var feed = await _house.Add();
        await _house.Feeds.RevokeAsync(feed.Id, Stop);
        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(feed, ("User-Agent", "Thunderbird/128.0"))).Status);
        await _house.Service.Stop();

        var client = Assert.Single(Assert.Single(await _house.Feeds.ListAsync(null, Stop)).Week);
        Assert.Equal(("Thunderbird", 1, 1, 410), (client.Client, client.Fetches, client.Failures, client.LastStatus));
    }

    [Fact]
    public async Task Writing_it_down_changes_no_feed()
    {
        var feed = await _house.Add();
        var before = await _house.Get(feed);
        var version = Assert.Single(await _house.Feeds.ListAsync(null, Stop)).Feed.Version;
        await _house.Service.Stop();
        Assert.Equal(version, Assert.Single(await _house.Feeds.ListAsync(null, Stop)).Feed.Version);
        var next = await _house.AddNode();
        Assert.Equal(HttpStatusCode.NotModified, (await _house.Send(HttpMethod.Get, feed.Path, next, ("If-None-Match", before.Tag))).Status);
    }
}

public sealed class FeedClientsTests
{
    [Theory]
    [InlineData("Google-Calendar-Importer", "Google Calendar")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0", "Thunderbird")]
    [InlineData("macOS/15.1 (24B83) dataaccessd/1.0", "Apple Calendar")]
    [InlineData("iOS/18.1 (22B83) dataaccessd/1.0", "Apple Calendar")]
    [InlineData("Mac+OS+X/10.15.7 (19H2) CalendarAgent/930.5.1", "Apple Calendar")]
    [InlineData("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "Outlook")]
    [InlineData("Exchange/15.20 (OWA)", "Outlook on the web")]
    [InlineData("Nextcloud Server Crawler", "Nextcloud")]
    [InlineData("ICSx5/2.3 (https://icsx5.bitfire.at/) okhttp/5.0 Android/14", "ICSx5")]
    [InlineData("DAVx5/4.4 (dav4jvm; okhttp/4.12.0) Android/14", "DAVx5")]
    [InlineData("Cyrus-JMAP/3.9 Fastmail", "Fastmail")]
    [InlineData("HomeAssistant/2026.11 aiohttp/3.10", "Home Assistant")]
    [InlineData("vdirsyncer/0.19.2", "vdirsyncer")]
    [InlineData("Evolution/3.52.1", "GNOME Calendar, Evolution")]
    [InlineData("curl/8.5.0", "a script")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) Firefox/130.0", "a web browser")]
    [InlineData("Something/1", "another program")]
    [InlineData(null, "unknown")]
    public void A_program_is_known_by_what_it_calls_itself(string? userAgent, string name) => Assert.Equal(name, FeedClients.Of(userAgent));
}
