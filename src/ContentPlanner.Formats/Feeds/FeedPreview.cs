using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Formats.Feeds;

/// <summary>What a feed would show next, for people who look before they subscribe.</summary>
public static class FeedPreview
{
    /// <summary>The times from the request's today on, in order; a recurring entry as often as it takes place.</summary>
    public static IReadOnlyList<Occurrence> Of(FeedRequest request, int most)
    {
        using var selection = new FeedSelection(request, request.Days);
        var shown = new List<Occurrence>();
        foreach (var item in selection.Items) shown.AddRange(item.Entry.OccurrencesWithin(new(request.Today, request.Days.End)));
        return [.. shown.OrderBy(o => o.When.WallTime).ThenBy(o => o.Title, StringComparer.Ordinal).Take(most)];
    }
}
