using System.Net;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Tests.Feeds;

/// <summary>A calendar program that is answered wrongly throws its calendar away (requirements 24, 25 and 29).</summary>
public sealed class FeedFaultTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_gets_what_was_known_while_PostgreSQL_is_down_and_the_news_when_it_is_back()
    {
        await using var server = await PostgresServer.OfItsOwn();
        var databases = Databases.Postgres(await server.CreateDatabase());
        await databases.MigrateAsync(Stop);
        await using var house = await FeedHouse.On(TestDatabase.Given(databases));
        var feed = await house.Add();
        var never = await house.Add(new(house.Workspace, "Never fetched", "editorial", "editorial"));
        var before = await house.Get(feed);

        await server.Stop(immediate: true);

        foreach (var attempt in new[] { 1, 2 })
        {
            var stale = await house.Get(feed);
            Assert.Equal(HttpStatusCode.OK, stale.Status);
            Assert.Equal(before.Octets, stale.Octets);
            Assert.Equal(HttpStatusCode.NotModified, (await house.Get(feed, ("If-None-Match", before.Tag))).Status);
        }
        foreach (var path in new[] { never.Path, $"/feeds/{FeedToken.New()}/calendar.ics" })
        {
            var answer = await house.Get(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            Assert.Equal("60", answer.Header("Retry-After"));
            Assert.Equal("text/plain; charset=utf-8", answer.Header("Content-Type"));
        }

        await server.Start();
        await Eventually(async () => (await house.Get(never)).Status == HttpStatusCode.OK);
        await Eventually(async () =>
        {
            try
            {
                await house.MoveTheBook(new(2027, 5, 18));
                return true;
            }
            catch (Exception e) when (e is DbUpdateException or InvalidOperationException or System.Data.Common.DbException)
            {
                return false;
            }
        });
        await Eventually(async () => (await house.Get(feed)).DaysOf("Author: Publication day").SequenceEqual(["20270518"]));
    }

    [Fact]
    public async Task A_database_without_our_tables_gives_stale_octets_or_503_and_never_an_empty_calendar()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite);
        var feed = await house.Add();
        var never = await house.Add(new(house.Workspace, "Never fetched", "editorial", "editorial"));
        var before = await house.Get(feed);

        await using (var db = house.Database.Databases.CreateDbContext()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE feed RENAME TO hidden", Stop);

        Assert.Equal(before.Octets, (await house.Get(feed)).Octets);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await house.Get(never)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await house.Get($"/feeds/{FeedToken.New()}/calendar.ics")).Status);
    }

    [Fact]
    public async Task Who_asks_often_is_served_and_only_who_asks_far_too_often_is_told_to_wait()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite, s => s.Feeds.PerFeedPerMinute = 100);
        var (feed, other) = (await house.Add(), await house.Add());
        var tag = (await house.Get(feed)).Tag;
        for (var i = 2; i <= 100; i++) Assert.Equal(HttpStatusCode.NotModified, (await house.Get(feed, ("If-None-Match", tag))).Status);

        var answer = await house.Get(feed);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Equal("60", answer.Header("Retry-After"));
        Assert.Equal("text/plain; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal(HttpStatusCode.OK, (await house.Get(other)).Status);
        house.Clock.AdvanceMinutes(1);
        Assert.Equal(HttpStatusCode.OK, (await house.Get(feed)).Status);
    }

    [Fact]
    public async Task A_range_of_addresses_has_a_limit_of_its_own()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite, s => s.Feeds.PerAddressPerMinute = 30);
        var feeds = new[] { await house.Add(), await house.Add(), await house.Add() };
        for (var i = 0; i < 30; i++) Assert.Equal(HttpStatusCode.OK, (await house.Get(feeds[i % 3])).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await house.Get(feeds[0])).Status);
    }

    [Fact]
    public async Task Only_a_proxy_of_the_settings_is_believed_about_who_asks()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite, s => (s.Feeds.PerAddressPerMinute, s.Proxies) = (20, ["127.0.0.0/8"]));
        var trusting = await house.Add();
        for (var i = 0; i < 60; i++) Assert.Equal(HttpStatusCode.OK, (await house.Get(trusting, ("X-Forwarded-For", $"198.51.{i}.7"))).Status);
        for (var i = 0; i < 20; i++) await house.Get(trusting, ("X-Forwarded-For", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await house.Get(trusting, ("X-Forwarded-For", "203.0.113.10"))).Status);

        var doubting = await house.AddNode(s => s.Feeds.PerAddressPerMinute = 20);
        for (var i = 0; i < 20; i++) await house.Send(HttpMethod.Get, trusting.Path, doubting, ("X-Forwarded-For", $"198.51.{i}.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await house.Send(HttpMethod.Get, trusting.Path, doubting, ("X-Forwarded-For", "198.51.99.7"))).Status);
    }

    [Fact]
    public async Task A_feed_that_is_too_large_is_cut_and_says_so_in_it_and_in_the_log()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite);
        var answer = await house.Get(await house.Add(new(house.Workspace, "Small", "a \"small\" one", "calendar") { Options = new() { MaxBytes = 8000 } }));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.InRange(answer.Octets.Length, 1, 8000);
        Assert.Equal("inline; filename=\"a--small--one.ics\"", answer.Header("Content-Disposition"));
        Assert.Contains("Descriptions are left out", answer.Unfolded, StringComparison.Ordinal);
        Assert.Contains(house.Service.Log, line => line.Contains("larger than calendar programs take: Descriptions are left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Guessing_is_not_worth_a_query_and_hurts_no_subscriber()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite, s => s.Feeds.FailuresPerAddressPerMinute = 5);
        var feed = await house.Add();
        Assert.Equal(HttpStatusCode.OK, (await house.Get(feed)).Status);
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.NotFound, (await house.Get($"/feeds/{FeedToken.New()}/calendar.ics")).Status);

        // Without its table a look-up would be an error: there is none.
        await using (var db = house.Database.Databases.CreateDbContext()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE feed RENAME TO hidden", Stop);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Get($"/feeds/{FeedToken.New()}/calendar.ics")).Status);
        Assert.Equal(HttpStatusCode.OK, (await house.Get(feed)).Status);
        house.Clock.AdvanceMinutes(1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await house.Get($"/feeds/{FeedToken.New()}/calendar.ics")).Status);
    }

    [Fact]
    public async Task A_subscriber_is_known_from_the_start_whoever_guesses_from_her_address()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite);
        var feed = await house.Add();
        var restarted = await house.AddNode(s => s.Feeds.FailuresPerAddressPerMinute = 3);
        for (var i = 0; i < 5; i++) await house.Send(HttpMethod.Get, $"/feeds/{FeedToken.New()}/calendar.ics", restarted);

        Assert.Equal(HttpStatusCode.OK, (await house.Send(HttpMethod.Get, feed.Path, restarted)).Status);
    }

    [Fact]
    public async Task No_token_is_in_any_log_at_any_level()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite, null,
            "--Logging:LogLevel:Default=Trace", $"--Logging:{FeedNode.Listener}:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace", $"--Logging:{FeedNode.Listener}:LogLevel:Default=Trace");
        var feed = await house.Add();
        await house.Get(feed);
        await house.Get(feed.Path + "?category=poems");
        await house.Get($"/feeds/{feed.Token}/wrong.ics");
        await house.Get($"/elsewhere/{feed.Token}");
        await house.Feeds.RevokeAsync(feed.Id, Stop);
        await house.Get(feed);
        await using (var db = house.Database.Databases.CreateDbContext()) await db.Database.ExecuteSqlRawAsync("ALTER TABLE feed RENAME TO hidden", Stop);
        await house.Get($"/feeds/{FeedToken.New()}/calendar.ics");
        await house.Service.Stop();

        Assert.True(house.Service.Log.Count > 20, $"the log was not listened to: {string.Join('\n', house.Service.Log)}");
        Assert.Contains(house.Service.Log, line => line.Contains("could not be looked up", StringComparison.Ordinal));
        Assert.Contains(house.Service.Log, line => line.Contains("/feeds/cpf_…/calendar.ics", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Service.Log, line => line.Contains(feed.Token[4..], StringComparison.Ordinal));
        Assert.DoesNotContain(house.Service.Log, line => System.Text.RegularExpressions.Regex.IsMatch(line, "cpf_[A-Za-z0-9]"));
    }

    [Fact]
    public void A_token_in_a_text_or_an_exception_is_cut_to_its_kind()
    {
        var token = FeedToken.New();
        Assert.Equal("GET /feeds/cpf_…/calendar.ics, cpf_ alone", Redaction.Redact($"GET /feeds/{token}/calendar.ics, cpf_ alone"));
        Assert.Equal("%2Ffeeds%2Fcpf_…", Redaction.Redact($"%2Ffeeds%2F{token}"));
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 100, "it does not come");
            await Task.Delay(100, Stop);
        }
    }
}
