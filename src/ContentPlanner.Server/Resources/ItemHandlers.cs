using System.Buffers;
using System.Globalization;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>What becomes of a request for items of one kind.</summary>
internal sealed class ItemHandlers(ItemForm form)
{
    private bool IsWorkspace => form == ItemForms.Workspace;

    public async Task<IResult> ListAsync(HttpContext http, Items items)
    {
        var (page, problem) = Paging.Of(http);
        if (page is null) return problem!;
        var client = http.Client();
        string? next = null;
        IReadOnlyList<PlanItem> some = [];
        var withText = http.Request.Query["text"] == "true";
        if (await items.ReadAsync(client.Id, Some, http.RequestAborted) is not var (snapshot, revisions) || form.Find(snapshot.Workspace, http.Request.RouteValues) is null) return Missing();
        http.LinksTo(next);
        return http.Tagged(ApiJson.Object(json =>
        {
            json.WriteStartArray("items");
            foreach (var item in some)
            {
                json.WriteStartObject();
                form.Write(json, withText ? item : ItemText.WithoutText(item), revisions[item.Id!.Value]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (next is not null) json.WriteString("next", next);
        }), null);

        IEnumerable<PlanItem> Some(WorkspaceSnapshot snapshot)
        {
            if (form.Find(snapshot.Workspace, http.Request.RouteValues) is not var (owner, _)) return [];
            var all = form.In(owner).Where(client.Sees).ToList();
            var from = page.After is not { } after ? 0 : all.FindIndex(i => after.EndsWith(Id(i), StringComparison.Ordinal)) is >= 0 and var at ? at + 1 : Beyond(all, i => string.CompareOrdinal(Place(i), after) > 0);
            some = [.. all.Skip(from).Take(page.Limit)];
            next = from + page.Limit < all.Count ? Paging.Write(Place(some[^1])) : null;
            return some;

            // Of an item that is gone its place is known.
            string Place(PlanItem item) => string.Create(CultureInfo.InvariantCulture, $"{(ulong)(snapshot.Positions[item.Id!.Value] ^ long.MinValue):x16}{Id(item)}");
        }

        static string Id(PlanItem item) => item.Id!.Value.ToString("N");

        static int Beyond(List<PlanItem> all, Predicate<PlanItem> which) => all.FindIndex(which) is >= 0 and var at ? at : all.Count;
    }

    public async Task<IResult> ReadAsync(HttpContext http, Items items)
    {
        if (await OneAsync(http, items) is not { } found) return Missing();
        var tag = ItemText.TagOf(found.Revision);
        return http.Tagged(form.Octets(found.Item, found.Revision), tag);
    }

    public async Task<IResult> AddAsync(HttpContext http, Items items, WorkspaceStore workspaces, Libraries libraries, IClock clock)
    {
        var (client, actor, sent) = (http.Client(), http.Actor(), await http.SentAsync());
        var wanted = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } word ? Identity.FromName(client.Id.ToString("N"), "asked", http.Person().AccountId.ToString("N"), form.Kind.Word, word) : (Guid?)null;
        if (wanted is { } asked && await items.FirstAsync(client.Id, asked, http.RequestAborted) is (true, var first)) return await AgainAsync(http, items, asked, first, sent, libraries, clock);

        IReadOnlyList<PointedProblem> problems = [];
        PlanItem? made = null;
        var notMine = false;
        var address = http.Request.RouteValues;
        var result = await workspaces.ChangeAsync(client.Id, actor, await WhatAsync(), workspace =>
        {
            if (form.Find(workspace, address) is not var (owner, _)) return Verdict.Refused("what it would belong to is not there any more");
            var reading = ItemReading.Of(form, new(sent), workspace, owner, null, libraries.Of(workspace).Library, workspace.Today(clock));
            problems = reading.Problems;
            if (reading.Item is not { } item) return Verdict.Refused("it has mistakes");
            notMine = !client.MayWrite(item);
            if (notMine) return Verdict.Refused("not theirs");
            made = item with { Id = wanted ?? Guid.CreateVersion7() };
            return workspace.Add(owner.Id!.Value, made);
        }, http.RequestAborted);
        if (notMine) return Api.Forbidden("A contributor has digests and feeds of their own; other people's are a strategist's.");
        if (problems.Count > 0) return Answers.Wrong(problems);
        return Answers.Of(result, done =>
        {
            http.Response.Headers.ETag = ItemText.TagOf(done.After.Revision);
            return Answers.Json(form.Octets(made!, done.After.Revision), StatusCodes.Status201Created).At($"{http.Request.PathBase}{http.Request.Path}/{Uri.EscapeDataString(made!.Key)}");
        });

        // The sentence stands before the deed is done; a plan of mistakes is refused anyway.
        async Task<string> WhatAsync()
        {
            if (await workspaces.ReadAsync(client.Id, http.RequestAborted) is { } now && form.Find(now.Workspace, address) is var (owner, _)
                && ItemReading.Of(form, new(sent), now.Workspace, owner, null, libraries.Of(now.Workspace).Library, now.Workspace.Today(clock)).Item is { } item) return $"added the {form.Name} “{ItemNames.NameOf(item)}”";
            return $"added a {form.Name}";
        }
    }

    public Task<IResult> ReplaceAsync(HttpContext http, Items items, WorkspaceStore workspaces, Libraries libraries, IClock clock) =>
        ChangeAsync(http, items, workspaces, libraries, clock, async () =>
        {
            var sent = await http.SentAsync();
            return _ => new ReadOnlySequence<byte>(sent);
        });

    public Task<IResult> PatchAsync(HttpContext http, Items items, WorkspaceStore workspaces, Libraries libraries, IClock clock) =>
        ChangeAsync(http, items, workspaces, libraries, clock, async () =>
        {
            var sent = await http.SentAsync();
            return item => form.Merged(item, sent);
        });

    public async Task<IResult> RemoveAsync(HttpContext http, Items items, WorkspaceStore workspaces)
    {
        if (await OneAsync(http, items) is not { } found) return Missing();
        if (Unseen(http, found.Revision) is { } problem) return problem;
        if (!http.Client().MayWrite(found.Item)) return NotTheirs();
        var id = found.Item.Id!.Value;
        return Answers.Of(await workspaces.ChangeAsync(http.Client().Id, http.Actor(), $"removed the {form.Name} “{ItemNames.NameOf(found.Item)}”", workspace =>
        {
            if (workspace.PathTo(id) is not [.., var item]) return Verdict.Refused("it was removed already");
            var after = workspace.With(id, _ => null);
            return References.To(item, after) is { Count: > 0 } by ? Verdict.Refused($"{Named(by)} still refer{(by.Count == 1 ? "s" : "")} to it; change that first") : after;
        }, http.RequestAborted, Seen(http, id, found.Revision)));
    }

    private async Task<IResult> ChangeAsync(HttpContext http, Items items, WorkspaceStore workspaces, Libraries libraries, IClock clock, Func<Task<Func<PlanItem, ReadOnlySequence<byte>?>>> send)
    {
        if (await OneAsync(http, items) is not { } found) return Missing();
        if (Unseen(http, found.Revision) is { } unseen) return unseen;
        var (client, id) = (http.Client(), found.Item.Id!.Value);
        var say = await send();
        IReadOnlyList<PointedProblem> problems = [];
        PlanItem? changed = null;
        var notMine = false;
        var result = await workspaces.ChangeAsync(client.Id, http.Actor(), $"changed the {form.Name} “{ItemNames.NameOf(found.Item)}”", workspace =>
        {
            if (workspace.PathTo(id) is not [.., var before] path) return Verdict.Refused("it was removed in between");
            if (say(before) is not { } json) return Told([new("", "here should be a JSON object: {…}")]);
            var reading = ItemReading.Of(form, json, workspace, path.Count > 1 ? path[^2] : workspace, before, libraries.Of(workspace).Library, workspace.Today(clock));
            if (reading.Item is not { } item) return Told(reading.Problems);
            notMine = !client.MayWrite(before) || !client.MayWrite(item);
            if (notMine) return Verdict.Refused("not theirs");
            (changed, problems) = (item, []);
            return item == before ? workspace : workspace.With(id, _ => item);

            Verdict Told(IReadOnlyList<PointedProblem> told)
            {
                problems = told;
                return Verdict.Refused("it has mistakes");
            }
        }, http.RequestAborted, Seen(http, id, found.Revision));
        if (notMine) return NotTheirs();
        if (problems.Count > 0) return Answers.Wrong(problems);
        return Answers.Of(result, done =>
        {
            var revision = done.ChangeSet is null ? found.Revision : done.After.Revision;
            http.Response.Headers.ETag = ItemText.TagOf(revision);
            return Answers.Json(form.Octets(changed!, revision));
        });
    }

    /// <summary>The same request came before: what it made, unless it is gone or was another request.</summary>
    private async Task<IResult> AgainAsync(HttpContext http, Items items, Guid id, StoredItem? first, byte[] sent, Libraries libraries, IClock clock)
    {
        if (await items.ReadAsync(http.Client().Id, s => s.Workspace.PathTo(id) is [.., var there] ? [there] : [], http.RequestAborted) is not var (snapshot, revisions)) return Missing();
        if (snapshot.Workspace.PathTo(id) is not [.., var item] path) return Api.Conflict("It was made by this request before, and removed since. Send it with another Idempotency-Key to make it again.");
        // Read as if it were still to be made, and compared with what was made then.
        var without = snapshot.Workspace.With(id, _ => null);
        var owner = path.Count > 2 ? without.PathTo(path[^2].Id!.Value)[^1] : without;
        if (first is not null && ItemReading.Of(form, new(sent), without, owner, null, libraries.Of(without).Library, without.Today(clock)).Item is { } now && (ItemJson.Write(now) != first.Body || now.Key != first.Key))
            return Answers.Wrong([new("", "another request was sent with this Idempotency-Key before: choose another one")]);
        http.Response.Headers.ETag = ItemText.TagOf(revisions[id]);
        return Answers.Json(form.Octets(item, revisions[id]), StatusCodes.Status201Created).At($"{http.Request.PathBase}{http.Request.Path}/{Uri.EscapeDataString(item.Key)}");
    }

    private async Task<(PlanItem Item, long Revision)?> OneAsync(HttpContext http, Items items)
    {
        PlanItem? item = null;
        var read = await items.ReadAsync(http.Client().Id, snapshot =>
        {
            item = IsWorkspace ? snapshot.Workspace : form.Find(snapshot.Workspace, http.Request.RouteValues)?.Item is { } there && http.Client().Sees(there) ? there : null;
            return item is null ? [] : [item];
        }, http.RequestAborted);
        return read is var (_, revisions) && item is not null ? (item, revisions[item.Id!.Value]) : null;
    }

    /// <summary>Null: they saw what is there, or do not mind.</summary>
    private static IResult? Unseen(HttpContext http, long revision)
    {
        var tags = http.Request.Headers.IfMatch.ToString();
        if (tags.Length == 0) return Answers.Unseen;
        if (tags == "*" || tags.Split(',', StringSplitOptions.TrimEntries).Any(t => ItemText.RevisionOf(t) == revision)) return null;
        http.Response.Headers.ETag = ItemText.TagOf(revision);
        return Answers.Stale("it was changed since you looked: read it again, then repeat your change");
    }

    private static Seen[] Seen(HttpContext http, Guid item, long revision) => http.Request.Headers.IfMatch == "*" ? [] : [new(item, revision)];

    private IResult Missing() => Api.Missing(IsWorkspace ? "There is no such workspace." : $"There is no such {form.Name}.");

    private static IResult NotTheirs() => Api.Forbidden("A contributor has digests and feeds of their own; other people's are a strategist's.");

    private static string Named(IReadOnlyList<PlanItem> items) =>
        string.Join(", ", items.Take(3).Select(i => $"the {ItemForms.Of(i).Name} '{i.Key}'")) + (items.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $" and {items.Count - 3} more") : "");
}
