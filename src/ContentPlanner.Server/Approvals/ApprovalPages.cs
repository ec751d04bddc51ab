using ContentPlanner.Core.Approvals;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Approvals;

/// <summary>
/// <c>/approve/{token}</c>: looking changes nothing, a post answers (design rule 5). Who has the address sees the text and the
/// launch around it, and nothing else of the plan.
/// </summary>
internal static class ApprovalPages
{
    private const int LongestComment = 4000;

    public static void MapApprovals(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/approve/{token}");
        open.AllowAnonymous();
        open.MapGet("", async (string token, ApprovalStore approvals, CancellationToken stop) => await approvals.LookAsync(token, stop) is { } found ? Shown(found, null, null) : NotHere);
        // The token is what allows it, not a cookie; there is nothing to forge.
        open.MapPost("", async (string token, HttpRequest request, ApprovalStore approvals, CancellationToken stop) =>
        {
            if (await approvals.LookAsync(token, stop) is not { } found) return NotHere;
            if (!request.HasFormContentType) return Shown(found, null, "Choose one of the two answers.");
            var form = await request.ReadFormAsync(stop);
            var (answer, comment) = (form["answer"].ToString(), form["comment"].ToString().Trim());
            if (answer is not ("approve" or "change")) return Shown(found, comment, "Choose one of the two answers.");
            if (answer == "change" && comment.Length == 0) return Shown(found, comment, "Say in a few words what to change.");
            if (comment.Length > LongestComment) return Shown(found, comment, $"Say it in at most {LongestComment} characters.");
            return await approvals.AnswerAsync(found, answer == "approve", comment, stop) switch
            {
                ChangeResult.Done => Administrator.SeeOther(request.Path),
                ChangeResult.Refused(var why) => Shown((await approvals.LookAsync(token, stop))!, comment, $"It was not noted: {why}."),
                ChangeResult.Conflict(_, var words) => Shown((await approvals.LookAsync(token, stop))!, comment, $"It was not noted: {words}."),
                _ => NotHere,
            };
        }).DisableAntiforgery();

        app.MapClientPages("/approvals", Access.Contributor).MapPost("", async (HttpContext http, ApprovalStore approvals, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var back = Told.Local(form["back"]);
            return await approvals.AskAsync(http.Client().Id, new(Api.Given(form["piece"]), Api.Given(form["task"]), form["from"], form["email"], http.Client().Member), http.Actor(), stop) switch
            {
                AskResult.Done done => await http.Done(done.Change, back),
                AskResult.Refused refused => http.Refused(refused.Why.TrimEnd('.'), back),
                _ => http.Refused("It is not in the plan any more", back, StatusCodes.Status404NotFound),
            };
        });

        var asking = app.MapClientApi("/approvals", Access.ClientViewer).WithTags("Approvals");
        asking.MapGet("", async (HttpContext http, Mail.Desks desks, CancellationToken stop) => await desks.OfAsync(http.Client().Id, stop) is { } desk
            ? http.Paged(ApprovalStanding.Newest(desk.Schedule), s => $"{Queries.Written(s.Approval.AskedOn)}{s.Approval.Id:N}", Standing)
            : Api.Missing("There is no such workspace."))
            .Says(new("listApprovals", "What was asked for approval, and what was answered") { Answer = ApiShape.Of<ApprovalView>().Page(), IsTagged = true, Problems = [400], Parameters = ApiParameter.Paging });
        asking.MapPost("", async (HttpContext http, ApprovalStore approvals, Settings settings, CancellationToken stop) =>
        {
            var (body, problem) = await http.SentAsync<AskBody>();
            if (body is null) return problem!;
            return await approvals.AskAsync(http.Client().Id, new(body.Piece, body.Task, body.From, body.Email, http.Client().Member), http.Actor(), stop) switch
            {
                AskResult.Done done => Answers.Json(new AskedView(done.Approval.Key, done.Change.ChangeSet, settings.Address.AbsoluteUri.TrimEnd('/') + done.Path, done.NotMailed), StatusCodes.Status201Created),
                AskResult.Refused refused => Api.Refused(refused.Why),
                _ => Api.Missing("There is no such piece or task."),
            };
        }).Needs(Access.Contributor).Says(new("askForApproval", "Ask somebody to approve a piece or a task's draft, by a link that needs no account") { Body = ApiShape.Of<AskBody>(), Answer = ApiShape.Of<AskedView>(), Status = 201, Problems = [400, 422] });
    }

    /// <summary>An approval as it stands today.</summary>
    internal sealed record ApprovalView(string Key, string? Piece, string? Task, string Title, string From, LocalDate AskedOn, ApprovalState State, LocalDate? AnsweredOn, string? Comment);

    /// <summary>Asked; the address is shown this once.</summary>
    /// <param name="NotMailed">Why no mail went out; left out: one did.</param>
    internal sealed record AskedView(string Key, Guid? ChangeSet, string Address, string? NotMailed);

    /// <summary>What somebody sends to ask for an approval: one of piece and task, and whom.</summary>
    internal sealed record AskBody(string? Piece = null, string? Task = null, string? From = null, string? Email = null);

    private static ApprovalView Standing(ApprovalStanding standing) => new(
        standing.Approval.Key, standing.Approval.Piece, standing.Approval.Task, standing.Title, standing.Approval.From, standing.Approval.AskedOn, standing.State, standing.Approval.AnsweredOn, standing.Approval.Comment);

    private static IResult Shown(ApprovalStore.Found found, string? typed, string? mistake) => View.Of<ApprovalPage>(
        new { Model = ApprovalModel.Of(found.Desk, found.Standing, typed, mistake, LongestComment) },
        mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult NotHere { get; } = View.Says("This link is not known here",
        ["Links to approve something work for two weeks. Mail programs sometimes cut long ones: try the link in the mail itself once more, or ask whoever sent it for a new one."], StatusCodes.Status404NotFound);
}

internal static class ApprovalServices
{
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddSingleton<ApprovalStore>()
        .AddSingleton<ApprovalPost>()
        .AddJob<ApprovalReminders>("remind-of-approvals");
}
