using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Workspaces;

public sealed class WorkspaceStoreOnSqlite() : WorkspaceStoreTests(DatabaseKind.Sqlite);

public sealed class WorkspaceStoreOnPostgres() : WorkspaceStoreTests(DatabaseKind.Postgres);

public abstract class WorkspaceStoreTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly Actor Coach = new("the coach", null, "web");
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    private readonly FakeClock _clock = new(Now);
    private TestDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_plan_comes_out_as_it_went_in()
    {
        var plan = Identity.WithIds(StarterPlan(), fresh: false, Guid.NewGuid);
        var made = Done(await Node().CreateAsync(plan, Coach, "imported the plan", fresh: false, Stop));

        var read = await Node().ReadAsync(made.After.Id, Stop);

        Assert.Equal(plan, read!.Workspace);
        Assert.Equal(1, read.Revision);
    }

    [Fact]
    public async Task Two_workspaces_of_one_starter_plan_share_no_ids()
    {
        var first = Done(await Node().CreateAsync(StarterPlan(), Coach, "began", fresh: true, Stop)).After.Workspace;
        var second = Done(await Node().CreateAsync(StarterPlan() with { Key = "another" }, Coach, "began", fresh: true, Stop)).After.Workspace;

        Assert.Empty(first.Pieces.Select(p => p.Id).Intersect(second.Pieces.Select(p => p.Id)));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_key_belongs_to_one_workspace()
    {
        await Node().CreateAsync(StarterPlan(), Coach, "began", fresh: true, Stop);

        var refused = Assert.IsType<ChangeResult.Refused>(await Node().CreateAsync(StarterPlan(), Coach, "began", fresh: true, Stop));

        Assert.Contains("give the plan another key", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_begin_with_one_key_at_once_one_is_told()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Node().CreateAsync(StarterPlan(), Coach, "began", fresh: true, Stop)));

        Assert.Single(outcomes.OfType<ChangeResult.Done>());
        Assert.Equal(3, outcomes.OfType<ChangeResult.Refused>().Count());
    }

    [Fact]
    public async Task A_change_is_seen_by_who_asks_next_here_and_on_another_node()
    {
        var (here, there) = (Node(), Node());
        var id = await Begin(here);
        await there.ReadAsync(id, Stop);

        var changed = Done(await here.ChangeAsync(id, Coach, "renamed a piece", w => Retitled(w, "Seven steps"), Stop));

        Assert.Equal(2, changed.After.Revision);
        Assert.Equal("Seven steps", (await here.ReadAsync(id, Stop))!.Workspace.Pieces[0].Title);
        Assert.Equal(changed.After.Workspace, (await there.ReadAsync(id, Stop))!.Workspace);
        Assert.Equal(changed.After.Workspace, (await Node().ReadAsync(id, Stop))!.Workspace);
    }

    [Fact]
    public async Task Two_who_change_at_once_both_get_their_change()
    {
        var nodes = new[] { Node(), Node(), Node(), Node() };
        var id = await Begin(nodes[0]);
        var note = new CalendarNote { Key = "", Title = "", From = new(2027, 1, 4), To = new(2027, 1, 4) };

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => nodes[n % 4].ChangeAsync(
            id, Coach, "added a note", w => w with { Notes = [.. w.Notes, note with { Key = $"note-{n}", Title = $"Note {n}" }] }, Stop)));

        var read = (await Node().ReadAsync(id, Stop))!;
        Assert.Equal(41, read.Revision);
        Assert.Equal(40, read.Workspace.Notes.Count(n => n.Key.StartsWith("note-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stale_edit_is_a_conflict_that_says_who_was_there_and_writes_nothing()
    {
        var node = Node();
        var id = await Begin(node);
        var piece = (await node.ReadAsync(id, Stop))!.Workspace.Pieces[0];
        await node.ChangeAsync(id, new("the assistant", null, "web"), "renamed a piece", w => Retitled(w, "Seven steps"), Stop, new Seen(piece.Id!.Value, 1));

        var late = await node.ChangeAsync(id, Coach, "renamed a piece", w => Retitled(w, "Nine steps"), Stop, new Seen(piece.Id!.Value, 1));

        var conflict = Assert.IsType<ChangeResult.Conflict>(late);
        Assert.Contains("the assistant changed the piece", conflict.Words, StringComparison.Ordinal);
        Assert.Equal("Seven steps", (await node.ReadAsync(id, Stop))!.Workspace.Pieces[0].Title);
    }

    [Fact]
    public async Task A_refusal_of_the_plan_is_told_and_nothing_is_written()
    {
        var node = Node();
        var id = await Begin(node);

        var refused = await node.ChangeAsync(id, Coach, "tried", _ => Verdict.Refused("the date is frozen"), Stop);

        Assert.Equal(new ChangeResult.Refused("the date is frozen"), refused);
        Assert.Equal(1, (await node.ReadAsync(id, Stop))!.Revision);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_leaves_no_trace()
    {
        var node = Node();
        var id = await Begin(node);

        var done = Done(await node.ChangeAsync(id, Coach, "looked", w => w with { Name = w.Name }, Stop));

        Assert.Null(done.ChangeSet);
        Assert.Equal(1, (await node.ReadAsync(id, Stop))!.Revision);
    }

    [Fact]
    public async Task Undo_brings_back_what_was_and_undoing_the_undo_does_it_again()
    {
        var node = Node();
        var id = await Begin(node);
        var before = (await node.ReadAsync(id, Stop))!.Workspace;
        var after = Done(await node.ChangeAsync(id, Coach, "tidied up", w => Retitled(w, "Seven steps") with { Pieces = Retitled(w, "Seven steps").Pieces.Skip(1).ToValueList() }, Stop));

        var undone = Done(await node.UndoAsync(id, after.ChangeSet!.Value, Coach, Stop));
        Assert.Equal(before, undone.After.Workspace);
        Assert.Equal(before, (await Node().ReadAsync(id, Stop))!.Workspace);

        var again = Done(await node.UndoAsync(id, undone.ChangeSet!.Value, Coach, Stop));
        Assert.Equal(after.After.Workspace, again.After.Workspace);
    }

    [Fact]
    public async Task Undo_leaves_alone_what_somebody_changed_since()
    {
        var node = Node();
        var id = await Begin(node);
        var old = (await node.ReadAsync(id, Stop))!.Workspace;
        var first = Done(await node.ChangeAsync(id, Coach, "renamed two", w => w with { Pieces = [w.Pieces[0] with { Title = "One" }, w.Pieces[1] with { Title = "Two" }, .. w.Pieces.Skip(2)] }, Stop));
        await node.ChangeAsync(id, Coach, "renamed the first again", w => Retitled(w, "Uno"), Stop);

        var undone = Done(await node.UndoAsync(id, first.ChangeSet!.Value, Coach, Stop));

        Assert.Equal("Uno", undone.After.Workspace.Pieces[0].Title);
        Assert.Equal(old.Pieces[1], undone.After.Workspace.Pieces[1]);
    }

    [Fact]
    public async Task A_change_is_taken_back_once()
    {
        var node = Node();
        var id = await Begin(node);
        var change = Done(await node.ChangeAsync(id, Coach, "renamed", w => Retitled(w, "Seven steps"), Stop));
        await node.UndoAsync(id, change.ChangeSet!.Value, Coach, Stop);

        Assert.IsType<ChangeResult.Refused>(await node.UndoAsync(id, change.ChangeSet!.Value, Coach, Stop));
    }

    [Fact]
    public async Task Every_change_says_who_did_what_when()
    {
        var node = Node();
        var id = await Begin(node);
        _clock.AdvanceMinutes(5);
        await node.ChangeAsync(id, Coach, "renamed a piece", w => Retitled(w, "Seven steps"), Stop);

        await using var db = _database.Databases.CreateDbContext();
        var trail = await db.ChangeSets.OrderBy(c => c.Revision).ToListAsync(Stop);

        Assert.Equal(["began", "renamed a piece"], trail.Select(c => c.What));
        Assert.Equal((Now + Duration.FromMinutes(5), "the coach", "web"), (trail[1].At, trail[1].Actor, trail[1].Door));
    }

    private WorkspaceStore Node() => new(_database.Databases, [], new(_database.Databases), new MicrosecondClock(_clock));

    private static async Task<Guid> Begin(WorkspaceStore node) => Done(await node.CreateAsync(StarterPlan(), Coach, "began", fresh: true, Stop)).After.Id;

    private static ChangeResult.Done Done(ChangeResult result) => Assert.IsType<ChangeResult.Done>(result);

    private static Workspace Retitled(Workspace workspace, string title) =>
        workspace with { Pieces = [workspace.Pieces[0] with { Title = title }, .. workspace.Pieces.Skip(1)] };

    private static Workspace StarterPlan()
    {
        var problems = new List<Problem>();
        var installation = Installation.Read(Installation.ShippedTemplates, problems)!;
        var plan = Path.Combine(Installation.ShippedTemplates, "plans", "coaching-author.yaml");
        return PlanOnDisk.Read(plan, installation.Library, Now.InUtc().Date, problems)!;
    }
}
