using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using NodaTime.Text;

namespace ContentPlanner.Server.Resources;

/// <summary>What follows from a plan, to look at: the timeline, places of cadences, where content has been, how it all stands.</summary>
internal static class LookEndpoints
{
    public static void MapLooks(this IEndpointRouteBuilder app)
    {
        var client = app.MapClientApi("", Access.ClientViewer);
        client.MapGet("/timeline", TimelineAsync).WithTags("Timeline").Says(new("getTimeline", "What takes place from day to day, recurring things spread over their days")
        {
            Answer = ApiShape.Of<EntryView>().Page(), IsTagged = true, Problems = [400],
            Parameters = [.. Queries.Window, .. ApiParameter.Paging, ApiParameter.Text("category", "Only this: editorial, launch, coaching, task, plan or note."), ApiParameter.Text("launch", "Only of this launch."), ApiParameter.Flag("gaps", "With places of the editorial calendar that nobody has filled.")],
        });
        client.MapGet("/cadences/{cadence}/occurrences", (HttpContext http, string cadence, Desks desks, string? from, string? to) => OccurrencesAsync(http, cadence, desks, from, to)).WithTags("Cadences").Says(new("listOccurrences", "The places of a cadence and what fills them")
        {
            Answer = ApiShape.Of<OccurrenceView>().Page(), IsTagged = true, Problems = [400], Parameters = [.. Queries.Window, .. ApiParameter.Paging],
        });
        client.MapGet("/occurrences", (HttpContext http, Desks desks, string? from, string? to) => OccurrencesAsync(http, null, desks, from, to)).WithTags("Cadences").Says(new("listAllOccurrences", "The places of all cadences and what fills them")
        {
            Answer = ApiShape.Of<OccurrenceView>().Page(), IsTagged = true, Problems = [400], Parameters = [.. Queries.Window, .. ApiParameter.Paging],
        });
        client.MapGet("/coverage", CoverageAsync).Needs(Access.Contributor).WithTags("Coverage").Says(new("getCoverage", "Which piece has been in which channel") { Answer = ApiShape.Of<CoverageView>(), IsTagged = true, Problems = [400], Parameters = ApiParameter.Paging });
        client.MapGet("/report", ReportAsync).Needs(Access.Contributor).WithTags("Coverage").Says(new("getReport", "How the plan stands: findings, gaps, what serves nothing, what is too much") { Answer = ApiShape.Of<ReportView>(), IsTagged = true });
        client.MapGet("/launches/{launch}/schedule", ScheduleAsync).WithTags("Launches").Says(new("getLaunchSchedule", "The days that follow from a launch") { Answer = ApiShape.Of<LaunchScheduleView>(), IsTagged = true });
        client.MapGet("/review-days", ReviewsAsync).WithTags("Reviews").Says(new("listReviewDays", "The days on which people look back and forward") { Answer = ApiShape.Of<ReviewDayView>().Page(), IsTagged = true, Problems = [400], Parameters = [.. Queries.Window, .. ApiParameter.Paging] });
    }

    private static async Task<IResult> TimelineAsync(HttpContext http, Desks desks, string? from, string? to, string? category, string? launch, bool? gaps)
    {
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        var (window, problem) = Queries.WindowOf(from, to, desk.Schedule.Today);
        if (window is null) return problem!;
        var lines = Timeline.Of(desk.Schedule, window).Occurrences(window).Where(o => (gaps == true || !o.Entry.IsGap) && (category is null || o.Entry.Category == category) && (launch is null || o.Entry.Launch == launch) && http.Client().Sees(o.Entry));
        return http.Paged(lines, o => $"{InstantPattern.ExtendedIso.Format(o.When.BeginsAt(desk.Workspace.Zone))} {o.Entry.Uid} {Queries.Written(o.Day)}", EntryView.Of);
    }

    private static async Task<IResult> OccurrencesAsync(HttpContext http, string? cadence, Desks desks, string? from, string? to)
    {
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        if (cadence is not null && desk.Workspace.Cadences.All(c => c.Key != cadence && c.Id?.ToString() != cadence)) return Api.Missing("There is no such cadence.");
        var (window, problem) = Queries.WindowOf(from, to, desk.Schedule.Today);
        if (window is null) return problem!;
        var slots = desk.Schedule.Slots(window).Where(s => cadence is null || s.Cadence.Key == cadence || s.Cadence.Id?.ToString() == cadence);
        return http.Paged(slots, s => $"{LocalDateTimePattern.ExtendedIso.Format(s.When.WallTime)} {s.Cadence.Key} {Queries.Written(s.Day)}", s => http.Client().May(Access.Contributor) ? OccurrenceView.Of(s) : Discreet(http.Client(), s));
    }

    private static OccurrenceView Discreet(Client client, Slot slot) => OccurrenceView.Of(slot) with { Piece = slot.Piece is { } piece && client.Sees(piece) ? piece.Key : null, Task = null };

    private static async Task<IResult> CoverageAsync(HttpContext http, Desks desks)
    {
        var (page, problem) = Paging.Of(http);
        if (page is null) return problem!;
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        var coverage = Coverage.Of(desk.Schedule);
        var (some, next) = page.Cut(coverage.Rows, r => r.Piece.Key);
        http.LinksTo(next);
        return http.Tagged(new CoverageView([.. coverage.Channels.Select(c => c.Key)], [.. some.Select(r => CoverageView.Of(coverage, r))], next, coverage.Used, coverage.Possible));
    }

    private static async Task<IResult> ReportAsync(HttpContext http, Desks desks) =>
        await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk ? http.Tagged(ReportView.Of(Report.Of(desk.Schedule))) : Missing;

    private static async Task<IResult> ScheduleAsync(HttpContext http, string launch, Desks desks) =>
        await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk && desk.Schedule.Launches.FirstOrDefault(l => l.Key == launch || l.Id.ToString() == launch) is { } found
            ? http.Tagged(LaunchScheduleView.Of(found, desk.Schedule.Today))
            : Api.Missing("There is no such launch, or its blueprint is not here.");

    private static async Task<IResult> ReviewsAsync(HttpContext http, Desks desks, string? from, string? to)
    {
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        var (window, problem) = Queries.WindowOf(from, to, desk.Schedule.Today);
        if (window is null) return problem!;
        return http.Paged(ReviewDate.Within(desk.Workspace, window).Select((review, n) => (review, n)), r => FormattableString.Invariant($"{LocalDateTimePattern.ExtendedIso.Format(r.review.When.WallTime)} {r.review.Period.Key} {r.review.Title}"), r => new ReviewDayView(
            r.review.Title, r.review.Period.Key, r.review.When is When.At at ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(at.Start) : Queries.Written(r.review.Day), (r.review.When as When.At)?.Zone.Id,
            [.. r.review.Participants], r.review.Since(desk.Workspace)));
    }

    /// <summary>What a client sees of the calendar: no work of others, nothing private, no ideas.</summary>
    private static bool Sees(this Client client, Entry entry) =>
        client.May(Access.Contributor) || (!entry.Private && entry.Category != Categories.Task && !(entry.Type == "piece" && entry.Status == EntryStatus.Tentative));

    private static IResult Missing => Api.Missing("There is no such workspace.");
}
