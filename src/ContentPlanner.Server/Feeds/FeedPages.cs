using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary><c>/w/{workspace}/feeds</c>: calendars to subscribe to. A contributor has her own; strategists see everybody's.</summary>
internal static class FeedPages
{
    public static void MapFeedPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/feeds", Access.Contributor);
        pages.MapGet("", async (HttpContext http, FeedPlace place, CancellationToken stop) => View.Of<FeedsPage>(new { Model = await place.ListAsync(http, null, stop) }));
        pages.MapGet("/new", async (HttpContext http, FeedPlace place, CancellationToken stop) => await place.FormAsync(http, null, stop) is var (form, _) ? View.Of<NewFeedPage>(new { Model = form.Model(FeedPlace.Root(http), FeedPlace.MayChoose(http), null) }) : Gone(http));
        pages.MapPost("/preview", async (HttpContext http, FeedPlace place, CancellationToken stop) =>
        {
            if (await place.FormAsync(http, await http.Request.ReadFormAsync(stop), stop) is not var (form, desk)) return Gone(http);
            return View.Of<NewFeedPage>(new { Model = form.Model(FeedPlace.Root(http), FeedPlace.MayChoose(http), place.NextOf(http, desk, form)) });
        });
        pages.MapPost("", Create);
        pages.MapPost("/ready", CreateReady);
        pages.MapGet("/{id:guid}", async (Guid id, HttpContext http, FeedPlace place, CancellationToken stop) => await place.OneAsync(http, id, null, stop) is { } model ? View.Of<FeedPage>(new { Model = model }) : Gone(http));
        pages.MapGet("/{id:guid}/address/{seal}", Shown);
        pages.MapGet("/{id:guid}/qr/{seal}", Qr);
        pages.MapPost("/{id:guid}/name", async (Guid id, HttpContext http, FeedPlace place, FeedStore feeds, CancellationToken stop) =>
        {
            if (await place.MineAsync(http, id, stop) is null) return Gone(http);
            var name = (await http.Request.ReadFormAsync(stop))["name"].ToString().Trim();
            if (name.Length is 0 or > 120) return View.Of<FeedPage>(new { Model = (await place.OneAsync(http, id, name, stop))! with { NameError = "Give it a name of at most 120 characters." } }, StatusCodes.Status422UnprocessableEntity);
            await feeds.RenameAsync(id, name, stop);
            return Administrator.SeeOther($"{FeedPlace.Root(http)}/{id}?now=renamed");
        });
        pages.MapGet("/{id:guid}/rotation", async (Guid id, HttpContext http, FeedPlace place, CancellationToken stop) => await place.MineAsync(http, id, stop) is { } feed ? View.Of<EndFeedPage>(new { Root = FeedPlace.Root(http), Feed = id.ToString(), feed.Feed.Name, Rotates = true }) : Gone(http));
        pages.MapPost("/{id:guid}/rotation", async (Guid id, HttpContext http, FeedPlace place, FeedStore feeds, ShownAddress shown, CancellationToken stop) =>
        {
            if (await place.MineAsync(http, id, stop) is null || await feeds.RotateAsync(id, stop) is not { } issued) return Gone(http);
            return ToAddress(http, shown, issued);
        });
        pages.MapGet("/{id:guid}/revocation", async (Guid id, HttpContext http, FeedPlace place, CancellationToken stop) => await place.MineAsync(http, id, stop) is { } feed ? View.Of<EndFeedPage>(new { Root = FeedPlace.Root(http), Feed = id.ToString(), feed.Feed.Name, Rotates = false }) : Gone(http));
        pages.MapPost("/{id:guid}/revocation", async (Guid id, HttpContext http, FeedPlace place, FeedStore feeds, CancellationToken stop) =>
        {
            if (await place.MineAsync(http, id, stop) is null) return Gone(http);
            await feeds.RevokeAsync(id, stop);
            return Administrator.SeeOther($"{FeedPlace.Root(http)}/{id}");
        });
    }

    private static async Task<IResult> Create(HttpContext http, FeedPlace place, FeedStore feeds, ShownAddress shown, CancellationToken stop)
    {
        if (await place.FormAsync(http, await http.Request.ReadFormAsync(stop), stop) is not var (form, desk)) return Gone(http);
        if (form.Read(FeedPlace.OwnOf(http, desk.Workspace), FeedPlace.MayChoose(http), desk.Schedule.Today) is not { } feed)
            return View.Of<NewFeedPage>(new { Model = form.Model(FeedPlace.Root(http), FeedPlace.MayChoose(http), null) }, StatusCodes.Status422UnprocessableEntity);
        return ToAddress(http, shown, await feeds.AddAsync(feed, stop));
    }

    /// <summary>A ready-made feed, or one of the plan's own: follows the plan's definition from now on.</summary>
    private static async Task<IResult> CreateReady(HttpContext http, FeedPlace place, Desks desks, FeedStore feeds, ShownAddress shown, CancellationToken stop)
    {
        var slug = (await http.Request.ReadFormAsync(stop))["slug"].ToString();
        if (await desks.OfAsync(http.Client().Id, stop) is not { } desk || ReadyMadeFeeds.Of(desk.Workspace).FirstOrDefault(f => f.Slug == slug) is not { } ready)
            return http.Refused("there is no such calendar any more; look at the list again", FeedPlace.Root(http), StatusCodes.Status404NotFound);
        return ToAddress(http, shown, await feeds.AddAsync(new(http.Client().Id, ready.Definition.Name, slug, slug, FeedPlace.OwnOf(http, desk.Workspace)), stop));
    }

    private static async Task<IResult> Shown(Guid id, string seal, HttpContext http, FeedPlace place, ShownAddress shown, Settings settings, CancellationToken stop)
    {
        if (await place.MineAsync(http, id, stop) is not { } feed) return Gone(http);
        return View.Of<AddressPage>(new { Model = Address(FeedPlace.Root(http), feed.Feed, shown.Open(id, http.Person().AccountId, seal), seal, settings, http.Person()) });
    }

    /// <param name="token">Null: it was shown, and cannot be shown again.</param>
    internal static AddressModel Address(string root, FeedRow feed, string? token, string seal, Settings settings, Person reader)
    {
        var reach = FeedReach.Of(settings.Address);
        return new()
        {
            Root = root,
            Feed = feed.Id.ToString(),
            Name = feed.Name,
            Links = token is null ? null : FeedLinks.Of(settings.Address, token, feed.Slug, feed.Name),
            QrPath = token is null ? null : $"{root}/{feed.Id}/qr/{seal}",
            Reach = reach.For(reader.IsAdministrator),
            ReachesPhones = reach.ReachesPhones,
            ReachesServices = reach.Reach is Reach.Everywhere or Reach.Unencrypted,
        };
    }

    private static async Task<IResult> Qr(Guid id, string seal, HttpContext http, FeedPlace place, ShownAddress shown, Settings settings, CancellationToken stop) =>
        await place.MineAsync(http, id, stop) is { } feed && shown.Open(id, http.Person().AccountId, seal) is { } token ? Picture(http, settings, token, feed.Feed.Slug) : Results.NotFound();

    internal static IResult Picture(HttpContext http, Settings settings, string token, string slug)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(FeedLinks.Of(settings.Address, token, slug).QrCode(), "image/svg+xml");
    }

    private static IResult ToAddress(HttpContext http, ShownAddress shown, IssuedFeed issued) =>
        Administrator.SeeOther($"{FeedPlace.Root(http)}/{issued.Feed.Id}/address/{shown.Seal(issued.Feed.Id, http.Person().AccountId, issued.Token)}");

    private static IResult Gone(HttpContext http) => http.Refused("there is no such calendar, or it is somebody else’s", FeedPlace.Root(http), StatusCodes.Status404NotFound);
}

