using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// <c>/w/{workspace}/digests</c>: who gets which mail and when, what it would say now, and what became of each. A contributor looks
/// after her own; strategists after everybody's.
/// </summary>
internal static class DigestPages
{
    private const int MostLines = 100;

    public static void MapDigests(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/digests", Access.Contributor);
        pages.MapGet("", async (HttpContext http, Desks desks, IMailer mailer, Databases databases, DigestsOfAll all, CancellationToken stop) => View.Of<DigestsPage>(new { Model = await List(http, await DeskOf(http, desks, stop), mailer, databases, all, stop) }));
        pages.MapGet("/new", async (string? person, HttpContext http, Desks desks, DigestsOfAll all, CancellationToken stop) =>
        {
            var desk = await DeskOf(http, desks, stop);
            var key = MayAll(http) ? person : http.Client().Member;
            return key is null || desk.Workspace.Members.All(m => m.Key != key) ? NotYours(http) : View.Of<DigestPage>(new { Model = Form(http, desk, new() { Key = "", Person = key }, null, 0, await all.ReadersOfAsync(http.Client().Id, stop)) });
        });
        pages.MapGet("/{key}", async (string key, HttpContext http, Desks desks, Databases databases, DigestsOfAll all, CancellationToken stop) =>
        {
            var desk = await DeskOf(http, desks, stop);
            return Theirs(http, desk.Workspace, key) is { } digest ? View.Of<DigestPage>(new { Model = Form(http, desk, digest, null, await SeenAsync(databases, http.Client().Id, digest.Id!.Value, stop), await all.ReadersOfAsync(http.Client().Id, stop)) }) : NotYours(http);
        });
        pages.MapPost("", Save);
        pages.MapPost("/{key}/removal", async (string key, HttpContext http, Desks desks, WorkspaceStore workspaces, CancellationToken stop) =>
        {
            var desk = await DeskOf(http, desks, stop);
            if (Theirs(http, desk.Workspace, key) is not { } digest) return NotYours(http);
            return await http.Done(await workspaces.ChangeAsync(http.Client().Id, http.Actor(), $"ended the digest of {NameOf(desk.Workspace, digest.Person)}", now => now with { Digests = now.Digests.Where(d => d.Id != digest.Id).ToValueList() }, stop), Root(http));
        });

        pages.MapGet("/preview/{subscription:guid}", Preview);
        pages.MapGet("/preview/{subscription:guid}/body", async (Guid subscription, HttpContext http, Desks desks, Letters letters, CancellationToken stop) =>
            await Look(http, desks, letters, subscription, stop) is { Rendering.Mail: { } mail } ? new Framed(mail.Html) : Framed.Words("There is nothing to say at the moment, so nothing would be sent."));
        pages.MapPost("/preview/{subscription:guid}/tests", async (Guid subscription, HttpContext http, Desks desks, Letters letters, Outbox outbox, CancellationToken stop) =>
        {
            var address = (await http.Request.ReadFormAsync(stop))["address"].ToString().Trim();
            if (await Look(http, desks, letters, subscription, stop) is null) return NotYours(http);
            var posted = await outbox.TestAsync(http.Client().Id, subscription, address, stop);
            return posted.Delivery is null ? http.Refused($"it was not sent: {posted.Why}", $"{Root(http)}/preview/{subscription}") : Administrator.SeeOther($"{Root(http)}/preview/{subscription}?sent={Uri.EscapeDataString(address)}");
        });

        pages.MapGet("/mails/{id:guid}", OneMail);
        pages.MapGet("/mails/{id:guid}/body", async (Guid id, HttpContext http, Desks desks, Databases databases, CancellationToken stop) =>
        {
            await using var db = databases.CreateDbContext();
            if (await DeliveryOf(http, desks, db, id, stop) is null || await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == id, stop) is not { } stored) return Results.NotFound();
            return new Framed(MailMessage.Read(stored.Message).HtmlBody ?? "");
        });

