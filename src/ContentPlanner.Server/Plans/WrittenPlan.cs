using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Templates;

namespace ContentPlanner.Server.Plans;

/// <summary>A workspace as a plan document on disk: the plan, and beside it the texts that stand in files of their own.</summary>
/// <param name="Texts">By path from the plan's folder.</param>
public sealed record WrittenPlan(string Plan, IReadOnlyDictionary<string, string> Texts)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The client's own words, by their path in a templates folder; they stand in a folder beside the plan (<see cref="OwnTemplatesOnDisk"/>).</summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>();

    /// <summary>How many files there are beside the plan.</summary>
    public int Beside => Texts.Count + Templates.Count;

    /// <summary>With texts in files of their own where the plan says so.</summary>
    public static WrittenPlan WithFiles(Workspace workspace)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var pieces = workspace.Pieces.Select(piece => Taken(piece, texts) ? piece : Inline(piece)).ToValueList();
        return new(PlanFile.Write(workspace with { Pieces = pieces }, schema: null), texts) { Templates = Libraries.TextsOf(workspace) };
    }

    /// <summary>Everything in one document.</summary>
    public static WrittenPlan InOne(Workspace workspace) =>
        new(PlanFile.Write(workspace with { Pieces = workspace.Pieces.Select(Inline).ToValueList() }, schema: null), new Dictionary<string, string>());

    /// <summary>What stands in the way: files that are there and say something else.</summary>
    public IEnumerable<string> InTheWay(string file)
    {
        foreach (var (path, text) in Files(file))
            if (File.Exists(path) && !File.ReadAllBytes(path).AsSpan().SequenceEqual(Utf8.GetBytes(text))) yield return path;
        foreach (var path in Leftover(file)) yield return path;
    }

    /// <summary>Writes all of it; each file is whole or not there.</summary>
    public void Save(string file)
    {
        foreach (var (path, text) in Files(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var draft = path + ".new";
            File.WriteAllText(draft, text, Utf8);
            File.Move(draft, path, overwrite: true);
        }
        // What was reset since an earlier export would come back with the next import.
        foreach (var path in Leftover(file).ToList()) File.Delete(path);
    }

    /// <summary>Own templates of an earlier export that the client has no more.</summary>
    private IEnumerable<string> Leftover(string file) =>
        OwnTemplatesOnDisk.Read(Path.GetFullPath(file), []).Keys.Where(path => !Templates.ContainsKey(path)).Select(path => Path.Combine(OwnTemplatesOnDisk.FolderOf(Path.GetFullPath(file)), path));

    /// <summary>The plan last: it names the others.</summary>
    private IEnumerable<(string Path, string Text)> Files(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        foreach (var (path, text) in Texts) yield return (Path.Combine(folder, path), text);
        foreach (var (path, text) in Templates) yield return (Path.Combine(OwnTemplatesOnDisk.FolderOf(Path.GetFullPath(file)), path), text);
        yield return (Path.GetFullPath(file), Plan);
    }

    /// <summary>False: another piece has the file already, with another text, or the path is none.</summary>
    private static bool Taken(ContentPiece piece, SortedDictionary<string, string> texts)
    {
        if (piece is not { BodyFile: { } path, Body: { } body }) return piece.BodyFile is null;
        // A reader takes such a beginning for the mark of UTF-8.
        if (!PlanFile.IsBodyFile(path, body.Format) || body.Text.StartsWith('\uFEFF')) return false;
        if (texts.TryGetValue(path, out var there)) return there == body.Text;
        texts[path] = body.Text;
        return true;
    }

    private static ContentPiece Inline(ContentPiece piece) => piece.BodyFile is null ? piece : piece with { BodyFile = null };
}
