using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Tests.Plans;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Launches;

public sealed class MovesOnSqlite() : MovesTests(DatabaseKind.Sqlite);

public sealed class MovesOnPostgres() : MovesTests(DatabaseKind.Postgres);

public abstract class MovesTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly Installation Shipped = Installation.Read(Installation.ShippedTemplates, [])!;
    private static readonly Actor Coach = new("the coach", null, "web");
    private static readonly LocalDate Old = new(2027, 5, 11), Later = new(2027, 6, 15);

    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 23, 9, 0));
    private TestDatabase _database = null!;
    private WorkspaceStore _store = null!;
    private Moves _moves = null!;
    private Guid _workspace;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        var clock = new MicrosecondClock(_clock);
        _store = new(_database.Databases, [], new(_database.Databases), clock);
        _moves = new(_store, _database.Databases, new(Shipped), clock);
        var plan = PlanOnDisk.Read(Path.Combine(Installation.ShippedTemplates, "plans", "coaching-author.yaml"), Shipped.Library, new(2026, 11, 23), [])!;
        _workspace = Assert.IsType<ChangeResult.Done>(await _store.CreateAsync(plan, Coach, "began", fresh: true, Stop)).After.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_kept_move_names_who_does_a_step_outside_and_one_kept_before_that_was_told_still_reads()
    {
        await _store.ChangeAsync(_workspace, Coach, "found a designer", now => now with { Periods = [.. now.Periods.Select(p => p with { Players = [.. p.Players.Where(r => r.Role != "designer"), new() { Key = "studio", Role = "designer", Name = "Studio Blau" }] })] }, Stop);
        var stored = (await _moves.FindAsync(_workspace, (await Show(Later)).Id, Stop))!;

        Assert.Equal("Studio Blau", MoveJson.Read(stored.Rows).Rows.First(r => r.Key == "the-book/cover-final").Outside);
        var old = stored.Rows.Replace(",\"outside\":\"Studio Blau\"", "", StringComparison.Ordinal);
        Assert.NotEqual(stored.Rows, old);
        Assert.Null(MoveJson.Read(old).Rows.First(r => r.Key == "the-book/cover-final").Outside);
    }

    [Fact]
    public async Task Looking_at_a_move_changes_nothing_and_shows_rows_weeks_and_feeds()
    {
        var move = await Show(Later);

        Assert.Equal((Old, Later), (move.Preview.From, move.Preview.To));
        Assert.Contains(move.Preview[MoveGroup.Moves], r => r.Key == "the-book/publication" && r.NewDay == Later);
        Assert.Contains("2027-W24", move.Preview.Weeks);
        Assert.Contains(move.Feeds, f => f.Slug == "launch-the-book" && f.Moved > 0);
        Assert.DoesNotContain(move.Feeds, f => f.Slug == "launch-winter-circle");
        Assert.Equal(1, (await _store.ReadAsync(_workspace, Stop))!.Revision);
    }

    [Fact]
    public async Task A_move_is_applied_as_it_was_shown_and_taken_back()
    {
        var before = (await _store.ReadAsync(_workspace, Stop))!.Workspace;
        var move = await Show(Later);

        var done = Assert.IsType<MoveApplication.Done>(await _moves.ApplyAsync(_workspace, move.Id, move.Hash, Coach, Stop));
        Assert.Equal("moved “The Unhurried Author” to 15 June 2027", done.What);
        Assert.Equal(Bare.Of(move.Preview.After.Workspace), Bare.Of((await _store.ReadAsync(_workspace, Stop))!.Workspace));

        Assert.IsType<ChangeResult.Done>(await _moves.UndoAsync(_workspace, move.Id, Coach, Stop));
        Assert.Equal(before, (await _store.ReadAsync(_workspace, Stop))!.Workspace);
    }

    [Fact]
    public async Task A_move_is_stale_once_the_plan_says_something_else_about_what_was_shown()
    {
        var move = await Show(Later);
        var milestone = move.Preview.Before.Milestones.First(m => m.Key.StartsWith("the-book/", StringComparison.Ordinal) && m.Day > new LocalDate(2027, 1, 1));
        await _store.ChangeAsync(_workspace, Coach, "pinned a step", w => w.Pin(milestone, new(2027, 3, 3)), Stop);

        Assert.IsType<MoveApplication.Stale>(await _moves.ApplyAsync(_workspace, move.Id, move.Hash, Coach, Stop));
        Assert.Equal(2, (await _store.ReadAsync(_workspace, Stop))!.Revision);
    }

    [Fact]
    public async Task A_change_of_something_else_does_not_stand_in_its_way()
    {
        var move = await Show(Later);
        await _store.ChangeAsync(_workspace, Coach, "renamed the client", w => w with { Name = "Steady" }, Stop);

        Assert.IsType<MoveApplication.Done>(await _moves.ApplyAsync(_workspace, move.Id, move.Hash, Coach, Stop));
        Assert.Equal("Steady", (await _store.ReadAsync(_workspace, Stop))!.Workspace.Name);
    }

    [Fact]
    public async Task A_move_is_stale_with_another_hash_after_an_hour_and_the_second_time()
    {
        var move = await Show(Later);
        Assert.IsType<MoveApplication.Stale>(await _moves.ApplyAsync(_workspace, move.Id, move.Hash.Replace(move.Hash[0], move.Hash[0] == '0' ? '1' : '0'), Coach, Stop));

        _clock.Advance(Moves.Lifetime);
        Assert.IsType<MoveApplication.Stale>(await _moves.ApplyAsync(_workspace, move.Id, move.Hash, Coach, Stop));

        var again = await Show(Later);
        Assert.IsType<MoveApplication.Done>(await _moves.ApplyAsync(_workspace, again.Id, again.Hash, Coach, Stop));
        Assert.IsType<MoveApplication.Stale>(await _moves.ApplyAsync(_workspace, again.Id, again.Hash, Coach, Stop));
    }

    [Fact]
    public async Task Two_who_apply_at_once_move_it_once()
    {
        var move = await Show(Later);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _moves.ApplyAsync(_workspace, move.Id, move.Hash, Coach, Stop)));

        Assert.Single(outcomes.OfType<MoveApplication.Done>());
        Assert.Equal(2, (await _store.ReadAsync(_workspace, Stop))!.Revision);
    }

    [Fact]
    public async Task A_rule_is_broken_only_with_a_written_reason_which_is_kept()
    {
        var tooEarly = new LocalDate(2026, 4, 1);
        var bare = await Show(tooEarly, anchor: "pre-order");
        Assert.True(bare.Preview.NeedsOverride);
        Assert.IsType<MoveApplication.Refused>(await _moves.ApplyAsync(_workspace, bare.Id, bare.Hash, Coach, Stop));

        var accepted = await Show(tooEarly, because: "the printer offers a slot", anchor: "pre-order");
        Assert.NotEqual(bare.Hash, accepted.Hash);
        Assert.IsType<MoveApplication.Done>(await _moves.ApplyAsync(_workspace, accepted.Id, accepted.Hash, Coach, Stop));
        var anchor = (await _store.ReadAsync(_workspace, Stop))!.Workspace.Launches.Single(l => l.Key == "the-book").Anchors.Single(a => a.Anchor == "pre-order");
        Assert.Equal("the printer offers a slot", anchor.OverrideReason);
    }

    [Theory]
    [InlineData(LateChoice.Clamp)]
    [InlineData(LateChoice.Compress)]
    [InlineData(LateChoice.Skip)]
    public async Task What_lands_in_the_past_is_decided_about_before_it_is_applied(LateChoice choice)
    {
        var sooner = Old.PlusWeeks(-6);
        var kept = await Show(sooner, because: "agreed with the shops");
        Assert.NotEmpty(kept.Preview[MoveGroup.LandsInThePast]);

        var decided = await Show(sooner, choice, "agreed with the shops");
        Assert.DoesNotContain(decided.Preview[MoveGroup.LandsInThePast], r => r.Kind == MovedKind.Milestone);
        Assert.NotEqual(kept.Hash, decided.Hash);
        Assert.IsType<MoveApplication.Done>(await _moves.ApplyAsync(_workspace, decided.Id, decided.Hash, Coach, Stop));

        Assert.Equal(Bare.Of(decided.Preview.After.Workspace), Bare.Of((await _store.ReadAsync(_workspace, Stop))!.Workspace));
        var late = kept.Preview[MoveGroup.LandsInThePast].Where(r => r.Kind == MovedKind.Milestone).Select(r => r.Key).ToHashSet();
        var rows = decided.Preview.Rows.Where(r => late.Contains(r.Key)).ToList();
        Assert.All(rows, r => Assert.True(choice == LateChoice.Skip ? r.Reason.StartsWith("is skipped", StringComparison.Ordinal) : r.NewDay >= new LocalDate(2026, 11, 23), r.ToString()));
    }

    [Theory]
    [InlineData("the-bok", null, "there is no launch 'the-bok'; there are ")]
    [InlineData("the-book", "publishing", "“The Unhurried Author” has no anchor 'publishing'; it has ")]
    public async Task What_is_not_there_is_told_with_what_is(string launch, string? anchor, string message)
    {
        var refused = Assert.IsType<MoveResult.Refused>(await _moves.PreviewAsync(_workspace, new(launch, anchor, Later, LateChoice.Keep, null), Coach, Stop));

        Assert.StartsWith(message, refused.Why, StringComparison.Ordinal);
    }

    private async Task<ShownMove> Show(LocalDate to, LateChoice late = LateChoice.Keep, string? because = null, string? anchor = null) =>
        Assert.IsType<MoveResult.Shown>(await _moves.PreviewAsync(_workspace, new("the-book", anchor, to, late, because), Coach, Stop)).Move;
}
