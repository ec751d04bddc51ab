using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;

namespace ContentPlanner.Server.Feeds;

/// <summary>What a stored feed may show of a workspace: an address only ever narrows it.</summary>
internal static class FeedScope
{
    /// <summary>What the value in a filter's list is that nothing has: a filter that lets nothing through.</summary>
    private const string Nothing = "";

    /// <summary>
    /// The feed as the workspace defines it now, or as it stands in the row. What it followed may be gone, with a launch or a
    /// member: then it is an empty calendar, not an error, for the launch may come back.
    /// </summary>
    public static ReadyMadeFeed Of(FeedRow row, Workspace workspace)
    {
        var followed = row.Definition is { } slug
            ? ReadyMadeFeeds.Of(workspace).FirstOrDefault(feed => feed.Slug == slug) ?? new(slug, new() { Key = slug, Name = row.Name, Filter = new() { Categories = [Nothing] } })
            : new(row.Slug, new() { Key = row.Slug, Name = row.Name, Filter = FilterOf(row) });
        var options = row.Options is { } own ? ItemJson.ReadPart<FeedOptions>(own) : followed.Definition.Options;
        return followed with { Definition = followed.Definition with { Name = row.Name, Options = options, Person = followed.Definition.Person ?? OwnerOf(row, workspace)?.Key } };
    }

    /// <summary>
    /// Whether its owner may still read the workspace (requirement 27): a member who left, or whose account lost access, takes her feeds
    /// along. The owner may be an account that is nobody in the plan. Without an owner it is the administrator's.
    /// </summary>
    /// <param name="rights">Who lost access to the workspace, and which accounts have it.</param>
    public static bool MayRead(FeedRow row, Workspace workspace, MemberRights.Standing rights) =>
        row.OwnerId is not { } owner || rights.Accounts.Contains(owner) || (OwnerOf(row, workspace) is { } member && !rights.HasLeft(member));

    private static Member? OwnerOf(FeedRow row, Workspace workspace) => row.OwnerId is { } owner ? workspace.Members.FirstOrDefault(member => member.Id == owner) : null;

    private static FeedFilter FilterOf(FeedRow row) => row.Filter is { } filter ? ItemJson.ReadPart<FeedFilter>(filter) : new();
}
