using System.Net;
using System.Text.Json.Nodes;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Tests.Resources;

public sealed class ItemApiOnSqlite() : ItemApiTests(DatabaseKind.Sqlite);

public sealed class ItemApiOnPostgres() : ItemApiTests(DatabaseKind.Postgres);

public abstract class ItemApiTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly (string, string) Client = ApiHouse.Client;

    private ApiHouse _house = null!;

    private ApiClient Api => _house.Api;

    public async ValueTask InitializeAsync() => _house = await ApiHouse.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_kind_of_item_is_listed_read_replaced_patched_removed_and_brought_back()
    {
        await Api.Call("addSource", [Client], new { name = "The blog", address = "https://example.org/feed" });
        foreach (var form in ItemForms.All)
        {
            var (noun, item) = (Noun(form), await Example(form));
            var address = Address(item);
            var read = await Api.Call($"get{noun}", address);
            Assert.Equal(item.Key, read["key"]);
            Assert.Equal(HttpStatusCode.NotModified, (await Api.Call($"get{noun}", [.. address, ("If-None-Match", read.Tag!)])).Status);

            var same = await Api.Call($"replace{noun}", [.. address, ("If-Match", read.Tag!)], read.Body);
            Assert.Equal((read.Tag, read.Text), (same.Tag, same.Text));
            await Api.Call($"replace{noun}", address, read.Body, expected: HttpStatusCode.PreconditionRequired);
            var stale = await Api.Call($"update{noun}", [.. address, ("If-Match", "\"r99999\"")], new JsonObject(), expected: HttpStatusCode.PreconditionFailed);
            Assert.Equal(read.Tag, stale.Tag);

            var title = new[] { "title", "name", "what", "how", "responsibility", "note" }.FirstOrDefault(k => read.Body![k] is not null);
            if (title is not null)
            {
                var patched = await Api.Call($"update{noun}", [.. address, ("If-Match", read.Tag!)], new JsonObject { [title] = "Said anew" });
                Assert.Equal("Said anew", patched[title]);
                Assert.NotEqual(read.Tag, patched.Tag);
                await Api.Call($"update{noun}", [.. address, ("If-Match", read.Tag!)], new JsonObject { [title] = "Too late" }, expected: HttpStatusCode.PreconditionFailed);
            }

            var removed = await Api.Call($"remove{noun}", [.. address, ("If-Match", "*")], expected: [HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity]);
            if (removed.Status == HttpStatusCode.UnprocessableEntity)
            {
                Assert.Contains("to it; change that first.", removed.Detail, StringComparison.Ordinal);
                continue;
            }
            await Api.Call($"get{noun}", address, expected: HttpStatusCode.NotFound);
            await Api.Call("undoChange", Client, ("change", removed["change-set"]));
            Assert.Equal(read["id"], (await Api.Call($"get{noun}", address))["id"]);
        }
    }

    [Fact]
    public async Task What_is_made_is_where_the_answer_says_and_the_same_request_makes_it_once()
    {
        var piece = new { title = "A letter in winter", format = "newsletter", planned = "2027-01-19", channel = "newsletter" };
        var made = await Api.Call("addPiece", [Client, ("Idempotency-Key", "one")], piece);
        var again = await Api.Call("addPiece", [Client, ("Idempotency-Key", "one")], piece);

        Assert.Equal((HttpStatusCode.Created, "a-letter-in-winter"), (made.Status, made["key"]));
        Assert.Equal(made.Text, again.Text);
        Assert.Equal("/api/v1/workspaces/steady-ground/pieces/a-letter-in-winter", made.Message.Headers.Location?.ToString());
        Assert.Single((await Now()).Pieces, p => p.Title == "A letter in winter");
        var other = await Api.Call("addPiece", [Client, ("Idempotency-Key", "one")], new { title = "Another", format = "newsletter" }, expected: HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Another request was sent with this Idempotency-Key before: choose another one.", other.Detail);
        Assert.Equal("a-letter-in-winter-2", (await Api.Call("addPiece", [Client], piece))["key"]);

        await Api.Call("removePiece", Client, ("piece", "a-letter-in-winter"), ("If-Match", made.Tag!));
        await Api.Call("addPiece", [Client, ("Idempotency-Key", "one")], piece, expected: HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task All_mistakes_are_told_with_pointers_to_their_fields()
    {
        var wrong = await Api.Call("addPiece", [Client], new { format = "Blog Post", planned = "soon", owner = "nobody", sparkle = true }, checkBody: false, HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ["# This piece needs 'title': text.", "#/format 'Blog Post' is not a key: write lower-case letters, digits and hyphens, as in blog-post.", "#/planned 'soon' is not a day: write year-month-day as in 2027-05-11.", "#/sparkle A piece has no key 'sparkle'."],
            wrong.Errors.Where(e => !e.Contains("nobody", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Single(wrong.Errors, e => e.StartsWith("#/owner There is no member 'nobody'", StringComparison.Ordinal));
        Assert.Equal("5 things are wrong with what was sent.", wrong.Detail);
    }

    [Fact]
    public async Task Two_who_edit_the_same_piece_do_not_write_over_each_other()
    {
        var seen = await Api.Call("getPiece", Client, ("piece", "five-steps"));
        var edits = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => Api.Call("updatePiece", [Client, ("piece", "five-steps"), ("If-Match", seen.Tag!)], new JsonObject { ["title"] = $"Title {n}" }, expected: [HttpStatusCode.OK, HttpStatusCode.PreconditionFailed])));

        Assert.Single(edits, e => e.Status == HttpStatusCode.OK);
        Assert.Equal(edits.Single(e => e.Status == HttpStatusCode.OK)["title"], (await Api.Call("getPiece", Client, ("piece", "five-steps")))["title"]);
        Assert.All(edits.Where(e => e.Status != HttpStatusCode.OK), e => Assert.Contains("look", e.Detail, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Pages_neither_lose_nor_repeat_a_line_when_something_is_removed_or_added_in_between()
    {
        await _house.Workspaces.ChangeAsync(_house.Plan.Id, Actor.CommandLine, "added", w => w with
        {
            Pieces = [.. w.Pieces, .. Enumerable.Range(0, 250).Select(n => new Core.Pieces.ContentPiece { Key = $"extra-{n}", Title = $"Extra {n}", Format = "newsletter" })],
        }, ApiHouse.Stop);
        var all = (await Now()).Pieces.Select(p => p.Key).ToList();
        var seen = new List<string>();
        string? cursor = null;
        for (var page = 0; page == 0 || cursor is not null; page++)
        {
            var some = await Api.Call("listPieces", [Client, ("limit", "60"), .. cursor is null ? Array.Empty<(string, string)>() : [("cursor", cursor)]]);
            seen.AddRange(some.Items.Select(p => p["key"]!.GetValue<string>()));
            cursor = some.Next;
            if (cursor is null) break;
            Assert.Contains("rel=\"next\"", string.Join(' ', some.Message.Headers.GetValues("Link")), StringComparison.Ordinal);
            if (page > 2) continue;
            // The very line the cursor names goes, and another one comes before it.
            await _house.Workspaces.ChangeAsync(_house.Plan.Id, Actor.CommandLine, "changed", w => w with
            {
                Pieces = [new() { Key = $"first-{page}", Title = "First", Format = "newsletter" }, .. w.Pieces.Where(p => p.Key != seen[^1])],
            }, ApiHouse.Stop);
        }
        Assert.Equal(all, seen);
        await Api.Call("listPieces", [Client, ("cursor", "nonsense!")], expected: HttpStatusCode.BadRequest);
        await Api.Call("listPieces", [Client, ("limit", "0")], expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_piece_is_listed_without_its_text_and_read_with_it()
    {
        Assert.Null((await Api.Call("listPieces", Client)).Items.First(p => p["key"]!.GetValue<string>() == "five-steps")["body"]);
        Assert.NotNull((await Api.Call("listPieces", Client, ("text", "true"))).Items.First(p => p["key"]!.GetValue<string>() == "five-steps")["body"]);
        var piece = await Api.Call("getPiece", Client, ("piece", "five-steps"));

        Assert.Contains("Five steps to finish", piece["body"], StringComparison.Ordinal);
        // Where an export puts the text stays with it.
        await Api.Call("updatePiece", [Client, ("piece", "five-steps"), ("If-Match", piece.Tag!)], new JsonObject { ["body"] = "Other words." });
        var now = (await Now()).Pieces.Single(p => p.Key == "five-steps");
        Assert.Equal(("Other words.", true), (now.Body?.Text, now.BodyFile is not null));
    }

    [Fact]
    public async Task Each_access_does_what_it_may_and_no_more()
    {
        var viewer = await _house.Somebody(Access.ClientViewer, "client@example.org");
        var contributor = await _house.Somebody(Access.Contributor, "writer@example.org");
        await _house.Workspaces.ChangeAsync(_house.Plan.Id, Actor.CommandLine, "hid", w => w with { Pieces = w.Pieces.Select(p => p.Key == "five-steps" ? p with { Private = true } : p).ToValueList() }, ApiHouse.Stop);

        await viewer.Call("getPiece", [Client, ("piece", "five-steps")], expected: HttpStatusCode.NotFound);
        Assert.DoesNotContain((await viewer.Call("listPieces", Client, ("limit", "200"))).Items, p => p["status"] is null || p["status"]!.GetValue<string>() == "idea" || p["private"] is not null);
        await viewer.Call("listLaunches", Client);
        await viewer.Call("listMembers", [Client], expected: HttpStatusCode.Forbidden);
        await viewer.Call("addPiece", [Client], new { title = "A", format = "newsletter" }, expected: HttpStatusCode.Forbidden);

        await contributor.Call("getPiece", Client, ("piece", "five-steps"));
        await contributor.Call("addPiece", [Client], new { title = "A", format = "newsletter" });
        await contributor.Call("addNote", [Client], new { title = "A", on = "2027-01-01" }, expected: HttpStatusCode.Forbidden);
        await contributor.Call("addDigest", [Client], new { person = _house.Plan.Workspace.Members[0].Key }, expected: HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_contributor_has_a_digest_of_their_own()
    {
        var member = _house.Plan.Workspace.Members.First(m => m.Email is not null && _house.Plan.Workspace.Digests.All(d => d.Person != m.Key));
        var contributor = await _house.Somebody(Access.Contributor, member.Email!);

        var own = await contributor.Call("addDigest", [Client], new { person = member.Key, weekday = "fri" });
        await contributor.Call("updateDigest", [Client, ("digest", own["key"]), ("If-Match", own.Tag!)], new JsonObject { ["time"] = "09:30" });
        await contributor.Call("updateDigest", [Client, ("digest", own["key"]), ("If-Match", "*")], new JsonObject { ["person"] = _house.Plan.Workspace.Members.First(m => m != member).Key }, expected: HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_workspace_itself_is_read_and_changed()
    {
        var head = await Api.Call("getWorkspace", Client);
        var changed = await Api.Call("updateWorkspace", [Client, ("If-Match", head.Tag!)], new JsonObject { ["website"] = "https://example.org/new" });

        Assert.Equal("https://example.org/new", changed["website"]);
        Assert.Equal(_house.Plan.Workspace.Pieces.Count, (await Now()).Pieces.Count);
        await Api.Call("updateWorkspace", [Client, ("If-Match", changed.Tag!)], new JsonObject { ["zone"] = "Europe/Dubln" }, expected: HttpStatusCode.UnprocessableEntity);
    }

    private async Task<Workspace> Now() => (await _house.Workspaces.ReadAsync(_house.Plan.Id, ApiHouse.Stop))!.Workspace;

    /// <summary>The last of its kind: what others may hang on comes first in a plan.</summary>
    private async Task<PlanItem> Example(ItemForm form)
    {
        var there = (await Now()).Everything().LastOrDefault(i => i.GetType() == form.Kind.Type);
        Assert.True(there is not null, $"the starter plan has no {form.Name}");
        Assert.NotEmpty((await Api.Call($"list{Plural(form)}", Address(there)[..^1])).Items);
        return there;
    }

    /// <summary>What the document calls the parts of its address.</summary>
    private (string, string)[] Address(PlanItem item)
    {
        var keys = _house.Workspaces.ReadAsync(_house.Plan.Id, ApiHouse.Stop).GetAwaiter().GetResult()!.Workspace.PathTo(item.Id!.Value).Skip(1).Select(i => i.Key);
        return [Client, .. Found(ItemForms.Of(item), one: true).Path.Split('/').Where(p => p.StartsWith('{')).Skip(1).Select(p => p.Trim('{', '}')).Zip(keys)];
    }

    private string Noun(ItemForm form) => Found(form, one: true).Id["get".Length..];

    private string Plural(ItemForm form) => Found(form, one: false).Id["list".Length..];

    private (string Path, string Id) Found(ItemForm form, bool one)
    {
        List<string> wanted = [];
        for (ItemForm? at = form; at is not null; at = at.Owner) wanted.Insert(0, at.Collection);
        var (path, item) = Api.Document["paths"]!.AsObject().Single(p => p.Value!["get"] is not null && p.Key.EndsWith('}') == one
            && p.Key.Split('/').Skip(4).Where(s => s.Length > 0 && s[0] != '{').SequenceEqual(wanted));
        return (path, item!["get"]!["operationId"]!.GetValue<string>());
    }
}