/// <summary>The feeds of a client as the person who asks may see them.</summary>
internal sealed class FeedPlace(FeedStore feeds, KnownFeeds known, FeedHealth health, Desks desks, Settings settings, IClock clock)
{
    public static string Root(HttpContext http) => $"/w/{http.Client().Key}/feeds";

    /// <summary>Whether somebody else's feeds are theirs to see and make.</summary>
    public static bool MayChoose(HttpContext http) => http.Client().May(Access.Strategist);

    /// <summary>Whose rights a feed of theirs is read with: their own in the plan, else their account's; the administrator's last as long as the installation.</summary>
    public static Guid? OwnOf(HttpContext http, Workspace workspace) =>
        workspace.Members.FirstOrDefault(m => m.Key == http.Client().Member)?.Id ?? (http.Person().IsAdministrator ? null : http.Person().AccountId);

    public async Task<FeedStanding?> MineAsync(HttpContext http, Guid id, CancellationToken stop) => (await TheirsAsync(http, stop)).FirstOrDefault(f => f.Feed.Id == id);

    public async Task<(FeedForm Form, Desk Desk)?> FormAsync(HttpContext http, IFormCollection? form, CancellationToken stop) =>
        await desks.OfAsync(http.Client().Id, stop) is { } desk ? (new(http.Client(), desk, form), desk) : null;

