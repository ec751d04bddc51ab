using System.Text;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>What administrators see of mail: what waits for them, what went out, what would go out; and what they can do about it.</summary>
internal static class MailAdminPages
{
    private const int MostLines = 200;

    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");

    public static void MapMailAdministration(this IEndpointRouteBuilder app)
    {
        var pages = app.MapAdministration("/admin/mail");
        pages.MapGet("", Overview);
        pages.MapGet("/{id:guid}", One);
        pages.MapGet("/{id:guid}/body", async (Guid id, Databases databases, CancellationToken stop) =>
        {
            await using var db = databases.CreateDbContext();
            return await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == id, stop) is { } stored ? new Framed(MailMessage.Read(stored.Message).HtmlBody ?? "") : Results.NotFound();
        });
        pages.MapGet("/previews", Previews);
        pages.MapGet("/previews/{workspace:guid}/{subscription:guid}", Preview);
        pages.MapGet("/previews/{workspace:guid}/{subscription:guid}/body", async (Guid workspace, Guid subscription, Desks desks, Letters letters, CancellationToken stop) =>
            await Look(desks, letters, workspace, subscription, stop) is { Rendering.Mail: { } mail } ? new Framed(mail.Html) : Results.NotFound());

        pages.MapPost("/{id:guid}/attempts", async (Guid id, Ledger ledger, CancellationToken stop) =>
            await ledger.SendAgainAsync(id, stop) ? Administrator.SeeOther($"/admin/mail/{id}") : Refused("It is on its way, or was sent already."));
        pages.MapPost("/{id:guid}/confirmation", async (Guid id, Ledger ledger, CancellationToken stop) =>
            await ledger.MarkAsSentAsync(id, stop) ? Administrator.SeeOther($"/admin/mail/{id}") : Refused("It is on its way, or is known as sent already."));
        pages.MapPost("/tests", async (HttpRequest request, Outbox outbox, CancellationToken stop) =>
        {
            var form = await request.ReadFormAsync(stop);
            if (((string?)form["subscription"])?.Split('/') is not [var workspace, var subscription] || !Guid.TryParse(workspace, out var of) || !Guid.TryParse(subscription, out var which)) return Refused("Choose what to send.");
            return Answer(await outbox.TestAsync(of, which, form["address"].ToString().Trim(), stop));
        });
        pages.MapPost("/plan-summaries", async (HttpRequest request, Outbox outbox, CancellationToken stop) =>
        {
            var form = await request.ReadFormAsync(stop);
            return Guid.TryParse(form["workspace"], out var workspace) ? Answer(await outbox.PlanSummaryAsync(workspace, form["address"].ToString().Trim(), null, stop)) : Refused("Choose whose plan.");
        });
        pages.MapPost("/suppressions/removal", async (HttpRequest request, Databases databases, CancellationToken stop) =>
        {
            var address = (await request.ReadFormAsync(stop))["address"].ToString();
            await using var db = databases.CreateDbContext();
            await db.Suppressions.Where(s => s.Address == address).ExecuteDeleteAsync(stop);
            return Administrator.SeeOther("/admin/mail");
        });
        pages.MapPost("/clock", (ClockWatch clock) =>
        {
            clock.Trust();
            return Administrator.SeeOther("/admin/mail");
        });
    }

    private static async Task<IResult> Overview(HttpContext http, string? status, Databases databases, Desks desks, IMailer mailer, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var chosen = Enum.TryParse<DeliveryStatus>(status, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : (DeliveryStatus?)null;
        var waiting = await db.Deliveries.AsNoTracking().Where(d => d.Status == DeliveryStatus.Parked || d.Status == DeliveryStatus.Failed).OrderByDescending(d => d.DueAt).Take(MostLines).ToListAsync(stop);
        var log = await db.Deliveries.AsNoTracking().Where(d => chosen == null || d.Status == chosen).OrderByDescending(d => d.DueAt).ThenBy(d => d.Id).Take(MostLines).ToListAsync(stop);
        var counts = await db.Deliveries.GroupBy(d => d.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        var suppressed = await db.Suppressions.AsNoTracking().OrderByDescending(s => s.Since).Take(MostLines).ToListAsync(stop);
        var workspaces = await db.Workspaces.AsNoTracking().OrderBy(w => w.Name).Select(w => new { w.Id, w.Name }).ToListAsync(stop);
        var filters = counts.OrderBy(c => c.Key).Select(c => Html.Of($"<a href=\"/admin/mail?status={c.Key.ToString().ToLowerInvariant()}\">{c.Count} {Word(c.Key)}</a> "));
        return Page.Administration("Mail", Html.Of($"""
            <p class="quiet">Mails go to {mailer.Destination}. <a href="/admin/mail/previews">Look at what would be sent now, or send a test</a></p>
            <h2>Waiting for you</h2>
            {(waiting.Count == 0 ? Html.Of($"<p class=\"quiet\">Nothing. Mails that nobody knows the fate of, or that a server refused, stand here.</p>") : Table(http, waiting, acting: true))}
            <h2>Sent and to be sent</h2>
            <p class="row">{Html.Join(filters)}<a href="/admin/mail">all</a></p>
            {(log.Count == 0 ? Html.Of($"<p class=\"quiet\">No mail yet.</p>") : Table(http, log, acting: false))}
            {(suppressed.Count == 0 ? Html.Empty : Suppressed(http, suppressed))}
            <h2>Mail the plan on a page</h2>
            <form method="post" action="/admin/mail/plan-summaries">{Page.FormToken(http)}
            <label for="workspace">Whose plan</label><select id="workspace" name="workspace">{Html.Join(workspaces.Select(w => Html.Of($"<option value=\"{w.Id}\">{w.Name}</option>")))}</select>
            <label for="summary-address">To</label><input id="summary-address" name="address" type="email" required autocomplete="email">
            <p><button>Send it</button></p></form>
            """));
    }

    private static Html Table(HttpContext http, IEnumerable<DeliveryRow> deliveries, bool acting) => Html.Of($"""
        <table class="stacks"><thead><tr><th scope="col">Due (UTC)</th><th scope="col">What</th><th scope="col">To</th><th scope="col">State</th>{(acting ? Html.Of($"<th scope=\"col\">Decide</th>") : Html.Empty)}</tr></thead><tbody>
        {Html.Join(deliveries.Select(d => Html.Of($"""
            <tr><td data-label="Due">{Minutes.Format(d.DueAt)}</td><td data-label="What"><a href="/admin/mail/{d.Id}">{Word(d.Kind)}</a> <small class="quiet">{ShortPeriod(d)}</small></td><td data-label="To">{d.Address}</td><td data-label="State">{State(d)}</td>{(acting ? Html.Of($"<td data-label=\"Decide\">{Decide(http, d)}</td>") : Html.Empty)}</tr>
            """)))}
        </tbody></table>
        """);

    private static Html State(DeliveryRow delivery)
    {
        var why = delivery.Reason ?? (delivery.Status is DeliveryStatus.Sent ? null : delivery.Error);
        var loud = delivery.Status is DeliveryStatus.Failed or DeliveryStatus.Parked;
        return Html.Of($"<span class=\"{(loud ? "late" : delivery.Status == DeliveryStatus.Sent ? "ok" : "")}\">{Word(delivery.Status)}</span>{(why is null ? Html.Empty : Html.Of($"<br><small>{why}</small>"))}");
    }

    private static Html Decide(HttpContext http, DeliveryRow delivery) => Html.Of($"""
        <form method="post" action="/admin/mail/{delivery.Id}/attempts">{Page.FormToken(http)}<button>Send again</button></form>
        <form method="post" action="/admin/mail/{delivery.Id}/confirmation">{Page.FormToken(http)}<button class="quiet">It arrived</button></form>
        """);

    private static Html Suppressed(HttpContext http, IEnumerable<SuppressionRow> rows) => Html.Of($"""
        <h2>Addresses that get no mail</h2>
        <table class="stacks"><thead><tr><th scope="col">Address</th><th scope="col">Why</th><th scope="col">Since</th><th scope="col"></th></tr></thead><tbody>
        {Html.Join(rows.Select(s => Html.Of($"""
            <tr><th scope="row">{s.Address}</th><td data-label="Why">{s.Reason}</td><td data-label="Since">{Minutes.Format(s.Since)}</td><td><form method="post" action="/admin/mail/suppressions/removal">{Page.FormToken(http)}<input type="hidden" name="address" value="{s.Address}"><button class="quiet">Allow again</button></form></td></tr>
            """)))}
        </tbody></table>
        """);

    private static async Task<IResult> One(HttpContext http, Guid id, Databases databases, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, stop) is not { } delivery) return Page.Administration("There is no such mail", Html.Empty, StatusCodes.Status404NotFound);
        var stored = await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == id, stop);
        var open = delivery.Status is DeliveryStatus.Parked or DeliveryStatus.Failed or DeliveryStatus.Unknown or DeliveryStatus.Skipped or DeliveryStatus.Superseded;
        return Page.Administration(stored?.Subject ?? $"{Word(delivery.Kind)} {delivery.Period}", Html.Of($"""
            <p>{State(delivery)}</p>
            <p class="quiet">To {delivery.Address}. Due {Minutes.Format(delivery.DueAt)} UTC{(delivery.SentAt is { } sent ? $", sent {Minutes.Format(sent)}" : "")}, attempts: {delivery.Attempts}. Message-ID {delivery.MessageId}</p>
            {(open ? Html.Of($"<div class=\"row\">{Decide(http, delivery)}</div>") : Html.Empty)}
            {(stored is null ? Html.Of($"<p class=\"quiet\">It was not written yet, or what was in it is erased, 30 days after its end.</p>") : Html.Of($"<iframe src=\"/admin/mail/{id}/body\" sandbox title=\"The mail\"></iframe><h2>As text</h2><pre>{MailMessage.Read(stored.Message).TextBody}</pre>"))}
            """));
    }

    private static async Task<IResult> Previews(HttpContext http, Databases databases, Desks desks, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var ids = await db.Workspaces.AsNoTracking().OrderBy(w => w.Name).Select(w => w.Id).ToListAsync(stop);
        var all = new List<(Guid Workspace, string Name, Subscription Subscription, string What)>();
        foreach (var id in ids)
            if (await desks.OfAsync(id, stop) is { } desk)
                all.AddRange(desk.Subscriptions.Values.OrderBy(s => s.Kind).ThenBy(s => s.Person.Name, StringComparer.Ordinal).Select(s => (id, desk.Workspace.Name, s, What(desk, s))));
        return Page.Administration("What would be sent now", Html.Of($"""
            {Html.Join(all.GroupBy(a => a.Name).Select(w => Html.Of($"<h2>{w.Key}</h2><ul>{Html.Join(w.Select(a => Html.Of($"<li><a href=\"/admin/mail/previews/{a.Workspace}/{a.Subscription.Id}\">{a.What}</a></li>")))}</ul>")))}
            <h2>Send a test</h2>
            <form method="post" action="/admin/mail/tests">{Page.FormToken(http)}
            <label for="subscription">What</label><select id="subscription" name="subscription">{Html.Join(all.Select(a => Html.Of($"<option value=\"{a.Workspace}/{a.Subscription.Id}\">{a.Name}: {a.What}</option>")))}</select>
            <label for="address">To</label><input id="address" name="address" type="email" required autocomplete="email">
            <p><button>Send it</button></p></form>
            """));
    }

    private static async Task<IResult> Preview(Guid workspace, Guid subscription, Desks desks, Letters letters, CancellationToken stop)
    {
        if (await Look(desks, letters, workspace, subscription, stop) is not var (desk, found, rendering)) return Page.Administration("There is no such subscription", Html.Empty, StatusCodes.Status404NotFound);
        if (rendering is null) return Page.Administration(What(desk, found), Html.Of($"<p>There is nothing to say at the moment, so nothing would be sent.</p>"));
        if (rendering.Mail is not { } mail) return Page.Administration(What(desk, found), Html.Of($"<p class=\"note\">{rendering.Problem?.ToString()}</p>"));
        return Page.Administration(mail.Subject, Html.Of($"""
            <p class="quiet">{What(desk, found)}, as it would read now. The mail itself has links to act from; this has none.</p>
            <iframe src="/admin/mail/previews/{workspace}/{subscription}/body" sandbox title="The mail"></iframe>
            <h2>As text</h2><pre>{mail.Text}</pre>
            """));
    }

    private static async Task<(Desk Desk, Subscription Subscription, Formats.Digests.MailRendering? Rendering)?> Look(Desks desks, Letters letters, Guid workspace, Guid subscription, CancellationToken stop) =>
        await desks.OfAsync(workspace, stop) is { } desk && desk.Subscriptions.GetValueOrDefault(subscription) is { } found ? (desk, found, letters.Preview(desk, found, null)) : null;

    private static string What(Desk desk, Subscription subscription) => subscription.LaunchId is { } launch
        ? $"{Word(subscription.Kind)} of {desk.Workspace.Launches.FirstOrDefault(l => Identity.Of(desk.Workspace, l) == launch)?.Title}, for {subscription.Person.Name}"
        : $"{Word(subscription.Kind)} for {subscription.Person.Name}";

    private static IResult Answer(Outbox.Posted posted) => posted.Delivery is { } id ? Administrator.SeeOther($"/admin/mail/{id}") : Refused($"It was not sent: {posted.Why}.");

    private static IResult Refused(string why) => Page.Administration("It was not done", Html.Of($"<p>{why}</p><p><a href=\"/admin/mail\">Back</a></p>"), StatusCodes.Status409Conflict);

    /// <summary>A countdown's mark, a digest's week; not the ids around them.</summary>
    private static string ShortPeriod(DeliveryRow delivery) => delivery.Kind switch
    {
        DeliveryKind.Countdown => delivery.Period.Split('/').ElementAtOrDefault(1) ?? "",
        DeliveryKind.Digest or DeliveryKind.Review or DeliveryKind.Overdue => delivery.Period.Split('/')[0],
        _ => "",
    };

    private static string Word(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Digest => "Digest",
        DeliveryKind.Countdown => "Countdown",
        DeliveryKind.Review => "Agenda",
        DeliveryKind.Overdue => "Late work",
        DeliveryKind.PlanSummary => "The plan on a page",
        DeliveryKind.JobAlarm => "Alarm",
        _ => "Test",
    };

    private static string Word(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Due => "due",
        DeliveryStatus.Claimed => "on its way",
        DeliveryStatus.Sent => "sent",
        DeliveryStatus.Retrying => "tried again soon",
        DeliveryStatus.Unknown => "may have arrived, sent again soon",
        DeliveryStatus.Parked => "may have arrived",
        DeliveryStatus.Skipped => "not sent",
        DeliveryStatus.Superseded => "not sent, a newer one was",
        _ => "failed",
    };

    /// <summary>A mail's own HTML, in a frame that may do nothing.</summary>
    private sealed class Framed(string html) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            PageHeaders.Write(httpContext.Response.Headers, "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'");
            await httpContext.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(html), httpContext.RequestAborted);
        }
    }
}
