using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>A feed everybody gets without asking, or one of the plan's own.</summary>
/// <param name="Slug">Its name in an address, without ending.</param>
/// <param name="Definition">As a plan would define it; <see cref="FeedDefinition.Name"/> is what calendar programs show.</param>
/// <param name="Description">What it is, for who subscribes.</param>
public sealed record ReadyMadeFeed(string Slug, FeedDefinition Definition, string? Description = null)
{
    public const string Everything = "calendar";

    /// <summary>The feed over a workspace's timeline, as its person sees it: the strategist where none is named.</summary>
    /// <param name="entries">The timeline's, at least for the days of <see cref="ReadyMadeFeeds.Days"/>.</param>
    public FeedRequest Over(IReadOnlyList<Entry> entries, Workspace workspace, FeedNames names, LocalDate today, Instant now) => new()
    {
        Name = Definition.Name,
        Description = Description,
        Zone = workspace.Zone,
        Entries = entries,
        Filter = Definition.Filter,
        Options = Definition.Options,
        Person = Definition.Person ?? workspace.Strategist,
        Names = names,
        Today = today,
        Now = now,
    };
}

/// <summary>
/// The feeds of a workspace: everything, editorial, one per launch, milestones, coaching sessions, tasks of each person,
/// the leverage queue (domain.md 4.4), and those the plan defines itself, which win over a ready-made one of their name.
/// </summary>
public static class ReadyMadeFeeds
{
    public static IReadOnlyList<ReadyMadeFeed> Of(Workspace workspace)
    {
        var own = workspace.Feeds.Select(feed => new ReadyMadeFeed(feed.Key, feed)).ToList();
        var taken = own.Select(feed => feed.Slug).ToHashSet(StringComparer.Ordinal);
        return [.. ReadyMade(workspace).Where(feed => !taken.Contains(feed.Slug)), .. own];
    }

    /// <summary>The days a timeline must know for all of the feeds.</summary>
    public static DateInterval Days(IReadOnlyCollection<ReadyMadeFeed> feeds, LocalDate today) =>
        feeds.Select(feed => FeedWindow.Of(today, feed.Definition.Options)).Aggregate((a, b) => new(LocalDate.Min(a.Start, b.Start), LocalDate.Max(a.End, b.End)));

    private static IEnumerable<ReadyMadeFeed> ReadyMade(Workspace workspace)
    {
        var name = workspace.Name;
        yield return Feed(ReadyMadeFeed.Everything, name, "Everything on the calendar.", "teal", new());
        yield return Feed("editorial", $"{name}: editorial", "What is written and when it goes out.", "royalblue", new() { Categories = [Categories.Editorial] });
        foreach (var launch in workspace.Launches)
            yield return Feed($"launch-{launch.Key}", launch.Title, $"Everything that leads to {launch.Title}.", "darkorange", new() { Launches = [launch.Key] });
        yield return Feed("milestones", $"{name}: milestones", "The dated steps of launches and projects.", "crimson", new() { Types = ["milestone", "anchor"] });
        yield return Sessions("sessions", $"{name}: coaching sessions", []);
        foreach (var group in workspace.Launches.Where(launch => launch.Sessions is not null))
            yield return Sessions($"sessions-{group.Key}", $"{group.Title}: sessions", [group.Key]);
        foreach (var member in workspace.Members)
            yield return Feed($"tasks-{member.Key}", $"{name}: {member.Name}", $"What is due for {member.Name}.", "seagreen", new() { Types = ToDo, Mine = true }, member.Key);
        yield return Feed("leverage", $"{name}: leverage queue", "Content to bring to more places.", "mediumvioletred", new() { Types = ["task"], Statuses = ["proposed", "open", "in-progress"] });
    }

    /// <summary>What somebody has to get done, as against what takes place.</summary>
    private static readonly ValueList<string> ToDo = ["task", "milestone", "take-away", "role", "communication"];

    /// <summary>For participants: when it is and what it is called, nothing else (domain.md 4.4).</summary>
    private static ReadyMadeFeed Sessions(string slug, string name, ValueList<string> launches) =>
        Feed(slug, name, "When the sessions are.", "darkcyan", new() { Types = ["session"], Launches = launches }, options: new() { TitlesOnly = true });

    private static ReadyMadeFeed Feed(string slug, string name, string description, string color, FeedFilter filter, string? person = null, FeedOptions? options = null) => new(
        slug,
        new() { Key = slug, Name = name, Person = person, Filter = filter, Options = (options ?? new()) with { Color = color } },
        description);
}
