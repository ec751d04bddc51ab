using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary><c>/profile/digest</c>: one weekly mail about all the clients a person may see (design rule 5): when, what of, as it would read now, and what became of each.</summary>
internal static class ProfileDigest
{
    public const string Root = "/profile/digest";

    private const int MostLines = 50;

    public static void MapProfileDigest(this IEndpointRouteBuilder app)
    {
        var pages = app.MapSignedIn(Root);
        pages.MapGet("", async (HttpContext http, Reading reading, CancellationToken stop) => View.Of<ProfileDigestPage>(new { Model = await reading.ReadAsync(http, null, stop) }));
        pages.MapPost("", Save);
        pages.MapPost("/removal", async (HttpContext http, DigestsOfAll digests, CancellationToken stop) =>
        {
            await digests.EndAsync(http.Person().AccountId, stop);
            return Administrator.SeeOther(Root);
        });

        pages.MapGet("/preview", Preview);
        pages.MapGet("/preview/body", async (HttpContext http, DigestsOfAll digests, AllClients all, Letters letters, CancellationToken stop) =>
            await DeskOf(http, digests, all, stop) is { } desk && letters.Preview(desk)?.Mail is { } mail ? new Framed(mail.Html) : Framed.Words("There is nothing to say at the moment, so nothing would be sent."));
        pages.MapPost("/preview/tests", async (HttpContext http, Outbox outbox, CancellationToken stop) =>
        {
            var address = (await http.Request.ReadFormAsync(stop))["address"].ToString().Trim();
            var posted = await outbox.TestOfAllAsync(http.Person().AccountId, address, stop);
            return posted.Delivery is null ? http.Refused($"it was not sent: {posted.Why}", $"{Root}/preview") : Administrator.SeeOther($"{Root}/preview?sent={Uri.EscapeDataString(address)}");
        });

        pages.MapGet("/mails/{id:guid}", async (Guid id, HttpContext http, Databases databases, CancellationToken stop) =>
        {
            await using var db = databases.CreateDbContext();
            if (await MineAsync(http, db, id, stop) is not { } delivery) return Gone(http);
            var stored = await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == id, stop);
            return View.Of<MailPage>(new { Model = MailWords.Page(delivery, stored, ReaderTime.Of(http.Person(), null), Root, $"{Root}/mails/{id}", mayDecide: true) });
        });
        pages.MapGet("/mails/{id:guid}/body", async (Guid id, HttpContext http, Databases databases, CancellationToken stop) =>
        {
            await using var db = databases.CreateDbContext();
            return await MineAsync(http, db, id, stop) is not null && await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == id, stop) is { } stored ? new Framed(MailMessage.Read(stored.Message).HtmlBody ?? "") : Results.NotFound();
        });
        pages.MapPost("/mails/{id:guid}/attempts", (Guid id, HttpContext http, Databases databases, Ledger ledger, CancellationToken stop) => Decide(http, databases, id, () => ledger.SendAgainAsync(id, stop), stop));
        pages.MapPost("/mails/{id:guid}/confirmation", (Guid id, HttpContext http, Databases databases, Ledger ledger, CancellationToken stop) => Decide(http, databases, id, () => ledger.MarkAsSentAsync(id, stop), stop));
    }

    private static async Task<IResult> Save(HttpContext http, Reading reading, DigestsOfAll digests, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var model = await reading.ReadAsync(http, form, stop);
        var (fields, meant) = model.Fields.Read(new() { Key = "", Person = "" });
        model = model with { Fields = fields };
        if (!fields.IsSound) return View.Of<ProfileDigestPage>(new { Model = model }, StatusCodes.Status422UnprocessableEntity);
        var done = await digests.ChooseAsync(http.Person().AccountId, int.TryParse(form["seen"], out var seen) ? seen : null, row =>
        {
            (row.Weekday, row.Time, row.Zone, row.IncludeEmpty, row.PausedUntil) = (meant.Weekday, meant.Time, meant.Zone?.Id, meant.IncludeEmpty, meant.PausedUntil);
            row.Sections = string.Join(' ', meant.Sections);
        }, stop);
        return done ? Administrator.SeeOther($"{Root}?now=saved")
            : View.Of<ProfileDigestPage>(new { Model = model with { Refusal = "It was changed in between, in another window perhaps. What you typed is still here: look at it again in a new window, then repeat your change." } }, StatusCodes.Status409Conflict);
    }

    private static async Task<AllDesk?> DeskOf(HttpContext http, DigestsOfAll digests, AllClients all, CancellationToken stop)
    {
        var account = http.Person().AccountId;
        return await digests.ChosenAsync(account, stop) is { } chosen ? await all.OfAsync(account, chosen, stop) : null;
    }

    private static async Task<IResult> Preview(string? sent, HttpContext http, DigestsOfAll digests, AllClients all, Letters letters, CancellationToken stop)
    {
        if (await DeskOf(http, digests, all, stop) is not { } desk) return http.Refused("choose when you want it first; then you can look at it", Root, StatusCodes.Status404NotFound);
        var model = MailPreviewModel.OfAll(letters.Preview(desk), $"{Root}/preview", http.Person().Email, "As it would read now. The mail itself has links to act from; this has none.");
        return View.Of<MailPreviewPage>(new { Model = model with { Root = Root, Sent = sent } });
    }

    private static Task<DeliveryRow?> MineAsync(HttpContext http, PlannerDb db, Guid id, CancellationToken stop)
    {
        var account = http.Person().AccountId;
        return db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.Kind == DeliveryKind.DigestOfAll && d.PersonId == account, stop);
    }

    private static async Task<IResult> Decide(HttpContext http, Databases databases, Guid id, Func<Task<bool>> decide, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await MineAsync(http, db, id, stop) is null) return Gone(http);
        var back = $"{Root}/mails/{id}";
        return await decide() ? Administrator.SeeOther(back) : http.Refused("it is on its way, or was sent already", back, StatusCodes.Status409Conflict);
    }

    private static IResult Gone(HttpContext http) => http.Refused("there is no such mail, or it is somebody else's", Root, StatusCodes.Status404NotFound);

    /// <summary>Reads what the page shows.</summary>
    internal sealed class Reading(Databases databases, DigestsOfAll digests, Accounts.Standing standing, WorkspaceStore workspaces, IMailer mailer, IClock clock)
    {
        public async Task<ProfileDigestModel> ReadAsync(HttpContext http, IFormCollection? typed, CancellationToken stop)
        {
            var person = http.Person();
            var (chosen, row) = (await digests.ChosenAsync(person.AccountId, stop), await digests.RowAsync(person.AccountId, stop));
            var time = ReaderTime.Of(person, null);
            if (chosen is not null) time = new(chosen.ZoneFor(person.Zone), time.Locale);
            var clients = await ClientsAsync(http, stop);
            await using var db = databases.CreateDbContext();
            var log = await db.Deliveries.AsNoTracking().Where(d => d.Kind == DeliveryKind.DigestOfAll && d.PersonId == person.AccountId).OrderByDescending(d => d.DueAt).Take(MostLines).ToListAsync(stop);
            // Whoever has told no zone of their own most likely lives where most of their clients do.
            var likely = person.Zone is null ? clients.GroupBy(c => c.Workspace.Zone).MaxBy(z => z.Count())?.Key : null;
            var now = chosen?.Asked(chosen.Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null)
                ?? new() { Key = "", Person = "", Zone = likely };
            return new()
            {
                IsOn = chosen is not null,
                Seen = chosen?.Version,
                Fields = DigestFieldsModel.Of(now, person.Zone, typed),
                State = StateOf(chosen, row, time, clock.GetCurrentInstant()),
                Said = http.Request.Query["now"] == "saved" ? "Saved." : null,
                Notice = mailer.Leaves || person.IsAdministrator ? null : "Mail is not being sent at the moment.",
                Email = person.Email,
                Clients = [.. clients.Select(c => c.Workspace.Name)],
                Twice = chosen is null ? [] : [.. clients.SelectMany(c => c.Own.Select(d => new OwnDigest(c.Workspace.Name, c.Seat.Key, d.Key, $"{d.Weekday}s at {time.Locale.Format(d.Time)}", c.Seat.Access >= Access.Contributor)))],
                Log = [.. log.Select(d => MailWords.Line(d, time, $"{Root}/mails/{d.Id}"))],
            };
        }

        private async Task<List<(Seat Seat, Workspace Workspace, IReadOnlyList<DigestSubscription> Own)>> ClientsAsync(HttpContext http, CancellationToken stop)
        {
            var clients = new List<(Seat, Workspace, IReadOnlyList<DigestSubscription>)>();
            foreach (var seat in await standing.ClientsAsync(http.SignedIn()!, stop))
            {
                if (await workspaces.ReadAsync(seat.Workspace, stop) is not { Workspace: var workspace }) continue;
                var own = seat.MemberOf(workspace, http.Person().Email);
                clients.Add((seat, workspace, [.. workspace.Digests.Where(d => own is { Email: not null } && d.Person == own.Key)]));
            }
            return clients;
        }

        private static (string Words, string? Tone)? StateOf(AccountDigestRow? chosen, SubscriptionRow? row, ReaderTime time, Instant now) =>
            chosen is null ? null
            : row?.UnsubscribedAt is not null ? ("unsubscribed: save it to get it again", "late")
            : chosen.PausedUntil is { } until && until > time.Day(now) ? ($"paused until {time.Locale.Format(until)}", null)
            : row?.NextDueAt is { } next ? ($"next {time.Moment(next)}", "ok") : null;
    }
}

public sealed record ProfileDigestModel
{
    public required bool IsOn { get; init; }

    /// <summary>Version the person saw; null: there was none.</summary>
    public required int? Seen { get; init; }
    public required DigestFieldsModel Fields { get; init; }
    public required (string Words, string? Tone)? State { get; init; }
    public string? Said { get; init; }
    public string? Notice { get; init; }
    public string? Refusal { get; init; }
    public required string Email { get; init; }

    /// <summary>Names of those it would have a part for now.</summary>
    public required IReadOnlyList<string> Clients { get; init; }

    /// <summary>Clients whose own digest they get besides.</summary>
    public required IReadOnlyList<OwnDigest> Twice { get; init; }
    public required IReadOnlyList<DeliveryLine> Log { get; init; }
}

/// <param name="MayEnd">They may end it themselves.</param>
public sealed record OwnDigest(string Client, string ClientKey, string Key, string When, bool MayEnd);
