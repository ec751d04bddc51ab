using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Feeds;

public sealed record FeedsModel
{
    public required string Root { get; init; }

    /// <summary>Who can reach the feeds, where not everybody can.</summary>
    public required string Reach { get; init; }
    public required IReadOnlyList<FeedCard> Feeds { get; init; }
    public required IReadOnlyList<ReadyFeed> Ready { get; init; }
    public required IReadOnlyList<FeedCard> Ended { get; init; }
    public string? Refusal { get; init; }
}

public sealed record FeedCard(string Href, string Name, string About, string Health, string? Tone);

public sealed record ReadyFeed(string Slug, string Name, string About);

public sealed record FeedFormModel
{
    public required string Root { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<FeedChoices> Filters { get; init; }
    public required bool Mine { get; init; }

    /// <summary>Whose view it is and with whose rights; empty: one's own, always.</summary>
    public required IReadOnlyList<Option> Owners { get; init; }
    public required string Owner { get; init; }
    public required bool Gaps { get; init; }
    public required bool Private { get; init; }
    public required bool People { get; init; }
    public required bool TitlesOnly { get; init; }
    public required string Tasks { get; init; }
    public required string Alarms { get; init; }
    public required string Expires { get; init; }
    public string? NameError { get; init; }
    public string? AlarmsError { get; init; }
    public string? ExpiresError { get; init; }

    /// <summary>Null: not asked for yet.</summary>
    public IReadOnlyList<FeedEntry>? Next { get; init; }
}

/// <summary>Values of a filter; none chosen: everything.</summary>
public sealed record FeedChoices(string Name, string Legend, IReadOnlyList<FeedChoice> Values);

public sealed record FeedChoice(string Value, string Name, bool IsChosen);

public sealed record FeedEntry(string Day, string Time, string Title, string Kind);

public sealed record AddressModel
{
    public required string Root { get; init; }
    public required string Feed { get; init; }
    public required string Name { get; init; }

    /// <summary>Null: the address was shown, and cannot be shown again.</summary>
    public FeedLinks? Links { get; init; }
    public string? QrPath { get; init; }
    public required string Reach { get; init; }
    public required bool ReachesPhones { get; init; }
    public required bool ReachesServices { get; init; }

    /// <summary>Where a feed has no page of its own; null: it has.</summary>
    public string? Back { get; init; }
}

public sealed record FeedModel
{
    public required string Root { get; init; }
    public required string Feed { get; init; }
    public required string Name { get; init; }
    public required string About { get; init; }
    public required bool IsOn { get; init; }
    public string? Ended { get; init; }
    public required bool MayChange { get; init; }
    public required string Shows { get; init; }
    public required string Since { get; init; }
    public string? Expires { get; init; }
    public required string Whose { get; init; }
    public required IReadOnlyList<FeedFetchLine> Fetches { get; init; }
    public required string Health { get; init; }
    public required IReadOnlyList<FeedEntry> Next { get; init; }
    public string? Size { get; init; }
    public required IReadOnlyList<ClientHabit> Habits { get; init; }
    public required string Reach { get; init; }
    public string? NameError { get; init; }
    public string? Said { get; init; }
}

public sealed record FeedFetchLine(string Client, string Last, string Status, string? Tone, string Size, string Count, string NotModified);

/// <summary>What a calendar program does with feeds.</summary>
public sealed record ClientHabit(string Program, string Looks, string Know)
{
    /// <summary>As in docs/feeds.md, which a test keeps alike.</summary>
    public static IReadOnlyList<ClientHabit> All { get; } =
    [
        new("Google Calendar", "8 to 24 hours, by its own judgement", "no setting; ignores reminders and to-dos"),
        new("Apple Calendar", "as set in the app, hourly by default", "asks whether to remove alerts: keep them if you want them"),
        new("Outlook on the web", "every few hours, sometimes a day", ""),
        new("Outlook for Windows", "once a day, or as the feed asks if “update limit” stays ticked", "does not read to-dos"),
        new("Thunderbird", "30 minutes by default", "reads to-dos and reminders"),
        new("Nextcloud", "as the feed asks", "drops reminders and to-dos unless told otherwise"),
        new("ICSx5 (Android)", "as set in the app", ""),
        new("Home Assistant", "once a day", ""),
    ];
}
