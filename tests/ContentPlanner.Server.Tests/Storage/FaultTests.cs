using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Storage;

/// <summary>The database fails in the middle of work; what was promised is there afterwards, once (docs/reliability.md).</summary>
public sealed class FaultTests
{
    private static readonly CalendarNote Note = new() { Key = "", Title = "", From = new(2027, 1, 4), To = new(2027, 1, 4) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// An immediate stop drops every connection, also ones that are just committing: nobody can know then whether it was done.
    /// </summary>
    [Fact]
    public async Task A_server_that_restarts_under_load_loses_no_change_and_doubles_none()
    {
        await using var server = await PostgresServer.OfItsOwn();
        var databases = Databases.Postgres(await server.CreateDatabase());
        await databases.MigrateAsync(Stop);
        var stores = Enumerable.Range(0, 4).Select(_ => Store(databases)).ToArray();
        var id = await Begin(stores[0]);
        var (made, enough) = (0, new TaskCompletionSource());

        var writers = Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var n = 0; n < 25; n++)
            {
                var key = $"note-{writer}-{n}";
                var result = await stores[writer % 4].ChangeAsync(id, Actor.CommandLine, "added a note", w => Add(w, key), Stop);
                Assert.IsType<ChangeResult.Done>(result);
                if (Interlocked.Increment(ref made) is 40 or 100) enough.TrySetResult();
            }
        }).ToList();
        await enough.Task;
        await server.Restart(immediate: true);
        enough = new();
        await Task.WhenAny(enough.Task, Task.WhenAll(writers));
        await server.Restart(immediate: true);
        await Task.WhenAll(writers);

        var read = (await Store(databases).ReadAsync(id, Stop))!;
        Assert.Equal(200, read.Workspace.Notes.Count);
        Assert.Equal(200, read.Workspace.Notes.Select(n => n.Key).Distinct().Count());
        Assert.Equal(201, read.Revision);
        await using var db = databases.CreateDbContext();
        Assert.Equal(201, await db.ChangeSets.CountAsync(Stop));
    }

    [Fact]
    public async Task Eight_who_write_to_the_embedded_database_at_once_all_get_their_turn()
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Sqlite);
        var stores = Enumerable.Range(0, 8).Select(_ => Store(database.Databases)).ToArray();
        var ids = new List<Guid>();
        foreach (var store in stores) ids.Add(await Begin(store, $"client-{ids.Count}"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var n = 0; n < 50; n++)
                Assert.IsType<ChangeResult.Done>(await stores[writer].ChangeAsync(ids[writer], Actor.CommandLine, "added a note", w => Add(w, $"note-{n}"), Stop));
        }));

        foreach (var id in ids) Assert.Equal(50, (await Store(database.Databases).ReadAsync(id, Stop))!.Workspace.Notes.Count);
    }

    /// <summary>One that reads first and writes later is refused at once when another wrote in between; no waiting helps.</summary>
    [Fact]
    public async Task A_transaction_that_will_write_keeps_others_from_writing_until_it_has()
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Sqlite);
        var id = await Begin(Store(database.Databases));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var n = 0; n < 25; n++)
            {
                await using var db = database.Databases.CreateDbContext();
                await using var transaction = await db.Database.BeginTransactionAsync(Stop);
                var row = await db.Workspaces.SingleAsync(w => w.Id == id, Stop);
                row.Revision++;
                await db.SaveChangesAsync(Stop);
                await transaction.CommitAsync(Stop);
            }
        }));

        await using var after = database.Databases.CreateDbContext();
        Assert.Equal(201, (await after.Workspaces.SingleAsync(Stop)).Revision);
    }

    /// <summary>A limit on the file's pages is met where a full disk is: while it grows.</summary>
    [Fact]
    public async Task A_full_disk_is_told_damages_nothing_and_is_over_when_there_is_room()
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Sqlite);
        var pages = await Scalar(database, "PRAGMA page_count");
        var small = Databases.Sqlite(Path.Combine(database.Folder!, "contentplanner.db"), $"PRAGMA max_page_count={pages + 40};");
        var store = Store(small);
        var id = await Begin(store);

        var told = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var n = 0; ; n++) await store.ChangeAsync(id, Actor.CommandLine, "added a long note", w => Add(w, $"note-{n}", new string('x', 20_000)), Stop);
        });

        Assert.StartsWith("The disk is full, and nothing was saved.", told.InWords(), StringComparison.Ordinal);
        Assert.Equal("ok", await Scalar(database, "PRAGMA integrity_check"));
        var saved = (await Store(database.Databases).ReadAsync(id, Stop))!;
        Assert.Equal(saved.Workspace, (await store.ReadAsync(id, Stop))!.Workspace);
        Assert.IsType<ChangeResult.Done>(await Store(database.Databases).ChangeAsync(id, Actor.CommandLine, "added a note", w => Add(w, "there-is-room"), Stop));
        Assert.Equal(saved.Workspace.Notes.Count + 1, (await store.ReadAsync(id, Stop))!.Workspace.Notes.Count);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_clock_that_jumps_back_makes_no_change_older_than_the_one_before(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Open(kind);
        var clock = new FakeClock(Instant.FromUtc(2026, 11, 25, 9, 0));
        var store = new WorkspaceStore(database.Databases, [], new(database.Databases), new MicrosecondClock(clock));
        var id = await Begin(store);
        var times = new List<Instant> { (await store.ReadAsync(id, Stop))!.ChangedAt };

        foreach (var jump in new[] { 60, -7 * 24 * 3600, 1, 0, 7 * 24 * 3600, -1 })
        {
            clock.AdvanceSeconds(jump);
            await store.ChangeAsync(id, Actor.CommandLine, "added a note", w => Add(w, $"note-{times.Count}"), Stop);
            times.Add((await store.ReadAsync(id, Stop))!.ChangedAt);
        }

        Assert.Equal(times.Order().Distinct(), times);
    }

    private static WorkspaceStore Store(Databases databases) => new(databases, [], new(databases), new MicrosecondClock(SystemClock.Instance));

    private static async Task<Guid> Begin(WorkspaceStore store, string key = "client") =>
        Assert.IsType<ChangeResult.Done>(await store.CreateAsync(new() { Key = key, Name = "A client", Zone = DateTimeZone.Utc }, Actor.CommandLine, "began", fresh: true, Stop)).After.Id;

    private static Workspace Add(Workspace workspace, string key, string? text = null) => workspace with { Notes = [.. workspace.Notes, Note with { Key = key, Title = key, Text = text }] };

    private static async Task<string?> Scalar(TestDatabase database, string sql)
    {
        await using var connection = new SqliteConnection(database.Databases.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Stop), System.Globalization.CultureInfo.InvariantCulture);
    }
}
