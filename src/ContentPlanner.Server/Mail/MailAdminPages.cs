using System.Globalization;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace ContentPlanner.Server.Mail;

/// <summary><c>/admin/mail</c>: what waits for administrators, what went out and what would; where mails go, and the server they go through.</summary>
internal static class MailAdminPages
{
    private const int MostLines = 200;
    private const string Path = "/admin/mail";

    public static void MapMailAdministration(this IEndpointRouteBuilder app)
    {
        var pages = app.MapAdministration(Path);
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

        pages.MapGet("/previews/accounts/{account:guid}", PreviewOfAll);
        pages.MapGet("/previews/accounts/{account:guid}/body", async (Guid account, DigestsOfAll digests, AllClients all, Letters letters, CancellationToken stop) =>
            await digests.ChosenAsync(account, stop) is { } chosen && await all.OfAsync(account, chosen, stop) is { } desk && letters.Preview(desk)?.Mail is { } mail ? new Framed(mail.Html) : Results.NotFound());

        pages.MapPost("/{id:guid}/attempts", async (Guid id, HttpContext http, Ledger ledger, CancellationToken stop) =>
            await ledger.SendAgainAsync(id, stop) ? Administrator.SeeOther($"{Path}/{id}") : Refused(http, "it is on its way, or was sent already"));
        pages.MapPost("/{id:guid}/confirmation", async (Guid id, HttpContext http, Ledger ledger, CancellationToken stop) =>
            await ledger.MarkAsSentAsync(id, stop) ? Administrator.SeeOther($"{Path}/{id}") : Refused(http, "it is on its way, or is known as sent already"));
        pages.MapPost("/tests", async (HttpContext http, Outbox outbox, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            if (((string?)form["subscription"])?.Split('/') is not [var owner, var subscription] || !Guid.TryParse(subscription, out var which)) return Refused(http, "choose what to send");
            var address = form["address"].ToString().Trim();
            if (owner == "accounts") return Answer(http, await outbox.TestOfAllAsync(which, address, stop));
            return Guid.TryParse(owner, out var workspace) ? Answer(http, await outbox.TestAsync(workspace, which, address, stop)) : Refused(http, "choose what to send");
        });
        pages.MapPost("/plan-summaries", async (HttpContext http, Outbox outbox, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            return Guid.TryParse(form["workspace"], out var workspace) ? Answer(http, await outbox.PlanSummaryAsync(workspace, form["address"].ToString().Trim(), null, stop)) : Refused(http, "choose whose plan");
        });
        pages.MapPost("/suppressions/removal", async (HttpRequest request, Databases databases, CancellationToken stop) =>
        {
            var address = (await request.ReadFormAsync(stop))["address"].ToString();
            await using var db = databases.CreateDbContext();
            await db.Suppressions.Where(s => s.Address == address).ExecuteDeleteAsync(stop);
            return Administrator.SeeOther(Path);
        });
        pages.MapPost("/clock", (ClockWatch clock) =>
        {
            clock.Trust();
            return Administrator.SeeOther(Path);
        });

        pages.MapGet("/settings", (HttpContext http, MailSetup setup) => View.Of<MailSettingsPage>(new { Model = Server(setup, null) with { Said = http.Request.Query["now"] == "saved" ? "Saved, and used from the next mail on." : http.Request.Query["now"] == "cleared" ? "Mails stay in the folder again." : null } }));
        pages.MapPost("/settings", SaveServer);
        pages.MapPost("/settings/tests", TestServer);
        pages.MapPost("/settings/removal", async (MailSetup setup, CancellationToken stop) =>
        {
            await setup.ClearAsync(stop);
            return Administrator.SeeOther($"{Path}/settings?now=cleared");
        });
    }

