using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Backups;

/// <param name="Before">The backup of what was there; null: nothing was.</param>
public sealed record Restored(BackupManifest Manifest, TakenBackup? Before);

/// <summary>
/// Puts a backup in the place of everything there is. The one deed that needs the service stopped (design rule 13). What was there
/// is backed up first, and the restored installation is on hold (R27).
/// </summary>
public sealed class Restoring(Settings settings, IClock clock)
{
    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm 'UTC'");

    private readonly Databases _databases = Databases.Of(settings);

    /// <summary>What can be said before anybody is asked whether they mean it: that it is a backup of ours, and that the service is stopped.</summary>
    /// <exception cref="BackupException">Why it would not be restored, and what to do.</exception>
    public async Task<BackupManifest> CheckAsync(string archive, CancellationToken stop)
    {
        var manifest = ReadManifest(archive);
        using var alone = await AloneAsync(stop);
        return manifest;
    }

    /// <exception cref="BackupException">Why not, and what to do; what was there is as it was.</exception>
    public async Task<Restored> RestoreAsync(string archive, CancellationToken stop)
    {
        var manifest = ReadManifest(archive);
        using var alone = await AloneAsync(stop);
        var work = Directory.CreateTempSubdirectory("contentplanner-restore-");
        try
        {
            var copy = Path.Combine(work.FullName, manifest.File);
            await BackupFolder.ExtractAsync(archive, manifest, copy, stop);
            if (_databases.IsSqlite) await PrepareAsync(copy, archive, manifest, stop);
            var before = await IsEmptyAsync(stop) ? null : await new BackupStore(_databases, settings, clock).TakeAsync(BackupKind.BeforeRestore, null, null, stop);
            if (_databases.IsSqlite) Replace(copy);
            else await PostgresDump.RestoreAsync(_databases.ConnectionString, copy, manifest, schema => Settling($"{schema}.setting", archive, manifest), stop);
            return new(manifest, before);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>SQLite: nobody begins to serve the data until this is let go of. PostgreSQL: nobody serves it at this moment.</summary>
    private async Task<InstanceLock?> AloneAsync(CancellationToken stop)
    {
        if (!_databases.IsSqlite)
        {
            await PostgresDump.RefuseWhileServedAsync(_databases.ConnectionString, stop);
            return null;
        }
        DataFolder.Make(settings.Data);
        return InstanceLock.Take(Databases.SqliteFile(settings))
            ?? throw new BackupException("the service is running, and nothing else may work on the data while they are replaced. Stop it, then say the same again.");
    }

    private BackupManifest ReadManifest(string archive)
    {
        if (!File.Exists(archive)) throw new BackupException($"there is no file {archive}; `backup list` shows what is in {settings.BackupFolder}.");
        var manifest = BackupFolder.ReadManifest(archive);
        Refuse(archive, manifest);
        return manifest;
    }

    private void Refuse(string archive, BackupManifest manifest)
    {
        if (manifest.Format > BackupManifest.Current) throw new BackupException($"{archive} was made by a newer version of this program ({manifest.Program}): install that one, then restore.");
        using (var db = _databases.CreateDbContext())
        {
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            if (manifest.Database == Kind && manifest.Migrations.FirstOrDefault(m => !known.Contains(m)) is { } unknown)
                throw new BackupException($"{archive} was made by a newer version of this program ({manifest.Program}, which has '{unknown}'): install that one, then restore.");
        }
        if (manifest.Database == Kind) return;
        throw new BackupException(_databases.IsSqlite
            ? $"{archive} is a backup of PostgreSQL: set Database:ConnectionString to an empty PostgreSQL database and restore it there."
            : $"{archive} is a backup of SQLite: restore it without Database:ConnectionString into an empty data folder, then bring it here with `move-database --to \"Host=…\"`.");
    }

    private string Kind => _databases.IsSqlite ? BackupManifest.Sqlite : BackupManifest.Postgres;

    /// <summary>The hold is part of what takes the place: there is no moment without it.</summary>
    private async Task PrepareAsync(string copy, string archive, BackupManifest manifest, CancellationToken stop)
    {
        try
        {
            if ((await SqliteCopy.CheckAsync(copy, stop)).DiffersFrom(manifest.Counts) is { } other) throw new BackupException($"the backup is not what it says: {other}.");
        }
        catch (InvalidDataException damaged)
        {
            throw new BackupException($"the backup cannot be used: {damaged.Message}.", damaged);
        }
        await using var restored = SqliteCopy.Open(copy, SqliteOpenMode.ReadWrite);
        SqliteCopy.Run(restored, Settling("setting", archive, manifest));
    }

    /// <summary>What is true of what was restored: it is on hold, and it was last backed up when this backup was taken, which the backup itself cannot know.</summary>
    private string Settling(string table, string archive, BackupManifest manifest)
    {
        var hold = HoldMode.Written(new(clock.GetCurrentInstant(), $"it was restored from the backup of {Minutes.Format(manifest.At)}"));
        var last = BackupStore.Written(new(manifest.At, Path.GetFileName(archive), Environment.MachineName));
        return $"INSERT INTO {table} (\"Key\", \"Value\", \"Version\") VALUES ({Quoted(HoldMode.Key)}, {Quoted(hold)}, 0), ({Quoted(BackupStore.LastKey)}, {Quoted(last)}, 0) ON CONFLICT (\"Key\") DO UPDATE SET \"Value\" = excluded.\"Value\"";

        static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private async Task<bool> IsEmptyAsync(CancellationToken stop)
    {
        if (_databases.IsSqlite && !File.Exists(Databases.SqliteFile(settings))) return true;
        await using var db = _databases.CreateDbContext();
        return !(await db.Database.GetAppliedMigrationsAsync(stop)).Any();
    }

    /// <summary>One rename: before it the old file is whole, after it the new one.</summary>
    private void Replace(string copy)
    {
        var file = Path.GetFullPath(Databases.SqliteFile(settings));
        var beside = file + ".restored";
        File.Copy(copy, beside, overwrite: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(beside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        SqliteConnection.ClearAllPools();
        if (File.Exists(file))
        {
            // What the log beside the old file holds goes into it; a log of another file must not be found beside the new one.
            using (var old = SqliteCopy.Open(file, SqliteOpenMode.ReadWrite)) SqliteCopy.Run(old, "PRAGMA wal_checkpoint(TRUNCATE)");
            foreach (var log in new[] { file + "-wal", file + "-shm" }) File.Delete(log);
        }
        File.Move(beside, file, overwrite: true);
    }
}
