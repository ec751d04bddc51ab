using ContentPlanner.Server.Leverage;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentPlanner.Server.Pieces;

/// <summary>Which list of pieces: on their way, thought of, out, or all there are.</summary>
public enum PieceShelf { Ahead, Ideas, Out, All }

/// <summary>What a list of pieces was asked for, all of it in its address.</summary>
/// <param name="InTexts">Look for the words in the texts as well as in the titles.</param>
/// <param name="Page">From 1.</param>
public sealed record PieceQuery(PieceShelf Shelf, string? Format, string? Channel, string? Pillar, string? Owner, string? Serves, string? Words, bool InTexts, int Page)
{
    public static PieceQuery Of(IQueryCollection query) => new(
        Enum.TryParse<PieceShelf>(query["show"], ignoreCase: true, out var shelf) && Enum.IsDefined(shelf) ? shelf : PieceShelf.Ahead,
        Given(query["format"]), Given(query["channel"]), Given(query["pillar"]), Given(query["owner"]), Given(query["serves"]), Given(query["q"]), query["in"] == "texts",
        int.TryParse(query["page"], out var page) && page is > 0 and < 100_000 ? page : 1);

    public bool IsNarrowed => (Format ?? Channel ?? Pillar ?? Owner ?? Serves ?? Words) is not null;

    public PieceQuery Wide => new(Shelf, null, null, null, null, null, null, false, 1);

    public string At(string path)
    {
        var said = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (Shelf != PieceShelf.Ahead) said["show"] = TaskQuery.Word(Shelf);
        foreach (var (name, value) in new[] { ("format", Format), ("channel", Channel), ("pillar", Pillar), ("owner", Owner), ("serves", Serves), ("q", Words) })
            if (value is not null) said[name] = value;
        if (InTexts) said["in"] = "texts";
        if (Page > 1) said["page"] = FormattableString.Invariant($"{Page}");
        return QueryHelpers.AddQueryString(path, said);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