        var decisions = pages.MapGroup("").Needs(Access.Strategist);
        decisions.MapGet("/countdowns/{launch}", async (string launch, HttpContext http, Desks desks, CancellationToken stop) =>
        {
            var desk = await DeskOf(http, desks, stop);
            return desk.Workspace.Launches.FirstOrDefault(l => l.Key == launch) is { } found ? View.Of<CountdownPage>(new { Model = Countdown(http, desk.Workspace, found) }) : http.Refused("there is no such launch any more", Root(http), StatusCodes.Status404NotFound);
        });
        decisions.MapPost("/countdowns/{launch}", SaveCountdown);
        decisions.MapPost("/mails/{id:guid}/attempts", async (Guid id, HttpContext http, Desks desks, Databases databases, Ledger ledger, CancellationToken stop) => await Decide(http, desks, databases, id, () => ledger.SendAgainAsync(id, stop), stop));
        decisions.MapPost("/mails/{id:guid}/confirmation", async (Guid id, HttpContext http, Desks desks, Databases databases, Ledger ledger, CancellationToken stop) => await Decide(http, desks, databases, id, () => ledger.MarkAsSentAsync(id, stop), stop));
    }

    private static string Root(HttpContext http) => $"/w/{http.Client().Key}/digests";

    private static bool MayAll(HttpContext http) => http.Client().May(Access.Strategist);

    private static async Task<Desk> DeskOf(HttpContext http, Desks desks, CancellationToken stop) => await desks.OfAsync(http.Client().Id, stop) ?? throw new BadHttpRequestException("The client is gone.", StatusCodes.Status404NotFound);

    private static IResult NotYours(HttpContext http) => http.Refused(http.Client().Member is null && !MayAll(http) ? "you are nobody in this plan, so there is no digest of yours; a strategist can add you under People" : "it is not there any more, or it is somebody else's", Root(http), StatusCodes.Status404NotFound);

    private static DigestSubscription? Theirs(HttpContext http, Workspace workspace, string key) => workspace.Digests.FirstOrDefault(d => d.Key == key && (MayAll(http) || d.Person == http.Client().Member));

    private static string NameOf(Workspace workspace, string person) => workspace.Members.FirstOrDefault(m => m.Key == person)?.Name ?? person;

    private static async Task<DigestsModel> List(HttpContext http, Desk desk, IMailer mailer, Databases databases, DigestsOfAll all, CancellationToken stop)
    {
        var (workspace, time, mayAll) = (desk.Workspace, ReaderTime.Of(http.Person(), desk.Workspace), MayAll(http));
        var readers = await all.ReadersOfAsync(http.Client().Id, stop);
        var own = workspace.Members.FirstOrDefault(m => m.Key == http.Client().Member);
        await using var db = databases.CreateDbContext();
        var rows = await db.Subscriptions.AsNoTracking().Where(s => s.WorkspaceId == http.Client().Id).ToDictionaryAsync(s => s.Id, stop);
        var ownId = own?.Id;
        var log = await db.Deliveries.AsNoTracking().Where(d => d.WorkspaceId == http.Client().Id && (mayAll || (ownId != null && d.PersonId == ownId))).OrderByDescending(d => d.DueAt).ThenBy(d => d.Id).Take(MostLines).ToListAsync(stop);
        var digests = workspace.Digests.Where(d => mayAll || d.Person == own?.Key).ToList();
        return new()
        {
            Root = Root(http),
            MayAll = mayAll,
            Folder = mailer.Leaves ? null : mayAll ? $"Mail is not leaving this machine: it is written to a folder{(http.Person().IsAdministrator ? $", {mailer.Destination}. Set up a mail server under Administration, Mail." : ". An administrator can set up a mail server.")}" : "Mail is not being sent at the moment.",
            Digests = [.. digests.Select(d => Card(d, rows.GetValueOrDefault(Identity.Of(workspace, d))))],
            Without = [.. workspace.Members.Where(m => (mayAll || m == own) && workspace.Digests.All(d => d.Person != m.Key)).Select(m => new PersonLine(m.Key, m.Name, m.Email is null ? "has no e-mail address yet" : m.Email, InAll(readers, m, time) is { } when ? $"in the digest of all clients, {when}" : null))],
            Countdowns = !mayAll ? [] : [.. workspace.Launches.Where(l => l.Status == Core.Launches.LaunchStatus.Planned).Select(l => new CountdownCard(l.Title, Readers(workspace, l), $"{Root(http)}/countdowns/{l.Key}",
                [.. desk.Subscriptions.Values.Where(s => s.Kind == DeliveryKind.Countdown && s.LaunchId == Identity.Of(workspace, l)).Select(s => new PersonLine($"{Root(http)}/preview/{s.Id}", s.Person.Name, rows.GetValueOrDefault(s.Id)?.NextDueAt is { } at ? $"next {time.Moment(at)}" : "none to come"))]))],
            Others = [.. desk.Subscriptions.Values.Where(s => s.Kind is DeliveryKind.Review or DeliveryKind.Overdue && (mayAll || s.PersonId == ownId)).OrderBy(s => s.Kind).ThenBy(s => s.Person.Name, StringComparer.Ordinal)
                .Select(s => new PersonLine($"{Root(http)}/preview/{s.Id}", $"{MailWords.Of(s.Kind)} for {s.Person.Name}", rows.GetValueOrDefault(s.Id)?.NextDueAt is { } at ? $"next {time.Moment(at)}" : "none to come"))],
            Waiting = [.. log.Where(d => d.Status is DeliveryStatus.Parked or DeliveryStatus.Failed).Select(d => MailWords.Line(d, time, $"{Root(http)}/mails/{d.Id}"))],
            Log = [.. log.Select(d => MailWords.Line(d, time, $"{Root(http)}/mails/{d.Id}"))],
        };

        DigestCard Card(DigestSubscription digest, SubscriptionRow? row)
        {
            var person = workspace.Members.FirstOrDefault(m => m.Key == digest.Person);
            var zone = digest.Zone ?? person?.Zone ?? workspace.Zone;
            var (state, tone) = person?.Email is null ? ("no e-mail address", "late") : row?.UnsubscribedAt is not null ? ("unsubscribed", "late")
                : digest.PausedUntil is { } until && until > desk.Schedule.Today ? ($"paused until {time.Locale.Format(until)}", null)
                : row?.NextDueAt is { } next ? ($"next {new ReaderTime(time.Zone, time.Locale, zone).Moment(next)}", "ok") : ("", (string?)null);
            return new($"{Root(http)}/{digest.Key}", NameOf(workspace, digest.Person), $"{digest.Weekday}s at {time.Locale.Format(digest.Time)}, {zone.Id}{(digest.Sections.Count == 0 ? "" : $" · {string.Join(", ", digest.Sections.Select(MailWords.Of))}")}",
                state, tone, person?.Email is null ? null : $"{Root(http)}/preview/{Identity.Of(workspace, digest)}", person?.Email is null ? null : InAll(readers, person, time));
        }
    }

    /// <summary>When somebody gets this client in their digest of all clients: "Mondays at 08:00"; null: they do not.</summary>
    private static string? InAll(IReadOnlyList<DigestsOfAll.ReaderOfAll> readers, Member person, ReaderTime time) =>
        readers.FirstOrDefault(r => r.Is(person)) is { Chosen: var chosen } ? $"{chosen.Weekday}s at {time.Locale.Format(chosen.Time)}" : null;

    private static string Readers(Workspace workspace, Core.Launches.Launch launch)
    {
        var names = CountdownLetter.Readers(workspace, launch).Select(r => NameOf(workspace, r)).Distinct().ToList();
        return names.Count == 0 ? "nobody" : string.Join(", ", names);
    }

    private static DigestFormModel Form(HttpContext http, Desk desk, DigestSubscription digest, IFormCollection? typed, long seen, IReadOnlyList<DigestsOfAll.ReaderOfAll> readers)
    {
        var person = desk.Workspace.Members.FirstOrDefault(m => m.Key == digest.Person);
        var inAll = person is null ? null : InAll(readers, person, ReaderTime.Of(http.Person(), desk.Workspace));
        return new()
        {
            Root = Root(http),
            Key = digest.Key,
            Person = digest.Person,
            Name = person?.Name ?? digest.Person,
            Email = person?.Email,
            Seen = seen,
            Fields = DigestFieldsModel.Of(digest, (person?.Zone ?? desk.Workspace.Zone).Id, typed),
            AlsoInAll = inAll is null ? null : $"{person!.Name} gets this client in the digest of all clients as well, {inAll}.",
            IsNew = digest.Key.Length == 0,
            Preview = digest.Key.Length == 0 || person?.Email is null ? null : $"{Root(http)}/preview/{Identity.Of(desk.Workspace, digest)}",
        };
    }

    private static async Task<IResult> Save(HttpContext http, Desks desks, DigestsOfAll all, WorkspaceStore workspaces, CancellationToken stop)
    {
        var (form, desk) = (await http.Request.ReadFormAsync(stop), await DeskOf(http, desks, stop));
        var (key, person) = (form["key"].ToString(), form["person"].ToString());
        if (!MayAll(http) && person != http.Client().Member) return NotYours(http);
        var was = key.Length == 0 ? null : Theirs(http, desk.Workspace, key);
        if ((key.Length > 0 && was is null) || desk.Workspace.Members.All(m => m.Key != person)) return NotYours(http);
        var seen = long.TryParse(form["seen"], out var revision) ? revision : 0;
        var model = Form(http, desk, was ?? new() { Key = "", Person = person }, form, seen, await all.ReadersOfAsync(http.Client().Id, stop));
        var (fields, digest) = model.Fields.Read(was ?? new() { Key = FreeKey(desk.Workspace, person), Person = person });
        model = model with { Fields = fields };
        if (!fields.IsSound) return View.Of<DigestPage>(new { Model = model }, StatusCodes.Status422UnprocessableEntity);

        var what = was is null ? $"subscribed {model.Name} to the digest" : $"changed when {model.Name} gets the digest";
        IReadOnlyList<Seen> expected = was?.Id is { } id ? [new(id, seen)] : [];
        var result = await workspaces.ChangeAsync(http.Client().Id, http.Actor(), what, now => was is null ? now with { Digests = [.. now.Digests, digest] } : now with { Digests = now.Digests.Select(d => d.Id == was.Id ? digest : d).ToValueList() }, stop, expected);
        return await http.Done(result, Root(http), words => View.Of<DigestPage>(new { Model = model with { Refusal = words + " What you typed is still here." } }, StatusCodes.Status409Conflict));
    }

    private static string FreeKey(Workspace workspace, string person)
    {
        var key = person;
        for (var n = 2; workspace.Digests.Any(d => d.Key == key); n++) key = $"{person}-{n}";
        return key;
    }

    private static CountdownModel Countdown(HttpContext http, Workspace workspace, Core.Launches.Launch launch)
    {
        var readers = CountdownLetter.Readers(workspace, launch);
        return new()
        {
            Root = Root(http),
            Launch = launch.Key,
            Title = launch.Title,
            People = [.. workspace.Members.Select(m => (m.Key, m.Email is null ? $"{m.Name} (no e-mail address yet)" : m.Name, readers.Contains(m.Key)))],
            IsUsual = workspace.Countdowns.All(c => c.Launch != launch.Key),
        };
    }

    private static async Task<IResult> SaveCountdown(string launch, HttpContext http, Desks desks, WorkspaceStore workspaces, CancellationToken stop)
    {
        var (form, desk) = (await http.Request.ReadFormAsync(stop), await DeskOf(http, desks, stop));
        if (desk.Workspace.Launches.FirstOrDefault(l => l.Key == launch) is not { } found) return http.Refused("there is no such launch any more", Root(http), StatusCodes.Status404NotFound);
        var people = desk.Workspace.Members.Where(m => form["person"].Contains(m.Key)).Select(m => m.Key).ToValueList();
        var usual = form["usual"].ToString() == "true";
        var result = await workspaces.ChangeAsync(http.Client().Id, http.Actor(), $"changed who gets the countdown of “{found.Title}”", now =>
        {
            var there = now.Countdowns.FirstOrDefault(c => c.Launch == launch);
            if (usual) return now with { Countdowns = now.Countdowns.Where(c => c.Launch != launch).ToValueList() };
            return there is null ? now with { Countdowns = [.. now.Countdowns, new() { Key = FreeCountdown(now, launch), Launch = launch, People = people }] }
                : now with { Countdowns = now.Countdowns.Select(c => c == there ? c with { People = people } : c).ToValueList() };
        }, stop);
        return await http.Done(result, Root(http));
    }

    private static string FreeCountdown(Workspace workspace, string launch)
    {
        var key = launch;
        for (var n = 2; workspace.Countdowns.Any(c => c.Key == key); n++) key = $"{launch}-{n}";
        return key;
    }

    private static async Task<(Desk Desk, Subscription Subscription, Formats.Digests.MailRendering? Rendering)?> Look(HttpContext http, Desks desks, Letters letters, Guid subscription, CancellationToken stop)
    {
        var desk = await DeskOf(http, desks, stop);
        if (!desk.Subscriptions.TryGetValue(subscription, out var found)) return null;
        return MayAll(http) || found.Person.Key == http.Client().Member ? (desk, found, letters.Preview(desk, found, null)) : null;
    }

    private static async Task<IResult> Preview(Guid subscription, string? sent, HttpContext http, Desks desks, Letters letters, CancellationToken stop)
    {
        if (await Look(http, desks, letters, subscription, stop) is not var (desk, found, rendering)) return NotYours(http);
        return View.Of<MailPreviewPage>(new
        {
            Model = new MailPreviewModel
            {
                Root = Root(http),
                Title = rendering?.Mail?.Subject ?? MailWords.What(desk, found),
                About = $"{MailWords.What(desk, found)}, as it would read now. The mail itself has links to act from; this has none.",
                Body = rendering?.Mail is null ? null : $"{Root(http)}/preview/{subscription}/body",
                Text = rendering?.Mail?.Text,
                Problem = rendering is null ? "There is nothing to say at the moment, so nothing would be sent." : rendering.Problem is { } problem ? $"It cannot be written: {problem}." : null,
                Tests = $"{Root(http)}/preview/{subscription}/tests",
                Address = http.Person().Email,
                Sent = sent,
            },
        });
    }

    private static async Task<DeliveryRow?> DeliveryOf(HttpContext http, Desks desks, PlannerDb db, Guid id, CancellationToken stop)
    {
        var delivery = await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.WorkspaceId == http.Client().Id, stop);
        if (delivery is null || MayAll(http)) return delivery;
        var own = (await DeskOf(http, desks, stop)).Workspace.Members.FirstOrDefault(m => m.Key == http.Client().Member)?.Id;
        return own is not null && delivery.PersonId == own ? delivery : null;
    }

    private static async Task<IResult> OneMail(Guid id, HttpContext http, Desks desks, Databases databases, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await DeliveryOf(http, desks, db, id, stop) is not { } delivery) return NotYours(http);
        var stored = await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == id, stop);
        return View.Of<MailPage>(new { Model = MailWords.Page(delivery, stored, ReaderTime.Of(http.Person(), (await DeskOf(http, desks, stop)).Workspace), Root(http), $"{Root(http)}/mails/{id}", MayAll(http)) });
    }

    private static async Task<IResult> Decide(HttpContext http, Desks desks, Databases databases, Guid id, Func<Task<bool>> decide, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await DeliveryOf(http, desks, db, id, stop) is null) return NotYours(http);
        var back = $"{Root(http)}/mails/{id}";
        return await decide() ? Administrator.SeeOther(back) : http.Refused("it is on its way, or was sent already", back, StatusCodes.Status409Conflict);
    }

    private static async Task<long> SeenAsync(Databases databases, Guid workspace, Guid item, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Items.Where(i => i.WorkspaceId == workspace && i.Id == item).Select(i => i.Revision).FirstOrDefaultAsync(stop);
    }
}
