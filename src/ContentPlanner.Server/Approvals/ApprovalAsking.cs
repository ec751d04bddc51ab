using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Approvals;

/// <summary>Somebody who was asked, and what became of it.</summary>
public sealed record AskedShown(string From, string State, string? Tone, string When, string? Comment);

/// <summary>Whom somebody wanted to ask, and why it did not work.</summary>
public sealed record AskTyped(string? From, string? Email, AskTyped.Wrong? Mistake)
{
    /// <param name="Field"><c>from</c>, <c>email</c>; empty: none.</param>
    public sealed record Wrong(string Field, string Words);
}

/// <summary>Asking for an approval from the page of a piece or a task.</summary>
internal static class ApprovalAsking
{
    /// <summary>Who was asked about a piece or a task last, and what they said.</summary>
    /// <param name="task">With its piece's tasks not known, what is asked of a task is compared with this one.</param>
    public static IReadOnlyList<AskedShown> Of(OpenPlan open, string? piece, ContentTask? task)
    {
        var key = task?.Key.ToString();
        var own = open.Workspace.Approvals.Where(a => task is null ? a.Piece == piece && a.Task is null : a.Task == key).ToList();
        if (own.Count == 0) return [];
        var schedule = new Schedule { Workspace = open.Workspace, Library = open.Library, Today = open.Today, Tasks = task is null ? [] : [task] };
        return [.. own.GroupBy(a => a.From).Select(of => ApprovalStanding.Of(schedule, of.Last())).Select(s => Shown(open, s))];
    }

    /// <summary>Asks; the answer is a page that tells the address once, or the page that was asked from with what is wrong.</summary>
    /// <param name="again">The page with the form as it was filled in.</param>
    public static async Task<IResult> AskAsync(HttpContext http, OpenPlan open, IFormCollection form, string? piece, string? task, string section, string back, Func<AskTyped, Task<IResult>> again)
    {
        var services = http.RequestServices;
        var wanted = new NewApproval(piece, task, form["from"], form["email"], open.Client.Member);
        switch (await services.GetRequiredService<ApprovalStore>().AskAsync(open.Client.Id, wanted, http.Actor(), http.RequestAborted))
        {
            case AskResult.Done done:
                var address = services.GetRequiredService<Settings>().Address.AbsoluteUri.TrimEnd('/') + done.Path;
                return View.Of<AskedPage>(new { Section = section, From = wanted.From!.Trim(), Address = address, done.NotMailed, Back = back });
            case AskResult.Refused(var field, var why):
                return await again(new(wanted.From, wanted.Email, new(field, Told.Sentence(why))));
            default:
                return http.Refused("it is not in the plan any more", back, StatusCodes.Status404NotFound);
        }
    }

    private static AskedShown Shown(OpenPlan open, ApprovalStanding standing)
    {
        var approval = standing.Approval;
        var (state, tone) = standing.State switch
        {
            ApprovalState.Approved => ("Approved", "ok"),
            ApprovalState.ChangesAsked => ("Change asked", "late"),
            ApprovalState.Outdated => ("Outdated", (string?)null),
            _ => ("Asked", "accent"),
        };
        return new(approval.From, state, tone, open.Locale.Day(approval.AnsweredOn ?? approval.AskedOn, open.Today), approval.Comment);
    }
}
