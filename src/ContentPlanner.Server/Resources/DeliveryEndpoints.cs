using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>One mail owed to one person for one period.</summary>
internal sealed record DeliveryView(Guid Id, DeliveryKind Kind, string Period, string Address, DeliveryStatus Status, Instant DueAt, int Attempts)
{
    public string? Person { get; init; }
    public string? Reason { get; init; }
    public Instant? EndedAt { get; init; }
}

/// <summary>The mails of a client: what went out, what waits for somebody.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        var deliveries = app.MapClientApi("/deliveries", Access.Strategist).WithTags("Deliveries");
        deliveries.MapGet("", ListAsync).Says(new("listDeliveries", "Mails that went out or are owed, the latest first")
        {
            Answer = ApiShape.Of<DeliveryView>().Page(), IsTagged = true, Problems = [400], Parameters = [.. ApiParameter.Paging, ApiParameter.Choice("status", "Only in this state.", Enum.GetValues<DeliveryStatus>().Select(ApiJson.Word))],
        });
        deliveries.MapGet("/{delivery:guid}", ReadAsync).Says(new("getDelivery", "A mail that went out or is owed") { Answer = ApiShape.Of<DeliveryView>(), IsTagged = true });
        deliveries.MapPost("/{delivery:guid}/again", (HttpContext http, Guid delivery, Databases databases, WorkspaceStore workspaces, Ledger ledger) =>
            DoAsync(http, delivery, databases, workspaces, ledger.SendAgainAsync, "It is on its way, or was sent already.")).Says(new("sendDeliveryAgain", "Send a mail that was parked or failed, as it is stored") { Answer = ApiShape.Of<DeliveryView>(), Problems = [409] });
        deliveries.MapPost("/{delivery:guid}/sent", (HttpContext http, Guid delivery, Databases databases, WorkspaceStore workspaces, Ledger ledger) =>
            DoAsync(http, delivery, databases, workspaces, ledger.MarkAsSentAsync, "It is on its way, or is known as sent already.")).Says(new("markDeliverySent", "Somebody found out that it arrived") { Answer = ApiShape.Of<DeliveryView>(), Problems = [409] });
    }

    private static async Task<IResult> ListAsync(HttpContext http, Databases databases, WorkspaceStore workspaces, string? status)
    {
        if (!Answers.TryWord<DeliveryStatus>(status, out var wanted)) return Api.Wrong($"status is {string.Join(", ", Enum.GetValues<DeliveryStatus>().Select(ApiJson.Word))}.");
        var (page, problem) = Paging.Of(http);
        if (page is null) return problem!;
        var (id, stop) = (http.Client().Id, http.RequestAborted);
        if (await workspaces.ReadAsync(id, stop) is not { } now) return Missing;
        await using var db = databases.CreateDbContext();
        // Ids grow with time (UUIDv7), so they order mails as they were written down.
        var after = page.After is { } place && Guid.TryParse(place, out var last) ? last : (Guid?)null;
        if (page.After is not null && after is null) return Api.Wrong("The cursor is not one of ours: take next of the page before, unchanged.");
        var at = after is { } known ? await db.Deliveries.Where(d => d.Id == known).Select(d => (Instant?)d.DueAt).FirstOrDefaultAsync(stop) : null;
        var lines = db.Deliveries.AsNoTracking().Where(d => d.WorkspaceId == id && (wanted == null || d.Status == wanted));
        if (after is { } from && at is { } due) lines = lines.Where(d => d.DueAt < due || (d.DueAt == due && d.Id.CompareTo(from) > 0));
        var some = await lines.OrderByDescending(d => d.DueAt).ThenBy(d => d.Id).Take(page.Limit + 1).ToListAsync(stop);
        var next = some.Count > page.Limit ? Paging.Write(some[page.Limit - 1].Id.ToString()) : null;
        http.LinksTo(next);
        return http.Tagged(new PageOf<DeliveryView>([.. some.Take(page.Limit).Select(d => View(d, now.Workspace))], next));
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Guid delivery, Databases databases, WorkspaceStore workspaces) =>
        await FindAsync(http, delivery, databases, workspaces) is { } found ? http.Tagged(found) : Missing;

    private static async Task<IResult> DoAsync(HttpContext http, Guid delivery, Databases databases, WorkspaceStore workspaces, Func<Guid, CancellationToken, Task<bool>> verb, string otherwise)
    {
        if (await FindAsync(http, delivery, databases, workspaces) is null) return Missing;
        if (!await verb(delivery, http.RequestAborted)) return Api.Conflict(otherwise);
        return await FindAsync(http, delivery, databases, workspaces) is { } now ? Answers.Json(now) : Missing;
    }

    private static async Task<DeliveryView?> FindAsync(HttpContext http, Guid delivery, Databases databases, WorkspaceStore workspaces)
    {
        var (id, stop) = (http.Client().Id, http.RequestAborted);
        await using var db = databases.CreateDbContext();
        return await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == delivery && d.WorkspaceId == id, stop) is { } found && await workspaces.ReadAsync(id, stop) is { } now ? View(found, now.Workspace) : null;
    }

    private static DeliveryView View(DeliveryRow d, Workspace workspace) => new(d.Id, d.Kind, d.Period, d.Address, d.Status, d.DueAt, d.Attempts)
    {
        Person = workspace.Members.FirstOrDefault(m => m.Id == d.PersonId)?.Key,
        Reason = d.Reason,
        EndedAt = d.EndedAt,
    };

    private static IResult Missing => Api.Missing("There is no such mail.");
}
