using System.Collections;
using System.Text.Json;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Tests.Plans;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Tests.Items;

public class ItemJsonTests
{
    private static readonly Guid Id = Identity.FromName("an", "item");

    /// <summary>A stored format: whoever renames a property or a word here has to convert the rows of every installation.</summary>
    [Fact]
    public void One_item_of_each_kind_is_stored_as_it_always_was()
    {
        var rows = StoredWorkspace.Flatten(OneOfEach.Workspace);
        Assert.Equal(ItemKinds.All.Select(k => k.Word), rows.Select(r => r.Kind));
        Golden.Matches("Items/one-of-each.txt", string.Concat(rows.Select(r => $"{r.Kind} {r.Key} {r.Id} in {r.Parent} at {r.Position} seq {r.Sequence} changed {r.Changed} group {r.Group}\n{r.Body}\n")));
    }

    [Fact]
    public void The_golden_items_say_something_in_every_field() => Assert.Empty(Items(OneOfEach.Workspace).SelectMany(item => Silent(item, JsonDocument.Parse(ItemJson.Write(item)).RootElement, item.GetType().Name)));

    [Fact]
    public void Rows_stored_so_come_back_as_the_workspace_they_were()
    {
        var lines = File.ReadAllLines(Sources.Folder("tests/ContentPlanner.Tests/Items/one-of-each.txt"));
        var bodies = lines.Where((_, n) => n % 2 == 1);
        var rows = StoredWorkspace.Flatten(OneOfEach.Workspace).Zip(bodies, (row, body) => row with { Body = body });
        Assert.Equal(OneOfEach.Workspace, StoredWorkspace.Assemble(rows));
    }

    [Fact]
    public void Every_item_comes_back_from_its_text_equal_and_writes_the_same_text_again() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        var workspace = Identity.WithIds(new Invented(seed).Workspace(), fresh: false, new Ids(seed).Next);
        foreach (var item in Items(workspace))
        {
            var bare = ItemKinds.Of(item).Bare(item);
            var text = ItemJson.Write(item);
            var again = ItemJson.Read(Identity.TypeOf(item), item.Id!.Value, item.Key, item.Sequence, item.Changed, text);
            Assert.Equal(bare, again);
            Assert.Equal(text, ItemJson.Write(again));
        }
    }, iter: Full.Iterations(80));

    [Fact]
    public void Equal_items_have_equal_texts()
    {
        var one = new Member { Key = "una", Name = "Una", WeeklyHours = 2.50m };
        var other = one with { WeeklyHours = 2.5m };
        Assert.Equal(one, other);
        Assert.Equal(ItemJson.Write(one), ItemJson.Write(other));
        Assert.Equal("""{"name":"Una","weekly-hours":2.5}""", ItemJson.Write(one));
        Assert.Equal("""{"name":"Una","weekly-hours":0}""", ItemJson.Write(one with { WeeklyHours = -0.00m }));
    }

    [Fact]
    public void Defaults_and_columns_are_left_out()
    {
        var piece = new ContentPiece { Key = "a", Id = Id, Sequence = 1, Changed = Instant.MinValue, Title = "A", Format = "blog-post", Evergreen = new() };
        Assert.Equal("""{"title":"A","format":"blog-post","evergreen":{}}""", ItemJson.Write(piece));
    }

    [Fact]
    public void Unknown_keys_are_passed_over_and_missing_ones_have_their_defaults()
    {
        var read = ItemJson.Read("feed", Id, "mine", 2, null, """{"from-tomorrow":{"a":[1]},"name":"Mine","options":{"sound":"loud","past-days":7}}""");
        Assert.Equal(new FeedDefinition { Id = Id, Key = "mine", Sequence = 2, Name = "Mine", Options = new() { PastDays = 7 } }, read);
    }

    [Theory]
    [InlineData("piece", """{"title":"A"}""")]
    [InlineData("piece", """{"title":null,"format":"a"}""")]
    [InlineData("piece", """{"title":"A","format":"a","status":"asleep"}""")]
    [InlineData("piece", """{"title":"A","format":"a","status":3}""")]
    [InlineData("piece", """{"title":"A","format":"a","planned-on":"2027-02-30"}""")]
    [InlineData("piece", """{"title":"A","format":"a","outlets":[{"on":"2027-02-03"}]}""")]
    [InlineData("member", """{"name":"A","zone":"Europe/Dubln"}""")]
    [InlineData("member", """{"name":"A","zone":1}""")]
    [InlineData("member", """{"name":"A","weekly-hours":"8"}""")]
    [InlineData("member", "[]")]
    [InlineData("member", "null")]
    [InlineData("member", "")]
    [InlineData("membre", "{}")]
    public void What_cannot_be_read_says_which_item_it_is(string kind, string json)
    {
        var refused = Assert.Throws<FormatException>(() => ItemJson.Read(kind, Id, "the-key", null, null, json));
        Assert.Contains(Id.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Contains(kind, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_becomes_the_sign_for_a_lost_one() =>
        Assert.Equal("""{"name":"half \uFFFD"}""", ItemJson.Write(new Pillar { Key = "a", Name = "half \uD83D" }).Replace("\uFFFD", "\\uFFFD", StringComparison.Ordinal));

    internal static IEnumerable<PlanItem> Items(PlanItem item) => ItemKinds.Of(item).Lists.SelectMany(l => l.In(item)).SelectMany(Items).Prepend(item);

    /// <summary>Properties of it, and of the first of each record in it, that its JSON leaves out.</summary>
    private static IEnumerable<string> Silent(object value, JsonElement json, string path)
    {
        foreach (var property in value.GetType().GetProperties().Where(p => p.CanWrite && p.DeclaringType != typeof(PlanItem) && !HoldsItems(p.PropertyType)))
        {
            var at = $"{path}.{property.Name}";
            if (!json.TryGetProperty(JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name), out var written))
            {
                yield return at;
                continue;
            }
            var held = property.GetValue(value)!;
            if (held is IEnumerable many and not string) (held, written) = (many.Cast<object>().First(), written[0]);
            if (written.ValueKind != JsonValueKind.Object) continue;
            foreach (var silent in Silent(held, written, at)) yield return silent;
        }
    }

    private static bool HoldsItems(Type type) => type.IsGenericType && type.GetGenericArguments()[0].IsAssignableTo(typeof(PlanItem));
}
