using System.Text.Json;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Backups;

/// <param name="Rotated">Older ones that went.</param>
public sealed record TakenBackup(string Path, BackupManifest Manifest, long Octets, int Rotated)
{
    public long Rows => Manifest.Counts.Values.Sum();
}

/// <summary>When the installation was last backed up, and where to: on several nodes, each with a folder of its own.</summary>
public sealed record LastBackup(Instant At, string Name, string Node);

/// <summary>Takes backups of the whole database, of one moment, while everything goes on (R34).</summary>
public sealed class BackupStore(Databases databases, Settings settings, IClock clock)
{
    /// <summary>Setting that says when the last one was taken.</summary>
    internal const string LastKey = "last-backup";

    /// <summary>What is kept of those taken before an upgrade or a restore, whatever is set for the nightly ones.</summary>
    private const int KeptOfOthers = 5;

    public BackupFolder Folder { get; } = new(settings.BackupFolder);

    /// <param name="to">A file, or null: in the backups' folder, under a name that says when and why.</param>
    /// <param name="keep">So many of this kind stay in the folder; null: as is set for the kind.</param>
    /// <exception cref="BackupException">It could not be taken; nothing is left behind.</exception>
    public async Task<TakenBackup> TakeAsync(BackupKind kind, string? to, int? keep, CancellationToken stop)
    {
        var at = clock.GetCurrentInstant();
        var path = Path.GetFullPath(to ?? Folder.PathFor(kind, at));
        // A name of its own: two who take one in the same second, as two nodes at night, each write whole ones.
        var copy = $"{path}.{Guid.NewGuid():N}.copy";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (to is not null && File.Exists(path)) throw new BackupException($"{path} is there already; name another file.");
            var (figures, name) = databases.IsSqlite
                ? (await SqliteCopy.WriteAsync(databases.ConnectionString, copy, stop), "contentplanner.db")
                : (await PostgresDump.WriteAsync(databases.ConnectionString, copy, stop), "contentplanner.dump");
            var manifest = new BackupManifest(BackupManifest.Current, Program, databases.IsSqlite ? BackupManifest.Sqlite : BackupManifest.Postgres,
                InstantPattern.ExtendedIso.Format(at), BackupFolder.Word(kind), figures.Migrations, name, "", figures.Counts);
            await BackupFolder.WriteArchiveAsync(path, copy, hash => manifest = manifest with { Sha256 = hash }, stop, overwrite: to is null);
            if (kind is BackupKind.Manual or BackupKind.Nightly) await RememberAsync(new(at, Path.GetFileName(path), Environment.MachineName), stop);
            return new(path, manifest, new FileInfo(path).Length, to is null && Kept(kind, keep) is { } kept ? Folder.Rotate(kind, kept) : 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new BackupException($"the backup could not be written to {path}: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(copy)) File.Delete(copy);
        }
    }

    /// <summary>What another version of the program is about to change; without it nothing is changed.</summary>
    public Task BeforeUpgradeAsync(CancellationToken stop) => TakeAsync(BackupKind.BeforeUpgrade, null, null, stop);

    /// <summary>Null: none is known of.</summary>
    public async Task<LastBackup?> LastAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var said = await db.Settings.Where(s => s.Key == LastKey).Select(s => s.Value).FirstOrDefaultAsync(stop);
        if (said is null) return null;
        using var json = JsonDocument.Parse(said);
        return new(InstantPattern.ExtendedIso.Parse(json.RootElement.GetProperty("at").GetString()!).Value, json.RootElement.GetProperty("name").GetString()!, json.RootElement.GetProperty("node").GetString()!);
    }

    internal static string Written(LastBackup last) => JsonSerializer.Serialize(new { at = InstantPattern.ExtendedIso.Format(last.At), name = last.Name, node = last.Node });

    /// <summary>This program's version.</summary>
    internal static string Program { get; } = typeof(BackupStore).Assembly.GetName().Version?.ToString(3) ?? "";

    private int? Kept(BackupKind kind, int? keep) => keep ?? kind switch { BackupKind.Manual => null, BackupKind.Nightly => settings.Backup.Keep, _ => KeptOfOthers };

    private async Task RememberAsync(LastBackup last, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO setting (\"Key\", \"Value\", \"Version\") VALUES ({0}, {1}, 0) ON CONFLICT (\"Key\") DO UPDATE SET \"Value\" = excluded.\"Value\", \"Version\" = setting.\"Version\" + 1", [LastKey, Written(last)], stop);
    }
}