    public IReadOnlyList<FeedEntry> NextOf(HttpContext http, Desk desk, FeedForm form)
    {
        var feed = form.Read(OwnOf(http, desk.Workspace), MayChoose(http), desk.Schedule.Today);
        return feed is null ? [] : FeedForm.Next(desk, form.Definition(feed), clock.GetCurrentInstant(), ReaderTime.Of(http.Person(), desk.Workspace).Locale);
    }

    public async Task<FeedsModel> ListAsync(HttpContext http, string? refusal, CancellationToken stop)
    {
        var desk = (await desks.OfAsync(http.Client().Id, stop))!;
        var time = ReaderTime.Of(http.Person(), desk.Workspace);
        var all = await TheirsAsync(http, stop);
        var there = ReadyMadeFeeds.Of(desk.Workspace);
        var on = all.Where(f => IsOn(f.Feed)).ToList();
        return new()
        {
            Root = Root(http),
            Reach = FeedReach.Of(settings.Address).For(http.Person().IsAdministrator),
            Refusal = refusal,
            Feeds = [.. on.Select(f => Card(http, f, desk, time))],
            Ready = [.. there.Where(r => MayChoose(http) || !r.Slug.StartsWith("tasks-", StringComparison.Ordinal) || r.Definition.Person == http.Client().Member)
                .Select(r => new ReadyFeed(r.Slug, (r.Slug.StartsWith("tasks-", StringComparison.Ordinal) ? "To do: " : "") + Short(r.Definition.Name, desk.Workspace.Name), r.Description ?? "As the plan defines it."))],
            Ended = [.. all.Where(f => !IsOn(f.Feed)).OrderByDescending(f => f.Feed.ChangedAt).Take(10).Select(f => Card(http, f, desk, time))],
        };
    }

    public async Task<FeedModel?> OneAsync(HttpContext http, Guid id, string? typed, CancellationToken stop)
    {
        // What was fetched a moment ago is part of how it is.
        await health.WriteDownAsync(stop);
        if (await MineAsync(http, id, stop) is not { } standing || await desks.OfAsync(http.Client().Id, stop) is not { } desk) return null;
        var (feed, workspace) = (standing.Feed, desk.Workspace);
        var time = ReaderTime.Of(http.Person(), workspace);
        var on = IsOn(feed);
        var scope = FeedScope.Of(feed, workspace);
        var report = on ? await known.PreviewAsync(id, stop) : null;
        return new()
        {
            Root = Root(http),
            Feed = id.ToString(),
            Name = typed ?? feed.Name,
            About = scope.Description ?? "",
            IsOn = on,
            Ended = on ? null : feed.RevokedAt is { } revoked ? $"It was switched off on {time.Moment(revoked)}; whoever subscribed is told that it is gone." : $"It ended on {time.Moment(feed.ExpiresAt!.Value)}.",
            MayChange = on,
            Shows = Shows(scope.Definition, workspace, desk.Installation.Library),
            Since = time.Moment(feed.CreatedAt),
            Expires = feed.ExpiresAt is { } end ? time.Moment(end) : null,
            Whose = WhoseOf(feed, workspace, http.Person()),
            Fetches = [.. standing.Week.Select(w => new FeedFetchLine(w.Client, time.Moment(w.LastAt), StatusOf(w.LastStatus), w.LastStatus >= 400 ? "late" : "ok", Size(w.LastBytes), $"{w.Fetches}{(w.Failures > 0 ? $", {w.Failures} failed" : "")}", Share(w.NotModified, w.Fetches)))],
            Health = HealthOf(standing, time).Words,
            Next = on ? FeedForm.Next(desk, scope, clock.GetCurrentInstant(), time.Locale) : [],
            Size = report is null ? null : $"{(report.Entries == 1 ? "1 entry" : $"{report.Entries} entries")}, {Size(report.Octets)}{(report.Cut.IsCut ? ". " + report.Cut.Words : "")}",
            Habits = ClientHabit.All,
            Reach = FeedReach.Of(settings.Address).For(http.Person().IsAdministrator),
            Said = http.Request.Query["now"] == "renamed" ? "Renamed. Calendar programs that let people name calendars keep the name they have." : null,
        };
    }

