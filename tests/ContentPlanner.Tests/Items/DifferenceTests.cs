using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using NodaTime;

namespace ContentPlanner.Tests.Items;

public class DifferenceTests
{
    private static readonly Workspace Three = WithPieces("a", "b", "c");

    private static readonly Positions At = Positions.Of(StoredWorkspace.Flatten(Three));

    [Fact]
    public void Nothing_changed_writes_nothing()
    {
        Assert.Empty(Between(Three, Three));
        Assert.Empty(Between(Three, Three with { Name = Three.Name }));
        Assert.Empty(Between(Three, Three with { Pieces = Three.Pieces.Select(p => p with { Title = p.Title }).ToValueList() }));
        Assert.Empty(Between(Three, Three with { Id = null }));
    }

    [Fact]
    public void A_changed_item_is_one_row_with_what_it_was()
    {
        var change = Assert.Single(Between(Three, Edit("b", p => p with { Title = "B" })));
        Assert.Equal((Three.Pieces[1].Id!.Value, "piece", "b"), (change.Id, change.Kind, change.Key));
        Assert.Equal("""{"title":"b","format":"blog-post"}""", change.Before!.Body);
        Assert.Equal("""{"title":"B","format":"blog-post"}""", change.After!.Body);
        Assert.Equal((Three.Id, 2048L, "blog-post"), (change.After.Parent, change.After.Position, change.After.Group));
    }

    [Fact]
    public void A_new_key_sequence_or_moment_is_a_change()
    {
        Assert.Equal("bb", Assert.Single(Between(Three, Edit("b", p => p with { Key = "bb" }))).After!.Key);
        Assert.Equal(4, Assert.Single(Between(Three, Edit("b", p => p with { Sequence = 4 }))).After!.Sequence);
        Assert.Equal(Instant.MaxValue, Assert.Single(Between(Three, Edit("b", p => p with { Changed = Instant.MaxValue }))).After!.Changed);
    }