    private static async Task<IResult> Overview(HttpContext http, string? status, Databases databases, IMailer mailer, MailSetup setup, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var chosen = Enum.TryParse<DeliveryStatus>(status, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : (DeliveryStatus?)null;
        var waiting = await db.Deliveries.AsNoTracking().Where(d => d.Status == DeliveryStatus.Parked || d.Status == DeliveryStatus.Failed).OrderByDescending(d => d.DueAt).Take(MostLines).ToListAsync(stop);
        var log = await db.Deliveries.AsNoTracking().Where(d => chosen == null || d.Status == chosen).OrderByDescending(d => d.DueAt).ThenBy(d => d.Id).Take(MostLines).ToListAsync(stop);
        var counts = await db.Deliveries.GroupBy(d => d.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        var suppressed = await db.Suppressions.AsNoTracking().OrderByDescending(s => s.Since).Take(MostLines).ToListAsync(stop);
        var workspaces = await db.Workspaces.AsNoTracking().OrderBy(w => w.Name).Select(w => new { w.Id, w.Name }).ToListAsync(stop);
        var time = ReaderTime.Of(http.PersonOrNobody(), null);
        return View.Of<MailOverviewPage>(new
        {
            Model = new MailOverviewModel
            {
                Destination = mailer.Destination,
                Source = setup.IsGiven ? "The settings file or the environment says so." : mailer.Leaves ? "Set up here." : "No mail server is set up yet.",
                Waiting = [.. waiting.Select(d => MailWords.Line(d, time, $"{Path}/{d.Id}"))],
                Log = [.. log.Select(d => MailWords.Line(d, time, $"{Path}/{d.Id}"))],
                Filters = [new("All", Path, chosen is null), .. counts.OrderBy(c => c.Key).Select(c => new Choice($"{c.Count} {MailWords.Of(c.Key)}", $"{Path}?status={c.Key.ToString().ToLowerInvariant()}", c.Key == chosen))],
                Suppressed = [.. suppressed.Select(s => (s.Address, s.Reason, time.Moment(s.Since)))],
                Clients = [.. workspaces.Select(w => new Option(w.Id.ToString(), w.Name))],
            },
        });
    }

    private static async Task<IResult> One(HttpContext http, Guid id, Databases databases, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, stop) is not { } delivery) return http.Refused("there is no such mail", Path, StatusCodes.Status404NotFound);
        var stored = await db.StoredMails.AsNoTracking().FirstOrDefaultAsync(m => m.DeliveryId == id, stop);
        return View.Of<MailPage>(new { Model = MailWords.Page(delivery, stored, ReaderTime.Of(http.PersonOrNobody(), null), Path, $"{Path}/{id}", mayDecide: true) });
    }

    private static async Task<IResult> Previews(HttpContext http, Databases databases, Desks desks, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var ids = await db.Workspaces.AsNoTracking().OrderBy(w => w.Name).Select(w => w.Id).ToListAsync(stop);
        var all = new List<(string Client, string Href, string What)>();
        foreach (var id in ids)
            if (await desks.OfAsync(id, stop) is { } desk)
                all.AddRange(desk.Subscriptions.Values.OrderBy(s => s.Kind).ThenBy(s => s.Person.Name, StringComparer.Ordinal).Select(s => (desk.Workspace.Name, $"{id}/{s.Id}", MailWords.What(desk, s))));
        var accounts = await db.AccountDigests.Join(db.Accounts.Where(a => a.ClosedAt == null), d => d.AccountId, a => a.Id, (_, account) => new { account.Id, account.Name }).OrderBy(a => a.Name).ToListAsync(stop);
        all.AddRange(accounts.Select(a => ("All clients", $"accounts/{a.Id}", $"Digest of all clients for {a.Name}")));
        return View.Of<MailPreviewsPage>(new { All = all.ToArray(), Address = http.PersonOrNobody()?.Email });
    }

    private static async Task<IResult> PreviewOfAll(Guid account, HttpContext http, DigestsOfAll digests, AllClients all, Letters letters, CancellationToken stop)
    {
        if (await digests.ChosenAsync(account, stop) is not { } chosen || await all.OfAsync(account, chosen, stop) is not { } desk) return http.Refused("there is no such subscription", $"{Path}/previews", StatusCodes.Status404NotFound);
        return View.Of<MailPreviewPage>(new
        {
            Model = MailPreviewModel.OfAll(letters.Preview(desk), $"{Path}/previews/accounts/{account}", http.PersonOrNobody()?.Email ?? "", $"For {desk.Reader.Name}, as it would read now. The mail itself has links to act from; this has none.")
                with { Root = $"{Path}/previews", Tests = $"{Path}/tests", Subscription = $"accounts/{account}" },
        });
    }

