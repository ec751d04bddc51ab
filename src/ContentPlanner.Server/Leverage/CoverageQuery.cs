using Microsoft.AspNetCore.WebUtilities;

namespace ContentPlanner.Server.Leverage;

public enum CoverageView { Map, Alone, Balance }

/// <summary>Which pieces come first.</summary>
public enum CoverageOrder { Newest, Oldest, Title }

/// <summary>What the coverage page was asked for, all of it in its address.</summary>
/// <param name="Gaps">Only pieces that could still go somewhere.</param>
/// <param name="Page">From 1.</param>
public sealed record CoverageQuery(CoverageView View, string? Format, string? Pillar, string? Words, bool Gaps, CoverageOrder Order, int Page)
{
    public static CoverageQuery Of(IQueryCollection query) => new(
        Parse(query["view"], CoverageView.Map), Given(query["format"]), Given(query["pillar"]), Given(query["q"]), query["only"] == "gaps", Parse(query["order"], CoverageOrder.Newest),
        int.TryParse(query["page"], out var page) && page is > 0 and < 100_000 ? page : 1);

    public bool IsNarrowed => (Format ?? Pillar ?? Words) is not null || Gaps;

    public CoverageQuery Wide => new(View, null, null, null, false, CoverageOrder.Newest, 1);

    public string At(string path)
    {
        var said = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (View != CoverageView.Map) said["view"] = TaskQuery.Word(View);
        foreach (var (name, value) in new[] { ("format", Format), ("pillar", Pillar), ("q", Words) })
            if (value is not null) said[name] = value;
        if (Gaps) said["only"] = "gaps";
        if (Order != CoverageOrder.Newest) said["order"] = TaskQuery.Word(Order);
        if (Page > 1) said["page"] = FormattableString.Invariant($"{Page}");
        return QueryHelpers.AddQueryString(path, said);
    }

    private static T Parse<T>(string? text, T otherwise) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]) ? value : otherwise;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