    [Theory]
    [InlineData("a b c d", "d+4096")]
    [InlineData("d a b c", "d+0")]
    [InlineData("a d b c", "d+1536")]
    [InlineData("a d e f b c", "d+1280 e+1536 f+1792")]
    [InlineData("b c a", "a=4096")]
    [InlineData("c a b", "c=0")]
    [InlineData("a c", "b-")]
    [InlineData("c d b a", "c=-2048 b=0 d+-1024")]
    [InlineData("", "c- b- a-")]
    public void Few_rows_are_written_for_an_order(string order, string written)
    {
        var pieces = order.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => Three.Pieces.FirstOrDefault(p => p.Key == key) ?? Piece(key)).ToValueList();
        var changes = Between(Three, Three with { Pieces = pieces });
        Assert.Equal(written, string.Join(' ', changes.Select(c => c.After is { } after ? $"{c.Key}{(c.Before is null ? '+' : '=')}{after.Position}" : $"{c.Key}-")));
    }

    [Fact]
    public void Siblings_are_numbered_afresh_only_when_there_is_no_room_left()
    {
        var (workspace, positions) = (Three, At);
        var most = new List<int>();
        for (var n = 0; n < 12; n++)
        {
            var after = workspace with { Pieces = [workspace.Pieces[0], Piece($"n{n}"), .. workspace.Pieces.Skip(1)] };
            var changes = Difference.Between(workspace, after, positions, new Ids(n).Next);
            most.Add(changes.Count);
            (workspace, positions) = (Difference.Apply(workspace, changes, positions), positions.With(changes));
            Assert.Equal(after.Pieces.Select(p => p.Key), workspace.Pieces.Select(p => p.Key));
        }
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 13, 1], most);
    }

    [Fact]
    public void What_moves_to_another_owner_is_moved_with_all_that_belongs_to_it()
    {
        var year = OneOfEach.Workspace.Periods[0];
        var before = OneOfEach.Workspace with { Periods = [year, new() { Key = "2028", Id = Identity.FromName("2028"), Name = "Next", From = year.From, To = year.To }] };
        var positions = Positions.Of(StoredWorkspace.Flatten(before));
        var next = before.Periods[1] with { Projects = year.Projects, Focus = [new() { Key = "depth", Name = "Depth", Intentions = year.Focus[0].Intentions }] };
        var after = before with { Periods = [year with { Projects = [], Focus = [] }, next] };
        var changes = Difference.Between(before, after, positions, new Ids(1).Next);
        Assert.Equal(["focus depth added", "project site moved", "intention readers moved", "focus reach removed"],
            changes.Select(c => $"{c.Kind} {c.Key} {(c.Before is null ? "added" : c.After is null ? "removed" : c.Before.Parent != c.After.Parent ? "moved" : "changed")}"));
        Assert.Equal(before, Difference.Apply(Difference.Apply(before, changes, positions), Difference.Reversed(changes), positions.With(changes)));
    }

    [Fact]
    public void What_leaves_an_owner_that_moves_as_well_is_not_lost()
    {
        var year = OneOfEach.Workspace.Periods[0];
        var depth = new FocusArea { Key = "depth", Id = Identity.FromName("depth"), Name = "Depth" };
        var next = new Plan { Key = "2028", Id = Identity.FromName("2028"), Name = "Next", From = year.From, To = year.To };
        var before = OneOfEach.Workspace with { Periods = [year with { Focus = [depth, year.Focus[0]] }, next] };
        var after = before with
        {
            Periods = [year with { Focus = [depth with { Intentions = year.Focus[0].Intentions }] }, next with { Focus = [year.Focus[0] with { Intentions = [] }] }],
        };
        var positions = Positions.Of(StoredWorkspace.Flatten(before));
        var changes = Difference.Between(before, after, positions, new Ids(1).Next);
        Assert.Equal(["readers", "reach"], changes.Select(c => c.Key));
        Assert.Equal(after, Difference.Apply(before, changes, positions));
    }

    [Fact]
    public void A_new_decision_is_named_within_the_workspace_and_others_get_new_ids()
    {
        var change = Assert.Single(Between(Three, Three with { Milestones = [new() { Key = "the-book/copies", Note = "n" }] }));
        Assert.Equal(Identity.OfDecision(Three.Id!.Value, "milestone-decision", "the-book/copies"), change.Id);
        Assert.Equal("the-book", change.After!.Group);
        Assert.Equal(new Ids(0).Next(), Assert.Single(Between(Three, Three with { Pieces = [.. Three.Pieces, Piece("d")] })).Id);
    }

    [Fact]
    public void A_decision_whose_key_was_used_before_a_renaming_is_another_one()
    {
        var first = Difference.Apply(Three, Between(Three, Three with { Milestones = [new() { Key = "old/copies", Note = "1" }] }), At);
        var positions = Positions.Of(StoredWorkspace.Flatten(first));
        var renamed = first with { Milestones = [first.Milestones[0] with { Key = "new/copies" }, new() { Key = "old/copies", Note = "2" }] };
        var second = Difference.Apply(first, Difference.Between(first, renamed, positions, new Ids(5).Next), positions);
        Assert.Equal(["new/copies", "old/copies"], second.Milestones.Select(m => m.Key));
        Assert.Equal(first.Milestones[0].Id, second.Milestones[0].Id);
        Assert.Equal(new Ids(5).Next(), second.Milestones[1].Id);

        // The same in two changes: the renamed one is not touched by the second.
        var alone = first with { Milestones = [first.Milestones[0] with { Key = "new/copies" }] };
        var change = Assert.Single(Difference.Between(alone, alone with { Milestones = [.. alone.Milestones, new() { Key = "old/copies" }] }, positions, new Ids(6).Next));
        Assert.Equal(new Ids(6).Next(), change.Id);
    }

    [Fact]
    public void A_document_without_ids_is_known_by_its_keys()
    {
        var document = Three with { Pieces = [Piece("c"), Piece("a") with { Title = "A" }, Piece("d")] };
        var after = Difference.Apply(Three, Between(Three, document), At);
        Assert.Equal([Three.Pieces[2].Id, Three.Pieces[0].Id, new Ids(0).Next()], after.Pieces.Select(p => p.Id));
    }

    [Fact]
    public void A_copy_with_the_id_of_its_original_is_refused()
    {
        var copied = Assert.Throws<ArgumentException>(() => Between(Three, Three with { Pieces = [.. Three.Pieces, Three.Pieces[0] with { Key = "copy" }] }));
        Assert.Contains("'copy'", copied.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Between(Three, Three with { Pieces = [Three.Pieces[1] with { Key = "copy" }, .. Three.Pieces.Skip(1)] }));
        Assert.Throws<ArgumentException>(() => Between(Three, Three with { Pieces = [.. Three.Pieces, Three.Pieces[0]] }));
    }

    [Fact]
    public void Two_workspaces_have_no_difference() =>
        Assert.Throws<ArgumentException>(() => Between(Three, Three with { Id = Identity.FromName("another") }));

    [Fact]
    public void What_was_not_touched_is_shared()
    {
        var after = Difference.Apply(Three, Between(Three, Edit("b", p => p with { Title = "B" })), At);
        Assert.Same(Three.Pieces[0], after.Pieces[0]);
        Assert.Same(Three.Pieces[2], after.Pieces[2]);
        Assert.Same(Three.Members, after.Members);
        Assert.Same(Three, Difference.Apply(Three, [], At));
    }

    [Fact]
    public void Changes_of_one_item_in_a_row_count_as_one()
    {
        var first = Between(Three, Edit("b", p => p with { Title = "B" }));
        var second = Difference.Apply(Three, first, At);
        var removed = Difference.Between(second, second with { Pieces = [second.Pieces[0], second.Pieces[2]] }, At, new Ids(0).Next);
        Assert.Equal(["a", "c"], Difference.Apply(Three, [.. first, .. removed], At).Pieces.Select(p => p.Key));
    }

    [Fact]
    public void A_change_below_something_that_is_not_there_is_refused()
    {
        var added = Between(Three, Three with { Periods = [new() { Key = "p", Name = "P", From = new(2027, 1, 1), To = new(2027, 1, 2), TakeAways = [new() { Key = "t", What = "T" }] }] });
        Assert.Equal(["period", "take-away"], added.Select(c => c.Kind));
        Assert.Throws<ArgumentException>(() => Difference.Apply(Three, added.Skip(1), At));
    }

    [Fact]
    public void Rows_without_their_owner_or_with_two_workspaces_are_refused()
    {
        var rows = StoredWorkspace.Flatten(OneOfEach.Workspace);
        Assert.Throws<FormatException>(() => StoredWorkspace.Assemble(rows.Where(r => r.Kind != "focus")));
        Assert.Throws<FormatException>(() => StoredWorkspace.Assemble([.. rows, rows[0] with { Id = Identity.FromName("b") }]));
        Assert.Throws<FormatException>(() => StoredWorkspace.Assemble([]));
        Assert.Throws<ArgumentException>(() => StoredWorkspace.Flatten(Sample.SteadyGround));
    }

    private static IReadOnlyList<ItemChange> Between(Workspace before, Workspace after) => Difference.Between(before, after, At, new Ids(0).Next);

    private static Workspace Edit(string key, Func<ContentPiece, ContentPiece> edit) => Three with { Pieces = Three.Pieces.Select(p => p.Key == key ? edit(p) : p).ToValueList() };

    private static Workspace WithPieces(params string[] keys) =>
        Identity.WithIds(new Workspace { Key = "w", Name = "W", Zone = Sample.Dublin, Pieces = keys.Select(Piece).ToValueList() }, fresh: false, () => throw new InvalidOperationException());

    private static ContentPiece Piece(string key) => new() { Key = key, Title = key, Format = "blog-post" };
}
