using System.IO.Compression;
using System.Net;
using ContentPlanner.Core;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Tests.Parts;
using NodaTime;

namespace ContentPlanner.Server.Tests.Feeds;

public sealed class FeedHttpOnSqlite() : FeedHttpTests(DatabaseKind.Sqlite);

public sealed class FeedHttpOnPostgres() : FeedHttpTests(DatabaseKind.Postgres);

/// <summary>Requirements 18 to 28 of ical.md, section 5, over the real pipeline.</summary>
public abstract class FeedHttpTests(DatabaseKind kind) : IAsyncLifetime
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
    public async Task A_feed_comes_with_the_headers_that_calendar_programs_want()
    {
        var answer = await _house.Get(await _house.Add());

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("text/calendar; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal("inline; filename=\"calendar.ics\"", answer.Header("Content-Disposition"));
        Assert.Equal(answer.Octets.Length, answer.Content.ContentLength);
        Assert.Equal("private, must-revalidate, no-transform, max-age=0".Split(", ").Order(), answer.Header("Cache-Control")!.Split(", ").Order());
        Assert.Equal("noindex, nofollow", answer.Header("X-Robots-Tag"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("Accept-Encoding", answer.Header("Vary"));
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Null(answer.Header("Server"));
        Assert.False(answer.Headers.ETag!.IsWeak);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["20270511"], answer.DaysOf("Author: Publication day"));
    }

    [Fact]
    public async Task HEAD_has_the_headers_of_GET_and_no_body()
    {
        var feed = await _house.Add();
        var got = await _house.Get(feed);
        var head = await _house.Send(HttpMethod.Head, feed.Path);

        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Empty(head.Octets);
        Assert.Equal(got.Content.ContentLength, head.Content.ContentLength);
        foreach (var name in new[] { "ETag", "Last-Modified", "Content-Type", "Content-Disposition", "Cache-Control", "Vary" }) Assert.Equal(got.Header(name), head.Header(name));
    }

    [Fact]
    public async Task Download_asks_for_a_file()
    {
        var feed = await _house.Add();
        Assert.Equal("attachment; filename=\"calendar.ics\"", (await _house.Get(feed.Path + "?download=1")).Header("Content-Disposition"));
    }

    [Fact]
    public async Task Whatever_is_accepted_a_calendar_is_sent()
    {
        var feed = await _house.Add();
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed, ("Accept", "text/html"))).Status);
        Assert.Equal("text/calendar; charset=utf-8", (await _house.Get(feed, ("Accept", "application/json;q=0.1"))).Header("Content-Type"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("W/\"x,y\",{0} , \"z\"")]
    [InlineData("*")]
    public async Task Who_names_the_current_octets_is_told_there_is_nothing_new(string tags)
    {
        var feed = await _house.Add();
        var got = await _house.Get(feed);

        var again = await _house.Get(feed, ("If-None-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, tags, got.Tag)));

        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Empty(again.Octets);
        Assert.Equal(got.Tag, again.Tag);
        Assert.Equal(got.Header("Cache-Control"), again.Header("Cache-Control"));
        Assert.Equal("Accept-Encoding", again.Header("Vary"));
    }

    [Fact]
    public async Task Octets_decide_before_the_time_does()
    {
        var feed = await _house.Add();
        var got = await _house.Get(feed);

        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed, ("If-None-Match", "\"stale\""), ("If-Modified-Since", got.LastModified))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed, ("If-None-Match", got.Tag.Trim('"')))).Status);
    }

    [Fact]
    public async Task The_time_decides_where_nothing_else_does_in_all_forms_HTTP_knows()
    {
        var feed = await _house.Add();
        var got = await _house.Get(feed);
        var at = got.Content.LastModified!.Value;
        string In(string format, TimeSpan later) => at.Add(later).ToString(format, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(HttpStatusCode.NotModified, (await _house.Get(feed, ("If-Modified-Since", In("R", default)))).Status);
        _house.Clock.AdvanceHours(1);
        Assert.Equal(HttpStatusCode.NotModified, (await _house.Get(feed, ("If-Modified-Since", In("R", TimeSpan.FromMinutes(1))))).Status);
        Assert.Equal(HttpStatusCode.NotModified, (await _house.Get(feed, ("If-Modified-Since", In("dddd, dd-MMM-yy HH:mm:ss 'GMT'", default)))).Status);
        Assert.Equal(HttpStatusCode.NotModified, (await _house.Get(feed, ("If-Modified-Since", In("ddd MMM d HH:mm:ss yyyy", default)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed, ("If-Modified-Since", In("R", TimeSpan.FromSeconds(-1))))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed, ("If-Modified-Since", In("R", TimeSpan.FromDays(30))))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed, ("If-Modified-Since", "yesterday")))  .Status);
    }

    [Fact]
    public async Task A_moved_book_is_in_the_next_answer_and_later_than_the_last()
    {
        var feed = await _house.Add();
        var before = await _house.Get(feed);

        await _house.MoveTheBook(new(2027, 5, 18));
        var after = await _house.Get(feed, ("If-None-Match", before.Tag));

        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.True(after.Content.LastModified > before.Content.LastModified);
        Assert.Equal(["20270511"], before.DaysOf("Author: Publication day"));
        Assert.Equal(["20270518"], after.DaysOf("Author: Publication day"));
        Assert.Equal(before.Of("Author: Publication day", "SEQUENCE") + 1, after.Of("Author: Publication day", "SEQUENCE"));
        Assert.True(after.Of("Author: Publication day", "LAST-MODIFIED") > before.Of("Author: Publication day", "LAST-MODIFIED"));
        Assert.Equal(before.Of("SUMMARY:The first page", "LAST-MODIFIED"), after.Of("SUMMARY:The first page", "LAST-MODIFIED"));
    }

    [Fact]
    public async Task What_is_deleted_moves_the_time_though_nothing_of_it_is_left()
    {
        var feed = await _house.Add();
        var before = await _house.Get(feed);

        await _house.Change(w => w with { Pieces = w.Pieces.Where(p => p.Key != "first").ToValueList() });

        var after = await _house.Get(feed, ("If-Modified-Since", before.LastModified));
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.NotEmpty(before.DaysOf("The first page"));
        Assert.Empty(after.DaysOf("The first page"));
    }

    [Fact]
    public async Task A_change_elsewhere_leaves_the_octets_of_a_feed_that_does_not_show_it()
    {
        var feed = await _house.Add(new(_house.Workspace, "Sessions", "sessions", "sessions"));
        var before = await _house.Get(feed);

        await _house.Change(w => w with { Pieces = w.Pieces.Where(p => p.Key != "first").ToValueList() });

        Assert.Equal(HttpStatusCode.NotModified, (await _house.Get(feed, ("If-None-Match", before.Tag))).Status);
    }

    [Fact]
    public async Task Two_nodes_and_a_restarted_one_send_the_same_octets_all_week()
    {
        var feed = await _house.Add(new(_house.Workspace, "With gaps", "calendar", "calendar") { Options = new() { ShowGaps = true } });
        var first = await _house.Get(feed);
        _house.Clock.AdvanceHours(70); // Wednesday to Saturday
        var other = await _house.AddNode();

        var same = await _house.Get(feed);
        var there = await _house.Send(HttpMethod.Get, feed.Path, other);

        Assert.Equal(first.Octets, same.Octets);
        Assert.Equal((first.Tag, first.LastModified), (same.Tag, same.LastModified));
        Assert.Equal(first.Octets, there.Octets);
        Assert.Equal((first.Tag, first.LastModified), (there.Tag, there.LastModified));
        Assert.NotEmpty(first.DaysOf("Blog post"));
    }

    [Fact]
    public async Task The_window_moves_on_with_the_week()
    {
        await _house.Change(w => w with { Notes = [new() { Key = "old", Title = "Long ago", From = new(2026, 9, 22), To = new(2026, 9, 22) }] });
        var feed = await _house.Add();

        Assert.NotEmpty((await _house.Get(feed)).DaysOf("Long ago")); // 25 November less 60 days is in the week of 21 September
        _house.Clock.AdvanceDays(5); // Monday
        Assert.Empty((await _house.Get(feed)).DaysOf("Long ago"));
    }

    [Fact]
    public async Task It_is_packed_when_asked_for_and_each_form_has_its_own_tag()
    {
        var feed = await _house.Add();
        var plain = await _house.Get(feed);
        var gzip = await _house.Get(feed, ("Accept-Encoding", "gzip, deflate"));
        var brotli = await _house.Get(feed, ("Accept-Encoding", "gzip;q=0.9, br"));

        Assert.Equal("gzip", gzip.Header("Content-Encoding"));
        Assert.Equal("br", brotli.Header("Content-Encoding"));
        Assert.Null(plain.Header("Content-Encoding"));
        Assert.Equal(plain.Octets, Unpacked(new GZipStream(new MemoryStream(gzip.Octets), CompressionMode.Decompress)));
        Assert.Equal(plain.Octets, Unpacked(new BrotliStream(new MemoryStream(brotli.Octets), CompressionMode.Decompress)));
        Assert.Equal(plain.Tag[..^1] + "-gzip\"", gzip.Tag);
        Assert.Equal(plain.Tag[..^1] + "-br\"", brotli.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await _house.Get(feed, ("Accept-Encoding", "gzip"), ("If-None-Match", gzip.Tag))).Status);
        Assert.Null((await _house.Get(feed, ("Accept-Encoding", "gzip;q=0, br;q=0.000"))).Header("Content-Encoding"));
    }

    [Theory]
    [InlineData("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)")]
    [InlineData("Exchange/15.20")]
    public async Task Microsoft_programs_get_it_unpacked(string program)
    {
        var answer = await _house.Get(await _house.Add(), ("Accept-Encoding", "gzip"), ("User-Agent", program));
        Assert.Null(answer.Header("Content-Encoding"));
        Assert.StartsWith("BEGIN:VCALENDAR", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_a_wrong_name_and_nonsense_get_the_same_404()
    {
        var feed = await _house.Add();
        var unknown = await _house.Get($"/feeds/{FeedToken.New()}/calendar.ics");

        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal("text/plain; charset=utf-8", unknown.Header("Content-Type"));
        foreach (var path in new[] { $"/feeds/{feed.Token}/other.ics", $"/feeds/{feed.Token}", $"/feeds/{feed.Token}/calendar", "/feeds/cpf_short/calendar.ics", "/feeds/", "/feeds/x" })
        {
            var answer = await _house.Get(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.Equal(unknown.Text, answer.Text);
        }
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Get($"/feeds/{feed.Token}/other.ics")).Status);
    }

    [Fact]
    public async Task A_revoked_feed_answers_410_in_plain_text()
    {
        var feed = await _house.Add();
        await _house.Get(feed);

        Assert.True(await _house.Feeds.RevokeAsync(feed.Id, Stop));

        var answer = await _house.Get(feed);
        Assert.Equal(HttpStatusCode.Gone, answer.Status);
        Assert.Equal("text/plain; charset=utf-8", answer.Header("Content-Type"));
        Assert.False(await _house.Feeds.RevokeAsync(feed.Id, Stop));
    }

    [Fact]
    public async Task A_rotated_feed_is_at_its_new_address_only()
    {
        var feed = await _house.Add();
        var before = await _house.Get(feed);

        var rotated = new Subscription((await _house.Feeds.RotateAsync(feed.Id, Stop))!);

        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(feed)).Status);
        Assert.Equal(before.Octets, (await _house.Get(rotated)).Octets);
        Assert.Null(await _house.Feeds.RotateAsync(feed.Id, Stop));
    }

    [Fact]
    public async Task A_feed_ends_at_its_hour()
    {
        var feed = await _house.Add(new(_house.Workspace, "For a while", "calendar", "calendar") { ExpiresAt = FeedHouse.Now + Duration.FromHours(2) });
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed)).Status);
        _house.Clock.AdvanceHours(2);
        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(feed)).Status);
    }

    [Fact]
    public async Task A_member_who_leaves_takes_her_feeds_along()
    {
        var rory = await _house.Add(new(_house.Workspace, "Rory’s", "calendar", "calendar", await _house.MemberId("assistant")));
        var maeve = await _house.Add(new(_house.Workspace, "Maeve’s", "calendar", "calendar", await _house.MemberId("coach")));
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(rory)).Status);

        await _house.Change(w => w with { Members = w.Members.Where(m => m.Key != "assistant").ToValueList(), Pieces = w.Pieces.Where(p => p.Owner != "assistant").ToValueList() });

        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(rory)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(maeve)).Status);
    }

    [Fact]
    public async Task A_filter_of_its_own_stands_in_the_row()
    {
        var feed = await _house.Add(new(_house.Workspace, "Rest", "rest") { Filter = new() { Pillars = ["rest"] } });
        var answer = await _house.Get(feed);
        Assert.NotEmpty(answer.DaysOf("Ask Rory"));
        Assert.Empty(answer.DaysOf("The first page"));
        Assert.Contains("X-WR-CALNAME:Rest\r\n", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_whose_launch_is_gone_is_an_empty_calendar_and_no_error()
    {
        var feed = await _house.Add(new(_house.Workspace, "The book", "launch-the-book", "launch-the-book"));
        Assert.Contains("BEGIN:VEVENT", (await _house.Get(feed)).Text, StringComparison.Ordinal);

        await _house.Change(w => w with { Launches = [] });

        var answer = await _house.Get(feed);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("BEGIN:VEVENT", answer.Text, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VTIMEZONE", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_narrows_a_feed_and_never_widens_it()
    {
        var feed = await _house.Add(new(_house.Workspace, "Craft", "craft") { Filter = new() { Pillars = ["craft"] } });

        Assert.NotEmpty((await _house.Get(feed.Path + "?category=editorial&status=scheduled")).DaysOf("The first page"));
        Assert.Empty((await _house.Get(feed.Path + "?category=launch")).DaysOf("The first page"));
        Assert.Empty((await _house.Get(feed.Path + "?pillar=rest")).DaysOf("Ask Rory"));
        Assert.Empty((await _house.Get(feed.Path + "?pillar=rest,craft")).DaysOf("Ask Rory"));
        Assert.NotEmpty((await _house.Get(feed.Path + "?pillar=rest,craft")).DaysOf("The first page"));
        Assert.Empty((await _house.Get(feed.Path + "?to=+7d")).DaysOf("The first page"));
        Assert.NotEmpty((await _house.Get(feed.Path + "?to=%2B30d&from=-1d")).DaysOf("The first page"));

        var all = await _house.Add();
        Assert.Empty((await _house.Get(all)).DaysOf("A quiet surprise"));
        var gaps = await _house.Get(all.Path + "?gaps=show&private=show");
        Assert.Empty(gaps.DaysOf("A quiet surprise"));
        Assert.Contains("gaps=show would show more", gaps.Header("X-CP-Warning"), StringComparison.Ordinal);
        Assert.Contains("there is no parameter private", gaps.Header("X-CP-Warning"), StringComparison.Ordinal);
        Assert.Equal((await _house.Get(all)).Octets, gaps.Octets);
        Assert.NotEmpty((await _house.Get(await _house.Add(new(_house.Workspace, "With private", "calendar", "calendar") { Options = new() { ShowPrivate = true } }))).DaysOf("A quiet surprise"));
    }

    [Fact]
    public async Task Addresses_that_ask_for_the_same_get_the_same()
    {
        var feed = await _house.Add();
        var one = await _house.Get(feed.Path + "?category=editorial,launch&owner=me&lang=en");
        var other = await _house.Get(feed.Path + "?OWNER=me&category=launch&category=editorial");
        Assert.Equal(one.Tag, other.Tag);
        Assert.Null(one.Header("X-CP-Warning"));
        Assert.Empty(one.DaysOf("Ask Rory"));
        Assert.NotEmpty(one.DaysOf("The first page"));
    }

    [Fact]
    public async Task What_an_address_says_that_nobody_understands_is_passed_over_with_a_warning()
    {
        var feed = await _house.Add();
        var whole = await _house.Get(feed);
        var answer = await _house.Get(feed.Path + "?utm_source=mail&category=poems&launch=no-such&from=soon&tasks=maybe%0d%0aX-Evil:1");

        Assert.Equal(whole.Octets, answer.Octets);
        var warning = answer.Header("X-CP-Warning")!;
        Assert.Contains("there is no parameter utm_source", warning, StringComparison.Ordinal);
        Assert.Contains("category=poems is not understood", warning, StringComparison.Ordinal);
        Assert.Contains("launch=no-such is not understood", warning, StringComparison.Ordinal);
        Assert.Contains("from=soon", warning, StringComparison.Ordinal);
        Assert.Null(answer.Header("X-Evil"));
    }

    [Fact]
    public async Task One_calendar_of_all_clients_keeps_them_apart_and_follows_each()
    {
        await _house.AddClient(FeedHouse.OtherPlan);
        var feed = await _house.Add(new(null, "All clients", "calendar", "calendar"));
        var before = await _house.Get(feed);

        Assert.NotEmpty(before.DaysOf("Steady Ground: The first page"));
        Assert.NotEmpty(before.DaysOf("Other Shore: "));
        Assert.NotEmpty((await _house.Get(feed.Path + "?launch=other-shore/the-book")).DaysOf("Other Shore: "));
        Assert.Empty((await _house.Get(feed.Path + "?launch=other-shore/the-book")).DaysOf("Steady Ground: "));
        await _house.MoveTheBook(new(2027, 5, 18));
        Assert.Equal(["20270518"], (await _house.Get(feed)).DaysOf("Steady Ground: The Unhurried Author: Publication day"));
    }

    [Fact]
    public async Task A_client_with_another_name_is_a_change_of_each_of_her_lines()
    {
        var feed = await _house.Add(new(null, "All clients", "calendar", "calendar"));
        var before = await _house.Get(feed);

        await _house.Change(w => w with { Name = "Solid Ground" });

        var after = await _house.Get(feed);
        Assert.Equal(before.Of("Steady Ground: The first page", "SEQUENCE") + 1, after.Of("Solid Ground: The first page", "SEQUENCE"));
        Assert.True(after.Of("Solid Ground: The first page", "LAST-MODIFIED") > before.Of("Steady Ground: The first page", "LAST-MODIFIED"));
    }

    [Fact]
    public async Task No_address_of_a_member_is_in_any_feed()
    {
        await _house.AddClient(FeedHouse.OtherPlan);
        foreach (var feed in new[] { new NewFeed(_house.Workspace, "Everything", "calendar", "calendar") { Options = new() { ShowPeople = true, ShowPrivate = true, ShowGaps = true } }, new(null, "All clients", "calendar", "calendar") })
        {
            var answer = await _house.Get(await _house.Add(feed));
            Assert.Contains("Rory", answer.Unfolded, StringComparison.Ordinal);
            Assert.DoesNotContain("@steadyground.example", answer.Unfolded, StringComparison.Ordinal);
            Assert.DoesNotContain("@othershore.example", answer.Unfolded, StringComparison.Ordinal);
            Assert.DoesNotContain("mailto:", answer.Unfolded, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("ATTENDEE", answer.Unfolded, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_feed_is_only_read()
    {
        var feed = await _house.Add();
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, new("PROPFIND") })
        {
            var answer = await _house.Send(method, feed.Path);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
            Assert.Equal("GET, HEAD", string.Join(", ", answer.Content.Allow));
        }
    }

    [Fact]
    public async Task Robots_may_look_at_feeds()
    {
        var answer = await _house.Get("/robots.txt");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Allow: /feeds/", answer.Text, StringComparison.Ordinal);
    }

    private static byte[] Unpacked(Stream packed)
    {
        using var plain = new MemoryStream();
        using (packed) packed.CopyTo(plain);
        return plain.ToArray();
    }
}
