using System.IO.Compression;
using System.Security.Cryptography;
using ContentPlanner.Server.Shared;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Backups;

/// <summary>A backup that is there.</summary>
public sealed record StoredBackup(string Path, BackupKind Kind, Instant TakenAt, long Octets)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>
/// Where backups lie: <c>contentplanner-20261125T010000Z-nightly.zip</c>, each whole or not there, and readable by the service's
/// own user only, for it holds everything.
/// </summary>
public sealed class BackupFolder(string folder)
{
    private const string Beginning = "contentplanner-", Ending = ".zip";

    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private static readonly (BackupKind Kind, string Word)[] Words =
        [(BackupKind.Manual, "manual"), (BackupKind.Nightly, "nightly"), (BackupKind.BeforeUpgrade, "before-upgrade"), (BackupKind.BeforeRestore, "before-restore")];

    public string Path => folder;

    /// <summary>The newest first. What is no backup of ours is passed over.</summary>
    public IReadOnlyList<StoredBackup> List() => !Directory.Exists(folder) ? [] :
    [
        .. from path in Directory.EnumerateFiles(folder, Beginning + "*" + Ending)
           let name = System.IO.Path.GetFileName(path)[Beginning.Length..^Ending.Length]
           let dash = name.IndexOf('-', StringComparison.Ordinal)
           where dash > 0
           let taken = Moment.Parse(name[..dash])
           from known in Words
           where taken.Success && known.Word == name[(dash + 1)..]
           orderby taken.Value descending
           select new StoredBackup(path, known.Kind, taken.Value, new FileInfo(path).Length),
    ];

    /// <summary>One by its name, as <see cref="List"/> shows it; never a path out of the folder.</summary>
    public StoredBackup? Find(string name) => List().FirstOrDefault(b => b.Name == name);

    public string PathFor(BackupKind kind, Instant at) => System.IO.Path.Combine(folder, $"{Beginning}{Moment.Format(at)}-{Word(kind)}{Ending}");

    public static string Word(BackupKind kind) => Words.First(w => w.Kind == kind).Word;

    /// <summary>Takes away all but the newest of a kind; how many went.</summary>
    public int Rotate(BackupKind kind, int keep)
    {
        var old = List().Where(b => b.Kind == kind).Skip(keep).ToList();
        foreach (var backup in old) File.Delete(backup.Path);
        return old.Count;
    }

    /// <summary>Puts a database's copy and what is said of it into one file.</summary>
    /// <param name="manifest">Given the copy's hash.</param>
    /// <param name="overwrite">One of the same second may take the place of another.</param>
    internal static async Task WriteArchiveAsync(string to, string copy, Func<string, BackupManifest> manifest, CancellationToken stop, bool overwrite = false)
    {
        var writing = $"{to}.{Guid.NewGuid():N}.writing";
        try
        {
            string hash;
            await using (var database = File.OpenRead(copy)) hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(database, stop));
            var said = manifest(hash);
            await using (var file = PrivateFile.Create(writing, access: FileAccess.ReadWrite))
            {
                await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
                {
                    await using (var entry = await zip.CreateEntry(BackupManifest.Name).OpenAsync(stop)) await entry.WriteAsync(said.Write(), stop);
                    await using var database = File.OpenRead(copy);
                    // pg_dump has compressed it already.
                    await using var content = await zip.CreateEntry(said.File, said.Database == BackupManifest.Sqlite ? CompressionLevel.Fastest : CompressionLevel.NoCompression).OpenAsync(stop);
                    await database.CopyToAsync(content, stop);
                }
                file.Flush(flushToDisk: true);
            }
            File.Move(writing, to, overwrite);
        }
        finally
        {
            if (File.Exists(writing)) File.Delete(writing);
        }
    }

    /// <summary>What a backup says of itself.</summary>
    /// <exception cref="BackupException">It cannot be read, or is none.</exception>
    internal static BackupManifest ReadManifest(string archive)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            if (zip.GetEntry(BackupManifest.Name) is { } entry)
            {
                using var json = entry.Open();
                if (BackupManifest.Read(json) is { } manifest && zip.GetEntry(manifest.File) is not null) return manifest;
            }
            throw new BackupException($"{archive} is no backup of this program: it has no {BackupManifest.Name} that names a database.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new BackupException($"{archive} cannot be read as a backup: {e.Message}", e);
        }
    }

    /// <summary>Takes the database's copy out.</summary>
    /// <exception cref="BackupException">It is not what was put in.</exception>
    internal static async Task ExtractAsync(string archive, BackupManifest manifest, string to, CancellationToken stop)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            zip.GetEntry(manifest.File)!.ExtractToFile(to, overwrite: true);
        }
        catch (InvalidDataException e)
        {
            throw new BackupException($"{archive} is damaged: {e.Message}", e);
        }
        await using var database = File.OpenRead(to);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(database, stop)) != manifest.Sha256) throw new BackupException($"{archive} is damaged: the database in it is not the one that was backed up.");
    }
}
