using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>A calendar somebody subscribes to, without its address: that is shown once.</summary>
internal sealed record FeedAddressView(Guid Id, string Name, string Slug, Instant CreatedAt, int FetchesThisWeek)
{
    /// <summary>The ready-made feed or the plan's own that it follows.</summary>
    public string? Follows { get; init; }

    /// <summary>Member whose rights it is read with; left out: the administrators'.</summary>
    public string? Owner { get; init; }

    public Instant? ExpiresAt { get; init; }
    public Instant? RevokedAt { get; init; }
    public Instant? LastFetchedAt { get; init; }
    public string? LastClient { get; init; }
}

/// <summary>A calendar with its address in the forms programs take it in. Whoever has one has the calendar.</summary>
internal sealed record IssuedFeedView(FeedAddressView Feed, string Https, string Webcal, string Google, string Outlook, string Microsoft365);

/// <param name="Follows">A ready-made feed, such as calendar or editorial, or one of the plan's own.</param>
/// <param name="Owner">Member whose rights it is read with: it ends when they leave.</param>
internal sealed record FeedAddressBody(string Follows, string? Name = null, string? Owner = null, Instant? ExpiresAt = null);

/// <summary>Addresses of calendars: made, replaced, switched off. What a calendar shows is defined under feeds.</summary>
internal static class FeedAddressEndpoints
{
    public static void MapFeedAddresses(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapClientApi("/feed-addresses", Access.Contributor).WithTags("Feed addresses");
        feeds.MapGet("", ListAsync).Says(new("listFeedAddresses", "Calendars people subscribe to, the newest last") { Answer = ApiShape.Of<FeedAddressView>().Page(), IsTagged = true, Problems = [400], Parameters = ApiParameter.Paging });
        feeds.MapPost("", AddAsync).Says(new("addFeedAddress", "Make an address to subscribe to; it is shown this once") { Body = ApiShape.Of<FeedAddressBody>(), Answer = ApiShape.Of<IssuedFeedView>(), Status = 201, Problems = [422] });
        feeds.MapPost("/{feed:guid}/rotate", RotateAsync).Says(new("rotateFeedAddress", "Give it another address; the old one is switched off at once") { Answer = ApiShape.Of<IssuedFeedView>(), Status = 201 });
        feeds.MapDelete("/{feed:guid}", RevokeAsync).Says(new("revokeFeedAddress", "Switch it off for good; this cannot be undone") { Status = 204 });
    }

    private static async Task<IResult> ListAsync(HttpContext http, FeedStore feeds, WorkspaceStore workspaces)
    {
        if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } now) return Missing;
        return http.Paged(await MineAsync(http, feeds, now), s => s.Feed.Id.ToString("N"), s => View(s.Feed, now, s.Fetches));
    }

    private static async Task<IResult> AddAsync(HttpContext http, FeedStore feeds, WorkspaceStore workspaces, Settings settings)
    {
        var (body, problem) = await http.SentAsync<FeedAddressBody>();
        if (body is null) return problem!;
        if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } now) return Missing;
        var there = ReadyMadeFeeds.Of(now.Workspace);
        if (there.FirstOrDefault(f => f.Slug == body.Follows) is not { } followed) return Answers.Wrong([new("/follows", $"there is no feed '{body.Follows}'; there are {string.Join(", ", there.Select(f => f.Slug))}")]);
        var owner = body.Owner is null ? null : now.Workspace.Members.FirstOrDefault(m => m.Key == body.Owner);
        if (body.Owner is not null && owner is null) return Answers.Wrong([new("/owner", $"there is no member '{body.Owner}'; there are {string.Join(", ", now.Workspace.Members.Select(m => m.Key))}")]);
        if (!http.Client().May(Access.Strategist) && (owner is null || owner.Key != http.Client().Member)) return Api.Forbidden("A contributor has feeds of their own: say yourself as owner.");
        var issued = await feeds.AddAsync(new(now.Id, Api.Given(body.Name) ?? followed.Definition.Name, followed.Slug, followed.Slug, owner?.Id) { ExpiresAt = body.ExpiresAt }, http.RequestAborted);
        return Answers.Json(View(issued, now, settings), StatusCodes.Status201Created).At($"{http.Request.PathBase}{http.Request.Path}/{issued.Feed.Id}");
    }

    private static async Task<IResult> RotateAsync(HttpContext http, Guid feed, FeedStore feeds, WorkspaceStore workspaces, Settings settings)
    {
        if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } now || (await MineAsync(http, feeds, now)).All(f => f.Feed.Id != feed)) return Missing;
        return await feeds.RotateAsync(feed, http.RequestAborted) is { } issued ? Answers.Json(View(issued, now, settings), StatusCodes.Status201Created).At($"{http.Request.PathBase}{http.Request.Path}") : Missing;
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, Guid feed, FeedStore feeds, WorkspaceStore workspaces)
    {
        if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } now || (await MineAsync(http, feeds, now)).All(f => f.Feed.Id != feed)) return Missing;
        return await feeds.RevokeAsync(feed, http.RequestAborted) ? Results.NoContent() : Missing;
    }

    /// <summary>A contributor's own; a strategist's are all of the client.</summary>
    private static async Task<IReadOnlyList<FeedStanding>> MineAsync(HttpContext http, FeedStore feeds, WorkspaceSnapshot now)
    {
        var all = await feeds.ListAsync(now.Id, http.RequestAborted);
        if (http.Client().May(Access.Strategist)) return all;
        var own = now.Workspace.Members.FirstOrDefault(m => m.Key == http.Client().Member)?.Id;
        return [.. all.Where(f => own is not null && f.Feed.OwnerId == own)];
    }

    private static FeedAddressView View(FeedRow feed, WorkspaceSnapshot now, int fetches) => new(feed.Id, feed.Name, feed.Slug, feed.CreatedAt, fetches)
    {
        Follows = feed.Definition,
        Owner = now.Workspace.Members.FirstOrDefault(m => m.Id == feed.OwnerId)?.Key,
        ExpiresAt = feed.ExpiresAt,
        RevokedAt = feed.RevokedAt,
        LastFetchedAt = feed.LastFetchedAt,
        LastClient = feed.LastClient,
    };

    private static IssuedFeedView View(IssuedFeed issued, WorkspaceSnapshot now, Settings settings)
    {
        var links = FeedLinks.Of(settings.Address, issued.Token, issued.Feed.Slug, issued.Feed.Name);
        return new(View(issued.Feed, now, 0), links.Https, links.Webcal, links.Google, links.Outlook, links.Microsoft365);
    }

    private static IResult Missing => Api.Missing("There is no such feed.");
}
