using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Net;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Feeds;

public sealed class FeedQuietOnSqlite() : FeedQuietTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task An_unchanged_feed_is_answered_without_a_query()
    {
        var feed = await House.Add();
        var before = await House.Get(feed);
        using var heard = await Listen();

        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.NotModified, (await House.Get(feed, ("If-None-Match", before.Tag))).Status);
        for (var i = 0; i < 50; i++) Assert.Equal(before.Octets, (await House.Get(feed)).Octets);

        Assert.Empty(heard.Said);
        // The ear hears: what was written is looked at.
        await House.MoveTheBook(new(2027, 5, 18));
        await House.Get(feed);
        Assert.NotEmpty(heard.Said);
    }
}

public sealed class FeedQuietOnPostgres() : FeedQuietTests(DatabaseKind.Postgres)
{
    /// <summary>Twice a second somebody looks, for what nobody told; the others are answered from memory.</summary>
    [Fact]
    public async Task A_hundred_readers_of_an_unchanged_feed_cost_two_queries_each_half_second()
    {
        var feed = await House.Add();
        var before = await House.Get(feed);
        using var heard = await Listen();
        var began = Stopwatch.GetTimestamp();

        for (var i = 0; i < 100; i++) Assert.Equal(HttpStatusCode.NotModified, (await House.Get(feed, ("If-None-Match", before.Tag))).Status);

        var beats = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * 2) + 2;
        Assert.InRange(heard.Said.Count(s => s.Contains("FROM feed", StringComparison.Ordinal)), 0, beats);
    }
}

/// <summary>What a calendar that did not change costs the database (requirement 22).</summary>
public abstract class FeedQuietTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    protected FeedHouse House { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Without what runs by itself beside them.</summary>
    public async ValueTask InitializeAsync()
    {
        _folder.Write("jobs/feed-warm-up.yaml", "run: warm-up-feeds\ncron: \"0 0 1 1 *\"\n");
        House = await FeedHouse.Open(kind, s => s.Jobs = _folder["jobs"]);
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task After_a_warm_up_the_next_reader_of_a_changed_feed_does_not_wait_for_it_to_be_drawn()
    {
        var (read, unread) = (await House.Add(), await House.Add());
        await House.Get(read);
        await using (var db = House.Database.Databases.CreateDbContext())
        {
            (await db.Feeds.FindAsync([read.Id], Stop))!.LastFetchedAt = House.Clock.GetCurrentInstant();
            await db.SaveChangesAsync(Stop);
        }
        await House.MoveTheBook(new(2027, 5, 18));
        var files = House.Service.Services.GetRequiredService<JobFiles>();

        var run = await House.Service.Services.GetRequiredService<JobRunner>().RunAsync(files.Find("feed-warm-up")!, dryRun: false, Stop);

        Assert.Equal((JobOutcome.Succeeded, """{"ready":1}"""), (run.Outcome, run.Counts));
        var drawn = new ConcurrentBag<Guid>();
        using var watch = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ContentPlanner",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => drawn.Add(span.GetTagItem("feed.id") is Guid id ? id : Guid.Empty),
        };
        ActivitySource.AddActivityListener(watch);
        Assert.Equal(["20270518"], (await House.Get(read)).DaysOf("Author: Publication day"));
        Assert.DoesNotContain(read.Id, drawn);
        await House.Get(unread);
        Assert.Contains(unread.Id, drawn);
    }

    /// <summary>Hears everything from now on: for a second Entity Framework remembers that nobody listened (its logging cache time).</summary>
    protected async Task<Ear> Listen()
    {
        var ear = new Ear(House.Database.Databases.IsSqlite ? House.Database.Folder! : new Npgsql.NpgsqlConnectionStringBuilder(House.Database.Databases.ConnectionString).Database!);
        await Task.Delay(1100, Stop);
        return ear;
    }

    /// <summary>Every statement that Entity Framework sends to one database: other tests have theirs.</summary>
    protected sealed class Ear : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _database;
        private readonly List<IDisposable> _subscriptions = [];
        private readonly List<string> _said = [];

        public Ear(string database)
        {
            _database = database;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public IReadOnlyList<string> Said
        {
            get { lock (_said) return [.. _said]; }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) lock (_said) _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is not CommandExecutedEventData { Command: DbCommand command } || command.Connection is not { } connection) return;
            if (!connection.ConnectionString.Contains(_database, StringComparison.Ordinal)) return;
            lock (_said) _said.Add(command.CommandText);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions) subscription.Dispose();
        }
    }
}
