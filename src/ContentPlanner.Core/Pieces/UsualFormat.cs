using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core.Pieces;

/// <summary>What a piece most likely is of which only the channel is known: a row of a table, a new piece for an empty slot.</summary>
public static class UsualFormat
{
    /// <summary>What the channel's cadence asks for, else what most of its pieces are, else what such a channel is there for.</summary>
    /// <returns>A source format's key.</returns>
    public static string Of(Workspace workspace, string? channel) =>
        workspace.Cadences.FirstOrDefault(c => c.Channel == channel && c.Format is not null)?.Format
        ?? (channel is null ? null : workspace.Pieces.Where(p => p.Channel == channel && p.Format.Length > 0).GroupBy(p => p.Format, StringComparer.Ordinal).MaxBy(of => of.Count())?.Key)
        ?? channel switch
        {
            "newsletter" or "podcast" => channel,
            "youtube" => "video",
            "stage" => "talk",
            "book" => "book-chapter",
            _ => "blog-post",
        };
}
