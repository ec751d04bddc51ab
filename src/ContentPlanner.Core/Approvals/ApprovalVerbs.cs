using System.Globalization;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Approvals;

/// <summary>Asking for a word, and saying it. What cannot be said any more is a refusal with its reason.</summary>
public static class ApprovalVerbs
{
    /// <summary>Asks somebody to approve a piece or a task as it is now. Exactly one of both is given.</summary>
    public static Workspace AskForApproval(this Workspace workspace, Approval asked)
    {
        var about = (asked.Piece ?? asked.Task!).Replace('/', '-');
        var taken = workspace.Approvals.Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        var n = 1;
        while (taken.Contains(KeyOf(n))) n++;
        return workspace with { Approvals = [.. workspace.Approvals, asked with { Key = KeyOf(n) }] };

        string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{about}-{number}");
    }

    /// <summary>The text may go out as it is.</summary>
    /// <returns>The workspace with the answer, or why it cannot be given.</returns>
    public static (Workspace? After, string? Refusal) Approve(this Schedule schedule, Guid approval, LocalDate today) =>
        schedule.Answer(approval, a => a with { Status = ApprovalStatus.Approved, AnsweredOn = today });

    /// <summary>Something has to be changed first.</summary>
    /// <inheritdoc cref="Approve"/>
    public static (Workspace? After, string? Refusal) AskForChange(this Schedule schedule, Guid approval, string comment, LocalDate today) =>
        schedule.Answer(approval, a => a with { Status = ApprovalStatus.ChangesAsked, AnsweredOn = today, Comment = comment });

    private static (Workspace? After, string? Refusal) Answer(this Schedule schedule, Guid id, Func<Approval, Approval> answer)
    {
        var workspace = schedule.Workspace;
        if (workspace.Approvals.FirstOrDefault(a => Identity.Of(workspace, a) == id) is not { } asked) return (null, "nobody asks for it any more");
        if (ApprovalStanding.Of(schedule, asked).State == ApprovalState.Outdated) return (null, "the text was changed since you were asked; you will be asked again");
        if (asked.Status != ApprovalStatus.Requested) return answer(asked) is var again && again.Status == asked.Status ? (workspace, null) : (null, "it was answered already");
        return (workspace with { Approvals = workspace.Approvals.Select(a => ReferenceEquals(a, asked) ? answer(a) : a).ToValueList() }, null);
    }
}
