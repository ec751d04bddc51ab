using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Clients;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary><c>/w/{workspace}/plan</c>: the planning day's result, read first; what keeps it alive; the page to print or mail.</summary>
internal static class PlanPages
{
    public static void MapPlanPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/plan", Access.ClientViewer);
        pages.MapGet("", Read);
        pages.MapGet("/sheet", Sheet);
        pages.MapPost("/mail", Mail).Needs(Access.Strategist);
        pages.MapPost("/take-aways/{takeAway}", TakeAway).Needs(Access.Contributor);
        pages.MapPost("/intentions/{intention}/readings", Reading).Needs(Access.Contributor);
        pages.MapReviewPages();
        pages.MapPeriodPages();
        pages.MapPlanEditing();
    }

    private static Task<IResult> Read(HttpContext http, string? period, string? mailed) => With(http, period, (plan, desk, chosen) => Task.FromResult(chosen is null
        ? View.Of<NoPlanPage>(new { Plan = plan })
        : View.Of<PlanReadPage>(new { Plan = plan, Ahead = plan.May(Access.Strategist) && chosen == PlanPage.Current(plan.Workspace, plan.Today) ? PlanningDay.Ahead(new(plan.Workspace, chosen, plan.Locale, plan.Today))?.Title : null, Model = PlanView.Of(desk.Schedule, chosen, plan.Times), Mailed = mailed == "yes" ? http.RequestServices.GetRequiredService<IMailer>().Destination : null })));

    /// <summary>The take-away itself, as its template makes it: to print, or to save.</summary>
    private static Task<IResult> Sheet(HttpContext http, string? period, Libraries libraries) => With(http, period, (plan, desk, chosen) =>
    {
        if (chosen is null) return Task.FromResult(http.Refused("there is no period yet", plan.At("/plan"), StatusCodes.Status404NotFound));
        var rendering = PlanSheet.Render(PlanPage.Of(desk.Schedule, chosen), plan.Locale.Tag, libraries.Of(desk.Workspace).Templates);
        return Task.FromResult(rendering.Text is { } html ? new PaperSheet(html) : http.Refused($"the page’s template has a mistake: {rendering.Problem}", plan.At("/plan")));
    });

    private static async Task<IResult> Mail(HttpContext http, Outbox outbox)
    {
        var plan = await OpenPlan.OfAsync(http);
        var address = (await http.Request.ReadFormAsync(http.RequestAborted))["address"].ToString().Trim();
        if (!MimeKit.MailboxAddress.TryParse(address, out var mailbox) || !mailbox.Address.Contains('@', StringComparison.Ordinal)) return http.Refused($"“{address}” is no mail address; write one such as coach@example.org", plan.At("/plan"));
        var posted = await outbox.PlanSummaryAsync(plan.Client.Id, mailbox.Address, null, http.RequestAborted);
        return posted.Delivery is null ? http.Refused($"it was not sent: {posted.Why}", plan.At("/plan")) : Administrator.SeeOther(plan.At("/plan?mailed=yes#mail"));
    }

    private static async Task<IResult> TakeAway(string takeAway, HttpContext http, WorkspaceStore workspaces)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var back = Told.Local(form["back"].ToString() is { Length: > 0 } given ? given : plan.At("/plan"));
        if (plan.Workspace.Periods.SelectMany(p => p.TakeAways).FirstOrDefault(t => t.Key == takeAway) is not { } found) return http.Refused("that take-away is not in the plan any more", back, StatusCodes.Status404NotFound);
        var outcome = form["outcome"].ToString().Trim();
        var deed = form["do"] == "reopen" ? PlanDeeds.Reopen(found) : PlanDeeds.Close(found, plan.Today, outcome.Length == 0 ? null : outcome);
        return await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), deed, http.RequestAborted), back);
    }

    private static async Task<IResult> Reading(string intention, HttpContext http, WorkspaceStore workspaces)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var back = Told.Local(form["back"].ToString() is { Length: > 0 } given ? given : plan.At("/plan"));
        if (plan.Workspace.Intentions().FirstOrDefault(i => i.Key == intention) is not { } found) return http.Refused("that intention is not in the plan any more", back, StatusCodes.Status404NotFound);
        if (form["do"] == "take-back")
            return Days.TryRead(form["on"], out LocalDate gone) ? await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), PlanDeeds.Unread(found, gone), http.RequestAborted), back) : http.Refused("say which day’s reading", back);
        var reading = ReadingForm.Of(plan).Read(new(plan.Today, 0), form);
        return reading.IsRight
            ? await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), PlanDeeds.Read(found, reading.Value), http.RequestAborted), back)
            : View.Of<ReadingPage>(new { Plan = plan, Intention = found, reading.Questions, Back = back }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The plan, and the period the address names, else the current one; null: there is none at all.</summary>
    internal static async Task<IResult> With(HttpContext http, string? period, Func<OpenPlan, Desk, Plan?, Task<IResult>> answer)
    {
        // The plan first: what is newer than what a form was made of is then told as a conflict, never overlooked.
        var plan = await OpenPlan.OfAsync(http);
        var desk = await http.RequestServices.GetRequiredService<Desks>().OfAsync(plan.Client.Id, http.RequestAborted) ?? throw new InvalidOperationException($"The workspace {plan.Client.Id} is not there any more.");
        var chosen = period is null ? PlanPage.Current(desk.Workspace, plan.Today) : desk.Workspace.Periods.FirstOrDefault(p => p.Key == period);
        return chosen is null && period is not null ? http.Gone("there is no such period any more", plan.At("/plan")) : await answer(plan, desk, chosen);
    }
}

/// <summary>The form of a reading.</summary>
internal static class ReadingForm
{
    public static FormOf<Reading> Of(OpenPlan plan) => new FormOf<Reading>(plan.Locale)
        .Number("value", "What does it say?", r => r.Value, (r, v) => r with { Value = v!.Value }, required: true)
        .Day("on", "On which day?", r => r.On, (r, v) => r with { On = v!.Value }, required: true)
        .Text("note", "Why", r => r.Note, (r, v) => r with { Note = v });
}

/// <summary>A page a template makes, with styles of its own: kept apart from ours, allowed nothing but to be looked at and printed.</summary>
internal sealed class PaperSheet(string html) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        Shared.PageHeaders.Write(httpContext.Response.Headers, "sandbox allow-modals; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'");
        await httpContext.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(html), httpContext.RequestAborted);
    }
}
