using System.IO.Compression;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Backups;

public sealed class BackupsOnSqlite() : BackupTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task A_backup_of_the_other_database_is_refused_with_the_way_to_go()
    {
        var taken = await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);
        await using var other = await Installed.Empty(DatabaseKind.Postgres);

        var refused = await Assert.ThrowsAsync<BackupException>(() => other.Restoring(House.Clock).RestoreAsync(taken.Path, Stop));

        Assert.Contains("move-database", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_service_s_user_may_read_a_backup()
    {
        var taken = await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(taken.Path));
    }
}

public sealed class BackupsOnPostgres() : BackupTests(DatabaseKind.Postgres);

/// <summary>Everything in one file while people work, and back from it (R34).</summary>
public abstract class BackupTests(DatabaseKind kind) : IAsyncLifetime
{
    protected FeedHouse House { get; private set; } = null!;

    private readonly TemporaryFolder _folder = new();

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected BackupStore Backups => House.Service.Services.GetRequiredService<BackupStore>();

    public async ValueTask InitializeAsync() => House = await FeedHouse.Open(kind, s => s.Backup.Folder = _folder["backups"]);

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_backup_taken_while_others_write_restores_whole_and_of_one_moment()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var written = 0;
        var writers = Enumerable.Range(0, 3).Select(n => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var piece = new ContentPiece { Key = $"w{n}-{i}", Title = $"Written by {n}, {i}", Format = "newsletter", Channel = "newsletter" };
                await House.Service.Workspaces.ChangeAsync(House.Workspace, new("writer", null, "web"), "wrote", w => w with { Pieces = [.. w.Pieces, piece] }, CancellationToken.None);
                Interlocked.Increment(ref written);
            }
        }, Stop)).ToList();
        while (written < 5) await Task.Delay(20, Stop);

        var taken = new List<TakenBackup>();
        for (var i = 0; i < 3; i++) taken.Add(await Backups.TakeAsync(BackupKind.Manual, _folder[$"while-{i}.zip"], null, Stop));
        var during = written;
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        Assert.True(during > 5, "nobody wrote while it was backed up");
        foreach (var backup in taken)
        {
            await using var place = await Installed.Empty(kind);
            await place.Restoring(House.Clock).RestoreAsync(backup.Path, Stop);
            await using var db = place.Databases.CreateDbContext();
            // A change is a change set, an item and a revision: all of one moment, or the three would differ.
            var revision = await db.Workspaces.Where(w => w.Id == House.Workspace).Select(w => w.Revision).SingleAsync(Stop);
            Assert.Equal(revision, await db.ChangeSets.CountAsync(Stop));
            Assert.Equal(revision - 1, await db.Items.CountAsync(i => i.Body.Contains("Written by"), Stop));
            foreach (var (table, rows) in backup.Manifest.Counts.Where(c => c.Key != "setting")) Assert.Equal((table, rows), (table, await place.Count(table)));
        }
    }

    [Fact]
    public async Task Calendars_of_a_restored_installation_are_the_same_octet_for_octet()
    {
        Subscription[] feeds = [await House.Add(), await House.Add(new(House.Workspace, "Tasks", "tasks-coach", "tasks-coach")), await House.Add(new(null, "All", "calendar", "calendar"))];
        await House.MoveTheBook(new(2027, 5, 18));
        var before = new List<Answer>();
        foreach (var feed in feeds) before.Add(await House.Get(feed));
        var taken = await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);

        await using var place = await Installed.Empty(kind);
        await place.Restoring(House.Clock).RestoreAsync(taken.Path, Stop);
        await using var service = await place.Serve(House.Clock);

        for (var i = 0; i < feeds.Length; i++)
        {
            var after = await House.Send(HttpMethod.Get, feeds[i].Path, service);
            Assert.Equal(before[i].Octets, after.Octets);
            Assert.Equal((before[i].Tag, before[i].LastModified), (after.Tag, after.LastModified));
        }
    }

    [Fact]
    public async Task A_restored_installation_knows_when_it_was_last_backed_up()
    {
        var taken = await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);
        House.Clock.AdvanceDays(3);
        await using var place = await Installed.Empty(kind);

        await place.Restoring(House.Clock).RestoreAsync(taken.Path, Stop);

        var last = await new BackupStore(place.Databases, place.Settings, House.Clock).LastAsync(Stop);
        Assert.Equal((taken.Manifest.At, Path.GetFileName(taken.Path)), (last!.At, last.Name));
    }

    [Fact]
    public async Task Nothing_is_restored_while_the_service_runs()
    {
        var taken = await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);
        await using var place = await Installed.Empty(kind);
        await place.Restoring(House.Clock).RestoreAsync(taken.Path, Stop);
        using var alone = kind == DatabaseKind.Sqlite ? InstanceLock.Take(Databases.SqliteFile(place.Settings)) : null;
        await using var service = await place.Serve(House.Clock);
        if (kind == DatabaseKind.Postgres) await HasConnected(place);

        var refused = await Assert.ThrowsAsync<BackupException>(() => place.Restoring(House.Clock).RestoreAsync(taken.Path, Stop));

        Assert.Contains("then say the same again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_there_before_a_restore_is_backed_up_and_can_be_brought_back()
    {
        var taken = await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);
        await using var place = await Installed.Empty(kind);
        await place.Restoring(House.Clock).RestoreAsync(taken.Path, Stop);
        await using (var service = await place.Serve(House.Clock))
            Assert.IsType<ChangeResult.Done>(await service.Workspaces.CreateAsync(FeedNode.Plan(FeedHouse.OtherPlan, FeedHouse.Now.InUtc().Date), new("a strategist", null, "web"), "began", fresh: false, Stop));
        await place.HasEnded();
        House.Clock.AdvanceSeconds(2);

        var restored = await place.Restoring(House.Clock).RestoreAsync(taken.Path, Stop);
        Assert.Equal(1, await place.Count("workspace"));
        House.Clock.AdvanceSeconds(2);
        await place.Restoring(House.Clock).RestoreAsync(restored.Before!.Path, Stop);
        Assert.Equal(2, await place.Count("workspace"));
    }

    [Fact]
    public async Task A_damaged_backup_and_one_of_a_newer_version_are_refused_and_change_nothing()
    {
        var taken = await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);
        await using var place = await Installed.Empty(kind);
        await place.Restoring(House.Clock).RestoreAsync(taken.Path, Stop);

        async Task<string> RefusalOf(string name, Func<BackupManifest, BackupManifest>? change, Func<byte[], byte[]>? damage)
        {
            var file = _folder[name];
            await using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Create, Stop))
            await using (var from = await ZipFile.OpenReadAsync(taken.Path, Stop))
            {
                byte[] Of(string entry)
                {
                    using var buffer = new MemoryStream();
                    using var stream = from.GetEntry(entry)!.Open();
                    stream.CopyTo(buffer);
                    return buffer.ToArray();
                }
                using var json = new MemoryStream(Of(BackupManifest.Name));
                var manifest = BackupManifest.Read(json)!;
                await using (var entry = await zip.CreateEntry(BackupManifest.Name).OpenAsync(Stop)) await entry.WriteAsync((change?.Invoke(manifest) ?? manifest).Write(), Stop);
                await using (var entry = await zip.CreateEntry(manifest.File).OpenAsync(Stop)) await entry.WriteAsync(damage?.Invoke(Of(manifest.File)) ?? Of(manifest.File), Stop);
            }
            return (await Assert.ThrowsAsync<BackupException>(() => place.Restoring(House.Clock).RestoreAsync(file, Stop))).Message;
        }

        Assert.Contains("is damaged", await RefusalOf("damaged.zip", null, octets => [.. octets[..^1], (byte)(octets[^1] ^ 1)]), StringComparison.Ordinal);
        Assert.Contains("newer version", await RefusalOf("newer.zip", m => m with { Migrations = [.. m.Migrations, "29990101000000_Later"] }, null), StringComparison.Ordinal);
        Assert.Contains("newer version", await RefusalOf("format.zip", m => m with { Format = 2 }, null), StringComparison.Ordinal);
        var none = _folder["none.zip"];
        await File.WriteAllTextAsync(none, "no zip", Stop);
        Assert.Contains("cannot be read as a backup", (await Assert.ThrowsAsync<BackupException>(() => place.Restoring(House.Clock).RestoreAsync(none, Stop))).Message, StringComparison.Ordinal);
        Assert.Equal(1, await place.Count("workspace"));
    }

    [Fact]
    public async Task Of_the_nightly_ones_as_many_stay_as_are_set_and_others_stay()
    {
        await Backups.TakeAsync(BackupKind.Manual, null, null, Stop);
        for (var night = 0; night < 4; night++)
        {
            House.Clock.AdvanceDays(1);
            await Backups.TakeAsync(BackupKind.Nightly, null, keep: 2, Stop);
        }

        Assert.Equal([BackupKind.Nightly, BackupKind.Nightly, BackupKind.Manual], Backups.Folder.List().Select(b => b.Kind));
        Assert.Equal(House.Clock.GetCurrentInstant(), Backups.Folder.List()[0].TakenAt);
        Assert.Equal(House.Clock.GetCurrentInstant(), (await Backups.LastAsync(Stop))!.At);
    }

    /// <summary>Its connections are there a moment after it is up.</summary>
    private static async Task HasConnected(Installed place)
    {
        await using var db = place.Databases.CreateDbContext();
        for (var tries = 0; tries < 100; tries++)
        {
            var there = await db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'contentplanner watch'").SingleAsync(Stop);
            if (there > 0) return;
            await Task.Delay(50, Stop);
        }
    }
}
