using System.Security.Cryptography;
using ContentPlanner.Core;

namespace ContentPlanner.Server.Cli;

/// <summary>
/// The folder `build` writes into. It replaces only what it owns: a list beside the files says which ones it wrote and
/// what was in them. What a person edited is kept beside the new version; what it did not write it does not touch.
/// </summary>
public sealed class OutputFolder(string root)
{
    public const string ListName = ".contentplanner";

    /// <summary>Between the fingerprint of a file and its path, as <c>sha256sum</c> writes and checks it.</summary>
    private const string Between = "  ";

    private readonly string _listPath = Path.Combine(root, ListName);

    /// <param name="Written">Files that are new or have new content.</param>
    /// <param name="Removed">Files written by an earlier run that no longer follow from the plan.</param>
    /// <param name="Kept">Edited files that were kept, under the name they have now.</param>
    public sealed record Outcome(int Written, int Unchanged, int Removed, IReadOnlyList<string> Kept);

    /// <summary>Files that are in the way: not written by an earlier run, and with other content than ours.</summary>
    public IReadOnlyList<Problem> InTheWay(IReadOnlyDictionary<string, byte[]> files)
    {
        var owned = ReadList();
        var problems = new List<Problem>();
        foreach (var path in files.Keys.Order(StringComparer.Ordinal))
        {
            var full = FullPath(path);
            if (Directory.Exists(full) || File.Exists(full) && !owned.ContainsKey(path) && Hash(File.ReadAllBytes(full)) != Hash(files[path]))
                problems.Add(new(Path.Combine(root, path), 0, 0, "was not written by build and is in the way; move it away or choose another folder with --out"));
        }
        return problems;
    }

    /// <summary>Makes the folder hold exactly <paramref name="files"/> of what it owns. Call <see cref="InTheWay"/> first.</summary>
    public Outcome Replace(IReadOnlyDictionary<string, byte[]> files)
    {
        var owned = ReadList();
        var fresh = files.Keys.ToDictionary(path => path, path => Hash(files[path]), StringComparer.Ordinal);
        Directory.CreateDirectory(root);

        // Old and new fingerprints first: a run that is cut short leaves nothing it would not recognise as its own.
        WriteList(owned.Keys.SelectMany(path => owned[path].Select(hash => Line(path, hash))).Concat(fresh.Keys.Select(path => Line(path, fresh[path]))));

        var kept = new List<string>();
        var (written, unchanged, removed) = (0, 0, 0);
        foreach (var path in owned.Keys.Order(StringComparer.Ordinal))
        {
            var full = FullPath(path);
            if (!File.Exists(full)) continue;
            var current = Hash(File.ReadAllBytes(full));
            if (fresh.TryGetValue(path, out var wanted) && current == wanted) continue;
            if (!owned[path].Contains(current)) kept.Add(KeepEdited(path, full));
            else if (!fresh.ContainsKey(path))
            {
                File.Delete(full);
                RemoveEmptyFolders(full);
                removed++;
            }
        }

        foreach (var folder in files.Keys.Select(path => Path.GetDirectoryName(FullPath(path))!).Distinct(StringComparer.Ordinal)) Directory.CreateDirectory(folder);
        Parallel.ForEach(files.Keys.ToArray(), path =>
        {
            var full = FullPath(path);
            if (File.Exists(full) && Hash(File.ReadAllBytes(full)) == fresh[path]) Interlocked.Increment(ref unchanged);
            else
            {
                WriteWhole(full, files[path]);
                Interlocked.Increment(ref written);
            }
        });

        WriteList(fresh.Keys.Select(path => Line(path, fresh[path])));
        return new Outcome(written, unchanged, removed, kept);
    }

    private string FullPath(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    private string KeepEdited(string path, string full)
    {
        var (stem, ending) = (Path.ChangeExtension(path, null), Path.GetExtension(path));
        for (var n = 1; ; n++)
        {
            var name = n == 1 ? $"{stem}.edited{ending}" : FormattableString.Invariant($"{stem}.edited-{n}{ending}");
            if (File.Exists(FullPath(name))) continue;
            File.Move(full, FullPath(name));
            return name;
        }
    }

    private void RemoveEmptyFolders(string file)
    {
        var top = Path.GetFullPath(root);
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(file))!; folder != top && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
            Directory.Delete(folder);
    }

    private static void WriteWhole(string full, byte[] bytes)
    {
        var temporary = full + ".writing";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, full, overwrite: true);
    }

    private Dictionary<string, HashSet<string>> ReadList()
    {
        var owned = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        if (!File.Exists(_listPath)) return owned;
        foreach (var line in File.ReadAllLines(_listPath))
        {
            if (line.Split(Between, 2) is not [var hash, var path] || !StaysInside(path)) continue;
            if (!owned.TryGetValue(path, out var hashes)) owned[path] = hashes = new(StringComparer.Ordinal);
            hashes.Add(hash);
        }
        return owned;
    }

    /// <summary>The list lies in a folder anybody may edit: a path in it must not lead out of it.</summary>
    private static bool StaysInside(string path) => path.Length > 0 && !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..");

    private static string Line(string path, string hash) => $"{hash}{Between}{path}\n";

    private void WriteList(IEnumerable<string> lines) =>
        WriteWhole(_listPath, System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Distinct().OrderBy(PathIn, StringComparer.Ordinal).ThenBy(line => line, StringComparer.Ordinal))));

    private static string PathIn(string line) => line[(line.IndexOf(Between, StringComparison.Ordinal) + Between.Length)..];

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
