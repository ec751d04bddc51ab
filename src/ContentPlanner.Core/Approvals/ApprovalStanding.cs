using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Approvals;

/// <summary>How an approval stands today (design, States): a later edit makes it outdated, whatever was said.</summary>
public enum ApprovalState { Requested, Approved, ChangesAsked, Outdated }

/// <summary>An approval with what it is about.</summary>
/// <param name="Title">Of the piece or task; the key when it is not there any more.</param>
public sealed record ApprovalStanding(Approval Approval, ApprovalState State, string Title, ContentPiece? Piece, ContentTask? Task)
{
    /// <summary>Key of who answers for what is asked about; null: nobody.</summary>
    public string? Owner => Piece?.Owner ?? Task?.Owner;

    /// <summary>Key of the launch it belongs to; null: none.</summary>
    public string? Launch => Piece?.Launch ?? Task?.Launch;

    public static ApprovalStanding Of(Schedule schedule, Approval approval)
    {
        var workspace = schedule.Workspace;
        var piece = approval.Piece is { } key ? workspace.Pieces.FirstOrDefault(p => p.Key == key) : null;
        var task = approval.Task is { } named ? schedule.Tasks.FirstOrDefault(t => t.Key.ToString() == named) : null;
        var version = piece is not null ? VersionOf(piece) : task is not null ? VersionOf(workspace, task) : null;
        var state = version != approval.Version ? ApprovalState.Outdated : approval.Status switch
        {
            ApprovalStatus.Approved => ApprovalState.Approved,
            ApprovalStatus.ChangesAsked => ApprovalState.ChangesAsked,
            _ => ApprovalState.Requested,
        };
        return new(approval, state, piece?.Title ?? task?.Title ?? approval.Piece ?? approval.Task ?? "", piece, task);
    }

    /// <summary>The newest approval asked of each person for each thing, in the order of the plan; what was asked before counts no more.</summary>
    public static IEnumerable<ApprovalStanding> Newest(Schedule schedule) => schedule.Workspace.Approvals
        .Select((approval, place) => (approval, place))
        .GroupBy(a => (a.approval.Piece, a.approval.Task, a.approval.From))
        .Select(asked => asked.Last())
        .OrderBy(a => a.place)
        .Select(a => Of(schedule, a.approval));

    /// <summary>Fingerprint of a piece's text: its title and its body.</summary>
    public static string VersionOf(ContentPiece piece) => SourceFingerprint.Of(piece.Title, piece.Body, "");

    /// <summary>Fingerprint of a task's text: the draft a person wrote, or what it is made from.</summary>
    public static string VersionOf(Workspace workspace, ContentTask task) => task.Decision?.Draft is { } draft
        ? SourceFingerprint.Of(task.Title, new(BodyFormat.Markdown, draft), "draft")
        : SourceFingerprint.Of(task, task.Source.Kind == SourceKind.Piece ? workspace.Pieces.FirstOrDefault(p => p.Key == task.Source.Key)?.Body : null);
}
