using System.Net;
using System.Net.Http.Headers;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Feeds;

/// <summary>A client with a plan, stored, and a running service that serves her feeds.</summary>
public sealed class FeedHouse : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 25, 9, 0);
    private static readonly Actor Coach = new("the coach", null, "web");

    private readonly List<FeedNode> _nodes = [];

    private FeedHouse(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }
    public FakeClock Clock { get; } = new(Now);
    public FeedNode Service => _nodes[0];
    public FeedStore Feeds => Service.Services.GetRequiredService<FeedStore>();
    public Guid Workspace { get; private set; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<FeedHouse> Open(DatabaseKind kind, Action<Settings>? setUp = null, params string[] arguments) =>
        await On(await TestDatabase.Open(kind), setUp, arguments);

    public static async Task<FeedHouse> On(TestDatabase database, Action<Settings>? setUp = null, params string[] arguments)
    {
        var house = new FeedHouse(database);
        await house.AddNode(setUp, arguments);
        house.Workspace = await house.AddClient(Plan);
        return house;
    }

    public async Task<FeedNode> AddNode(Action<Settings>? setUp = null, params string[] arguments)
    {
        var node = await FeedNode.Start(Database, Clock, setUp, arguments);
        _nodes.Add(node);
        return node;
    }

    public Task<Guid> AddClient(string yaml) => AddClient(FeedNode.Plan(yaml, Now.InUtc().Date));

    public async Task<Guid> AddClient(Workspace plan)
    {
        var made = await Service.Workspaces.CreateAsync(plan, Coach, "began", fresh: false, Stop);
        return Assert.IsType<ChangeResult.Done>(made).After.Id;
    }

    /// <summary>A feed of the client, as <c>feed add</c> makes it.</summary>
    public async Task<Subscription> Add(NewFeed? feed = null, FeedNode? node = null)
    {
        var issued = await (node ?? Service).Services.GetRequiredService<FeedStore>().AddAsync(feed ?? new(Workspace, "Everything", "calendar", "calendar"), Stop);
        return new(issued);
    }

    public async Task<Guid> MemberId(string key) => (await Service.Workspaces.ReadAsync(Workspace, Stop))!.Workspace.Members.Single(m => m.Key == key).Id!.Value;

    public async Task Change(Func<Workspace, Workspace> change, FeedNode? node = null)
    {
        Clock.AdvanceSeconds(5);
        var result = await (node ?? Service).Workspaces.ChangeAsync(Workspace, Coach, "changed", w => change(w), Stop);
        Assert.NotNull(Assert.IsType<ChangeResult.Done>(result).ChangeSet);
    }

    public Task MoveTheBook(LocalDate to, FeedNode? node = null) => Change(w => w.Move(FeedNode.Shipped.Library, "the-book", "publication", to), node);

    public Task<Answer> Get(Subscription feed, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, feed.Path, null, headers);

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public async Task<Answer> Send(HttpMethod method, string path, FeedNode? node = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await (node ?? Service).Client.SendAsync(request, Stop);
        return new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync(Stop));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await Database.DisposeAsync();
    }

    public const string Plan = """
        workspace: {key: steady-ground, name: Steady Ground, zone: Europe/Dublin, strategist: coach}
        members:
          - {key: coach, name: Maeve, email: maeve@steadyground.example, roles: [author, editor, facilitator, strategist, assistant, tech, marketer, designer]}
          - {key: assistant, name: Rory, email: rory@steadyground.example}
        pillars:
          - {key: craft, name: Craft}
          - {key: rest, name: Rest}
        cadences:
          - {key: weekly-post, title: Blog post, channel: blog, format: blog-post, owner: coach, from: 2026-12-01, time: "09:00", repeat: weekly on tue, count: 8}
        pieces:
          - {key: first, title: The first page, format: newsletter, channel: newsletter, status: scheduled, publish: 2026-12-08T09:00, owner: coach, pillar: craft}
          - {key: second, title: Ask rory@steadyground.example, format: newsletter, channel: newsletter, status: idea, planned: 2026-12-15, owner: assistant, pillar: rest}
          - {key: secret, title: A quiet surprise, format: newsletter, channel: newsletter, status: scheduled, publish: 2026-12-16T10:00, owner: coach, private: true}
        launches:
          - {key: the-book, title: The Unhurried Author, blueprint: book-launch@1, anchors: {publication: 2027-05-11}, owner: coach}
        """;

    public const string OtherPlan = """
        workspace: {key: other-shore, name: Other Shore, zone: America/New_York, strategist: kim}
        members:
          - {key: kim, name: Kim, email: kim@othershore.example, roles: [author, editor, facilitator, strategist, assistant, tech, marketer, designer]}
        pieces:
          - {key: letter, title: A letter about maeve@steadyground.example, format: newsletter, channel: newsletter, status: scheduled, publish: 2026-12-09T09:00, owner: kim}
        launches:
          - {key: the-book, title: Tides, blueprint: book-launch@1, anchors: {publication: 2027-06-01}, owner: kim}
        """;
}

/// <summary>A feed and its address, as a subscriber has it.</summary>
public sealed record Subscription(IssuedFeed Issued)
{
    public Guid Id => Issued.Feed.Id;
    public string Token => Issued.Token;
    public string Path => $"/feeds/{Token}/{Issued.Feed.Slug}.ics";
}

public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders Content, byte[] Octets)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Octets);

    /// <summary>The text with folded lines put together.</summary>
    public string Unfolded => Text.Replace("\r\n ", "", StringComparison.Ordinal);

    public string Tag => Headers.ETag!.ToString();

    public string LastModified => Content.LastModified!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || Content.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>The days of events whose title holds this, as <c>20270511</c>.</summary>
    public IEnumerable<string> DaysOf(string title) =>
        from lines in EventsOf(title)
        let start = lines.First(l => l.StartsWith("DTSTART", StringComparison.Ordinal))
        select start[(start.LastIndexOf(':') + 1)..][..8];

    /// <summary>The figures of a property of the one event whose title holds this.</summary>
    public long Of(string title, string property) => long.Parse(
        new string([.. EventsOf(title).Single().Single(l => l.StartsWith(property + ":", StringComparison.Ordinal)).Where(char.IsAsciiDigit)]), System.Globalization.CultureInfo.InvariantCulture);

    private IEnumerable<string[]> EventsOf(string title) =>
        from part in Unfolded.Split("BEGIN:VEVENT").Skip(1)
        let lines = part.Split("\r\n")
        where lines.Any(l => l.StartsWith("SUMMARY:", StringComparison.Ordinal) && l.Contains(title, StringComparison.Ordinal))
        select lines;
}
