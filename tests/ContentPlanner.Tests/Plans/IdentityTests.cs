using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Tests.Items;

namespace ContentPlanner.Tests.Plans;

public class IdentityTests
{
    [Fact]
    public void Every_list_of_items_is_part_of_the_tree_and_has_its_word()
    {
        var lists = typeof(Workspace).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(PlanItem)) && !t.IsAbstract).SelectMany(t => t.GetProperties())
            .Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(ValueList<>) && p.PropertyType.GetGenericArguments()[0].IsAssignableTo(typeof(PlanItem)))
            .Select(p => (p.DeclaringType!, p.PropertyType.GetGenericArguments()[0]));
        Assert.Equal(lists.ToHashSet(), ItemKinds.All.SelectMany(k => k.Lists.Select(l => (k.Type, l.Kind.Type))).ToHashSet());
        Assert.All(ItemJsonTests.Items(OneOfEach.Workspace), item => Assert.Equal(Identity.TypeOf(item), ItemKinds.Of(item).Word));
        Assert.All(ItemKinds.All, kind => Assert.Same(kind, ItemKinds.Named(kind.Word)));
    }

    [Fact]
    public void Items_without_an_id_get_the_one_that_calendars_know_already()
    {
        var named = Year(fresh: false);
        Assert.Equal(Identity.Of(Unnamed), named.Id);
        Assert.Equal(Identity.Of(Unnamed, Unnamed.Pieces[0]), named.Pieces[0].Id);
        var project = Unnamed.Periods[0].Projects[0];
        Assert.Equal(Identity.Derived(Identity.Of(Unnamed, project), "milestone", "draft"), named.Periods[0].Projects[0].Milestones[0].Id);
        Assert.Equal(Identity.Derived(named.Id!.Value, "task-decision", "five-steps/post/x/1"), named.Tasks[0].Id);
    }

    [Fact]
    public void Given_ids_stay_and_an_item_with_all_ids_is_the_same()
    {
        var named = Year(fresh: false);
        Assert.Same(named, Identity.WithIds(named, fresh: false, None));
        var renamed = named with { Key = "other", Pieces = [named.Pieces[0] with { Key = "renamed" }] };
        Assert.Same(renamed, Identity.WithIds(renamed, fresh: false, None));
    }

    [Fact]
    public void A_workspace_from_a_starter_plan_shares_no_id_with_another()
    {
        var (one, other, known) = (Year(fresh: true, 1), Year(fresh: true, 2), Year(fresh: false));
        var ids = new[] { one, other, known }.SelectMany(ItemJsonTests.Items).Select(i => i.Id!.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(Identity.OfDecision(one.Id!.Value, "milestone-decision", "the-book/copies"), one.Milestones[0].Id);
        Assert.Empty(ItemJsonTests.Items(Identity.WithIds(known, fresh: true, new Ids(3).Next)).Select(i => i.Id).Intersect(ItemJsonTests.Items(known).Select(i => i.Id)));
    }

    [Fact]
    public void An_id_is_given_once()
    {
        var piece = new ContentPiece { Key = "a", Title = "A", Format = "blog-post" };
        var workspace = new Workspace { Key = "w", Name = "W", Zone = Sample.Dublin };
        var name = Identity.Of(workspace, piece);
        // Renamed with its id, and the old key used again; copied with its id.
        var named = Identity.WithIds(workspace with { Pieces = [piece, piece with { Key = "b", Id = name }, piece with { Key = "c", Id = name }] }, fresh: false, new Ids(1).Next);
        var ids = new Ids(1);
        Assert.Equal([ids.Next(), name, ids.Next()], named.Pieces.Select(p => p.Id!.Value));
    }

    [Fact]
    public void What_is_another_clients_is_named_anew_and_what_came_from_a_source_still_says_so()
    {
        var source = new ImportSource { Key = "blog", Name = "The blog", Address = "https://example.org/feed" };
        var theirs = Identity.WithIds(new Workspace { Key = "w", Name = "W", Zone = Sample.Dublin, Sources = [source] }, fresh: false, None);
        theirs = Identity.WithIds(theirs with { Pieces = [new() { Key = "a", Title = "A", Format = "blog-post", Origin = new("feed", "1", "", theirs.Sources[0].Id) }] }, fresh: false, None);
        var taken = theirs.Sources[0].Id!.Value;

        foreach (var anew in new[] { Identity.Anew(theirs, [taken], new Ids(1).Next), Identity.WithIds(theirs, fresh: true, new Ids(1).Next) })
        {
            Assert.NotEqual(taken, anew.Sources[0].Id);
            Assert.Equal(anew.Sources[0].Id, anew.Pieces[0].Origin!.Source);
        }
        Assert.Equal(theirs.Pieces[0].Id, Identity.Anew(theirs, [taken], new Ids(1).Next).Pieces[0].Id);
    }

    private static Workspace Unnamed { get; } = Edits.Bare(OneOfEach.Workspace);

    private static Workspace Year(bool fresh, int seed = 0) => Identity.WithIds(Unnamed, fresh, fresh ? new Ids(seed).Next : None);

    private static Guid None() => throw new InvalidOperationException("No new id is needed.");
}