    private static async Task<IResult> Preview(Guid workspace, Guid subscription, HttpContext http, Desks desks, Letters letters, CancellationToken stop)
    {
        if (await Look(desks, letters, workspace, subscription, stop) is not var (desk, found, rendering)) return http.Refused("there is no such subscription", $"{Path}/previews", StatusCodes.Status404NotFound);
        return View.Of<MailPreviewPage>(new
        {
            Model = new MailPreviewModel
            {
                Root = $"{Path}/previews",
                Title = rendering?.Mail?.Subject ?? MailWords.What(desk, found),
                About = $"{MailWords.What(desk, found)}, as it would read now. The mail itself has links to act from; this has none.",
                Body = rendering?.Mail is null ? null : $"{Path}/previews/{workspace}/{subscription}/body",
                Text = rendering?.Mail?.Text,
                Problem = rendering is null ? "There is nothing to say at the moment, so nothing would be sent." : rendering.Problem?.ToString(),
                Tests = $"{Path}/tests",
                Subscription = $"{workspace}/{subscription}",
                Address = http.PersonOrNobody()?.Email ?? "",
            },
        });
    }

    private static async Task<(Desk Desk, Subscription Subscription, Formats.Digests.MailRendering? Rendering)?> Look(Desks desks, Letters letters, Guid workspace, Guid subscription, CancellationToken stop) =>
        await desks.OfAsync(workspace, stop) is { } desk && desk.Subscriptions.GetValueOrDefault(subscription) is { } found ? (desk, found, letters.Preview(desk, found, null)) : null;

    private static MailServerModel Server(MailSetup setup, IFormCollection? typed) => new()
    {
        IsGiven = setup.IsGiven,
        IsSet = setup.Smtp.Host is { Length: > 0 },
        Host = typed?["host"].ToString().Trim() ?? setup.Smtp.Host ?? "",
        Port = typed?["port"].ToString().Trim() ?? setup.Smtp.Port?.ToString(CultureInfo.InvariantCulture) ?? "",
        Security = typed?["security"].ToString() ?? setup.Smtp.Security.ToString(),
        User = typed?["user"].ToString().Trim() ?? setup.Smtp.User ?? "",
        HasPassword = setup.Smtp.Password is { Length: > 0 },
        From = typed?["from"].ToString().Trim() ?? setup.From,
        To = typed?["to"].ToString().Trim() ?? "",
    };

