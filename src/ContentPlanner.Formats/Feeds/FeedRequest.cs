using System.Collections.Frozen;
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
        return WholeWeeks.Of(new(from, to));
    }
}

/// <summary>What keys are called, for people who read the feed; a key without a name shows as itself.</summary>
public sealed record FeedNames(FrozenDictionary<string, string> People, FrozenDictionary<string, string> Channels, FrozenDictionary<string, string> Launches)
{
    private static readonly FrozenDictionary<string, string> Nothing = FrozenDictionary<string, string>.Empty;

    public static FeedNames None { get; } = new(Nothing, Nothing, Nothing);

    /// <param name="channels">The channels known beside the workspace's own names for them.</param>
    public static FeedNames Of(Workspace workspace, IEnumerable<Channel> channels) => new(
        Names(workspace.Members.Select(m => (m.Key, (string?)m.Name))),
        Names(channels.Select(c => (c.Key, (string?)c.Name)).Concat(workspace.Channels.Select(use => (use.Key, use.Name)))),
        Names(workspace.Launches.Select(l => (l.Key, (string?)l.Title))));

    /// <summary>The last name of a key counts.</summary>
    private static FrozenDictionary<string, string> Names(IEnumerable<(string Key, string? Name)> named)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, name) in named)
            if (name is not null) names[key] = name;
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
