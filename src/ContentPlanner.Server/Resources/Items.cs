using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Resources;

/// <summary>Items of a workspace with the revisions that last wrote them, all of one moment.</summary>
public sealed class Items(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases)
{
    /// <summary>Null: there is no such workspace.</summary>
    /// <param name="which">The items whose revisions are wanted.</param>
    public async Task<(WorkspaceSnapshot Snapshot, IReadOnlyDictionary<Guid, long> Revisions)?> ReadAsync(Guid workspace, Func<WorkspaceSnapshot, IEnumerable<PlanItem>> which, CancellationToken stop)
    {
        while (true)
        {
            if (await workspaces.ReadAsync(workspace, stop) is not { } snapshot) return null;
            var ids = which(snapshot).Select(i => i.Id!.Value).ToList();
            await using var db = databases.CreateDbContext();
            var revisions = ids.Count == 0 ? [] : await db.Items.Where(i => i.WorkspaceId == workspace && ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Revision, stop);
            // A later one is of what somebody wrote in between: what was read is not that.
            if (revisions.Count == ids.Count && revisions.Values.All(r => r <= snapshot.Revision)) return (snapshot, revisions);
        }
    }

    /// <summary>Whether an item of this id was ever made, and what it was then, as long as that is remembered.</summary>
    internal async Task<(bool Made, StoredItem? First)> FirstAsync(Guid workspace, Guid item, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var first = await db.Changes.AsNoTracking().Where(c => c.WorkspaceId == workspace && c.ItemId == item).OrderBy(c => c.Revision).FirstOrDefaultAsync(stop);
        return (first is not null, first?.After is { } after ? ChangeLog.Read(after) : null);
    }
}

internal static class ItemText
{
    public static string TagOf(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"r{revision}\"");

    /// <summary>The revision that an ETag of an item names; null: it is none.</summary>
    public static long? RevisionOf(string tag) =>
        tag.StartsWith("\"r", StringComparison.Ordinal) && tag.EndsWith('"') && long.TryParse(tag.AsSpan(2, tag.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    public static void Write(this ItemForm form, Utf8JsonWriter json, PlanItem item, long revision)
    {
        form.Write(json, item);
        json.WriteNumber("revision", revision);
    }

    public static byte[] Octets(this ItemForm form, PlanItem item, long revision) => ApiJson.Object(json => form.Write(json, item, revision));

    /// <summary>In a list, a piece stands without its text.</summary>
    public static PlanItem WithoutText(PlanItem item) => item is ContentPiece { Body: not null } piece ? piece with { Body = null, BodyFile = null } : item;

    /// <summary>The item with a part of it said anew (RFC 7396); null: what was sent is no JSON object.</summary>
    public static ReadOnlySequence<byte>? Merged(this ItemForm form, PlanItem item, byte[] patch)
    {
        try
        {
            var changes = JsonNode.Parse(patch, documentOptions: new() { MaxDepth = 32 }) as JsonObject;
            if (changes is null) return null;
            var whole = (JsonObject)JsonNode.Parse(ApiJson.Object(json => form.Write(json, item)))!;
            Merge(whole, changes);
            return new(System.Text.Encoding.UTF8.GetBytes(whole.ToJsonString()));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Merge(JsonObject whole, JsonObject changes)
    {
        foreach (var (key, value) in changes.ToList())
            switch (value)
            {
                case null:
                    whole.Remove(key);
                    break;
                case JsonObject part:
                    if (whole[key] is not JsonObject below) whole[key] = below = [];
                    Merge(below, part);
                    break;
                default:
                    whole[key] = value.DeepClone();
                    break;
            }
    }
}
