using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary><c>/profile/feeds</c>: one calendar of all the clients a person may see, read with her rights (design rule 5).</summary>
internal static class ProfileFeeds
{
    private const string Root = "/profile/feeds";

    /// <summary>Ready-made feeds that every client has.</summary>
    private static readonly (string Slug, string Name, string About)[] Kinds =
    [
        ("calendar", "Everything", "Everything on the calendars of all clients."),
        ("editorial", "Editorial", "What is written and when it goes out."),
        ("milestones", "Milestones", "The dated steps of launches and projects."),
        ("sessions", "Coaching sessions", "When the sessions are, titles only."),
        ("leverage", "Leverage queue", "Content to bring to more places."),
    ];

    public static void MapProfileFeeds(this IEndpointRouteBuilder app)
    {
        var pages = app.MapSignedIn(Root);
        pages.MapGet("", async (HttpContext http, FeedStore feeds, FeedHealth health, Settings settings, IClock clock, CancellationToken stop) =>
        {
            await health.WriteDownAsync(stop);
            var time = ReaderTime.Of(http.Person(), null);
            var on = (await TheirsAsync(http, feeds, stop)).Where(f => f.Feed.RevokedAt is null && !(f.Feed.ExpiresAt <= clock.GetCurrentInstant()));
            return View.Of<ProfileFeedsPage>(new
            {
                Reach = FeedReach.Of(settings.Address).For(http.Person().IsAdministrator),
                Feeds = on.Select(f => new FeedCard(f.Feed.Id.ToString(), f.Feed.Name, Kinds.FirstOrDefault(k => k.Slug == f.Feed.Definition).About ?? "", f.Feed.LastFetchedAt is { } last ? $"{f.Feed.LastClient}, {time.Moment(last)}" : "nobody has fetched it yet", f.Feed.LastFetchedAt is null ? null : "ok")).ToArray(),
                Ready = Kinds.Select(k => new ReadyFeed(k.Slug, k.Name, k.About)).ToArray(),
            });
        });
        pages.MapPost("", async (HttpContext http, FeedStore feeds, ShownAddress shown, CancellationToken stop) =>
        {
            var slug = (await http.Request.ReadFormAsync(stop))["slug"].ToString();
            if (Kinds.FirstOrDefault(k => k.Slug == slug) is not { Slug: not null } kind) return http.Refused("choose one of the calendars", Root);
            var owner = http.Person().IsAdministrator ? (Guid?)null : http.Person().AccountId;
            return ToAddress(http, shown, await feeds.AddAsync(new(null, kind.Slug == "calendar" ? "All clients" : $"All clients: {kind.Name.ToLowerInvariant()}", slug, slug, owner), stop));
        });
        pages.MapGet("/{id:guid}/address/{seal}", async (Guid id, string seal, HttpContext http, FeedStore feeds, ShownAddress shown, Settings settings, CancellationToken stop) =>
            await MineAsync(http, feeds, id, stop) is { } feed ? View.Of<AddressPage>(new { Model = FeedPages.Address(Root, feed.Feed, shown.Open(id, http.Person().AccountId, seal), seal, settings, http.Person()) with { Back = Root } }) : Gone(http));
        pages.MapGet("/{id:guid}/qr/{seal}", async (Guid id, string seal, HttpContext http, FeedStore feeds, ShownAddress shown, Settings settings, CancellationToken stop) =>
            await MineAsync(http, feeds, id, stop) is { } feed && shown.Open(id, http.Person().AccountId, seal) is { } token ? FeedPages.Picture(http, settings, token, feed.Feed.Slug) : Results.NotFound());
        pages.MapPost("/{id:guid}/rotation", async (Guid id, HttpContext http, FeedStore feeds, ShownAddress shown, CancellationToken stop) =>
            await MineAsync(http, feeds, id, stop) is not null && await feeds.RotateAsync(id, stop) is { } issued ? ToAddress(http, shown, issued) : Gone(http));
        pages.MapPost("/{id:guid}/revocation", async (Guid id, HttpContext http, FeedStore feeds, CancellationToken stop) =>
        {
            if (await MineAsync(http, feeds, id, stop) is null) return Gone(http);
            await feeds.RevokeAsync(id, stop);
            return Administrator.SeeOther(Root);
        });
        foreach (var verb in new[] { "rotation", "revocation" })
            pages.MapGet($"/{{id:guid}}/{verb}", async (Guid id, HttpContext http, FeedStore feeds, CancellationToken stop) =>
                await MineAsync(http, feeds, id, stop) is { } feed ? View.Of<EndFeedPage>(new { Root, Feed = id.ToString(), feed.Feed.Name, Rotates = verb == "rotation", Back = Root }) : Gone(http));
    }

    private static async Task<IReadOnlyList<FeedStanding>> TheirsAsync(HttpContext http, FeedStore feeds, CancellationToken stop) =>
        [.. (await feeds.ListAsync(null, stop)).Where(f => f.Feed.WorkspaceId is null && (f.Feed.OwnerId == http.Person().AccountId || (f.Feed.OwnerId is null && http.Person().IsAdministrator)))];

    private static async Task<FeedStanding?> MineAsync(HttpContext http, FeedStore feeds, Guid id, CancellationToken stop) => (await TheirsAsync(http, feeds, stop)).FirstOrDefault(f => f.Feed.Id == id);

    private static IResult ToAddress(HttpContext http, ShownAddress shown, IssuedFeed issued) => Administrator.SeeOther($"{Root}/{issued.Feed.Id}/address/{shown.Seal(issued.Feed.Id, http.Person().AccountId, issued.Token)}");

    private static IResult Gone(HttpContext http) => http.Refused("there is no such calendar, or it is somebody else’s", Root, StatusCodes.Status404NotFound);
}
