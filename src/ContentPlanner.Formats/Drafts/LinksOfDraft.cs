using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Formats.Drafts;

/// <summary>Where a channel wants its link, and what the link says about where its reader came from.</summary>
/// <param name="campaign">The source's key, for utm_campaign.</param>
internal sealed class LinksOfDraft(Channel channel, string campaign)
{
    public string InText(string? url) => channel.Links is LinkHabit.Inline or LinkHabit.Last ? Tagged(url) : "";

    public string InComment(string? url) => channel.Links == LinkHabit.FirstComment ? Tagged(url) : "";

    /// <summary>The text can only point to the profile, where the link stands.</summary>
    public bool InBio(string? url) => channel.Links == LinkHabit.InBio && !string.IsNullOrEmpty(url);

    /// <summary>The address with the channel's campaign; as it is where the channel has none.</summary>
    public string Tagged(string? url) =>
        string.IsNullOrEmpty(url) ? "" : CampaignLink.Of(url, channel.Campaign, campaign);
}
