using System.Net;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Feeds;

public sealed class KeptFeedOnSqlite() : KeptFeedTests(DatabaseKind.Sqlite);

public sealed class KeptFeedOnPostgres() : KeptFeedTests(DatabaseKind.Postgres);

/// <summary>A calendar that is kept for the next start: sent before the rest of the program is there, and only while it is what it was.</summary>
public abstract class KeptFeedTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FeedHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await FeedHouse.Open(kind, s => s.Data = Data(s));

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_is_sent_before_the_rest_of_the_program_is_there_and_every_octet_is_the_same()
    {
        var feed = await _house.Add();
        var before = await _house.Get(feed);
        await _house.Service.Stop();
        var file = Assert.Single(Directory.GetFiles(Folder));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(feed.Token, await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);

        await using var start = await Start.Of(_house, Data);
        var at = await start.Get(feed.Path);
        var again = await start.Get(feed.Path, ("If-None-Match", before.Tag));

        Assert.Equal((HttpStatusCode.OK, before.Tag, before.LastModified, before.Header("Content-Disposition")), (at.Status, at.Tag, at.LastModified, at.Header("Content-Disposition")));
        Assert.Equal(before.Octets, at.Octets);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);

        start.TheRestComes();
        Assert.Equal(before.Octets, (await start.Get(feed.Path + "?download=1")).Octets);
        await start.DisposeAsync();
        await using var db = _house.Database.Databases.CreateDbContext();
        Assert.Equal(4, await db.FeedFetches.Where(f => f.FeedId == feed.Id).SumAsync(f => f.Fetches, Stop));
    }

    /// <summary>Each of these happens while the service is off, and the first reader afterwards sees it.</summary>
    [Theory]
    [InlineData("the book is moved")]
    [InlineData("it is switched off")]
    [InlineData("it is called something else")]
    [InlineData("months go by")]
    [InlineData("the database is brought back to another past")]
    public async Task What_happened_meanwhile_is_seen_by_the_first_reader(string happened)
    {
        var feed = await _house.Add();
        var before = await _house.Get(feed);
        await _house.Service.Stop();
        Assert.Single(Directory.GetFiles(Folder));
        var feeds = _house.Service.Services.GetRequiredService<FeedStore>();
        switch (happened)
        {
            case "the book is moved": await _house.MoveTheBook(new(2027, 5, 18)); break;
            case "it is switched off": await feeds.RevokeAsync(feed.Id, Stop); break;
            case "it is called something else": await feeds.RenameAsync(feed.Id, "Another name", Stop); break;
            case "months go by": _house.Clock.AdvanceDays(120); break;
            default:
                await _house.MoveTheBook(new(2027, 5, 18));
                await using (var db = _house.Database.Databases.CreateDbContext()) await db.Workspaces.ExecuteUpdateAsync(w => w.SetProperty(r => r.Revision, r => r.Revision - 1), Stop);
                break;
        }

        await using var start = await Start.Of(_house, Data);
        var asked = start.Get(feed.Path);
        await start.WasLookedFor();
        start.TheRestComes();
        var first = await asked;

        Assert.Equal(happened == "it is switched off" ? HttpStatusCode.Gone : HttpStatusCode.OK, first.Status);
        Assert.NotEqual(before.Octets, first.Octets);
    }

    [Fact]
    public async Task A_calendar_of_a_person_and_one_that_ends_are_not_kept()
    {
        await _house.Get(await _house.Add(new(_house.Workspace, "Hers", "calendar", "calendar", await _house.MemberId("assistant"))));
        await _house.Get(await _house.Add(new(_house.Workspace, "Ends", "calendar", "calendar") { ExpiresAt = FeedHouse.Now + Duration.FromDays(9) }));

        await _house.Service.Stop();

        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task What_is_off_or_outdated_is_in_no_folder_any_more_once_the_program_runs_again()
    {
        var (off, outdated, current) = (await _house.Add(), await _house.Add(), await _house.Add(new(null, "All", "all", "calendar")));
        foreach (var feed in new[] { off, outdated, current }) await _house.Get(feed);
        await _house.Service.Stop();
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
        await File.WriteAllTextAsync(Path.Combine(Folder, "broken.feed.writing"), "half", Stop);
        var feeds = _house.Service.Services.GetRequiredService<FeedStore>();
        await feeds.RevokeAsync(off.Id, Stop);
        await feeds.RenameAsync(outdated.Id, "Another name", Stop);

        await using var start = await Start.Of(_house, Data);
        start.TheRestComes();

        for (var tries = 0; Directory.GetFiles(Folder).Length > 1 && tries < 400; tries++) await Task.Delay(50, Stop);
        Assert.Equal($"{current.Id:N}.feed", Path.GetFileName(Assert.Single(Directory.GetFiles(Folder))));
    }

    private string Folder => Path.Combine(_house.Database.Folder ?? _folder.Path, "feeds");

    private string Data(Settings settings) => settings.Database.ConnectionString is null ? settings.Data : _folder.Path;

    /// <summary>A start of which only the server is there, until the test says so.</summary>
    private sealed class Start : IAsyncDisposable
    {
        private readonly TaskCompletionSource<Installation?> _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private WebApplication _app = null!;
        private HttpClient? _http;

        public static async Task<Start> Of(FeedHouse house, Func<Settings, string> data)
        {
            var settings = new Settings();
            if (house.Database.Folder is { } folder) settings.Data = folder;
            else settings.Database.ConnectionString = house.Database.Databases.ConnectionString;
            settings.Data = data(settings);
            var start = new Start();
            start._app = Service.Create(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"], settings, start._rest.Task, house.Clock);
            await start._app.StartAsync(Stop);
            start._http = new() { BaseAddress = new(start._app.Urls.First()) };
            return start;
        }

        /// <summary>What is kept was sent, or is not what it was: then whoever asked waits for the rest.</summary>
        public Task WasLookedFor() => _app.Services.GetRequiredService<KeptFeeds>().FirstAnswered.WaitAsync(TimeSpan.FromSeconds(60), Stop);

        public void TheRestComes() => _rest.SetResult(FeedNode.Shipped);

        public async Task<Answer> Get(string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            using var response = await _http!.SendAsync(request, Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);
            return new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync(Stop));
        }

        public async ValueTask DisposeAsync()
        {
            if (_http is null) return;
            _http.Dispose();
            _http = null;
            _rest.TrySetResult(FeedNode.Shipped);
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }
    }
}