    /// <summary>What was typed as settings, or the page with every mistake in it.</summary>
    private static async Task<(SmtpSettings? Smtp, string? Password, MailServerModel Model)> TypedAsync(HttpContext http, MailSetup setup, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var model = Server(setup, form);
        int? port = model.Port.Length == 0 ? null : int.TryParse(model.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536 ? number : -1;
        var known = Enum.TryParse<SmtpSecurity>(model.Security, out var security) && Enum.IsDefined(security);
        model = model with
        {
            HostError = Uri.CheckHostName(model.Host) == UriHostNameType.Unknown ? "Write the server's name, such as smtp.example.org." : null,
            PortError = port == -1 ? "A port is a number from 1 to 65535; empty is the usual one." : null,
            FromError = MailboxAddress.TryParse(model.From, out var from) && from.Address.Contains('@') ? null : "Write a sender, such as Planner <plan@example.org>.",
            SecurityError = known ? null : "Choose one of these.",
        };
        var password = form["password"].ToString() is { Length: > 0 } given ? given : null;
        if (model.HostError is not null || model.PortError is not null || model.FromError is not null || model.SecurityError is not null) return (null, null, model);
        var user = model.User.Length == 0 ? null : model.User;
        // The password that is known belongs to the server and the name it was given for.
        var kept = setup.Smtp.Host == model.Host && setup.Smtp.User == user ? setup.Smtp.Password : null;
        return (new() { Host = model.Host, Port = port, Security = security, User = user, Password = password ?? kept, TimeoutSeconds = Math.Min(20, setup.Smtp.TimeoutSeconds) }, password, model);
    }

    private static async Task<IResult> SaveServer(HttpContext http, MailSetup setup, CancellationToken stop)
    {
        if (setup.IsGiven) return Refused(http, "the settings file or the environment names the mail server; change it there");
        var (smtp, password, model) = await TypedAsync(http, setup, stop);
        if (smtp is null) return View.Of<MailSettingsPage>(new { Model = model }, StatusCodes.Status422UnprocessableEntity);
        await setup.SaveAsync(smtp, model.From, password, stop);
        return Administrator.SeeOther($"{Path}/settings?now=saved");
    }

    /// <summary>Connects, encrypts and signs in with what was typed; sends a mail where an address was given. Nothing is saved.</summary>
    private static async Task<IResult> TestServer(HttpContext http, MailSetup setup, Settings settings, CancellationToken stop)
    {
        var (smtp, _, model) = await TypedAsync(http, setup, stop);
        if (smtp is null) return View.Of<MailSettingsPage>(new { Model = model }, StatusCodes.Status422UnprocessableEntity);
        var mailer = new SmtpMailer(smtp, settings.Mail.Dkim);
        await using var route = mailer.Open();
        try
        {
            await route.ReadyAsync(stop);
        }
        catch (MailOutageException outage)
        {
            return View.Of<MailSettingsPage>(new { Model = model with { Outcome = Told.Sentence(outage.Message), OutcomeIsGood = false } });
        }
        var said = $"{mailer.Destination} answers{(smtp.User is null ? "" : " and lets us in")}.";
        if (model.To.Length == 0) return View.Of<MailSettingsPage>(new { Model = model with { Outcome = $"{said} Nothing is saved yet.", OutcomeIsGood = true } });
        if (!MailboxAddress.TryParse(model.To, out var to) || !MailMessage.IsAddress(to.Address)) return View.Of<MailSettingsPage>(new { Model = model with { ToError = "Write an address, such as you@example.org." } }, StatusCodes.Status422UnprocessableEntity);
        var from = MailboxAddress.Parse(model.From);
        var message = new MimeMessage([from], [to], "A test from ContentPlanner", new TextPart("plain") { Text = "This mail server can be used.\n" });
        var (words, good) = await route.SendAsync(Guid.CreateVersion7(), message, from, to) switch
        {
            SendOutcome.Accepted => ($"{said} It took a test for {to.Address}. Nothing is saved yet.", true),
            SendOutcome.Refused refused => ($"{said} It refused the test: {refused.Code} {refused.Words}.", false),
            SendOutcome.Deferred deferred => ($"{said} It put the test off: {deferred.Words}.", false),
            SendOutcome.NotTried untried => ($"{said} The test was not tried: {untried.Words}.", false),
            SendOutcome.Unknown unknown => ($"{said} Nobody knows whether it took the test: {unknown.Words}.", false),
            _ => (said, true),
        };
        return View.Of<MailSettingsPage>(new { Model = model with { Outcome = words, OutcomeIsGood = good } });
    }

    private static IResult Answer(HttpContext http, Outbox.Posted posted) => posted.Delivery is { } id ? Administrator.SeeOther($"{Path}/{id}") : Refused(http, $"it was not sent: {posted.Why}");

    private static IResult Refused(HttpContext http, string why) => http.Refused(why, Path, StatusCodes.Status409Conflict);
}

public sealed record MailOverviewModel
{
    public required string Destination { get; init; }
    public required string Source { get; init; }
    public required IReadOnlyList<DeliveryLine> Waiting { get; init; }
    public required IReadOnlyList<DeliveryLine> Log { get; init; }
    public required IReadOnlyList<Choice> Filters { get; init; }
    public required IReadOnlyList<(string Address, string Reason, string Since)> Suppressed { get; init; }
    public required IReadOnlyList<Option> Clients { get; init; }
}

public sealed record MailServerModel
{
    public required bool IsGiven { get; init; }
    public required bool IsSet { get; init; }
    public required string Host { get; init; }
    public required string Port { get; init; }
    public required string Security { get; init; }
    public required string User { get; init; }
    public required bool HasPassword { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public string? HostError { get; init; }
    public string? PortError { get; init; }
    public string? SecurityError { get; init; }
    public string? FromError { get; init; }
    public string? ToError { get; init; }
    public string? Outcome { get; init; }
    public bool OutcomeIsGood { get; init; }
    public string? Said { get; init; }
}
