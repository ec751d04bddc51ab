using System.Text;
using ContentPlanner.Core;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// The text files below a folder, by their path with forward slashes. Reading stays inside the folder: a link that leads
/// out of it is not followed.
/// </summary>
public sealed class TextFolder(string root)
{
    /// <summary>No template, recipe or body is longer: 5 MB.</summary>
    public const int MaxBytes = 5_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Root { get; } = root;

    /// <summary>Every file whose name ends in one of <paramref name="endings"/>.</summary>
    public IReadOnlyDictionary<string, string> ReadAll(IList<Problem> problems, params string[] endings)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(Root)) return files;
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(Root, "*", all))
        {
            if (!endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase))) continue;
            if (ReadText(path, Path.Combine(Root, Path.GetRelativePath(Root, path)), problems) is { } text)
                files[Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/')] = text;
        }
        return files;
    }

    /// <summary>The text of a file inside the folder, or null: not there, or outside.</summary>
    public string? Read(string relative, IList<Problem> problems)
    {
        var top = Path.GetFullPath(Root) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(Root, relative));
        if (!full.StartsWith(top, StringComparison.Ordinal) || !File.Exists(full) || LeadsOutside(full, top)) return null;
        return ReadText(full, Path.Combine(Root, relative), problems);
    }

    /// <summary>UTF-8 text of at most <see cref="MaxBytes"/>; otherwise null and a problem that says why.</summary>
    public static string? ReadText(string path, string shownAs, IList<Problem> problems)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size > MaxBytes)
            {
                problems.Add(new(shownAs, 0, 0, FormattableString.Invariant($"is {size / 1_000_000.0:0.0} MB; at most {MaxBytes / 1_000_000} MB are read")));
                return null;
            }
            var bytes = File.ReadAllBytes(path);
            return Strict.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(shownAs, 0, 0, "is not UTF-8 text; save it as UTF-8"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(shownAs, 0, 0, File.Exists(path) ? $"cannot be read: {e.Message}" : "does not exist"));
        }
        return null;
    }

    private static bool LeadsOutside(string full, string top)
    {
        for (FileSystemInfo? item = new FileInfo(full); item is not null && (item.FullName + Path.DirectorySeparatorChar).Length > top.Length; item = item is FileInfo f ? f.Directory : ((DirectoryInfo)item).Parent)
            if (item.ResolveLinkTarget(returnFinalTarget: true) is { } target && !target.FullName.StartsWith(top, StringComparison.Ordinal)) return true;
        return false;
    }
}
