using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;

namespace ContentPlanner.Tests.Items;

public sealed class ItemFormsTests
{
    private static readonly Workspace Plan = Identity.WithIds(Shipped.Plan("coaching-author").Value! with { Sources = [new() { Key = "blog", Name = "The blog", Address = "https://example.org/feed", Owner = "coach" }] }, fresh: false, Guid.NewGuid);

    public static TheoryData<string> Kinds => [.. ItemForms.All.Append(ItemForms.Workspace).Select(f => f.Kind.Word)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_read_of_an_item_is_the_item_when_it_is_sent_back(string kind)
    {
        var form = ItemForms.All.Append(ItemForms.Workspace).Single(f => f.Kind.Word == kind);
        var items = Plan.Everything().Where(i => i.GetType() == form.Kind.Type).ToList();
        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            var reading = ItemReading.Of(form, Sent(form, item), Plan, OwnerOf(item), item, Shipped.Library, Sample.Today);
            Assert.Equal([], reading.Problems);
            Assert.Equal(item, reading.Item);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_item_that_is_sent_anew_is_the_one_it_was_without_what_was_below_it(string kind)
    {
        // These are referred to by something that stays.
        if (kind is "workspace" or "member" or "channel" or "pillar" or "cadence" or "period") return;
        var form = ItemForms.All.Single(f => f.Kind.Word == kind);
        var item = Plan.Everything().Last(i => i.GetType() == form.Kind.Type && References.To(i, Plan.With(i.Id!.Value, _ => null)).Count == 0);
        var without = Plan.With(item.Id!.Value, _ => null);
        var json = (JsonObject)JsonNode.Parse(Sent(form, item).ToArray())!;
        json.Remove("id");

        var reading = ItemReading.Of(form, Octets(json.ToJsonString()), without, without.PathTo(OwnerOf(item).Id!.Value)[^1], null, Shipped.Library, Sample.Today);

        Assert.Equal([], reading.Problems);
        Assert.Equal(form.Kind.Bare(item is ContentPiece piece ? piece with { BodyFile = null } : item) with { Id = null }, reading.Item);
    }

    [Theory]
    [InlineData("piece", """{"title": "", "format": "blog-post"}""", "/title|this text is blank: write something")]
    [InlineData("piece", """{"format": "blog-post"}""", "|this piece needs 'title': text")]
    [InlineData("piece", """{"title": "A", "format": "blog-post", "planned": "11 May"}""", "/planned|'11 May' is not a day")]
    [InlineData("piece", """{"title": "A", "format": "blog-post", "owner": "maeva"}""", "/owner|there is no member 'maeva'")]
    [InlineData("piece", """{"title": "A", "format": "blog-post", "statuz": "idea"}""", "/statuz|a piece has no key 'statuz'; did you mean 'status'?")]
    [InlineData("piece", """{"title": "A", "format": "blog-post", "outlets": [{"channel": "blog", "on": "2026-02-30"}]}""", "/outlets/0/on|")]
    [InlineData("piece", """{"title": "A", "format": "blog-post", "body-file": "/etc/passwd"}""", "/body-file|files beside a plan are not read here: send the text as body")]
    [InlineData("piece", """{"title": "A", "format": "blog-post", "id": "0b8f6d1e-9c64-8f0a-b1de-3f2a4c5d6e7f"}""", "/id|the program gives ids; leave it out")]
    [InlineData("piece", """{"title": "A", "title": "B", "format": "blog-post"}""", "/title|'title' stands here a second time: keep one")]
    [InlineData("piece", """{"title": "A", "format": "blog-post", "key": "five-steps"}""", "/key|there is a piece 'five-steps' already: give this one another key")]
    [InlineData("piece", """[1]""", "|here should be an object: {…}")]
    [InlineData("piece", """{"title": """, "|this is not JSON from line 1")]
    [InlineData("piece", """{"title": "a\ud800", "format": "x"}""", "|a text in it is not well-formed Unicode")]
    [InlineData("launch", """{"title": "A", "blueprint": "book-lunch@1"}""", "/blueprint|there is no blueprint 'book-lunch@1'; did you mean 'book-launch@1'?")]
    [InlineData("launch", """{"title": "A", "blueprint": "book-launch@1"}""", "|this launch has no day: give it one")]
    [InlineData("launch", """{"title": "A", "blueprint": "book-launch@1", "anchors": {"publication": {"day": "2027-05-11", "announced": "soon"}}}""", "/anchors/publication/announced|'soon' is not a day")]
    [InlineData("period", """{"name": "A", "from": "2028-01-01", "to": "2027-01-01"}""", "/to|the period ends before it starts on 2028-01-01")]
    [InlineData("period", """{"name": "A", "from": "2028-01-01", "to": "2028-12-31", "focus": []}""", "/focus|these have an address of their own: …/focus")]
    [InlineData("cadence", """{"title": "A", "channel": "blog", "from": "2027-01-05", "repeat": "weekly on tue", "count": 3, "until": "2027-02-01"}""", "/count|a series ends either by count or by day: leave one of the two out")]
    public void A_mistake_is_told_with_a_pointer_to_where_it_stands(string kind, string json, string told)
    {
        var form = ItemForms.All.Single(f => f.Kind.Word == kind);

        var reading = ItemReading.Of(form, Octets(json), Plan, Plan, null, Shipped.Library, Sample.Today);

        Assert.Null(reading.Item);
        var problem = Assert.Single(reading.Problems);
        Assert.StartsWith(told, $"{problem.At}|{problem.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var reading = ItemReading.Of(ItemForms.All.Single(f => f.Kind.Word == "piece"), Octets("""{"format": "Blog Post", "status": "done", "planned": "never"}"""), Plan, Plan, null, Shipped.Library, Sample.Today);

        Assert.Equal(["", "/format", "/planned", "/status"], reading.Problems.Select(p => p.At).Order());
    }

    [Fact]
    public void A_change_that_breaks_what_hangs_on_it_is_told_and_what_was_wrong_elsewhere_is_not()
    {
        var project = Plan.Periods[0].Projects.First(p => p.Milestones.Any(m => m.Offset is not null));
        var form = ItemForms.Of(project);
        var json = (JsonObject)JsonNode.Parse(Sent(form, project).ToArray())!;
        json.Remove("deadline");
        var odd = Plan with { Members = [.. Plan.Members, new() { Key = "odd", Name = "", Id = Guid.NewGuid() }] };

        var reading = ItemReading.Of(form, Octets(json.ToJsonString()), odd, odd.Periods[0], project, Shipped.Library, Sample.Today);

        Assert.Equal(["the project has no deadline to count from: add one, or write 'on'"], reading.Problems.Select(p => p.Message).Distinct());
        Assert.NotNull(ItemReading.Of(form, Sent(form, project), odd, odd.Periods[0], project, Shipped.Library, Sample.Today).Item);
    }

    [Fact]
    public void Who_refers_to_an_item_is_known_from_the_plan_format()
    {
        var maeve = Plan.Members[0];

        var by = References.To(maeve, Plan.With(maeve.Id!.Value, _ => null)).Select(Identity.TypeOf).ToHashSet();

        Assert.Subset(by, new HashSet<string> { "channel", "cadence", "launch", "piece", "intention" });
    }

    [Fact]
    public void A_key_is_made_of_the_title_when_none_is_said()
    {
        var reading = ItemReading.Of(ItemForms.All.Single(f => f.Kind.Word == "piece"), Octets("""{"title": "Five steps", "format": "blog-post"}"""), Plan, Plan, null, Shipped.Library, Sample.Today);

        Assert.Equal("five-steps-2", reading.Item?.Key);
    }

    [Fact]
    public void Each_key_of_the_plan_format_is_in_the_schema_that_programs_read()
    {
        var schemas = ItemSchemas.All();
        foreach (var form in ItemForms.All.Append(ItemForms.Workspace))
            foreach (var item in Plan.Everything().Where(i => i.GetType() == form.Kind.Type))
                foreach (var (key, _) in (JsonObject)JsonNode.Parse(Sent(form, item).ToArray())!)
                    Assert.True(schemas[form.SchemaName]["properties"]!.AsObject().ContainsKey(key), $"{form.SchemaName} has no {key}");
        Assert.DoesNotContain("definitions", string.Concat(schemas.Values.Select(s => s.ToJsonString())), StringComparison.Ordinal);
    }

    private static PlanItem OwnerOf(PlanItem item) => Plan.PathTo(item.Id!.Value) is [.., var owner, _] ? owner : Plan;

    private static ReadOnlySequence<byte> Sent(ItemForm form, PlanItem item)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            form.Write(json, item);
            json.WriteEndObject();
        }
        return new(buffer.ToArray());
    }

    private static ReadOnlySequence<byte> Octets(string json) => new(Encoding.UTF8.GetBytes(json));
}