    private async Task<IReadOnlyList<FeedStanding>> TheirsAsync(HttpContext http, CancellationToken stop)
    {
        var all = await feeds.ListAsync(http.Client().Id, stop);
        if (MayChoose(http) || await desks.OfAsync(http.Client().Id, stop) is not { } desk) return all;
        var (own, account) = (OwnOf(http, desk.Workspace), http.Person().AccountId);
        return [.. all.Where(f => f.Feed.OwnerId is { } owner && (owner == own || owner == account))];
    }

    private bool IsOn(FeedRow feed) => feed.RevokedAt is null && !(feed.ExpiresAt <= clock.GetCurrentInstant());

    private FeedCard Card(HttpContext http, FeedStanding standing, Desk desk, ReaderTime time)
    {
        var workspace = desk.Workspace;
        var (words, tone) = HealthOf(standing, time);
        return new($"{Root(http)}/{standing.Feed.Id}", standing.Feed.Name, $"{Shows(FeedScope.Of(standing.Feed, workspace).Definition, workspace, desk.Installation.Library)} · {WhoseOf(standing.Feed, workspace, http.Person())}", IsOn(standing.Feed) ? words : "switched off", IsOn(standing.Feed) ? tone : null);
    }

    private static (string Words, string? Tone) HealthOf(FeedStanding standing, ReaderTime time) => standing.Feed.LastFetchedAt is not { } last ? ("nobody has fetched it yet", null)
        : standing.Week.Any(w => w.LastStatus >= 400) ? ($"failed for {standing.Week.First(w => w.LastStatus >= 400).Client}", "late")
        : ($"{standing.Feed.LastClient}, {time.Moment(last)}{(standing.Fetches > 0 ? $"; {standing.Fetches} in seven days" : "")}", "ok");

    private static string Shows(FeedDefinition feed, Workspace workspace, Library library)
    {
        var said = new List<string>();
        if (feed.Filter.Categories.Count > 0) said.Add(string.Join(", ", feed.Filter.Categories.Select(FeedForm.NameOfKind)));
        if (feed.Filter.Types.Count > 0) said.Add(string.Join(", ", feed.Filter.Types.Select(t => t switch { "task" => "tasks", "milestone" => "milestones", "anchor" => "launch days", "session" => "sessions", "take-away" => "take-aways", "role" => "roles to fill", _ => t })));
        if (feed.Filter.Launches.Count > 0) said.Add(string.Join(", ", feed.Filter.Launches.Select(l => workspace.Launches.FirstOrDefault(x => x.Key == l)?.Title ?? l)));
        if (feed.Filter.Channels.Count > 0) said.Add(string.Join(", ", feed.Filter.Channels.Select(c => workspace.ChannelName(library, c))));
        if (feed.Filter.Pillars.Count > 0) said.Add(string.Join(", ", feed.Filter.Pillars.Select(p => workspace.Pillars.FirstOrDefault(x => x.Key == p)?.Name ?? p)));
        if (feed.Filter.Statuses.Count > 0) said.Add(string.Join(", ", feed.Filter.Statuses.Select(FeedForm.NameOfState)));
        if (feed.Filter.Mine) said.Add($"only what {workspace.Members.FirstOrDefault(m => m.Key == feed.Person)?.Name ?? "its person"} owns");
        if (feed.Options.ShowGaps) said.Add("empty slots");
        if (feed.Options.ShowPrivate) said.Add("private things");
        if (feed.Options.TitlesOnly) said.Add("titles only");
        if (feed.Options.Tasks == TaskForm.Todo) said.Add("tasks as to-dos");
        return said.Count == 0 ? "everything" : string.Join("; ", said);
    }

    private static string WhoseOf(FeedRow feed, Workspace workspace, Person person) => feed.OwnerId is not { } owner ? "the administrator’s"
        : owner == person.AccountId ? "yours" : workspace.Members.FirstOrDefault(m => m.Id == owner) is { } member ? $"{member.Name}’s" : "somebody’s";

    private static string Short(string name, string client) => name.StartsWith(client + ": ", StringComparison.Ordinal) ? char.ToUpperInvariant(name[client.Length + 2]) + name[(client.Length + 3)..] : name == client ? "Everything" : name;

    private static string StatusOf(int status) => status switch { 200 => "got it", 304 => "had it already", 410 => "told that it is gone", 503 => "told to ask again", _ => status.ToString(CultureInfo.InvariantCulture) };

    private static string Share(int part, int of) => of == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / of:0} %");

    private static string Size(long octets) => octets < 1000 ? $"{octets} B" : octets < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{octets / 1000.0:0} KB") : string.Create(CultureInfo.InvariantCulture, $"{octets / 1_000_000.0:0.0} MB");
}
