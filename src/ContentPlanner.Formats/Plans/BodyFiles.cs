using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>Texts of pieces in files of their own, beside the plan or in a folder there; never anywhere else.</summary>
internal static class BodyFiles
{
    public static readonly Word<string> Path = new("a file beside the plan such as texts/five-steps.md", (string text, out string value) =>
    {
        value = text;
        return Refusal(text);
    }, path => path);

    public static bool IsPath(string text) => Refusal(text) is null;

    private static string? Refusal(string text)
    {
        if (text.StartsWith('/') || text.StartsWith('~') || text.Contains(':', StringComparison.Ordinal) || text.Split('/', '\\').Contains(".."))
            return $"'{text}' leads out of the plan's folder: only files in it are read";
        if (text.Contains('\\', StringComparison.Ordinal)) return $"write '/' between folders: {text.Replace('\\', '/')}";
        if (text.Length > 500 || text.Split('/').Any(part => part is "" or "." || part.Trim() != part || part.Any(char.IsControl))) return $"'{text}' is not a path such as texts/five-steps.md";
        return FormatOf(text) is null ? $"'{text}' is neither Markdown (.md, .markdown) nor HTML (.html, .htm)" : null;
    }

    /// <summary>What a file is by its ending; null for one that is no body.</summary>
    public static BodyFormat? FormatOf(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".md" or ".markdown" => BodyFormat.Markdown,
        ".html" or ".htm" => BodyFormat.Html,
        _ => null,
    };

    /// <summary>The workspace with the texts of those files.</summary>
    /// <param name="read">Text of a file by its path from the plan's folder; null when there is none.</param>
    public static Workspace Load(Workspace workspace, Proof proof, Func<string, string?> read)
    {
        if (workspace.Pieces.All(p => p.BodyFile is null)) return workspace;
        return workspace with { Pieces = workspace.Pieces.Select(p => Load(p, proof, read)).ToValueList() };
    }

    private static ContentPiece Load(ContentPiece piece, Proof proof, Func<string, string?> read)
    {
        if (piece.BodyFile is not { } path) return piece;
        var place = proof.PlaceOf(piece);
        if (read(path) is not { } text)
        {
            place.Wrong("body-file", $"there is no file {path} beside the plan");
            return piece;
        }
        var loaded = piece with { Body = new(FormatOf(path)!.Value, text) };
        proof.Stands(loaded, place);
        return loaded;
    }
}
