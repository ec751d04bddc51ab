using System.Net;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Imports;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Imports;

public sealed class SourcePollsOnSqlite() : SourcePollTests(DatabaseKind.Sqlite);

public sealed class SourcePollsOnPostgres() : SourcePollTests(DatabaseKind.Postgres);

public abstract class SourcePollTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 23, 9, 0));
    private TestDatabase _database = null!;
    private ServiceProvider _parts = null!;
    private Receiver _site = null!;
    private WorkspaceSnapshot _plan = null!;
    private Func<string, IPAddress> _meaning = _ => IPAddress.Loopback;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        _site = await Receiver.Start();
        var settings = new Settings { Data = _database.Folder ?? "" };
        if (kind == DatabaseKind.Postgres) settings.Database.ConnectionString = _database.Databases.ConnectionString;
        _parts = new ServiceCollection().AddLogging().AddParts(settings, Installation.Read(Installation.ShippedTemplates, [])!, _clock)
            .AddSingleton(_ => new GuardedHttp(new(["127.0.0.1"]), (name, _) => Task.FromResult<IPAddress[]>([_meaning(name)]))).BuildServiceProvider();
        _plan = (await _parts.GetRequiredService<StarterPlan>().LoadAsync(Stop))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _parts.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_blogs_new_posts_become_published_pieces_with_tasks_and_are_asked_for_only_when_new()
    {
        var posts = new List<string> { Post(1, "On starting", "Sun, 22 Nov 2026 08:00:00 GMT") };
        _site.Answer = http => http.Request.Path.Value switch
        {
            "/blog" => Write(http, "text/html", "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head></html>"),
            "/feed" => Feed(http, posts),
            _ => NotFound(http),
        };
        await Add(new ImportSource { Key = "the-blog", Name = "The blog", Address = $"{_site.Address}/blog" });

        await Run("poll-blogs", "{\"looked at\":1,\"brought something\":1}");
        var piece = Assert.Single(await Pieces("On starting"));
        Assert.Equal((PieceStatus.Published, "blog", "blog-post"), (piece.Status, piece.Channel, piece.Format));
        Assert.Contains("<p>Body 1", piece.Body!.Text, StringComparison.Ordinal);
        await using (var db = _database.Databases.CreateDbContext())
            Assert.NotEmpty(await db.Tasks.Where(t => t.WorkspaceId == _plan.Id && EF.Functions.Like(t.Key, piece.Key + "/%")).ToListAsync(Stop));

        _clock.Advance(Duration.FromHours(1));
        await Run("poll-blogs", "{\"looked at\":1}");
        var asked = _site.Requests.Last();
        Assert.Equal(("/feed", "\"v1\""), (asked.Path, asked.Headers["If-None-Match"]));

        posts.Add(Post(2, "On going on", "Mon, 23 Nov 2026 09:30:00 GMT"));
        _clock.Advance(Duration.FromHours(1));
        await Run("poll-blogs", "{\"looked at\":1,\"brought something\":1}");
        Assert.Single(await Pieces("On going on"));
        Assert.Single(await Pieces("On starting"));
    }

    [Fact]
    public async Task Trouble_is_told_and_asked_again_later_and_later()
    {
        _site.Answer = NotFound;
        await Add(new ImportSource { Key = "the-blog", Name = "The blog", Address = $"{_site.Address}/feed" });
        var pauses = new List<Duration>();
        for (var n = 0; n < 4; n++)
        {
            await Run("poll-blogs", "{\"looked at\":1,\"failed\":1}");
            var poll = await Poll();
            Assert.Equal("there is nothing at this address (404)", poll.Error);
            pauses.Add(poll.NextAt - _clock.GetCurrentInstant());
            _clock.Advance(pauses[^1] - Duration.FromMinutes(1));
            await Run("poll-blogs", "{}");
            _clock.Advance(Duration.FromMinutes(1));
        }
        Assert.Equal([Duration.FromMinutes(30), Duration.FromHours(1), Duration.FromHours(2), Duration.FromHours(4)], pauses);

        _site.Answer = http => Feed(http, [Post(1, "Back again", "Sun, 22 Nov 2026 08:00:00 GMT")]);
        await Run("poll-blogs", "{\"looked at\":1,\"brought something\":1}");
        Assert.Equal((null, 0), ((await Poll()).Error, (await Poll()).Failures));
    }

    [Fact]
    public async Task A_calendars_days_come_change_and_go()
    {
        var day = "20270601";
        _site.Answer = http => Write(http, "text/calendar", $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:June day\r\nEND:VEVENT\r\n{(day == "20270601" ? "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20270701\r\nSUMMARY:July day\r\nEND:VEVENT\r\n" : "")}END:VCALENDAR\r\n");
        await Add(new ImportSource { Key = "days", Name = "Days", Kind = Inlet.Calendar, As = Intake.Holidays, Address = $"{_site.Address}/days.ics" });
        await Run("poll-blogs", "{}");
        await Run("poll-calendars", "{\"looked at\":1,\"brought something\":1}");
        Assert.Equal(["June day 2027-06-01", "July day 2027-07-01"], await Days());

        day = "20270602";
        _clock.Advance(Duration.FromHours(4));
        await Run("poll-calendars", "{\"looked at\":1,\"brought something\":1}");
        Assert.Equal(["June day 2027-06-02"], await Days());

        async Task<IEnumerable<string>> Days() => (await Now()).Holidays.Where(h => h.Origin is not null).Select(h => $"{h.Name} {h.From:uuuu-MM-dd}");
    }

    [Fact]
    public async Task A_source_that_leads_to_a_private_host_brings_nothing_and_says_why()
    {
        await using var hidden = await Receiver.Start("127.0.0.2");
        _site.Answer = http =>
        {
            http.Response.Redirect($"{hidden.Address}/feed");
            return Task.CompletedTask;
        };
        await Add(new ImportSource { Key = "the-blog", Name = "The blog", Address = $"{_site.Address}/feed" });
        await Run("poll-blogs", "{\"looked at\":1,\"failed\":1}");
        Assert.StartsWith("127.0.0.2 is within a private network", (await Poll()).Error, StringComparison.Ordinal);
        Assert.Empty(hidden.Requests);
    }

    [Fact]
    public async Task A_name_that_means_a_private_host_the_next_time_is_not_asked()
    {
        await using var hidden = await Receiver.Start("127.0.0.2", _site.Port);
        _site.Answer = http =>
        {
            http.Response.Headers.Connection = "close";
            return Feed(http, [Post(1, "On starting", "Sun, 22 Nov 2026 08:00:00 GMT")]);
        };
        await Add(new ImportSource { Key = "the-blog", Name = "The blog", Address = $"http://blog.example:{_site.Port}/feed" });
        await Run("poll-blogs", "{\"looked at\":1,\"brought something\":1}");

        _meaning = _ => IPAddress.Parse("127.0.0.2");
        _clock.Advance(Duration.FromHours(1));
        await Run("poll-blogs", "{\"looked at\":1,\"failed\":1}");
        Assert.StartsWith("blog.example is within a private network", (await Poll()).Error, StringComparison.Ordinal);
        Assert.Empty(hidden.Requests);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        _site.Answer = async http =>
        {
            var much = new byte[1 << 20];
            for (var n = 0; n < 40; n++) await http.Response.Body.WriteAsync(much, http.RequestAborted);
        };
        await Add(new ImportSource { Key = "the-blog", Name = "The blog", Address = $"{_site.Address}/feed" });
        await Run("poll-blogs", "{\"looked at\":1,\"failed\":1}");
        Assert.Equal("it is larger than 21 MB", (await Poll()).Error);
    }

    [Fact]
    public async Task Two_who_look_at_once_ask_once()
    {
        _site.Answer = async http =>
        {
            await Task.Delay(300, Stop);
            await Feed(http, [Post(1, "On starting", "Sun, 22 Nov 2026 08:00:00 GMT")]);
        };
        await Add(new ImportSource { Key = "the-blog", Name = "The blog", Address = $"{_site.Address}/feed" });
        var workspace = (await _parts.GetRequiredService<WorkspaceStore>().ReadAsync(_plan.Id, Stop))!;
        var polls = _parts.GetRequiredService<SourcePolls>();
        var source = workspace.Workspace.Sources[0];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => polls.LookAsync(workspace, source, Actor.Job("poll-blogs"), now: false, Stop))));
        Assert.Equal(1, outcomes.Count(o => o == SourcePolls.Outcome.Brought));
        Assert.Equal(3, outcomes.Count(o => o == SourcePolls.Outcome.NotDue));
        Assert.Single(_site.Requests);
    }

    [Fact]
    public async Task A_paused_source_is_left_alone_and_a_dry_run_asks_nobody()
    {
        await Add(new ImportSource { Key = "a", Name = "A", Address = $"{_site.Address}/a", Paused = true }, new ImportSource { Key = "b", Name = "B", Address = $"{_site.Address}/b" });
        await _parts.GetRequiredService<JobRunner>().RunAsync(_parts.GetRequiredService<JobFiles>().Find("poll-blogs")!, dryRun: true, Stop);
        Assert.Empty(_site.Requests);
        await Run("poll-blogs", "{\"looked at\":1,\"failed\":1}");
        Assert.Equal("/b", Assert.Single(_site.Requests).Path);
    }

    private async Task Add(params ImportSource[] sources) => Assert.IsType<ChangeResult.Done>(await _parts.GetRequiredService<WorkspaceStore>()
        .ChangeAsync(_plan.Id, Actor.CommandLine, "named sources", w => w with { Sources = sources.ToValueList() }, Stop));

    private async Task Run(string job, string counts)
    {
        var run = await _parts.GetRequiredService<JobRunner>().RunAsync(_parts.GetRequiredService<JobFiles>().Find(job)!, dryRun: false, Stop);
        Assert.Equal((JobOutcome.Succeeded, counts), (run.Outcome, run.Counts));
    }

    private async Task<Workspace> Now() => (await _parts.GetRequiredService<WorkspaceStore>().ReadAsync(_plan.Id, Stop))!.Workspace;

    private async Task<IEnumerable<ContentPiece>> Pieces(string title) => (await Now()).Pieces.Where(p => p.Title == title);

    private async Task<SourcePollRow> Poll()
    {
        await using var db = _database.Databases.CreateDbContext();
        return await db.SourcePolls.AsNoTracking().SingleAsync(Stop);
    }

    private static string Post(int n, string title, string day) => FormattableString.Invariant($"<item><title>{title}</title><link>/post-{n}</link><guid>post-{n}</guid><pubDate>{day}</pubDate><description>&lt;p&gt;Body {n} has a first sentence. And a second one.&lt;/p&gt;</description></item>");

    private static Task Feed(HttpContext http, IReadOnlyCollection<string> posts)
    {
        var tag = FormattableString.Invariant($"\"v{posts.Count}\"");
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch != tag) return Write(http, "application/rss+xml", $"<rss version=\"2.0\"><channel><title>Notes</title>{string.Concat(posts)}</channel></rss>");
        http.Response.StatusCode = 304;
        return Task.CompletedTask;
    }

    private static Task Write(HttpContext http, string type, string text)
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(text);
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
