using System.Globalization;
using System.Text;
using ContentPlanner.Core.Pieces;

namespace ContentPlanner.Server.Pieces;

/// <summary>Keys for what people begin on a page: they give a title, the program makes a readable key of it.</summary>
internal static class PieceKeys
{
    private const int Longest = 60;

    /// <summary>Words that are addresses of pages.</summary>
    private static readonly HashSet<string> Taken = new(["new", "preview"], StringComparer.Ordinal);

    /// <summary>A key for a new piece with this title that no other piece has.</summary>
    public static string For(string title, IEnumerable<ContentPiece> pieces)
    {
        var stem = Slug(title) is { Length: > 0 } slug ? slug.Length > Longest ? slug[..Longest].TrimEnd('-') : slug : "piece";
        var used = pieces.Select(p => p.Key).Where(k => k.StartsWith(stem, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        if (!used.Contains(stem) && !Taken.Contains(stem)) return stem;
        for (var n = 2; ; n++)
            if (FormattableString.Invariant($"{stem}-{n}") is var numbered && !used.Contains(numbered)) return numbered;
    }

    /// <summary>Lower-case letters, digits and hyphens: "Über Mut" is <c>uber-mut</c>. Empty when nothing is left.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '’' or '\'') continue;
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        return slug.ToString().Trim('-');
    }
}
