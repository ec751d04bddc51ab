using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Recipes;

/// <summary>The channels of an installation.</summary>
public sealed record ChannelList(ValueList<Channel> Channels);

/// <summary>The keys of channels.yaml.</summary>
internal static class ChannelKeys
{
    private static readonly Noun<Campaign> Campaign = new Noun<Campaign>("campaign", "What a link says about where its reader came from.", new("")) { Compact = true }
        .Must("source", Words.Title, "Written into links as utm_source.", c => c.Source, (c, v) => c with { Source = v })
        .May("medium", Words.Text, "Written into links as utm_medium.", c => c.Medium, (c, v) => c with { Medium = v });

    private static readonly Noun<Channel> Channel = new Noun<Channel>("channel", "Where content goes, with its rules.", new() { Key = "", Name = "" })
        .Must("key", Words.Key, "The name by which plans and recipes refer to it.", c => c.Key, (c, v) => c with { Key = v })
        .Must("name", Words.Title, "What people call it.", c => c.Name, (c, v) => c with { Name = v })
        .May("network", Words.Key, "Channels of one network must not carry the same text close together; a network of its own if not said.", c => c.Network, (c, v) => c with { Network = v })
        .May("limit", Words.Whole(1, 1_000_000), "How long a text may be.", c => c.Limit, (c, v) => c with { Limit = v })
        .May("counter", Words.Choice<Counter>(), "How the channel counts length: characters (if not said), graphemes, or x-weighted.", c => c.Counter, (c, v) => c with { Counter = v })
        .May("links", Words.Choice<LinkHabit>(), "Where a link stands: inline (if not said), last, in-bio, first-comment or none.", c => c.Links, (c, v) => c with { Links = v })
        .May("hashtags", Words.Whole(0, 30), "How many hashtags are usual.", c => c.Hashtags, (c, v) => c with { Hashtags = v })
        .May("role", Words.Role, "The role that works here when nothing else names one.", c => c.Role, (c, v) => c with { Role = v })
        .May("refresh", SpanWords.Days(1, 3660), "Days after which what was published here counts as stale; 180d if not said.", c => c.RefreshAfterDays, (c, v) => c with { RefreshAfterDays = v })
        .May("campaign", Campaign, "What a link that stands here says about where its reader came from.", c => c.Campaign, (c, v) => c with { Campaign = v })
        .Check((channel, place) =>
        {
            if (place.Has("key")) place.Proof.Declare(LibraryKinds.Channel, channel.Key, place.Of("key"));
        });

    public static readonly Noun<ChannelList> Channels = new Noun<ChannelList>("channel list", "Where content goes: the channels of this installation.", new([]))
        .Must("channels", Words.ListOf(Channel), "The channels.", l => l.Channels, (l, v) => l with { Channels = v });
}
