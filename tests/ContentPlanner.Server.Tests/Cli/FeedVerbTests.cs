using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Cli;

/// <summary>The verbs beside a running service, on its own database file.</summary>
public sealed class FeedVerbTests : IAsyncLifetime
{
    private FeedHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await FeedHouse.Open(DatabaseKind.Sqlite);

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_feed_that_is_added_can_be_fetched_at_once_at_the_address_shown_once()
    {
        var added = Run("add", "editorial");

        Assert.Equal((0, ""), (added.Exit, added.Error));
        Assert.Contains("“Steady Ground: editorial”: this address is shown once", added.Output, StringComparison.Ordinal);
        Assert.Contains("webcal://localhost:5080/feeds/cpf_", added.Output, StringComparison.Ordinal);
        Assert.Contains("localhost is this machine", added.Output, StringComparison.Ordinal);
        Assert.NotEmpty((await _house.Get(PathIn(added))).DaysOf("The first page"));
        Assert.DoesNotContain("cpf_", Run("list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_can_have_a_filter_and_an_owner_and_an_end()
    {
        var added = Run("add", "--pillar", "rest", "craft", "--mine", "--owner", "assistant", "--name", "Rory rests", "--expires", "30d");
        var answer = await _house.Get(PathIn(added));
        Assert.NotEmpty(answer.DaysOf("Ask Rory"));
        Assert.Empty(answer.DaysOf("The first page"));
        Assert.Contains("until 2026-12-23", Run("list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_is_switched_off_is_off_in_the_next_fetch()
    {
        var path = PathIn(Run("add"));
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(path)).Status);

        Assert.Equal(0, Run("revoke", "Steady Ground").Exit);

        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(path)).Status);
        Assert.Contains("switched off 2026-11-23", Run("list").Output, StringComparison.Ordinal);
        Assert.Equal(1, Run("revoke", "Steady Ground").Exit);
    }

    [Fact]
    public async Task A_feed_that_is_rotated_is_at_its_new_address_in_the_next_fetch()
    {
        var old = PathIn(Run("add"));
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(old)).Status);

        var path = PathIn(Run("rotate", "Steady Ground"));

        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(old)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(path)).Status);
    }

    [Fact]
    public async Task Who_fetched_it_stands_in_the_list()
    {
        var path = PathIn(Run("add"));
        Assert.Contains("never fetched yet", Run("list").Output, StringComparison.Ordinal);
        var tag = (await _house.Get(path, ("User-Agent", "vdirsyncer/0.19"))).Tag;
        await _house.Get(path, ("User-Agent", "vdirsyncer/0.19"), ("If-None-Match", tag));
        await _house.Service.Stop();

        var list = Run("list", "--workspace", "steady-ground").Output;
        Assert.Contains("last fetched 2026-11-25 09:00Z by vdirsyncer; 2 times in seven days, 50 % of them with nothing new", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_answered_with_what_there_is()
    {
        Assert.Contains("There is no feed 'poems'; there are calendar, editorial", Run("add", "poems").Error, StringComparison.Ordinal);
        Assert.Contains("There is no client 'x'; there are steady-ground", Run("add", "--workspace", "x").Error, StringComparison.Ordinal);
        Assert.Contains("There is no member 'x'; there are coach, assistant", Run("add", "--owner", "x").Error, StringComparison.Ordinal);
        Assert.Contains("neither a day", Run("add", "--expires", "soon").Error, StringComparison.Ordinal);
        Assert.Contains("has a filter of its own", Run("add", "editorial", "--pillar", "craft").Error, StringComparison.Ordinal);
        await _house.AddClient(FeedHouse.OtherPlan);
        Assert.Contains("Which client?", Run("add").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("add", "--all-clients").Exit);
        using var empty = new TemporaryFolder();
        Assert.Contains("There is no database", ProgramRun.Of("feed", "list", "--data", empty.Path).Error, StringComparison.Ordinal);
    }

    private ProgramRun Run(params string[] arguments) => ProgramRun.Of(["feed", .. arguments, "--data", _house.Database.Folder!]);

    private static string PathIn(ProgramRun run)
    {
        Assert.Equal("", run.Error);
        return Regex.Match(run.Output, @"^  http://localhost:5080(/feeds/\S+)", RegexOptions.Multiline).Groups[1].Value;
    }
}
