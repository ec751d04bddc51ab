using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Tests.Cli;
using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Feeds;

/// <summary>Programs that calendars are really read with, at a feed that is really served.</summary>
public sealed class LiveFeedTests : IAsyncLifetime
{
    private FeedHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Scripts
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!Directory.Exists(Path.Combine(folder.FullName, "tests", "feeds"))) folder = folder.Parent!;
            return Path.Combine(folder.FullName, "tests", "feeds");
        }
    }

    public async ValueTask InitializeAsync() => _house = await FeedHouse.Open(DatabaseKind.Sqlite);

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Seven_parsers_and_every_check_of_the_protocol_accept_the_starter_plan_as_it_is_served()
    {
        var starter = await _house.AddClient(Starter());
        var feed = await _house.Add(new(starter, "The whole year", "calendar", "calendar"));

        await using var verify = Script("verify-feed.sh", "--min", "7", "--from", "2026-10-01T00:00:00Z", "--to", "2027-12-31T00:00:00Z", "--min-occ", "250", Url(feed));
        var exit = await verify.Exit(TimeSpan.FromMinutes(10));

        if (exit == 2 && verify.Output.Contains("parsers ran", StringComparison.Ordinal)) throw Missing.Part($"calendar parsers are missing; VERIFY_INSTALL=1 bash tests/feeds/verify-all.sh installs them\n{verify.Output}");
        Assert.True(exit == 0, $"verify-feed.sh ended with {exit}:\n{verify.Output}{verify.Error}");
        Assert.Contains("RESULT ok (7 parsers)", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_subscribed_with_vdirsyncer_and_khal_sees_the_moved_book_after_one_sync()
    {
        if (!OnPath("vdirsyncer") || !OnPath("khal")) throw Missing.Part("vdirsyncer and khal are missing; apt-get install vdirsyncer khal");
        using var home = new TemporaryFolder();
        var feed = await _house.Add();

        var before = await Subscribe(home.Path, feed);
        await _house.MoveTheBook(new(2027, 5, 18));
        var after = await Subscribe(home.Path, feed);

        Assert.Contains("2027-05-11 The Unhurried Author: Publication day", before);
        Assert.DoesNotContain("2027-05-18 The Unhurried Author: Publication day", before);
        Assert.Contains("2027-05-18 The Unhurried Author: Publication day", after);
        Assert.DoesNotContain("2027-05-11 The Unhurried Author: Publication day", after);
        Assert.Contains("2026-12-08 The first page · Newsletter", after);
    }

    private async Task<string[]> Subscribe(string home, Subscription feed)
    {
        await using var sync = Script("subscribe.sh", home, Url(feed));
        var exit = await sync.Exit(TimeSpan.FromMinutes(3));
        Assert.True(exit == 0, $"subscribe.sh ended with {exit}:\n{sync.Output}{sync.Error}");
        return sync.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private string Url(Subscription feed) => new Uri(_house.Service.Address, feed.Path).AbsoluteUri;

    private static ProgramProcess Script(string name, params string[] arguments) => ProgramProcess.StartOther("bash", [Path.Combine(Scripts, name), .. arguments]);

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static Workspace Starter() => PlanOnDisk.Read(ProgramRun.StarterPlan, FeedNode.Shipped.Library, FeedHouse.Now.InUtc().Date, [])! with { Key = "starter" };
}
