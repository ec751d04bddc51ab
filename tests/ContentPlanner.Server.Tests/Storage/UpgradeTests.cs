using System.IO.Compression;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Tests.Backups;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Npgsql;

namespace ContentPlanner.Server.Tests.Storage;

/// <summary>
/// Databases that each released version made itself, in Storage/Released, opened by this one (R29): nothing is lost, and addresses
/// and entries are those that people have.
/// </summary>
public sealed class UpgradeTests
{
    private const string FeedOfSqlite = "/feeds/cpf_Glcm0y8r_XXwqTomARWzLQlW5CJDkxuTuixjlaAnN8g/calendar.ics", FeedOfPostgres = "/feeds/cpf_Yk9haOlmdndOn5QDLnSdFo3ZHcBUMAFucOqBtaEM8Oo/calendar.ics";

    private static readonly FakeClock Clock = new(Instant.FromUtc(2026, 11, 26, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_SQLite_file_of_the_first_release_is_backed_up_then_brought_up_to_date_with_everything_in_it()
    {
        await using var place = await Installed.Empty(DatabaseKind.Sqlite);
        Directory.CreateDirectory(place.Settings.Data);
        await Unpack("initial.db.gz", Databases.SqliteFile(place.Settings));

        await using (var service = await place.Serve(Clock)) await HoldsEverything(place, service, FeedOfSqlite);

        var backup = Assert.Single(new BackupFolder(place.Settings.BackupFolder).List());
        Assert.Equal(BackupKind.BeforeUpgrade, backup.Kind);
        // The backup is of the old version, and a way back to it.
        await using var again = await Installed.Empty(DatabaseKind.Sqlite);
        var restored = await again.Restoring(Clock).RestoreAsync(backup.Path, Stop);
        Assert.Equal(["20261125000000_Initial"], restored.Manifest.Migrations);
        Assert.Equal(83, restored.Manifest.Counts["stamp"]);
        await using var once = await again.Serve(Clock);
        await HoldsEverything(again, once, FeedOfSqlite);
    }

    [Fact]
    public async Task A_PostgreSQL_database_of_the_first_release_is_brought_up_to_date_with_everything_in_it()
    {
        await using var place = await Installed.Empty(DatabaseKind.Postgres);
        using var script = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Storage", "Released", "initial.sql.gz")), CompressionMode.Decompress));
        await using (var connection = new NpgsqlConnection(place.Settings.Database.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync(Stop);
            await using var load = new NpgsqlCommand(await script.ReadToEndAsync(Stop), connection);
            await load.ExecuteNonQueryAsync(Stop);
        }

        await using var service = await place.Serve(Clock);

        await HoldsEverything(place, service, FeedOfPostgres);
    }

    [Fact]
    public async Task Without_room_for_the_backup_nothing_is_upgraded()
    {
        await using var place = await Installed.Empty(DatabaseKind.Sqlite);
        Directory.CreateDirectory(place.Settings.Data);
        await Unpack("initial.db.gz", Databases.SqliteFile(place.Settings));
        // A file where the folder should be.
        await File.WriteAllTextAsync(place.Settings.BackupFolder, "", Stop);

        await Assert.ThrowsAsync<BackupException>(() => place.Databases.MigrateAsync(Stop, new BackupStore(place.Databases, place.Settings, Clock).BeforeUpgradeAsync));

        await using var db = place.Databases.CreateDbContext();
        Assert.Equal(["20261125000000_Initial"], await db.Database.GetAppliedMigrationsAsync(Stop));
    }

    private static async Task HoldsEverything(Installed place, FeedNode service, string feed)
    {
        await using (var db = place.Databases.CreateDbContext())
        {
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(Stop));
            Assert.Equal((2, 9, 8), (await db.ChangeSets.CountAsync(Stop), await db.Changes.CountAsync(Stop), await db.Items.CountAsync(Stop)));
            Assert.Equal((24, 49, 83, 4), (await db.Tasks.CountAsync(Stop), await db.Milestones.CountAsync(Stop), await db.Stamps.CountAsync(Stop), await db.Subscriptions.CountAsync(Stop)));
            var workspace = await db.Workspaces.SingleAsync(Stop);
            Assert.Equal(("steady-ground", 2L), (workspace.Key, workspace.Revision));
            Assert.NotNull(await service.Workspaces.ReadAsync(workspace.Id, Stop));
        }
        using var answer = await service.Client.GetAsync(feed, Stop);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("The Unhurried Author", text, StringComparison.Ordinal);
        Assert.Contains("20270518", text, StringComparison.Ordinal);
    }

    private static async Task Unpack(string released, string to)
    {
        await using var from = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Storage", "Released", released)), CompressionMode.Decompress);
        await using var file = File.Create(to);
        await from.CopyToAsync(file, Stop);
    }
}
