using System.Collections.Frozen;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// One calendar of several clients: each line says whose it is, and what two of them call alike stays apart. Texts lose the
/// mail addresses of every client's members, not only of their own.
/// </summary>
internal static class FeedMerge
{
    /// <summary>How an address names a client's launch: <c>the-book</c>, and <c>steady-ground/the-book</c> where there are several clients.</summary>
    public static string Key(IReadOnlyCollection<Workspace> workspaces, Workspace of, string key) => workspaces.Count == 1 ? key : $"{of.Key}/{key}";

    /// <param name="parts">A client's part each, as a feed of its own; at least one.</param>
    public static FeedRequest Of(IReadOnlyList<(Workspace Workspace, FeedRequest Feed)> parts)
    {
        var workspaces = parts.Select(part => part.Workspace).ToList();
        var reachable = workspaces.SelectMany(w => w.Members).Where(m => !string.IsNullOrEmpty(m.Email)).ToArray();
        var entries = parts
            .SelectMany(part => Mine(part.Feed).Select(entry => (Entry: Told(entry, part.Workspace, workspaces, reachable), Begins: entry.When.BeginsAt(part.Feed.Zone))))
            .OrderBy(line => line.Begins)
            .ThenBy(line => line.Entry.Uid, StringComparer.Ordinal)
            .Select(line => line.Entry)
            .ToList();
        var first = parts[0].Feed;
        return first with
        {
            Entries = entries,
            // Each part was filtered by its own person above.
            Filter = first.Filter with { Mine = false },
            Names = new(
                Names(parts, (w, n) => w.Members.Select(m => (m.Key, n.People.GetValueOrDefault(m.Key)))),
                first.Names.Channels,
                Names(parts, (w, n) => w.Launches.Select(l => (l.Key, n.Launches.GetValueOrDefault(l.Key))))),
            Today = parts.Max(part => part.Feed.Today),
            Now = parts.Max(part => part.Feed.Now),
        };

        FrozenDictionary<string, string> Names(
            IReadOnlyList<(Workspace Workspace, FeedRequest Feed)> of, Func<Workspace, FeedNames, IEnumerable<(string Key, string? Name)>> named)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (workspace, feed) in of)
                foreach (var (key, name) in named(workspace, feed.Names))
                    if (name is not null) names[Key(workspaces, workspace, key)] = name;
            return names.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }

    private static IEnumerable<Entry> Mine(FeedRequest feed) =>
        feed.Filter.Mine ? feed.Entries.Where(entry => feed.Person is not null && entry.Owner == feed.Person) : feed.Entries;

    private static Entry Told(Entry entry, Workspace of, IReadOnlyCollection<Workspace> workspaces, Member[] reachable) => entry with
    {
        Title = Discreet($"{of.Name}: {entry.Title}", reachable)!,
        Description = Discreet(entry.Description, reachable),
        Reason = Discreet(entry.Reason, reachable),
        Location = Discreet(entry.Location, reachable),
        Outside = Discreet(entry.Outside, reachable),
        Launch = entry.Launch is { } launch ? Key(workspaces, of, launch) : null,
        Owner = entry.Owner is { } owner ? Key(workspaces, of, owner) : null,
        Variations = entry.Variations.Count == 0
            ? entry.Variations
            : entry.Variations.Select(v => v with { Title = v.Title is { } title ? Discreet($"{of.Name}: {title}", reachable) : null, Location = Discreet(v.Location, reachable) }).ToValueList(),
    };

    private static string? Discreet(string? text, Member[] reachable)
    {
        if (text is null || !text.Contains('@', StringComparison.Ordinal)) return text;
        foreach (var member in reachable) text = text.Replace(member.Email!, member.Name, StringComparison.OrdinalIgnoreCase);
        return text;
    }
}
