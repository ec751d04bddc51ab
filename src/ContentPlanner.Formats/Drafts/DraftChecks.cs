using System.Globalization;
using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Formats.Drafts;

/// <summary>Something to look at before a draft goes out, and whether it is as it should be.</summary>
/// <param name="Words">A sentence without its full stop.</param>
public sealed record DraftCheck(bool IsFine, string Words);

/// <summary>What can be seen of a draft without reading it: its length, the blanks left in it, its link.</summary>
public static partial class DraftChecks
{
    private const int MostBlanks = 4;

    /// <param name="url">Where the piece stands that the draft leads to; null: nowhere yet.</param>
    public static ValueList<DraftCheck> Of(Draft draft, Channel channel, string? url)
    {
        if (draft.Parts.Count == 0) return [];
        var checks = new List<DraftCheck>();
        if (draft.Limit is { } limit) checks.Add(Length(draft, channel, limit));
        var blanks = Blanks().Matches(draft.Text).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToList();
        checks.Add(blanks.Count == 0 ? new(true, "No blank is left to fill in")
            : new(false, $"Fill in {string.Join(", ", blanks.Take(MostBlanks))}{(blanks.Count > MostBlanks ? string.Create(CultureInfo.InvariantCulture, $" and {blanks.Count - MostBlanks} more") : "")}"));
        if (Link(draft, channel, url) is { } link) checks.Add(link);
        return checks.ToValueList();
    }

    private static DraftCheck Length(Draft draft, Channel channel, int limit)
    {
        var longest = draft.Parts.Max(p => p.Length);
        var most = limit.ToString("N0", CultureInfo.InvariantCulture);
        if (longest > limit) return new(false, string.Create(CultureInfo.InvariantCulture, $"Shorten it by {longest - limit:N0}: {channel.Name} takes {most}"));
        return new(true, draft.Parts.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"It fits: {longest:N0} of {most}") : string.Create(CultureInfo.InvariantCulture, $"Each of its {draft.Parts.Count} texts fits into {most}"));
    }

    private static DraftCheck? Link(Draft draft, Channel channel, string? url)
    {
        if (url is null) return null;
        var links = draft.Text.Contains(url, StringComparison.OrdinalIgnoreCase);
        return channel.Links switch
        {
            LinkHabit.InBio => new(true, $"The link belongs in the profile: {url}"),
            LinkHabit.None => null,
            _ => new(links, links ? "It links to the piece" : $"It does not link to the piece: {url}"),
        };
    }

    /// <summary>"[day]", but no link in Markdown and no box to tick.</summary>
    [GeneratedRegex(@"\[[^\]\[\n]{2,60}\](?![(\[:])")]
    private static partial Regex Blanks();
}
