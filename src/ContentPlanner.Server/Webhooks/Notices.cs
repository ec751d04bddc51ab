using System.Text;
using System.Text.Json;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Webhooks;

/// <summary>
/// Writes down what webhooks are to be told of a change, in its transaction: a piece that is published now and was not before,
/// an anchor that has another day. Through whichever door it was done, told it is exactly when it is done.
/// </summary>
public sealed class Notices : IChangeFollower
{
    public async Task FollowAsync(PlannerDb db, WorkspaceChange change, CancellationToken stop)
    {
        // A client who begins with a plan published nothing just now.
        if (change.Before is null || !change.Items.Any(i => i is { Kind: "piece" or "launch", After: not null })) return;
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.WorkspaceId == change.Workspace && w.DisabledAt == null).ToListAsync(stop);
        if (webhooks.Count == 0) return;
        foreach (var item in change.Items)
        {
            if (item is { Kind: "piece", After: { } made } && made.Read() is ContentPiece { Status: PieceStatus.Published } piece && (item.Before?.Read() as ContentPiece)?.Status != PieceStatus.Published)
                Add(WebhookEvent.PiecePublished, $"{item.Id:N}/{change.Revision}", json => Write(json, piece));
            if (item is { Kind: "launch", Before: { } was, After: { } now } && was.Read() is Launch before && now.Read() is Launch after)
                foreach (var (anchor, from, to) in Moved(before, after))
                    Add(WebhookEvent.MoveApplied, $"{item.Id:N}/{anchor}/{change.Revision}", json => Write(json, after, anchor, from, to));
        }

        void Add(WebhookEvent happened, string subject, Action<Utf8JsonWriter> data)
        {
            foreach (var webhook in webhooks.Where(w => w.Hears(happened))) db.WebhookNotices.Add(New(webhook, happened, subject, change.After.Key, change.At, data));
        }
    }

    /// <param name="workspace">The client's key.</param>
    /// <param name="data">What happened, in the words of the API.</param>
    internal static NoticeRow New(WebhookRow webhook, WebhookEvent happened, string subject, string workspace, Instant at, Action<Utf8JsonWriter> data)
    {
        var payload = ApiJson.Object(json =>
        {
            json.WriteString("type", WebhookWords.Of(happened));
            json.WriteString("timestamp", InstantPattern.ExtendedIso.Format(at));
            json.WriteString("workspace", workspace);
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
        });
        return new()
        {
            Id = Guid.CreateVersion7(),
            WebhookId = webhook.Id,
            WorkspaceId = webhook.WorkspaceId,
            Event = happened,
            Subject = subject,
            Payload = Encoding.UTF8.GetString(payload),
            CreatedAt = at,
            // At once: a change may be stamped a moment ahead of the clock, so that changes are in order.
            NextAttemptAt = at - Duration.FromSeconds(1),
        };
    }

    private static void Write(Utf8JsonWriter json, ContentPiece piece) => ItemForms.Of(piece).Write(json, ItemText.WithoutText(piece));

    private static void Write(Utf8JsonWriter json, Launch launch, string anchor, LocalDate? from, LocalDate? to)
    {
        json.WriteString("id", launch.Id!.Value);
        json.WriteString("launch", launch.Key);
        json.WriteString("title", launch.Title);
        json.WriteString("anchor", anchor);
        if (from is { } was) json.WriteString("from", LocalDatePattern.Iso.Format(was));
        if (to is { } now) json.WriteString("to", LocalDatePattern.Iso.Format(now));
    }

    private static IEnumerable<(string Anchor, LocalDate? From, LocalDate? To)> Moved(Launch before, Launch after) =>
        from name in before.Anchors.Concat(after.Anchors).Select(a => a.Anchor).Distinct()
        let was = before.Anchors.FirstOrDefault(a => a.Anchor == name)?.Day
        let now = after.Anchors.FirstOrDefault(a => a.Anchor == name)?.Day
        where was != now
        select (name, was, now);
}
