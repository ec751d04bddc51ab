using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>Everything a feed is made from. The same request gives the same octets.</summary>
public sealed record FeedRequest
{
    /// <summary>What calendar programs call it.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The workspace's zone: the one shown when there is nothing else to show.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Entries of the timeline, at least those within <see cref="Days"/>, in its order.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    public FeedFilter Filter { get; init; } = new();
    public FeedOptions Options { get; init; } = new();

    /// <summary>Member key of whose feed it is, for <see cref="FeedFilter.Mine"/>.</summary>
    public string? Person { get; init; }

    public FeedNames Names { get; init; } = FeedNames.None;

    /// <summary>Today in the workspace's zone: what is past, and what was cancelled long enough ago.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>Stands for the time of change of what was never stamped.</summary>
    public required Instant Now { get; init; }

    /// <summary>Null: as the options say, see <see cref="FeedWindow"/>.</summary>
    public DateInterval? Window { get; init; }

    /// <summary>The days it covers, both ends included.</summary>
    public DateInterval Days => Window ?? FeedWindow.Of(Today, Options);
}

/// <summary>
/// The days a feed covers: whole ISO weeks, so that a feed does not change every midnight only because a day left it
/// (ical.md section 5, requirement 21).
/// </summary>
public static class FeedWindow
{
    public static DateInterval Of(LocalDate today, FeedOptions options)
    {
        var from = today.PlusDays(-Math.Clamp(options.PastDays, 0, 365));
        var to = today.PlusDays(Math.Clamp(options.FutureDays, 1, 1095));
        return new(MondayOf(from), MondayOf(to).PlusDays(6));
    }

    internal static LocalDate MondayOf(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);
}

/// <summary>What keys are called, for people who read the feed; a key without a name shows as itself.</summary>
public sealed record FeedNames(
    IReadOnlyDictionary<string, string> People, IReadOnlyDictionary<string, string> Channels, IReadOnlyDictionary<string, string> Launches)
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static FeedNames None { get; } = new(Nothing, Nothing, Nothing);

    /// <param name="channels">The channels known beside the workspace's own names for them.</param>
    public static FeedNames Of(Workspace workspace, IEnumerable<Channel> channels)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in channels) names[channel.Key] = channel.Name;
        foreach (var use in workspace.Channels)
            if (use.Name is not null) names[use.Key] = use.Name;
        return new(NamesOf(workspace.Members, m => m.Name), names, NamesOf(workspace.Launches, l => l.Title));
    }

    private static Dictionary<string, string> NamesOf<T>(IEnumerable<T> items, Func<T, string> name) where T : PlanItem
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items) names[item.Key] = name(item);
        return names;
    }
}
