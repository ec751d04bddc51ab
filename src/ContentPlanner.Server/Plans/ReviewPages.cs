using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary>What an agenda lists, and can be asked for by itself, whole.</summary>
public enum ReviewPart { Done, Late, Before, Slips, Decisions, Gaps, Ahead }

/// <summary>A review day with its agenda: what people go through together, and what they write down.</summary>
public sealed record ReviewView(ReviewRow Row, ReviewAgenda Agenda, IReadOnlyList<TakeAwayRow> TakeAways, IReadOnlyList<IntentionRow> Intentions, string Period);

/// <summary><c>/plan/reviews/{review}/{day}</c>: regrouping, with the agenda made from what happened since.</summary>
internal static class ReviewPages
{
    public static void MapReviewPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/reviews/{review}/{day}", (string review, string day, string? show, HttpContext http) => On(http, review, day, (plan, desk, date, cadence) => Task.FromResult(
            Enum.TryParse<ReviewPart>(show, ignoreCase: true, out var part) && Enum.IsDefined(part)
                ? View.Of<ReviewPartPage>(new { Plan = plan, Agenda = ReviewAgenda.Of(desk.Schedule, date, whole: true), Part = part, Cadence = cadence.Title, When = When(plan, date), Back = plan.At($"/plan/reviews/{cadence.Key}/{date.Day.Iso()}") })
                : Shown(plan, desk, date, cadence, null))));
        pages.MapGet("/reviews/{review}/{day}/sheet", (string review, string day, HttpContext http, Libraries libraries) => On(http, review, day, (plan, desk, date, _) =>
        {
            var rendering = ReviewSheet.Render(ReviewAgenda.Of(desk.Schedule, date), plan.Locale.Tag, libraries.Of(desk.Workspace).Templates);
            return Task.FromResult(rendering.Text is { } html ? new PaperSheet(html) : http.Refused($"the agenda’s template has a mistake: {rendering.Problem}", plan.At("/plan")));
        }));
        pages.MapPost("/reviews/{review}/{day}", Close).Needs(Access.Strategist);
    }

    private static Task<IResult> Close(string review, string day, HttpContext http, WorkspaceStore workspaces) => On(http, review, day, async (plan, desk, date, cadence) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/plan/reviews/{review}/{date.Day.Iso()}");
        var notes = form["notes"].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        var deed = form["do"] == "reopen"
            ? PlanDeeds.Of(cadence, $"opened “{cadence.Title}” of {plan.Locale.Format(date.Day)} again", now => now with { Held = [.. now.Held.Where(h => h.Day != date.Day)] })
            : PlanDeeds.Of(cadence, $"closed “{cadence.Title}” of {plan.Locale.Format(date.Day)}", now => now with { Held = [.. now.Held.Where(h => h.Day != date.Day).Append(new(date.Day, plan.Today, notes.Length == 0 ? null : notes)).OrderBy(h => h.Day)] });
        var seen = new Seen(cadence.Id!.Value, long.TryParse(form["revision"], out var revision) ? revision : 0);
        return await http.Done(await workspaces.DoAsync(plan.Client.Id, http.Actor(), deed, http.RequestAborted, seen), here, words => Shown(plan, desk, date, cadence, words, notes, StatusCodes.Status409Conflict));
    });

    private static IResult Shown(OpenPlan plan, Desk desk, ReviewDate date, ReviewCadence cadence, string? words, string? typed = null, int status = StatusCodes.Status200OK)
    {
        var held = cadence.Held.FirstOrDefault(h => h.Day == date.Day);
        var agenda = ReviewAgenda.Of(desk.Schedule, date);
        var view = PlanView.Of(desk.Schedule, date.Period, plan.Times);
        var open = desk.Workspace.Periods.SelectMany(p => PlanView.Of(desk.Schedule, p, plan.Times).TakeAways).Where(t => t.Item.ClosedOn is null).ToList();
        return View.Of<ReviewPage>(new
        {
            Plan = plan,
            Model = new ReviewView(new(cadence.Key, date.Day, cadence.Title, When(plan, date), held, held is not null || date.Day < plan.Today), agenda, open, [.. view.Focus.SelectMany(f => f.Intentions)], date.Period.Key),
            plan.Plan.Revision,
            Words = words,
            Notes = typed ?? held?.Notes,
        }, status);
    }

    private static string When(OpenPlan plan, ReviewDate date) =>
        date.When is Core.Timelines.When.At at ? plan.Times.There(at.Start, Core.Locales.DayStyle.Full) : plan.Locale.Format(date.Day, Core.Locales.DayStyle.Full);

    private static Task<IResult> On(HttpContext http, string review, string day, Func<OpenPlan, Desk, ReviewDate, ReviewCadence, Task<IResult>> answer) => PlanPages.With(http, null, async (plan, desk, _) =>
        Days.TryRead(day, out LocalDate on) && PlanView.Review(desk.Workspace, review, on) is { } date
            ? await answer(plan, desk, date, desk.Workspace.Periods.SelectMany(p => p.Reviews).First(r => r.Key == review))
            : http.Refused("no review is planned for that day any more", plan.At("/plan"), StatusCodes.Status404NotFound));
}
